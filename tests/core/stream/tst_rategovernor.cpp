// SPDX-License-Identifier: MIT
#include "core/stream/rategovernor.h"
#include "core/sync/virtualclock.h"

#include <QTest>

using namespace chatsync;
using namespace chatsync::stream;
using namespace std::chrono_literals;

namespace {

HttpHeaders told(const QByteArray &limit, const QByteArray &remaining, const QByteArray &reset)
{
    HttpHeaders headers;
    headers.append(std::pair{QByteArray("X-Ratelimit-Limit"), limit});
    headers.append(std::pair{QByteArray("x-ratelimit-remaining"), remaining});
    headers.append(std::pair{QByteArray("X-RATELIMIT-RESET"), reset});
    return headers;
}

QByteArray epoch(const VirtualClock &clock, int inSeconds)
{
    return QByteArray::number(clock.now().toSecsSinceEpoch() + inSeconds);
}

/// The most requests that lie within any span of this length.
qsizetype densest(const std::vector<std::chrono::microseconds> &times, std::chrono::microseconds span)
{
    qsizetype most = 0;
    std::size_t first = 0;
    for (std::size_t last = 0; last < times.size(); ++last) {
        while (times[first] + span <= times[last])
            ++first;
        most = std::max(most, static_cast<qsizetype>(last - first + 1));
    }
    return most;
}

} // namespace

class TestRateGovernor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void neverExceedsLimits_data();
    void neverExceedsLimits();
    void countsWhatIsInFlight();
    void waitsForTheResetWhenNothingIsLeft();
    void othersUseTheSameBudget();
    void obeysRefusal_data();
    void obeysRefusal();
    void backsOffWhereNoTimeIsNamed();
    void ignoresJunk_data();
    void ignoresJunk();
    void endpointsAreApart();
};

