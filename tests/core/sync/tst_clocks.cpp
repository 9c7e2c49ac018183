// SPDX-License-Identifier: MIT
#include "core/sync/systemclock.h"
#include "core/sync/virtualclock.h"

#include <QCoroTask>
#include <QTest>

using namespace chatsync;
using namespace std::chrono_literals;

class TestClocks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void virtualTimeJumps();
    void sleepersWakeInOrder();
    void stopWakesAtOnce();
    void stopBeforeSleepDoesNotSleep();
    void systemClockSleepsAndStops();
};

namespace {

QCoro::Task<void> sleepAndNote(Clock *clock, std::chrono::milliseconds duration, std::stop_token stop,
                               QString name, QStringList *notes)
{
    auto sleeping = clock->sleep(duration, stop);
    const bool whole = co_await sleeping;
    notes->append(QStringLiteral("%1 %2 %3").arg(name).arg(clock->elapsed() / 1ms).arg(whole));
}

} // namespace

void TestClocks::virtualTimeJumps()
{
    VirtualClock clock;
    QCOMPARE(clock.now(), VirtualClock::defaultStart());
    QVERIFY(QCoro::waitFor(clock.sleep(90min, {})));
    QCOMPARE(clock.elapsed(), std::chrono::microseconds{90min});
    QCOMPARE(clock.now(), VirtualClock::defaultStart().addSecs(90 * 60));
}

void TestClocks::sleepersWakeInOrder()
{
    VirtualClock clock;
    QStringList notes;
    auto slow = sleepAndNote(&clock, 300ms, {}, QStringLiteral("slow"), &notes);
    auto quick = sleepAndNote(&clock, 100ms, {}, QStringLiteral("quick"), &notes);
    auto middle = sleepAndNote(&clock, 200ms, {}, QStringLiteral("middle"), &notes);
    QTRY_COMPARE(notes, (QStringList{QStringLiteral("quick 100 1"), QStringLiteral("middle 200 1"),
                                     QStringLiteral("slow 300 1")}));
}

void TestClocks::stopWakesAtOnce()
{
    VirtualClock clock;
    QStringList notes;
    std::stop_source stop;
    auto other = sleepAndNote(&clock, 50ms, {}, QStringLiteral("other"), &notes);
    auto stopped = sleepAndNote(&clock, 1h, stop.get_token(), QStringLiteral("stopped"), &notes);
    stop.request_stop();
    QVERIFY2(notes.isEmpty(), "nothing goes on inside request_stop()");
    QTRY_COMPARE(notes, (QStringList{QStringLiteral("stopped 0 0"), QStringLiteral("other 50 1")}));
}

void TestClocks::stopBeforeSleepDoesNotSleep()
{
    VirtualClock clock;
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!QCoro::waitFor(clock.sleep(1h, stop.get_token())));
    QCOMPARE(clock.elapsed(), 0us);
}

void TestClocks::systemClockSleepsAndStops()
{
    SystemClock clock;
    const auto before = clock.elapsed();
    QVERIFY(QCoro::waitFor(clock.sleep(5ms, {})));
    QVERIFY(clock.elapsed() - before >= 4ms);

    std::stop_source stop;
    QTimer::singleShot(0, this, [&stop] { stop.request_stop(); });
    QVERIFY(!QCoro::waitFor(clock.sleep(1h, stop.get_token())));
}

QTEST_GUILESS_MAIN(TestClocks)
#include "tst_clocks.moc"
