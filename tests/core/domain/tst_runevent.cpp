// SPDX-License-Identifier: MIT
#include "core/domain/exchange.h"
#include "core/domain/querytrace.h"
#include "core/domain/runevent.h"

#include <QJsonDocument>
#include <QTest>

using namespace chatsync;
using namespace Qt::Literals::StringLiterals;

namespace {

RunEvent complete(EventKind kind)
{
    RunEvent event;
    event.run = QUuid{u"{dda3aaa6-d123-4e57-aeef-f0661ec61352}"_s};
    event.seq = 7;
    event.at = QDateTime{{2026, 3, 1}, {12, 0, 0, 5}, Qt::UTC};
    event.tMs = 1234;
    event.kind = kind;
    event.message = u"One “sentence”\n"_s;
    event.data = {{u"b"_s, 1}, {u"a"_s, QJsonValue::Null}};
    return event;
}

} // namespace

class TestRunEvent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_data();
    void roundTrip();
    void orderOfKeys();
    void hostile_data();
    void hostile();
    void exchangeRoundTrip();
    void queryRoundTrip();
};

void TestRunEvent::roundTrip_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("outcome");
    for (const char *kind : {"run.started", "step.started", "exchange", "query", "wait", "note",
                             "step.finished", "run.finished"}) {
        for (const char *step : {"", "record", "resolve", "upsert", "wait", "create", "retry", "verify",
                                 "add_missing", "answer", "clean_up"}) {
            for (const char *outcome : {"", "passed", "recovered", "failed", "skipped", "cancelled"})
                QTest::addRow("%s/%s/%s", kind, step, outcome)
                    << QString::fromLatin1(kind) << QString::fromLatin1(step) << QString::fromLatin1(outcome);
        }
    }
}

void TestRunEvent::roundTrip()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, step);
    QFETCH(const QString, outcome);
    RunEvent event = complete(eventKindFrom(kind).value());
    event.step = stepFrom(step);
    event.attempt = 3;
    event.outcome = outcomeFrom(outcome);
    QCOMPARE(event.step.has_value(), !step.isEmpty());
    QCOMPARE(event.outcome.has_value(), !outcome.isEmpty());
    QVERIFY(runEventFromJson(toJson(event)).value() == event);
    QVERIFY(runEventFromJson(QJsonDocument::fromJson(toJsonLine(event)).object()).value() == event);
}

void TestRunEvent::orderOfKeys()
{
    RunEvent event = complete(EventKind::StepFinished);
    event.step = Step::AddMissing;
    event.attempt = 2;
    event.outcome = Outcome::Recovered;
    QCOMPARE(
        toJsonLine(event),
        QByteArray{
            "{\"run\":\"dda3aaa6-d123-4e57-aeef-f0661ec61352\",\"seq\":7,\"at\":\"2026-03-01T12:00:00.005Z\","
            "\"t_ms\":1234,\"kind\":\"step.finished\",\"step\":\"add_missing\",\"attempt\":2,"
            "\"outcome\":\"recovered\",\"message\":\"One “sentence”\\n\",\"data\":{\"a\":null,\"b\":1}}"});
    const RunEvent bare{event.run, 1, event.at, 0, EventKind::Note, {}, 1, {}, {}, {}};
    QCOMPARE(
        toJsonLine(bare),
        QByteArray{
            "{\"run\":\"dda3aaa6-d123-4e57-aeef-f0661ec61352\",\"seq\":1,\"at\":\"2026-03-01T12:00:00.005Z\","
            "\"t_ms\":0,\"kind\":\"note\"}"});
}

void TestRunEvent::hostile_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addRow("run") << u"run"_s << QJsonValue{u"no uuid"_s};
    QTest::addRow("seq 0") << u"seq"_s << QJsonValue{0};
    QTest::addRow("seq 1.5") << u"seq"_s << QJsonValue{1.5};
    QTest::addRow("seq text") << u"seq"_s << QJsonValue{u"1"_s};
    QTest::addRow("at") << u"at"_s << QJsonValue{u"yesterday"_s};
    QTest::addRow("t_ms text") << u"t_ms"_s << QJsonValue{u"1"_s};
    QTest::addRow("t_ms absent") << u"t_ms"_s << QJsonValue{QJsonValue::Undefined};
    QTest::addRow("kind") << u"kind"_s << QJsonValue{u"run.exploded"_s};
    QTest::addRow("step") << u"step"_s << QJsonValue{u"dance"_s};
    QTest::addRow("outcome") << u"outcome"_s << QJsonValue{3};
    QTest::addRow("attempt 0") << u"attempt"_s << QJsonValue{0};
    QTest::addRow("attempt text") << u"attempt"_s << QJsonValue{u"2"_s};
    QTest::addRow("message") << u"message"_s << QJsonValue{QJsonObject{}};
    QTest::addRow("data") << u"data"_s << QJsonValue{u"text"_s};
}

void TestRunEvent::hostile()
{
    QFETCH(const QString, key);
    QFETCH(const QJsonValue, value);
    QJsonObject json = toJson(complete(EventKind::Note));
    json.insert(u"unknown"_s, 1);
    QVERIFY(runEventFromJson(json).has_value());
    json.insert(key, value);
    const Result<RunEvent> event = runEventFromJson(json);
    QVERIFY(!event.has_value());
    QCOMPARE(int(event.error().kind), int(Error::Kind::Parse));
    QVERIFY(event.error().what.contains(key));
}

void TestRunEvent::exchangeRoundTrip()
{
    Exchange exchange;
    exchange.number = 3;
    exchange.endpoint = u"UpdateUsers"_s;
    exchange.method = u"POST"_s;
    exchange.url = u"https://chat/users?api_key=k"_s;
    exchange.requestHeaders = {{"A", "1"}, {"A", "2"}};
    exchange.requestBody = "{\"ü\":1}";
    exchange.startedMs = 1.25;
    exchange.durationMs = 0.5;
    QVERIFY(exchangeFromJson(toJson(exchange)) == exchange); // unanswered
    exchange.status = 400;
    exchange.httpVersion = u"1.1"_s;
    exchange.responseHeaders = {{"x-ratelimit", "\xe9"}};
    exchange.responseBody = "cut {";
    exchange.tries = 2;
    exchange.writes = true;
    exchange.planned = true;
    exchange.error =
        ExchangeError{u"api"_s, 400, 4, u"missing_users"_s, u"m"_s, u"e"_s, u"a"_s, {u"x"_s, u"y"_s}};
    QVERIFY(exchangeFromJson(toJson(exchange)) == exchange);
    QVERIFY(exchangeFromJson({}) == Exchange{});
    QCOMPARE(headerValue({{"X-A", "1"}}, "x-a"), "1");
    QCOMPARE(headerValue({{"X-A", "1"}}, "x-b"), "");
}

void TestRunEvent::queryRoundTrip()
{
    QueryTrace trace{u"SELECT ?"_s,
                     {1, u"a"_s},
                     2,
                     0.5,
                     true,
                     true,
                     Error{Error::Kind::Refused, u"what"_s, u"advice"_s, u"detail"_s}};
    QVERIFY(queryTraceFromJson(toJson(trace)) == trace);
    QVERIFY(queryTraceFromJson({}) == QueryTrace{});
}

QTEST_GUILESS_MAIN(TestRunEvent)
#include "tst_runevent.moc"
