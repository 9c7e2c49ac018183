// SPDX-License-Identifier: MIT
#include "core/stream/interpretation.h"
#include "core/stream/ratelimitheaders.h"
#include "core/sync/virtualclock.h"

#include <QJsonArray>
#include <QTest>

using namespace chatsync;
using namespace chatsync::stream;
using namespace std::chrono_literals;

namespace {

enum Flag { Transient = 1, Environment = 2, OutcomeUnknown = 4 };

HttpResponse response(int status, const QByteArray &body, HttpHeaders headers = {})
{
    return HttpResponse{status, "1.1", std::move(headers), body};
}

HttpHeaders header(const QByteArray &name, const QByteArray &value)
{
    HttpHeaders headers;
    headers.append(std::pair{name, value});
    return headers;
}

} // namespace

class TestInterpretation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answers_data();
    void answers();
    void failures_data();
    void failures();
    void success();
    void envelope();
    void waits_data();
    void waits();
    void clockOfThisMachineDoesNotMatter();
    void errors_data();
    void errors();

private:
    VirtualClock m_clock; // 2026-01-15T10:00:00Z = 1768471200
};

void TestInterpretation::answers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("meaning");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("flags"); // of a write
    const auto row = [](const char *name, int status, const char *body, const char *meaning, const char *kind,
                        int flags) {
        QTest::addRow("%s", name) << status << QByteArray(body) << QString::fromLatin1(meaning)
                                  << QString::fromLatin1(kind) << flags;
    };
    const int lost = Environment | OutcomeUnknown;
    row("cut-off JSON", 200, R"({"users":{"a":{"id")", "truncated", "cut_off", lost | Transient);
    row("broken JSON", 201, R"({"users":}})", "truncated", "cut_off", lost | Transient);
    row("empty", 200, "", "not_stream", "not_stream", lost);
    row("blanks", 200, " \r\n", "not_stream", "not_stream", lost);
    row("HTML", 200, "<!DOCTYPE html><html>", "not_stream", "not_stream", lost);
    row("plain text", 200, "hello", "not_stream", "not_stream", lost);
    row("array", 200, "[1,2]", "not_stream", "not_stream", lost);
    row("another object", 200, R"({"hello":"world"})", "not_stream", "not_stream", lost);
    row("error with status 200", 200, R"({"code":4,"message":"x"})", "not_stream", "not_stream", lost);
    row("redirect", 302, "", "not_stream", "not_stream", Environment);
    row("HTML 404", 404, "<html>", "not_stream", "not_stream", Environment);
    row("plain 404", 404, "404 page not found", "not_stream", "not_stream", Environment);
    row("JSON of another shape, 400", 400, R"({"error":"x"})", "not_stream", "not_stream", Environment);
    row("empty 403", 403, "", "not_stream", "not_stream", Environment);
    row("cut-off envelope", 400, R"({"code":4,"mess)", "truncated", "cut_off", lost | Transient);
    row("429 in plain text", 429, "Too many requests", "rate_limited", "api", Transient);
    row("429 empty", 429, "", "rate_limited", "api", Transient);
    row("502 HTML", 502, "<html>bad gateway</html>", "server_unavailable", "not_stream", lost | Transient);
    row("503 empty", 503, "", "server_unavailable", "not_stream", lost | Transient);
    row("500 plain", 500, "oops", "internal_error", "not_stream", lost | Transient);
    row("500 envelope", 500, R"({"code":-1,"message":"x"})", "internal_error", "api",
        Transient | OutcomeUnknown);
    row("503 envelope, other code", 503, R"({"code":12,"message":"x"})", "server_unavailable", "api",
        lost | Transient);
    row("408 envelope", 408, R"({"code":23,"message":"x"})", "request_timeout", "api",
        Transient | OutcomeUnknown);
    row("500 unrecoverable", 500, R"({"code":-1,"message":"x","unrecoverable":true})", "internal_error",
        "api", OutcomeUnknown);
    row("envelope without code", 400, R"({"StatusCode":400,"message":"x"})", "invalid_input", "api", 0);
    row("code as text", 400, R"({"code":"4","message":"x"})", "not_stream", "not_stream", Environment);
    row("code as a fraction", 400, R"({"code":4.5,"message":"x"})", "not_stream", "not_stream", Environment);
    row("code beyond reason", 400, R"({"code":1e300,"message":"x"})", "not_stream", "not_stream",
        Environment);
    row("message of another type", 400, R"({"code":4,"message":{"a":1}})", "invalid_input", "api", 0);
}

