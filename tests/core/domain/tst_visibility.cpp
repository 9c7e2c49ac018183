// SPDX-License-Identifier: MIT
#include "core/domain/visibility.h"

#include <QTest>

using namespace chatsync;
using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

/// Times in ms; -1 is never.
std::vector<Visibility> measured(const QList<int> &times)
{
    std::vector<Visibility> all;
    for (const int time : times) {
        Visibility one;
        if (time >= 0)
            one.by = milliseconds{time};
        else
            one.after = milliseconds{8000};
        all.push_back(one);
    }
    return all;
}

QList<int> times(int count, int time)
{
    return QList<int>(count, time);
}

} // namespace

class TestVisibility : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void advises_data()
    {
        QTest::addColumn<QList<int>>("seen");
        QTest::addColumn<int>("wait");
        QTest::addColumn<int>("attempts");
        QTest::addColumn<double>("firstRate");
        QTest::addColumn<double>("rate");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const QList<int> &seen, int wait, int attempts,
                            double firstRate, double rate, const QString &sentence) {
            QTest::newRow(name) << seen << wait << attempts << firstRate << rate << sentence;
        };
        row("nothing measured", {}, 1000, 1, 0, 0, u"Nothing has been measured"_s);
        row("at once", times(30, 0), 1000, 1, 1, 1, u"second attempt was never needed"_s);
        row("at the edge of the wait", times(30, 1000), 1000, 1, 1, 1, u"at most 1 s"_s);
        row("one millisecond more", times(29, 0) + QList<int>{1001}, 1250, 1, 1, 1, u"A wait of 1.25 s"_s);
        row("the longest wait", times(30, 2000), 2000, 1, 1, 1, u"A wait of 2 s"_s);
        row("a second attempt", times(9, 100) + QList<int>{2500}, 1000, 2, 0.9, 1,
            u"2 attempts make it 100 %"_s);
        row("a third attempt", times(9, 100) + QList<int>{6900}, 1000, 3, 0.9, 1,
            u"3 attempts make it 100 %"_s);
        row("nothing helps", times(9, 100) + QList<int>{-1}, 1000, 1, 0.9, 0.9, u"would not have helped"_s);
        row("never anybody", times(5, -1), 1000, 1, 0, 0, u"works"_s.left(0) + u"0 % of them"_s);
        row("few", {10, 20}, 1000, 1, 1, 1, u"That is few"_s);
    }

    void advises()
    {
        QFETCH(QList<int>, seen);
        QFETCH(QString, sentence);
        const VisibilityAdvice advice = adviceFor(measured(seen));
        QCOMPARE(advice.measurements, int(seen.size()));
        QTEST(int(advice.wait.count()), "wait");
        QTEST(advice.attempts, "attempts");
        QTEST(advice.firstRate, "firstRate");
        QTEST(advice.rate, "rate");
        const QString told = advice.sentences.join(u' ');
        QVERIFY2(told.contains(sentence), qPrintable(told));
        QCOMPARE(told.contains(u"That is few"_s), !seen.isEmpty() && seen.size() < 20);
        QCOMPARE(advice.secondNeeded, advice.measurements > 0 && advice.firstRate < 1);
    }

    /// 999 of 1,000 are not all of them.
    void doesNotRoundUpToAll()
    {
        const VisibilityAdvice advice = adviceFor(measured(times(9999, 0) + QList<int>{-1}));
        QVERIFY(!advice.sentences.join(u' ').contains(u"100 %"_s));
    }

    void countsEachOnce()
    {
        const std::vector<Visibility> all = measured({0, 1, 50, 51, 8000, 8001, -1});
        const std::vector<VisibilityBar> bars = distributionOf(all);
        int sum = 0;
        for (const VisibilityBar &bar : bars)
            sum += bar.count;
        QCOMPARE(sum, int(all.size()));
        QCOMPARE(bars.front().count, 1);
        QCOMPARE(bars[1].count, 2);
        QVERIFY(!bars.back().upTo);
        QCOMPARE(bars.back().count, 2);
    }
};

QTEST_APPLESS_MAIN(TestVisibility)
#include "tst_visibility.moc"
