// SPDX-License-Identifier: MIT
#include "core/domain/redactor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace chatsync;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray apiSecret = "s3cr'et/+=\"\\ü%!";
const QByteArray token =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzZXJ2ZXIiOnRydWV9.c2lnbmF0dXJlLXNpZ25hdHVyZQ";

Redactor redactor()
{
    Redactor result;
    result.addSecret(u"api secret"_s, apiSecret);
    result.addSecret(u"database password"_s, "token");
    return result;
}

QJsonObject appAnswer()
{
    const QJsonObject push{{u"apn"_s, QJsonObject{{u"auth_key"_s, u"-----BEGIN"_s}, {u"enabled"_s, true}}},
                           {u"firebase"_s, QJsonObject{{u"server_key"_s, u"AAAA"_s}}}};
    const QJsonObject hook{{u"webhook_url"_s, u"https://example.org/2"_s}, {u"enabled"_s, true}};
    return {{u"app"_s,
             QJsonObject{{u"name"_s, u"OneCrew"_s},
                         {u"sqs_key"_s, u"AKIA1"_s},
                         {u"sqs_secret"_s, u"abc/1\"2"_s},
                         {u"sns_key"_s, QString{}},
                         {u"sns_secret"_s, QJsonValue::Null},
                         {u"webhook_url"_s, u"https://example.org/hook?k=1"_s},
                         {u"datadog_info"_s, QJsonObject{{u"api_key"_s, u"dd1}"_s}, {u"site"_s, u"eu"_s}}},
                         {u"push_notifications"_s, push},
                         {u"event_hooks"_s, QJsonArray{hook}},
                         {u"suspended"_s, false}}}};
}

} // namespace

class TestRedactor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void syntax_data();
    void syntax();
    void spellings_data();
    void spellings();
    void textWithoutSecretsIsShared_data();
    void textWithoutSecretsIsShared();
    void shortSecretsAreRefused();
    void base64InsideALongerText();
    void answerOfGetApp();
    void answerOfGetAppAsText();
    void objectsAtAnyDepth();
    void secretOfFewCharacters();
    void copiesAreIndependent();
    void overlappingSecrets();
    void tokenCutAnywhere();
    void hostileText_data();
    void hostileText();
};

