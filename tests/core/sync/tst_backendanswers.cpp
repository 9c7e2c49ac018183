// SPDX-License-Identifier: MIT
// Everything a backend, or what stands in its place, can answer: which way the run ends, in which words, and
// that it looks for itself where something may have been done.
#include "tests/support/backendfixture.h"

#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;
using stream::TransportFailure;

class TestBackendAnswers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ends_data();
    void ends();
    void waitsAsLongAsToldAndNoLonger();
    void oddities_data();
    void oddities();
};

namespace {

struct Row {
    const char *name;
    stream::TransportResult answer;
    int exitCode;
    const char *finding;
    const char *says;
    bool looks;
};

stream::TransportResult failed(TransportFailure::Kind kind)
{
    return tl::unexpected(TransportFailure{kind, u"as the transport has it"_s, {}, {}});
}

stream::TransportResult redirect()
{
    return stream::HttpResponse{
        307, "1.1", {{"Location", "https://user:pw@login.example.org/in?ticket=abc"}}, {}};
}

const std::vector<Row> &rows()
{
    using Kind = TransportFailure::Kind;
    static const std::vector<Row> table{
        {"html with 200", answered(200, "<!DOCTYPE html><html></html>", "text/html"), 3, "backend_html",
         "web page", true},
        {"html with 404", answered(404, "<html>nginx</html>", "text/html"), 3, "backend_wrong_address",
         "makes no conversations at this address", false},
        {"text with 200", answered(200, "OK", "text/plain"), 3, "backend_not_json", "no JSON", true},
        {"nothing with 200", answered(200, ""), 3, "backend_not_json", "no JSON", true},
        {"half a JSON", answered(200, R"({"success":tr)"), 3, "backend_not_json", "no JSON", true},
        {"200 with success:false", answered(200, R"({"success":false,"error":"Nope"})"), 1, "backend_refused",
         "could not create", true},
        {"500 with success:false", answered(500, R"({"success":false,"error":"Nope"})"), 1, "backend_refused",
         "could not create", true},
        {"500 without JSON", answered(500, "Internal Server Error", "text/plain"), 1, "backend_crashed",
         "failed without saying why", true},
        {"502 of a proxy", answered(502, "<html>Bad Gateway</html>", "text/html"), 3, "backend_unavailable",
         "could not reach it", true},
        {"redirect", redirect(), 3, "backend_redirects", "https://login.example.org/in", false},
        {"JSON of another form", answered(200, R"({"id":"x","members":[]})"), 3, "backend_wrong_schema",
         "another form", true},
        {"an array", answered(200, R"([{"success":true}])"), 3, "backend_wrong_schema", "another form", true},
        {"success as a text", answered(200, R"({"success":"true","data":{"id":"x"}})"), 3,
         "backend_wrong_schema", "another form", true},
        {"success without data", answered(200, R"({"success":true})"), 1, "backend_broken_success",
         "no id of a conversation", true},
        {"success with 500", answered(500, R"({"success":true,"data":{"id":"x"}})"), 1,
         "backend_broken_success", "status is one of failure", true},
        {"401 expired", answered(401, R"({"success":false,"error":"jwt expired"})"), 3,
         "backend_token_expired", "token has expired", false},
        {"401 of another form", answered(401, R"({"message":"Token is expired"})"), 3,
         "backend_token_expired", "token has expired", false},
        {"401", answered(401, R"({"success":false,"error":"invalid signature"})"), 3, "backend_unauthorized",
         "does not accept the token", false},
        {"403 in plain text", answered(403, "Forbidden", "text/plain"), 3, "backend_unauthorized",
         "does not accept the token", false},
        {"429", answered(429, "slow down", "text/plain"), 3, "backend_rate_limited", "too many requests",
         false},
        {"silence", failed(Kind::Timeout), 3, "backend_timed_out", "within 60 s", true},
        {"cut off", failed(Kind::CutOff), 3, "backend_cut_off", "before its answer was complete", true},
        {"refused", failed(Kind::Refused), 3, "backend_connection_refused", "Nothing listens", false},
        {"unknown host", failed(Kind::Dns), 3, "backend_name_not_resolved", "host name", false},
        {"unreachable", failed(Kind::Network), 3, "backend_unreachable", "could not be reached", true},
        {"certificate", failed(Kind::Tls), 3, "backend_tls_untrusted", "certificate", false},
        {"no web server", failed(Kind::NotHttp), 3, "backend_not_http", "no web server", false},
        {"write policy", failed(Kind::ReadOnly), 3, "backend_read_only", "as the transport has it", false},
    };
    return table;
}

} // namespace