void TestInterpretation::answers()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, meaning);
    QFETCH(QString, kind);
    QFETCH(int, flags);
    for (const bool writes : {true, false}) {
        const auto answer = interpret(response(status, body), {writes, QLatin1String("users")}, m_clock);
        QVERIFY(!answer.has_value());
        QCOMPARE(toString(answer.error().meaning), meaning);
        QCOMPARE(answer.error().kind, kind);
        QCOMPARE(answer.error().status, status);
        QCOMPARE(answer.error().transient, bool(flags & Transient));
        QCOMPARE(answer.error().environment, bool(flags & Environment));
        QCOMPARE(answer.error().outcomeUnknown, writes && (flags & OutcomeUnknown));
        QVERIFY(!answer.error().explanation.isEmpty());
    }
}

void TestInterpretation::failures_data()
{
    using Kind = TransportFailure::Kind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("meaning");
    QTest::addColumn<QString>("errorKind");
    QTest::addColumn<int>("flags");
    const auto row = [](Kind kind, const char *meaning, const char *errorKind, int flags) {
        QTest::addRow("%s", qPrintable(toString(kind)))
            << static_cast<int>(kind) << QString::fromLatin1(meaning) << QString::fromLatin1(errorKind)
            << flags;
    };
    row(Kind::Timeout, "timed_out", "timeout", Transient | Environment | OutcomeUnknown);
    row(Kind::CutOff, "truncated", "cut_off", Transient | Environment | OutcomeUnknown);
    row(Kind::Network, "unreachable", "network", Environment | OutcomeUnknown);
    row(Kind::Tls, "tls_untrusted", "tls", Environment);
    row(Kind::Dns, "name_not_resolved", "dns", Environment);
    row(Kind::Refused, "connection_refused", "refused", Environment);
    row(Kind::NotHttp, "not_http", "not_stream", Environment);
    row(Kind::Cancelled, "cancelled", "cancelled", OutcomeUnknown);
}

void TestInterpretation::failures()
{
    QFETCH(int, kind);
    QFETCH(QString, meaning);
    QFETCH(QString, errorKind);
    QFETCH(int, flags);
    const TransportFailure failure{static_cast<TransportFailure::Kind>(kind), QStringLiteral("words"), {}};
    const auto answer = interpret(tl::unexpected(failure), {true, {}}, m_clock);
    QVERIFY(!answer.has_value());
    QCOMPARE(toString(answer.error().meaning), meaning);
    QCOMPARE(answer.error().kind, errorKind);
    QCOMPARE(answer.error().message, QStringLiteral("words"));
    QCOMPARE(answer.error().transient, bool(flags & Transient));
    QCOMPARE(answer.error().environment, bool(flags & Environment));
    QCOMPARE(answer.error().outcomeUnknown, bool(flags & OutcomeUnknown));
}

void TestInterpretation::success()
{
    const auto answer =
        interpret(response(201, R"({"users":{},"new_key":[1]})"), {true, QLatin1String("users")}, m_clock);
    QVERIFY(answer.has_value());
    QCOMPARE((*answer)[QLatin1String("new_key")].size(), 1);
    QVERIFY(interpret(response(200, "{}"), {}, m_clock).has_value());
}