void TestRedactor::syntax_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");

    QTest::addRow("token alone") << token << QByteArray{"[secret: token]"};
    QTest::addRow("token in a header")
        << "Authorization: " + token + "\r\nX: 1" << QByteArray{"Authorization: [secret: token]\r\nX: 1"};
    QTest::addRow("token behind an escape")
        << R"({"a":"x\n)" + token + R"(\ny"})" << QByteArray{R"({"a":"x\n[secret: token]\ny"})"};
    QTest::addRow("token in a query") << "/connect?authorization=" + token + "&api_key=k"
                                      << QByteArray{"/connect?authorization=[secret: token]&api_key=k"};
    QTest::addRow("token cut, with dots") << token.first(30) + "..." << QByteArray{"[secret: token]..."};
    QTest::addRow("token at the end of a sentence")
        << "It was " + token + ". Next." << QByteArray{"It was [secret: token]. Next."};
    QTest::addRow("token as a sum of strings")
        << "'" + token.first(40) + "' +\n  '" + token.sliced(40) + "' }" << QByteArray{"'[secret: token]' }"};
    QTest::addRow("token as a sum, in JSON")
        << "\"\\\"" + token.first(20) + "\\\" +\\n  \\\"" + token.sliced(20) + "\\\"\""
        << QByteArray{"\"\\\"[secret: token]\\\"\""};
    QTest::addRow("token split at its dot")
        << "\"" + token.first(37) + "\" \"" + token.sliced(37) + "\"" << QByteArray{"\"[secret: token]\""};
    QTest::addRow("token, then another value")
        << QByteArray{R"(["eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.abc","onecrew_user_1"])"}
        << QByteArray{R"(["[secret: token]","onecrew_user_1"])"};
    QTest::addRow("two tokens") << token + ' ' + token << QByteArray{"[secret: token] [secret: token]"};

    QTest::addRow("URL") << QByteArray{"postgres://onecrew:pa55@db.example.org/chat"}
                         << QByteArray{"postgres://onecrew:[secret: password]@db.example.org/chat"};
    QTest::addRow("URL without a user")
        << QByteArray{"redis://:pa55@cache"} << QByteArray{"redis://:[secret: password]@cache"};
    QTest::addRow("URL with an at in the password")
        << QByteArray{"postgres://u:p@55@db/chat"} << QByteArray{"postgres://u:[secret: password]@db/chat"};
    QTest::addRow("URL with a slash in the password")
        << QByteArray{"postgres://u:p/5?5@db/chat"} << QByteArray{"postgres://u:[secret: password]@db/chat"};
    QTest::addRow("URL in JSON of PHP")
        << QByteArray{R"({"u":"postgres:\/\/u:pa55@db\/chat"})"}
        << QByteArray{R"({"u":"postgres:\/\/u:[secret: password]@db\/chat"})"};
    QTest::addRow("two URLs") << QByteArray{"a://u:p1@h b://u:p2@h"}
                              << QByteArray{"a://u:[secret: password]@h b://u:[secret: password]@h"};

    QTest::addRow("libpq") << QByteArray{"host=db password=pa55 user=u"}
                           << QByteArray{"host=db password=[secret: password] user=u"};
    QTest::addRow("libpq quoted") << QByteArray{R"(password = 'pa \'55' user=u)"}
                                  << QByteArray{R"(password = '[secret: password]' user=u)"};
    QTest::addRow("libpq escaped") << QByteArray{R"(password=pa\ 55 user=u)"}
                                   << QByteArray{"password=[secret: password] user=u"};
    QTest::addRow("libpq in JSON") << QByteArray{R"({"dsn":"host=db password=pa55"})"}
                                   << QByteArray{R"({"dsn":"host=db password=[secret: password]"})"};
    QTest::addRow("libpq in the environment")
        << QByteArray{"PGPASSWORD=pa55 psql"} << QByteArray{"PGPASSWORD=[secret: password] psql"};
    QTest::addRow("URL with a query")
        << QByteArray{"postgres://db/chat?user=u&password=pa55&sslmode=require"}
        << QByteArray{"postgres://db/chat?user=u&password=[secret: password]&sslmode=require"};
    QTest::addRow("cut behind the equals sign")
        << QByteArray{"password='pa5"} << QByteArray{"password='[secret: password]"};

    QTest::addRow("key in JSON") << QByteArray{R"({"sqs_secret": "a\"b", "name":"n"})"}
                                 << QByteArray{R"({"sqs_secret": "[secret: sqs_secret]", "name":"n"})"};
    QTest::addRow("key in JSON in JSON")
        << QByteArray{R"({"body":"{\"sns_secret\":\"a\\\"b\",\"n\":1}"})"}
        << QByteArray{R"({"body":"{\"sns_secret\":\"[secret: sns_secret]\",\"n\":1}"})"};
    QTest::addRow("key as Node prints it") << QByteArray{"{ api_secret: 'a', n: 1 }"}
                                           << QByteArray{"{ api_secret: '[secret: api_secret]', n: 1 }"};
    QTest::addRow("object under a key") << QByteArray{R"({"datadog_info":{"api_key":"}"},"n":1})"}
                                        << QByteArray{R"({"datadog_info":"[secret: datadog_info]","n":1})"};
    QTest::addRow("key, cut") << QByteArray{R"({"sqs_key":"AKI)"}
                              << QByteArray{R"({"sqs_key":"[secret: sqs_key])"};

    QTest::addRow("secret within a placeholder of another")
        << QByteArray{"x [secret: token] token"}
        << QByteArray{"x [secret: token] [secret: database password]"};
    QTest::addRow("secret within somebody's placeholder")
        << QByteArray{"[secret: my token]"} << QByteArray{"[secret: my [secret: database password]]"};
}

void TestRedactor::syntax()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, expected);
    const Redactor r = redactor();
    QCOMPARE(r.redacted(text), expected);
    QCOMPARE(r.redacted(r.redacted(text)), expected);
    QCOMPARE(r.redacted(QString::fromUtf8(text)), QString::fromUtf8(expected));
}

void TestRedactor::spellings_data()
{
    QTest::addColumn<QByteArray>("spelling");
    const auto json = [](const QByteArray &text) {
        const QByteArray array =
            QJsonDocument{QJsonArray{QString::fromUtf8(text)}}.toJson(QJsonDocument::Compact);
        return array.sliced(2, array.size() - 4);
    };
    QTest::addRow("plain") << apiSecret;
    QTest::addRow("percent") << apiSecret.toPercentEncoding();
    QTest::addRow("percent, lower case") << QByteArray{"s3cr%27et%2f%2b%3d%22%5c%c3%bc%25%21"};
    QTest::addRow("encodeURIComponent") << QByteArray{"s3cr'et%2F%2B%3D%22%5C%C3%BC%25!"};
    QTest::addRow("percent twice") << apiSecret.toPercentEncoding().toPercentEncoding();
    QTest::addRow("JSON") << json(apiSecret);
    QTest::addRow("JSON twice") << json(json(apiSecret));
    QTest::addRow("JSON in ASCII") << QByteArray{R"(s3cr'et/+=\"\\\u00fc%!)"};
    QTest::addRow("JSON of PHP") << QByteArray{R"(s3cr'et\/+=\"\\ü%!)"};
    QTest::addRow("Node") << QByteArray{R"(s3cr\'et/+="\\ü%!)"};
    QTest::addRow("base64") << apiSecret.toBase64();
    QTest::addRow("base64url") << apiSecret.toBase64(QByteArray::Base64UrlEncoding |
                                                     QByteArray::OmitTrailingEquals);
}