void TestRateGovernor::neverExceedsLimits_data()
{
    QTest::addColumn<int>("endpoint");
    QTest::addColumn<QByteArray>("limitTold"); // empty: the documented default
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("latencyMs");
    const auto row = [](const char *name, Endpoint endpoint, const char *limitTold, int limit,
                        int latencyMs) {
        QTest::addRow("%s", name) << static_cast<int>(endpoint) << QByteArray(limitTold) << limit
                                  << latencyMs;
    };
    row("upsert, default", Endpoint::UpdateUsers, "", 300, 0);
    row("upsert, slow network", Endpoint::UpdateUsers, "", 300, 70);
    row("delete channel, default", Endpoint::DeleteChannel, "", 60, 3);
    row("delete users, default", Endpoint::DeleteUsers, "", 6, 3);
    row("query users, default", Endpoint::QueryUsers, "", 1000, 1);
    row("create, default", Endpoint::GetOrCreateChannel, "", 10'000, 0);
    row("lowered by the answer", Endpoint::GetOrCreateChannel, "90, 90", 90, 0);
    row("raised by the answer", Endpoint::UpdateUsers, "3000", 3000, 1);
}

void TestRateGovernor::neverExceedsLimits()
{
    QFETCH(int, endpoint);
    QFETCH(QByteArray, limitTold);
    QFETCH(int, limit);
    QFETCH(int, latencyMs);
    const auto which = static_cast<Endpoint>(endpoint);
    VirtualClock clock;
    RateGovernor governor{&clock};
    std::vector<std::chrono::microseconds> arrivals;
    const int calls = which == Endpoint::DeleteUsers ? 60 : 1000;
    for (int i = 0; i < calls; ++i) {
        for (auto wait = governor.delay(which); wait > 0ms; wait = governor.delay(which))
            clock.advance(wait);
        governor.sent(which);
        // The server counts it at any moment between sending and answer: first late, then early is the worst.
        clock.advance(std::chrono::milliseconds{i % 2 ? 0 : latencyMs});
        if (i > 0) // the first answer is what tells the limit
            arrivals.push_back(clock.elapsed());
        clock.advance(std::chrono::milliseconds{i % 2 ? latencyMs : 0});
        governor.answered(which, 201, limitTold.isEmpty() ? HttpHeaders{} : told(limitTold, "", ""));
    }
    QVERIFY2(densest(arrivals, 60s) <= limit, QByteArray::number(densest(arrivals, 60s)));
    QVERIFY2(densest(arrivals, 1s) <= std::max(1, limit / 30), QByteArray::number(densest(arrivals, 1s)));
    // And it does not dawdle: what may go goes.
    if (latencyMs == 0)
        QCOMPARE(densest(arrivals, 1s), std::max(1, limit / 30));
}

void TestRateGovernor::countsWhatIsInFlight()
{
    VirtualClock clock;
    RateGovernor governor{&clock};
    for (int i = 0; i < 10; ++i) { // 300 a minute: 10 a second
        QCOMPARE(governor.delay(Endpoint::UpdateUsers), 0ms);
        governor.sent(Endpoint::UpdateUsers);
    }
    QVERIFY(governor.delay(Endpoint::UpdateUsers) > 0ms);
    clock.advance(5s); // still unanswered: StreamChat may count them only now
    QVERIFY(governor.delay(Endpoint::UpdateUsers) > 0ms);
    governor.answered(Endpoint::UpdateUsers, 0, {}); // failed, but perhaps arrived
    QCOMPARE(governor.delay(Endpoint::UpdateUsers), 1000ms);
    clock.advance(1s);
    QCOMPARE(governor.delay(Endpoint::UpdateUsers), 0ms);
}

void TestRateGovernor::waitsForTheResetWhenNothingIsLeft()
{
    VirtualClock clock;
    RateGovernor governor{&clock};
    governor.sent(Endpoint::UpdateUsers);
    governor.answered(Endpoint::UpdateUsers, 201, told("300", "0", epoch(clock, 17)));
    QCOMPARE(governor.delay(Endpoint::UpdateUsers), 17'000ms);
    const auto budget = governor.budget(Endpoint::UpdateUsers);
    QVERIFY(budget);
    QCOMPARE(budget->limit, 300);
    QCOMPARE(budget->remaining, 0);
    QCOMPARE(budget->reset, clock.now().addSecs(17));
    clock.advance(17s);
    QCOMPARE(governor.delay(Endpoint::UpdateUsers), 0ms);
}

void TestRateGovernor::othersUseTheSameBudget()
{
    VirtualClock clock;
    RateGovernor governor{&clock};
    governor.sent(Endpoint::UpdateUsers);
    governor.answered(Endpoint::UpdateUsers, 201, told("300", "2", epoch(clock, 30)));
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(governor.delay(Endpoint::UpdateUsers), 0ms);
        governor.sent(Endpoint::UpdateUsers);
    }
    QCOMPARE(governor.delay(Endpoint::UpdateUsers), 30'000ms);
    // An answer that was overtaken does not give back what has been spent.
    governor.answered(Endpoint::UpdateUsers, 201, told("300", "1", epoch(clock, 30)));
    QCOMPARE(governor.delay(Endpoint::UpdateUsers), 30'000ms);
}

void TestRateGovernor::obeysRefusal_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("waitMs");
    QTest::addRow("reset") << QByteArray("X-RateLimit-Reset") << QByteArray("1768471223") << qint64{23'000};
    QTest::addRow("reset doubled") << QByteArray("x-ratelimit-reset") << QByteArray("1768471223, 1768471223")
                                   << qint64{23'000};
    QTest::addRow("retry-after") << QByteArray("retry-after") << QByteArray("9") << qint64{9'000};
    QTest::addRow("too far off to be true")
        << QByteArray("retry-after") << QByteArray("86400") << qint64{90'000};
    QTest::addRow("gone by") << QByteArray("X-RateLimit-Reset") << QByteArray("1768471100") << qint64{2'000};
    QTest::addRow("junk") << QByteArray("Retry-After") << QByteArray("\xff") << qint64{2'000};
}

void TestRateGovernor::obeysRefusal()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(qint64, waitMs);
    VirtualClock clock;
    RateGovernor governor{&clock};
    HttpHeaders headers;
    headers.append(std::pair{name, value});
    governor.sent(Endpoint::QueryUsers);
    governor.answered(Endpoint::QueryUsers, 429, headers);
    QCOMPARE(governor.delay(Endpoint::QueryUsers).count(), waitMs);
    clock.advance(std::chrono::milliseconds{waitMs} - 1ms);
    QCOMPARE(governor.delay(Endpoint::QueryUsers), 1ms);
    clock.advance(1ms);
    QCOMPARE(governor.delay(Endpoint::QueryUsers), 0ms);
}

void TestRateGovernor::backsOffWhereNoTimeIsNamed()
{
    VirtualClock clock;
    RateGovernor governor{&clock};
    for (const auto wait : {2s, 4s, 8s, 16s, 30s, 30s}) {
        governor.sent(Endpoint::QueryUsers);
        governor.answered(Endpoint::QueryUsers, 429, {});
        QCOMPARE(governor.delay(Endpoint::QueryUsers), std::chrono::milliseconds{wait});
        clock.advance(wait);
    }
    governor.sent(Endpoint::QueryUsers);
    governor.answered(Endpoint::QueryUsers, 200, {});
    governor.sent(Endpoint::QueryUsers);
    governor.answered(Endpoint::QueryUsers, 429, {});
    QCOMPARE(governor.delay(Endpoint::QueryUsers), 2000ms);
}

void TestRateGovernor::ignoresJunk_data()
{
    QTest::addColumn<QByteArray>("limit");
    QTest::addColumn<QByteArray>("remaining");
    QTest::addColumn<QByteArray>("reset");
    QTest::addRow("words") << QByteArray("many") << QByteArray("some") << QByteArray("soon");
    QTest::addRow("negative") << QByteArray("-1") << QByteArray("-1") << QByteArray("-1");
    QTest::addRow("zero limit") << QByteArray("0") << QByteArray("0") << QByteArray("0");
    QTest::addRow("fractions") << QByteArray("3.5") << QByteArray("0.5") << QByteArray("1e9");
    QTest::addRow("enormous") << QByteArray("99999999999999") << QByteArray("99999999999999999999")
                              << QByteArray("99999999999999999999");
    QTest::addRow("more left than there is")
        << QByteArray("300") << QByteArray("5000") << QByteArray("1768471230");
    QTest::addRow("empty") << QByteArray() << QByteArray() << QByteArray();
}

void TestRateGovernor::ignoresJunk()
{
    QFETCH(QByteArray, limit);
    QFETCH(QByteArray, remaining);
    QFETCH(QByteArray, reset);
    VirtualClock clock;
    RateGovernor governor{&clock};
    governor.sent(Endpoint::UpdateUsers);
    governor.answered(Endpoint::UpdateUsers, 201, told(limit, remaining, reset));
    QCOMPARE(governor.delay(Endpoint::UpdateUsers), 0ms);
    QCOMPARE(governor.budget(Endpoint::UpdateUsers)->limit, 300);
    QCOMPARE(governor.budget(Endpoint::UpdateUsers)->remaining, 299);
}

void TestRateGovernor::endpointsAreApart()
{
    VirtualClock clock;
    RateGovernor governor{&clock};
    governor.sent(Endpoint::UpdateUsers);
    governor.answered(Endpoint::UpdateUsers, 429, {});
    QVERIFY(governor.delay(Endpoint::UpdateUsers) > 0ms);
    QCOMPARE(governor.delay(Endpoint::QueryUsers), 0ms);
    QVERIFY(!governor.budget(Endpoint::GetApp));
}

QTEST_GUILESS_MAIN(TestRateGovernor)
#include "tst_rategovernor.moc"