void TestBackendAnswers::ends_data()
{
    QTest::addColumn<int>("index");
    for (size_t i = 0; i < rows().size(); ++i)
        QTest::newRow(rows()[i].name) << int(i);
}

void TestBackendAnswers::ends()
{
    QFETCH(int, index);
    const Row &row = rows()[size_t(index)];
    BackendFixture fixture;
    fixture.way.script = row.answer;
    const RunResult result = fixture.run();

    QCOMPARE(exitCodeOf(result.failure), row.exitCode);
    QCOMPARE(fixture.end()["exit_code"_L1].toInt(), row.exitCode);
    QCOMPARE(fixture.finding(), QLatin1String(row.finding));
    QVERIFY2(fixture.what().contains(QLatin1String(row.says)), qPrintable(fixture.what()));
    QVERIFY(!fixture.end()["explanation"_L1]["next"_L1].toArray().isEmpty());
    QCOMPARE(fixture.end().contains("verified"_L1), row.looks);
    // Whatever came back, it was asked once, and nothing else was written.
    QCOMPARE(fixture.way.requests.size(), size_t{1});
    for (const RunEvent &event : fixture.flow.of(EventKind::Exchange)) {
        const bool own = event.data["endpoint"_L1].toString() == u"CreateConversation";
        QCOMPARE(event.data["writes"_L1].toBool(), own);
        QCOMPARE(event.data.contains("error"_L1),
                 own && !fixture.end()["backend"_L1].toObject().contains("success"_L1));
    }
    const QByteArray token = fixture.way.requests[0].headers[2].second.mid(7);
    QVERIFY(token.size() > 100);
    QVERIFY(!fixture.told().contains(token));
    QVERIFY(!fixture.told().contains(fixture.access.secret));
    QVERIFY(!fixture.what().contains(u"ticket"_s));
}

void TestBackendAnswers::waitsAsLongAsToldAndNoLonger()
{
    BackendFixture fixture{settingsOf(Preset::Hardened), {u"backend-hang"_s}};
    const RunResult result = fixture.run();
    QCOMPARE(exitCodeOf(result.failure), 3);
    QCOMPARE(fixture.finding(), u"backend_timed_out"_s);
    QVERIFY2(fixture.what().contains(u"60 s"_s), qPrintable(fixture.what()));
    QVERIFY2(fixture.why().contains(u"works all the same"_s), qPrintable(fixture.why()));
    const RunEvent exchange = fixture.flow.of(EventKind::Exchange).front();
    QCOMPARE(exchange.data["duration_ms"_L1].toDouble(), 60'000.0);

    BackendFixture hasty{settingsOf(Preset::Hardened), {u"backend-hang"_s}};
    hasty.access.timeout = std::chrono::milliseconds{2500};
    hasty.run();
    QVERIFY2(hasty.what().contains(u"2.5 s"_s), qPrintable(hasty.what()));
    QCOMPARE(hasty.flow.of(EventKind::Exchange).front().data["duration_ms"_L1].toDouble(), 2500.0);
}

void TestBackendAnswers::oddities_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("note");
    QTest::newRow("failure with 200")
        << QByteArray{R"({"success":false,"error":"Nope"})"} << u"backend_failure_as_success"_s;
    QTest::newRow("incomplete") << QByteArray{R"({"success":true,"data":{"id":"x"}})"}
                                << u"backend_answer_incomplete"_s;
}

void TestBackendAnswers::oddities()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, note);
    BackendFixture fixture;
    fixture.way.script = answered(200, body);
    fixture.run();
    QVERIFY2(fixture.noteCodes().contains(note), fixture.told());
}

QTEST_GUILESS_MAIN(TestBackendAnswers)
#include "tst_backendanswers.moc"