void TestInterpretation::envelope()
{
    const auto answer = interpret(
        response(400,
                 R"({"code":4,"message":"UpdateUsers failed with error: \"x\"","StatusCode":400,"duration":"",
                          "exception_fields":{"name":"too long","odd":7},"unrecoverable":true})"),
        {true, {}}, m_clock);
    QVERIFY(!answer.has_value());
    const CallError &error = answer.error();
    QCOMPARE(error.code, 4);
    QCOMPARE(error.message, QStringLiteral("UpdateUsers failed with error: \"x\""));
    QCOMPARE(error.exceptionFields.value(QStringLiteral("name")), QStringLiteral("too long"));
    QVERIFY(error.unrecoverable);
    QVERIFY(!error.transient);
    QVERIFY(!error.outcomeUnknown);
    const ExchangeError recorded = toExchangeError(error);
    QCOMPARE(recorded.meaning, QStringLiteral("invalid_input"));
    QCOMPARE(recorded.code, 4);
    QVERIFY(toError(error).detail.contains(QStringLiteral("name: too long")));
}

void TestInterpretation::waits_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("milliseconds"); // -1: none
    const auto row = [](const char *title, int status, const char *name, const char *value,
                        qint64 milliseconds) {
        QTest::addRow("%s", title) << status << QByteArray(name) << QByteArray(value) << milliseconds;
    };
    row("seconds", 429, "Retry-After", "7", 7000);
    row("date", 429, "retry-after", "Thu, 15 Jan 2026 10:00:30 GMT", 30'000);
    row("date gone by", 429, "retry-after", "Thu, 15 Jan 2026 09:00:30 GMT", -1);
    row("junk", 429, "Retry-After", "soon", -1);
    row("negative", 429, "Retry-After", "-5", -1);
    row("reset", 429, "X-RateLimit-Reset", "1768471242", 42'000);
    row("reset in Go's case", 429, "X-Ratelimit-Reset", "1768471242", 42'000);
    row("reset doubled", 429, "x-ratelimit-reset", "1768471242, 1768471242", 42'000);
    row("reset gone by", 429, "x-ratelimit-reset", "1768471199", -1);
    row("reset is junk", 429, "x-ratelimit-reset", "NaN", -1);
    row("reset is enormous", 429, "x-ratelimit-reset", "99999999999999999999", -1);
    row("503 with Retry-After", 503, "Retry-After", "3", 3000);
    row("503 with a reset, which is none of its business", 503, "X-RateLimit-Reset", "1768471242", -1);
}

void TestInterpretation::waits()
{
    QFETCH(int, status);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(qint64, milliseconds);
    const auto answer = interpret(response(status, "x", header(name, value)), {}, m_clock);
    QVERIFY(!answer.has_value());
    QCOMPARE(answer.error().retryAfter ? answer.error().retryAfter->count() : -1, milliseconds);
}

void TestInterpretation::clockOfThisMachineDoesNotMatter()
{
    HttpHeaders headers = header("X-RateLimit-Reset", "1768471242");
    headers.append(header("Date", "Thu, 15 Jan 2026 10:00:40 GMT"));
    QCOMPARE(rateLimitHeadersFrom(headers, m_clock.now().addDays(1)).untilReset, 2000ms);
}

void TestInterpretation::errors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::addRow("wrong secret") << 401 << QByteArray(R"({"code":5,"message":"Token signature is invalid"})")
                                  << static_cast<int>(Error::Kind::Refused);
    QTest::addRow("html") << 200 << QByteArray("<html>") << static_cast<int>(Error::Kind::Network);
    QTest::addRow("no") << 400 << QByteArray(R"({"code":4,"message":"no"})")
                        << static_cast<int>(Error::Kind::Http);
}

void TestInterpretation::errors()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    const auto answer = interpret(response(status, body), {}, m_clock);
    const Error error = toError(answer.error());
    QCOMPARE(static_cast<int>(error.kind), kind);
    QVERIFY(error.detail.contains(QStringLiteral("HTTP %1").arg(status)));
    QCOMPARE(error.what, answer.error().explanation);
}

QTEST_GUILESS_MAIN(TestInterpretation)
#include "tst_interpretation.moc"
