// SPDX-License-Identifier: MIT
#include "ui/widgets/timescale.h"

#include <QTest>
#include <QTimeZone>

#include <limits>

using namespace chatsync::ui;

class TestTimeScale : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ticks_data();
    void ticks();
    void onlyGrows();
    void takesNonsense();
    void mapsBothWays();
    void labels();
};

void TestTimeScale::ticks_data()
{
    QTest::addColumn<double>("ms");
    QTest::addColumn<double>("tick");
    QTest::addColumn<double>("end");
    QTest::newRow("nothing yet") << 0.0 << 500.0 << 2000.0;
    QTest::newRow("short") << 300.0 << 500.0 << 2000.0;
    QTest::newRow("just over two seconds") << 2001.0 << 500.0 << 2500.0;
    QTest::newRow("most that fits half seconds") << 3500.0 << 500.0 << 3500.0;
    QTest::newRow("one more") << 3501.0 << 1000.0 << 4000.0;
    QTest::newRow("a retry") << 6800.0 << 1000.0 << 7000.0;
    QTest::newRow("over seven") << 7001.0 << 2000.0 << 8000.0;
    QTest::newRow("over fourteen") << 14001.0 << 5000.0 << 20000.0;
    QTest::newRow("over thirty-five") << 35001.0 << 10000.0 << 40000.0;
    QTest::newRow("over a minute") << 70001.0 << 20000.0 << 80000.0;
    QTest::newRow("an hour") << 3'600'000.0 << 1'000'000.0 << 4'000'000.0;
}

void TestTimeScale::ticks()
{
    QFETCH(double, ms);
    QFETCH(double, tick);
    QFETCH(double, end);
    TimeScale scale;
    scale.include(ms);
    QCOMPARE(scale.tickMs(), tick);
    QCOMPARE(scale.endMs(), end);
    const qsizetype intervals = scale.ticks().size() - 1;
    QVERIFY(intervals >= 4 && intervals <= 7);
    QCOMPARE(scale.ticks().constLast(), end);
}

void TestTimeScale::onlyGrows()
{
    TimeScale scale;
    double before = scale.endMs();
    for (double ms = 0; ms < 200'000; ms += 137) {
        scale.include(ms);
        QVERIFY(scale.endMs() >= before && scale.endMs() >= ms);
        const qsizetype intervals = scale.ticks().size() - 1;
        QVERIFY2(intervals >= 4 && intervals <= 7,
                 qPrintable(QStringLiteral("%1 at %2").arg(intervals).arg(ms)));
        before = scale.endMs();
    }
    const TimeScale grown = scale;
    scale.include(10);
    QCOMPARE(scale, grown);
}

void TestTimeScale::takesNonsense()
{
    TimeScale scale;
    scale.include(-5);
    scale.include(std::numeric_limits<double>::quiet_NaN());
    QCOMPARE(scale, TimeScale());
    scale.include(std::numeric_limits<double>::infinity());
    QVERIFY(scale.ticks().size() <= 8);
}

void TestTimeScale::mapsBothWays()
{
    TimeScale scale;
    scale.include(4000);
    QCOMPARE(scale.xFor(1000, 400), 100.0);
    QCOMPARE(scale.msAt(100, 400), 1000.0);
    QCOMPARE(scale.msAt(100, 0), 0.0);
}

void TestTimeScale::labels()
{
    const QDateTime start(QDate(2026, 3, 1), QTime(14, 31, 46), Qt::UTC);
    const QLocale english(QLocale::English);
    TimeScale scale;
    QCOMPARE(scale.label(500, TimeScale::Labels::Offset, start, english), QStringLiteral("0.5 s"));
    QCOMPARE(scale.label(1000, TimeScale::Labels::Offset, start, english), QStringLiteral("1 s"));
    QCOMPARE(scale.label(500, TimeScale::Labels::Offset, start, QLocale(QLocale::German)),
             QStringLiteral("0,5 s"));
    QCOMPARE(scale.label(500, TimeScale::Labels::Utc, start, english), QStringLiteral("14:31:46.5 UTC"));
    scale.include(5000);
    QCOMPARE(scale.label(2000, TimeScale::Labels::Utc, start, english), QStringLiteral("14:31:48 UTC"));
    QCOMPARE(scale.label(2000, TimeScale::Labels::LocalTime, start, english),
             start.addSecs(2).toLocalTime().toString(QStringLiteral("HH:mm:ss")));
}

QTEST_GUILESS_MAIN(TestTimeScale)
#include "tst_timescale.moc"