void TestRedactor::spellings()
{
    QFETCH(const QByteArray, spelling);
    const Redactor r = redactor();
    QCOMPARE(r.redacted("<" + spelling + ">"), "<[secret: api secret]>");
    QCOMPARE(r.redacted(spelling), "[secret: api secret]");
}

void TestRedactor::textWithoutSecretsIsShared_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addRow("empty") << QByteArray{};
    QTest::addRow("users") << QByteArray{
        R"({"users":{"onecrew_user_1":{"image":"https://example.org:8443/a.png@2x","name":"a:b@c"}}})"};
    QTest::addRow("placeholders") << QByteArray{
        "[secret: token] [secret: api secret] password=[secret: password]"};
    QTest::addRow("placeholder of a key")
        << QByteArray{R"({"sqs_key":"[secret: sqs_key]","sns_key":"","secret":null})"};
    QTest::addRow("beginning of a token") << QByteArray{"eyJ eyJhbG eyJhbGci"}.first(10);
    QTest::addRow("base64 with eyJ in it") << QByteArray{"data:image/png;base64,iVBOReyJRw0KGgoAAAANSUhEUg"};
    QTest::addRow("SQL") << QByteArray{"SELECT id FROM users WHERE password = $1 AND password = ? AND x = 1"};
    QTest::addRow("no password") << QByteArray{"postgres://onecrew@db:5432/chat?password="};
    QTest::addRow("mail behind a port") << QByteArray{"http://db:5432/a@b"};
    QTest::addRow("sentence") << QByteArray{
        "password authentication failed for user \"u\"; the secret: none"};
    QTest::addRow("longer key") << QByteArray{R"({"my_sqs_key":"a","sqs_key_id":"b","secretary":"c"})"};
}

void TestRedactor::textWithoutSecretsIsShared()
{
    QFETCH(const QByteArray, text);
    const Redactor r = redactor();
    const QByteArray result = r.redacted(text);
    QCOMPARE(result, text);
    QCOMPARE(static_cast<const void *>(result.constData()), static_cast<const void *>(text.constData()));
    const QString string = QString::fromUtf8(text);
    QCOMPARE(r.redacted(string).constData(), string.constData());
}

void TestRedactor::shortSecretsAreRefused()
{
    Redactor r;
    r.addSecret(u"short"_s, "abc");
    r.addSecret(u"empty"_s, "");
    QCOMPARE(r.redacted(QByteArray{"abc abc"}), "abc abc");
    r.addSecret(u"four"_s, "abcd");
    QCOMPARE(r.redacted(QByteArray{"abc abcd"}), "abc [secret: four]");
}

void TestRedactor::base64InsideALongerText()
{
    Redactor r;
    const QByteArray secret = "correct horse battery";
    r.addSecret(u"pass phrase"_s, secret);
    for (const char *user : {"", "a", "ab", "abc", "abcd"}) {
        const QByteArray header = (user + (":" + secret) + "#").toBase64();
        const QByteArray result = r.redacted(header);
        QVERIFY2(result.contains("[secret: pass phrase]"), user);
        QVERIFY(!QByteArray::fromBase64(result.left(result.indexOf('['))).contains("co"));
    }
}

