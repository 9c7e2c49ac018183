// SPDX-License-Identifier: MIT
#include "ui/runs/requesttext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace chatsync;
using namespace chatsync::ui;

class TestRequestText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// A real shell reads the command; a curl of ours says what arguments it was given.
    void curlSurvivesTheShell_data()
    {
        QTest::addColumn<QString>("body");
        QTest::newRow("plain") << QStringLiteral("{\"a\":1}");
        QTest::newRow("quotes") << QStringLiteral("it's \"quoted\" 'twice'");
        QTest::newRow("expansion") << QStringLiteral("$(touch /tmp/pwned) `id` ${HOME} $STREAM_TOKEN !! \\");
        QTest::newRow("lines") << QStringLiteral("one\ntwo\r\n\tthree");
        QTest::newRow("ends in a quote") << QStringLiteral("'");
        QTest::newRow("file") << QStringLiteral("@/etc/passwd");
        QTest::newRow("option") << QStringLiteral("--output /tmp/x");
        QTest::newRow("people") << QStringLiteral("\u0645\u0631\u062d\u0628\u0627 \U0001F600 <b>&amp;</b>");
    }

    void curlSurvivesTheShell()
    {
        QFETCH(QString, body);
        const Exchange exchange{
            .method = QStringLiteral("POST"),
            .url = QStringLiteral("http://sandbox.invalid/users?api_key=visible&payload={\"a\":\"it's\"}"),
            .requestHeaders = {{"Authorization", "[secret: token]"},
                               {"X-Odd", "a'b$c"},
                               {"@/etc/passwd", "x"}},
            .requestBody = body.toUtf8()};
        const QString command = requesttext::curl(exchange);
        QVERIFY(!command.contains(QStringLiteral("[secret")));
        QProcess shell;
        const QString script =
            QStringLiteral("curl() { printf '%s\\0' \"$@\"; }\nSTREAM_TOKEN=the-token\n") + command;
        shell.start(QStringLiteral("bash"), {QStringLiteral("--norc"), QStringLiteral("-c"), script});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.exitCode(), 0);
        QCOMPARE(shell.readAllStandardError(), QByteArray{});
        QList<QByteArray> words = shell.readAllStandardOutput().split('\0');
        words.removeLast();
        const QList<QByteArray> expected{"--globoff",
                                         "--request",
                                         "POST",
                                         "--url",
                                         exchange.url.toUtf8(),
                                         "--header",
                                         "Authorization: the-token",
                                         "--header",
                                         "X-Odd: a'b$c",
                                         "--data-raw",
                                         body.toUtf8()};
        QCOMPARE(words, expected);
    }

    void breaksJsonWithoutChangingIt_data()
    {
        QTest::addColumn<QString>("json");
        QTest::newRow("order and repeated keys")
            << QStringLiteral("{\"z\":1,\"a\":[1,2,{\"k\":\"{,}\"}],\"z\":[]}");
        QTest::newRow("escapes") << QStringLiteral("{\"a\":\"\\\"quoted\\\" \\\\ \\u00e9\"}");
        QTest::newRow("empty") << QStringLiteral("{ }");
        QTest::newRow("not JSON") << QStringLiteral("<html>{</html>");
        QTest::newRow("cut") << QStringLiteral("{\"a\":[1,2");
    }

    void breaksJsonWithoutChangingIt()
    {
        QFETCH(QString, json);
        QString pretty = requesttext::prettyJson(json);
        if (!json.startsWith(u'{') || json.endsWith(u'2')) {
            QCOMPARE(pretty, json);
            return;
        }
        const QJsonDocument a = QJsonDocument::fromJson(json.toUtf8());
        QCOMPARE(QJsonDocument::fromJson(pretty.toUtf8()), a);
        QCOMPARE(pretty.remove(u' ').remove(u'\n'), QString{json}.remove(u' '));
    }

    void marksWhatExplainsAFailure()
    {
        const QString id = QStringLiteral("onecrew_user_x");
        Exchange exchange{.method = QStringLiteral("POST"),
                          .url = QStringLiteral("http://h/channels/messaging/c/query"),
                          .requestBody = "{\"data\":{\"members\":[\"onecrew_user_x\"]}}",
                          .status = 400,
                          .responseHeaders = {{"Content-Type", "application/json"}},
                          .responseBody = "{\"code\":4,\"message\":\"don't exist: [onecrew_user_x]\"}"};
        exchange.error = ExchangeError{
            .kind = QStringLiteral("api"), .explanation = QStringLiteral("Unknown."), .missingIds = {id}};
        const auto response = requesttext::response(exchange);
        QCOMPARE(response.marks.size(), 1);
        QVERIFY(response.text.split(u'\n')
                    .at(response.marks[0].line - 1)
                    .contains(QStringLiteral("\"message\"")));
        const auto request = requesttext::request(exchange);
        QCOMPARE(request.marks.size(), 1);
        QVERIFY(request.text.split(u'\n').at(request.marks[0].line - 1).contains(id));
        exchange.responseBody = "<html>Bad gateway</html>";
        QCOMPARE(requesttext::response(exchange).marks.value(0).line, 1);
    }

    void showsBoundValues()
    {
        const auto marked = requesttext::statement(
            {{QStringLiteral("sql"), QStringLiteral("SELECT * FROM users WHERE name = $1")},
             {QStringLiteral("values"), QJsonArray{QStringLiteral("O'Neill"), QJsonValue{}}},
             {QStringLiteral("rows"), 2}});
        QVERIFY(marked.text.contains(QStringLiteral("-- $1 = 'O''Neill'")));
        QVERIFY(marked.text.contains(QStringLiteral("-- $2 = NULL")));
    }
};

QTEST_GUILESS_MAIN(TestRequestText)
#include "tst_requesttext.moc"
