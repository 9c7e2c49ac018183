// SPDX-License-Identifier: MIT
#include "core/sandbox/simulatortransport.h"
#include "core/sync/virtualclock.h"
#include "tests/core/sandbox/simulatorcaller.h"

#include <QCoroTask>
#include <QTest>
#include <QTimer>

using namespace chatsync;
using namespace chatsync::sandbox;
using namespace Qt::Literals::StringLiterals;
using stream::TransportFailure;

namespace {

stream::HttpRequest request(const QByteArray &method, const QString &path, const QByteArray &body = {})
{
    const SimulatorOptions options;
    stream::HttpRequest made;
    made.method = method;
    made.url = QUrl{u"http://sandbox.test%1?api_key=%2"_s.arg(path, options.apiKey)};
    made.headers = {{"Authorization", test::signedToken(R"({"server":true})", options.secret)},
                    {"Stream-Auth-Type", "jwt"}};
    made.body = body;
    return made;
}

const QByteArray twoUsers = R"({"users":{"a":{"id":"a"},"b":{"id":"b"}}})";

} // namespace

class TestSimulatorTransport final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answersAtOnceWithoutDelay();
    void latencyIsToldByTheClock();
    void failures_data();
    void failures();
    void stopEndsADelay();
    void payloadOfAnEncodedQuery();
};

void TestSimulatorTransport::answersAtOnceWithoutDelay()
{
    Simulator simulator;
    VirtualClock clock;
    SimulatorTransport transport{&simulator, &clock};
    auto task = transport.send(request("POST", u"/users"_s, twoUsers), {});
    QVERIFY(task.isReady());
    const stream::TransportResult result = QCoro::waitFor(std::move(task));
    QVERIFY(result.has_value());
    QCOMPARE(result->status, 201);
    QVERIFY(simulator.hasUser(u"a"_s));
    QCOMPARE(clock.elapsed().count(), 0);
}

void TestSimulatorTransport::latencyIsToldByTheClock()
{
    SimulatorOptions options;
    options.faults = {*parseFault(u"latency=250"_s)};
    Simulator simulator{options};
    VirtualClock clock;
    SimulatorTransport transport{&simulator, &clock};
    const stream::TransportResult result =
        QCoro::waitFor(transport.send(request("POST", u"/users"_s, twoUsers), {}));
    QVERIFY(result.has_value());
    QCOMPARE(clock.elapsed(), std::chrono::milliseconds{250});
}

void TestSimulatorTransport::failures_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("elapsedMs");
    QTest::addColumn<bool>("partial");
    QTest::addRow("hang") << u"hang=UpdateUsers"_s << int(TransportFailure::Kind::Timeout) << 3000 << false;
    QTest::addRow("too slow") << u"slow=UpdateUsers"_s << int(TransportFailure::Kind::Timeout) << 3000
                              << false;
    QTest::addRow("cut") << u"cut-body=UpdateUsers"_s << int(TransportFailure::Kind::CutOff) << 0 << true;
    QTest::addRow("reset") << u"reset=UpdateUsers"_s << int(TransportFailure::Kind::CutOff) << 0 << false;
}

void TestSimulatorTransport::failures()
{
    QFETCH(QString, fault);
    QFETCH(int, kind);
    QFETCH(int, elapsedMs);
    QFETCH(bool, partial);
    SimulatorOptions options;
    options.faults = {*parseFault(fault)};
    Simulator simulator{options};
    VirtualClock clock;
    SimulatorTransport transport{&simulator, &clock};
    stream::HttpRequest sent = request("POST", u"/users"_s, twoUsers);
    sent.timeout = std::chrono::milliseconds{3000};
    const stream::TransportResult result = QCoro::waitFor(transport.send(sent, {}));
    QVERIFY(!result.has_value());
    QCOMPARE(int(result.error().kind), kind);
    QCOMPARE(clock.elapsed(), std::chrono::milliseconds{elapsedMs});
    QCOMPARE(result.error().partial.status, partial ? 201 : 0);
    QCOMPARE(!result.error().partial.body.isEmpty(), partial);
    QVERIFY2(simulator.hasUser(u"a"_s), "the write was carried out all the same");
}

void TestSimulatorTransport::stopEndsADelay()
{
    SimulatorOptions options;
    options.faults = {*parseFault(u"hang=UpdateUsers"_s)};
    Simulator simulator{options};
    VirtualClock clock;
    SimulatorTransport transport{&simulator, &clock};
    std::stop_source stop;
    auto task = transport.send(request("POST", u"/users"_s, twoUsers), stop.get_token());
    stop.request_stop();
    const stream::TransportResult result = QCoro::waitFor(std::move(task));
    QVERIFY(!result.has_value());
    QCOMPARE(int(result.error().kind), int(TransportFailure::Kind::Cancelled));
    const stream::TransportResult refused =
        QCoro::waitFor(transport.send(request("POST", u"/users"_s, twoUsers), stop.get_token()));
    QCOMPARE(int(refused.error().kind), int(TransportFailure::Kind::Cancelled));
    QCOMPARE(simulator.requestLog().size(), 1);
}

void TestSimulatorTransport::payloadOfAnEncodedQuery()
{
    const SimulatorRequest made = simulatorRequest(
        "GET", QUrl::fromEncoded("http://h/users?api_key=k&payload=%7B%22a%22%3A%22x+y%2Bz%22%7D"), {}, {});
    QCOMPARE(made.path, u"/users"_s);
    QCOMPARE(made.query.value(1).second, u"{\"a\":\"x y+z\"}"_s);
}

QTEST_GUILESS_MAIN(TestSimulatorTransport)
#include "tst_simulatortransport.moc"