void TestRedactor::answerOfGetApp()
{
    const QJsonObject app = redactor().redacted(appAnswer())[u"app"_s].toObject();
    QCOMPARE(app[u"name"_s].toString(), u"OneCrew"_s);
    QCOMPARE(app[u"sqs_key"_s].toString(), u"[secret: sqs_key]"_s);
    QCOMPARE(app[u"sqs_secret"_s].toString(), u"[secret: sqs_secret]"_s);
    QCOMPARE(app[u"sns_key"_s].toString(u"?"_s), QString{});
    QVERIFY(app[u"sns_secret"_s].isNull());
    QCOMPARE(app[u"webhook_url"_s].toString(), u"[secret: webhook_url]"_s);
    QCOMPARE(app[u"datadog_info"_s].toString(), u"[secret: datadog_info]"_s);
    QCOMPARE(app[u"push_notifications"_s].toString(), u"[secret: push_notifications]"_s);
    QCOMPARE(app[u"event_hooks"_s][0][u"webhook_url"_s].toString(), u"[secret: webhook_url]"_s);
    QCOMPARE(app[u"event_hooks"_s][0][u"enabled"_s].toBool(), true);
    QCOMPARE(app[u"suspended"_s].toBool(true), false);
}

void TestRedactor::answerOfGetAppAsText()
{
    const Redactor r = redactor();
    for (const auto format : {QJsonDocument::Compact, QJsonDocument::Indented}) {
        const QByteArray text = r.redacted(QJsonDocument{appAnswer()}.toJson(format));
        QJsonParseError error;
        const QJsonObject parsed = QJsonDocument::fromJson(text, &error).object();
        QCOMPARE(error.errorString(), QJsonParseError{}.errorString());
        QCOMPARE(parsed, r.redacted(appAnswer()));
    }
}

void TestRedactor::objectsAtAnyDepth()
{
    const QJsonObject object{{u"list"_s, QJsonArray{1, QJsonArray{QString::fromUtf8("a " + token)}}},
                             {QString::fromUtf8(apiSecret), u"as a key"_s},
                             {u"n"_s, 1.5}};
    const QJsonObject expected{{u"list"_s, QJsonArray{1, QJsonArray{u"a [secret: token]"_s}}},
                               {u"[secret: api secret]"_s, u"as a key"_s},
                               {u"n"_s, 1.5}};
    const Redactor r = redactor();
    QCOMPARE(r.redacted(object), expected);
    QCOMPARE(r.redacted(expected), expected);
}

/// Of many bytes, but as text shorter than any other secret.
void TestRedactor::secretOfFewCharacters()
{
    Redactor r;
    r.addSecret(u"password"_s, u"密码"_s.toUtf8());
    const QJsonObject redacted = r.redacted(QJsonObject{{u"value"_s, u"密码"_s}});
    QCOMPARE(redacted[u"value"_s].toString(), u"[secret: password]"_s);
}

void TestRedactor::copiesAreIndependent()
{
    const Redactor first = redactor();
    Redactor second = first;
    second.addSecret(u"other"_s, "hunter22");
    QCOMPARE(first.redacted(QByteArray{"hunter22"}), "hunter22");
    QCOMPARE(second.redacted(QByteArray{"hunter22"}), "[secret: other]");
}

void TestRedactor::overlappingSecrets()
{
    Redactor r;
    r.addSecret(u"short"_s, "abcd1");
    r.addSecret(u"long"_s, "cd1xyz-long");
    r.addSecret(u"a"_s, "aaaa");
    QCOMPARE(r.redacted(QByteArray{"-abcd1xyz-long-"}), "-[secret: long]-");
    QCOMPARE(r.redacted(QByteArray{"-aaaaaaa-"}), "-[secret: a]-");
}

void TestRedactor::tokenCutAnywhere()
{
    const Redactor r;
    for (qsizetype length = 12; length <= token.size(); ++length) {
        const QByteArray cut = r.redacted("t=" + token.first(length));
        QVERIFY2(cut == "t=[secret: token]" || cut == "t=[secret: token].", cut.constData());
    }
}

void TestRedactor::hostileText_data()
{
    QTest::addColumn<QByteArray>("piece");
    for (const char *piece :
         {"aaaa", "eyJ", "eyJhbGci", "eyJhbGciOi'+'", "://", "://a:", "://a:b/", "password=", "password ",
          "\"sqs_key\":", "\"datadog_info\":{", "\"sqs_key\":\"\\", "[secret: ", "token", "[secret: token",
          "{", "\\\"", "\xff"})
        QTest::addRow("%s", piece) << QByteArray{piece};
}

/// With anything but linear time these take hours; CTest's limit is the judge.
void TestRedactor::hostileText()
{
    QFETCH(const QByteArray, piece);
    // Enough to tell linear from quadratic, and little enough for the sanitizers.
    constexpr qsizetype size = 1'000'000;
    const QByteArray text = piece.repeated(size / piece.size());
    const Redactor r = redactor();
    const QByteArray once = r.redacted(text);
    QVERIFY(r.redacted(once) == once);
}

QTEST_GUILESS_MAIN(TestRedactor)
#include "tst_redactor.moc"
