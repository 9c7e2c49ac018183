// SPDX-License-Identifier: MIT
#include "tests/core/sandbox/simulatorcaller.h"

#include <QTest>

#include <thread>

using namespace chatsync;
using namespace chatsync::sandbox;
using namespace Qt::Literals::StringLiterals;

/// What holds for every call: credentials, envelope, limits, the log, determinism, threads.
class TestSimulator final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void credentials_data();
    void credentials();
    void envelopeToTheByte();
    void documentedLimits_data();
    void documentedLimits();
    void limitsPerSecondAndMinute();
    void limitsSwitchedOff();
    void rateLimitsAreTold();
    void sameSeedSameBytes();
    void logIsARing();
    void channelsAreForgotten();
    void tasksRun();
    void appHoldsSecretsToRedact();
    void roles();
    void bans();
    void severalThreads();
};

void TestSimulator::credentials_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("text");
    const SimulatorOptions options;
    const QByteArray good = test::signedToken(R"({"server":true})", options.secret);
    const QString key = options.apiKey;
    const QByteArray jwt = "jwt";
    const auto row = [](const char *name, const QString &k, const QByteArray &token, const QByteArray &type,
                        int status, int code, const char *text) {
        QTest::addRow("%s", name) << k << token << type << status << code << QString::fromLatin1(text);
    };
    row("good", key, good, jwt, 200, 0, "");
    row("no key", {}, good, jwt, 401, 2, "GetApp failed with error: \"api_key not provided\"");
    row("unknown key", u"other"_s, good, jwt, 401, 2, "GetApp failed with error: \"api_key is invalid\"");
    row("no type", key, good, {}, 401, 5,
        "GetApp failed with error: \"stream-auth-type missing or invalid\"");
    row("no token", key, {}, jwt, 401, 5, "Authorization");
    row("bearer", key, "Bearer " + good, jwt, 401, 5, "malformed");
    row("wrong secret", key, test::signedToken(R"({"server":true})", "no"), jwt, 401, 43,
        "GetApp failed with error: \"JWTAuth error: signature is not valid. Make sure the token is created "
        "using the "
        "secret for API key \"sandboxkey\"\"");
    row("expired", key, test::signedToken(R"({"server":true,"exp":1000})", options.secret), jwt, 401, 40,
        "JWTAuth error: token is expired (exp)");
    row("not yet", key, test::signedToken(R"({"server":true,"nbf":9000000000})", options.secret), jwt, 401,
        41, "nbf");
    row("from the future", key, test::signedToken(R"({"server":true,"iat":9000000000})", options.secret), jwt,
        401, 42, "JWTAuth error: token used before issue at (iat)");
    row("of a user", key, test::signedToken(R"({"user_id":"ana"})", options.secret), jwt, 403, 17,
        "User 'ana'");
}

void TestSimulator::credentials()
{
    QFETCH(QString, key);
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, type);
    QFETCH(int, status);
    QFETCH(int, code);
    QFETCH(QString, text);
    test::Caller caller;
    SimulatorRequest request = caller.request("GET", u"/app"_s);
    request.query = {{u"api_key"_s, key}};
    request.headers = {{"authorization", token}, {"Stream-Auth-Type", type}};
    const SimulatorReply reply = caller.simulator.handle(request, caller.now);
    QCOMPARE(reply.status, status);
    QCOMPARE(test::codeOf(reply), code);
    QVERIFY2(test::messageOf(reply).contains(text), qPrintable(test::messageOf(reply)));
    QVERIFY(!reply.body.contains(SimulatorOptions{}.secret));
}

void TestSimulator::envelopeToTheByte()
{
    test::Caller caller;
    const SimulatorReply reply = caller.create(u"c"_s, {}, {});
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.body,
             QByteArray{
                 R"({"code":4,"message":"GetOrCreateChannel failed with error: \"either data.created_by or )"
                 R"(data.created_by_id must be provided when using server side auth.\"","StatusCode":400,)"
                 R"("duration":"0.00ms","more_info":"https://getstream.io/chat/docs/api_errors_response",)"
                 R"("details":[]})"});
    QCOMPARE(headerValue(reply.headers, "content-type"), QByteArray{"application/json;charset=utf-8"});
    const SimulatorReply unknown = caller.send("GET", u"/nothing/here"_s);
    QCOMPARE(unknown.status, 404);
    QCOMPARE(test::codeOf(unknown), 16);
    QCOMPARE(test::messageOf(unknown), u"Request failed with error: \"Not Found\""_s);
    QCOMPARE(caller.send("POST", u"/api/v2/chat/channels"_s).status, 404);
}

void TestSimulator::documentedLimits_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("limit");
    const auto row = [](const char *method, const char *path, int limit) {
        QTest::addRow("%s %s", method, path) << QByteArray{method} << QString::fromLatin1(path) << limit;
    };
    row("POST", "/channels/messaging/x/query", 10'000);
    row("POST", "/channels", 10'000);
    row("GET", "/app", 10'000);
    row("GET", "/users", 1000);
    row("POST", "/users", 300);
    row("PATCH", "/users", 300);
    row("POST", "/channels/messaging/x", 300);
    row("GET", "/members", 300);
    row("DELETE", "/channels/messaging/x", 60);
    row("DELETE", "/users/x", 60);
    row("POST", "/users/x/deactivate", 60);
    row("POST", "/users/x/reactivate", 60);
    row("POST", "/users/delete", 6);
}

void TestSimulator::documentedLimits()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(int, limit);
    test::Caller caller;
    const SimulatorReply reply = caller.send(method.constData(), path);
    QCOMPARE(headerValue(reply.headers, "X-RateLimit-Limit").toInt(), limit);
    QCOMPARE(headerValue(reply.headers, "X-RateLimit-Remaining").toInt(), limit - 1);
    QCOMPARE(headerValue(reply.headers, "X-RateLimit-Reset").toLongLong(),
             caller.now.toSecsSinceEpoch() + 60);
}

void TestSimulator::limitsPerSecondAndMinute()
{
    test::Caller caller;
    int answered = 0;
    for (int second = 0; second < 60; ++second) {
        for (int i = 0; i < 12; ++i)
            answered += caller.upsert({u"a"_s}).status == 201 ? 1 : 0;
        if (second == 0) {
            QCOMPARE(answered, 10);
            const SimulatorReply refused = caller.upsert({u"a"_s});
            QCOMPARE(refused.status, 429);
            QCOMPARE(test::codeOf(refused), 9);
            QCOMPARE(headerValue(refused.headers, "X-RateLimit-Reset").toLongLong(),
                     caller.now.toSecsSinceEpoch() + 1);
        }
        caller.pass(1000);
        if (second == 29)
            QCOMPARE(answered, 300);
    }
    QCOMPARE(answered, 300);
    QCOMPARE(caller.upsert({u"a"_s}).status, 201);
}

void TestSimulator::limitsSwitchedOff()
{
    SimulatorOptions options;
    options.enforceLimits = false;
    options.limits = {{u"UpdateUsers"_s, 3}};
    test::Caller caller{options};
    for (int i = 0; i < 5; ++i)
        QCOMPARE(caller.upsert({u"a"_s}).status, 201);
    QCOMPARE(headerValue(caller.upsert({u"a"_s}).headers, "X-RateLimit-Limit"), QByteArray{"3"});
}

void TestSimulator::rateLimitsAreTold()
{
    test::Caller caller;
    caller.upsert({u"a"_s});
    const SimulatorReply reply =
        caller.send("GET", u"/rate_limits"_s, {},
                    {{u"server_side"_s, u"true"_s}, {u"endpoints"_s, u"UpdateUsers,GetOrCreateChannel"_s}});
    QJsonObject answer = test::json(reply.body);
    answer.remove(u"duration"_s);
    QCOMPARE(answer,
             test::json(R"({"server_side":{"UpdateUsers":{"limit":300,"remaining":299,"reset":1768471260},
                                    "GetOrCreateChannel":{"limit":10000,"remaining":10000,"reset":1768471260}}})"));
}

void TestSimulator::sameSeedSameBytes()
{
    const auto session = [](quint32 seed) {
        SimulatorOptions options;
        options.seed = seed;
        options.faults = {*parseFault(u"latency=10..500"_s)};
        test::Caller caller{options};
        QList<SimulatorReply> replies{caller.upsert({u"b"_s, u"a"_s}),
                                      caller.create(u"c"_s, {u"a"_s}, u"a"_s)};
        caller.pass(10);
        replies << caller.send("POST", u"/channels/delete"_s, R"({"cids":["messaging:c"]})")
                << caller.get(u"/users"_s, "{}") << caller.send("GET", u"/app"_s);
        return replies;
    };
    QCOMPARE(session(7), session(7));
    QVERIFY(session(7) != session(8));
}

void TestSimulator::logIsARing()
{
    SimulatorOptions options;
    options.logCapacity = 3;
    test::Caller caller{options};
    caller.send("GET", u"/app"_s);
    caller.upsert({u"a"_s});
    caller.get(u"/users"_s, "{}");
    caller.create(u"c"_s, {u"zzz"_s}, u"a"_s);
    const QList<LoggedRequest> log = caller.simulator.requestLog();
    QCOMPARE(log.size(), 3);
    QCOMPARE(log.at(0).endpoint, u"UpdateUsers"_s);
    QVERIFY(log.at(0).mutating);
    QVERIFY(!log.at(1).mutating);
    QCOMPARE(log.at(2).status, 400);
    caller.simulator.clearRequestLog();
    QVERIFY(caller.simulator.requestLog().isEmpty());
}

void TestSimulator::channelsAreForgotten()
{
    SimulatorOptions options;
    options.maxChannels = 10;
    options.enforceLimits = false;
    test::Caller caller{options};
    caller.upsert({u"a"_s});
    for (int i = 0; i < 50; ++i)
        QCOMPARE(caller.create(u"c%1"_s.arg(i), {u"a"_s}, u"a"_s).status, 201);
    QCOMPARE(caller.simulator.channelCount(), 10);
    QVERIFY(caller.simulator.hasChannel(u"messaging:c49"_s));
    QVERIFY(!caller.simulator.hasChannel(u"messaging:c39"_s));
}

void TestSimulator::tasksRun()
{
    test::Caller caller;
    caller.upsert({u"a"_s});
    caller.create(u"c"_s, {u"a"_s}, u"a"_s);
    const SimulatorReply accepted =
        caller.send("POST", u"/channels/delete"_s, R"({"cids":["messaging:c"],"hard_delete":true})");
    QCOMPARE(accepted.status, 201);
    QVERIFY(!caller.simulator.hasChannel(u"messaging:c"_s));
    const QString path = u"/tasks/"_s + test::json(accepted.body).value("task_id"_L1).toString();
    const auto status = [&] {
        return test::json(caller.send("GET", path).body).value("status"_L1).toString();
    };
    QCOMPARE(status(), u"waiting"_s);
    caller.pass(500);
    QCOMPARE(status(), u"running"_s);
    caller.pass(1000);
    QCOMPARE(status(), u"completed"_s);
    QCOMPARE(test::json(caller.send("GET", path).body).value("result"_L1).toObject(),
             test::json(R"({"messaging:c":{"status":"ok"}})"));
    QVERIFY(test::messageOf(caller.send("GET", u"/tasks/none"_s)).contains(u"Can't find task"_s));
}

void TestSimulator::appHoldsSecretsToRedact()
{
    test::Caller caller;
    caller.simulator.setAppSetting(u"multi_tenant_enabled"_s, true);
    caller.simulator.removeChannelType(u"messaging"_s);
    const QJsonObject app = test::json(caller.send("GET", u"/app"_s).body).value("app"_L1).toObject();
    for (const QString &key : {u"sqs_secret"_s, u"sns_secret"_s, u"webhook_url"_s})
        QVERIFY(!app.value(key).toString().isEmpty());
    QVERIFY(app.value("multi_tenant_enabled"_L1).toBool());
    QVERIFY(!app.value("channel_configs"_L1).toObject().contains("messaging"_L1));
    caller.upsert({u"a"_s});
    QCOMPARE(test::codeOf(caller.create(u"c"_s, {u"a"_s}, u"a"_s)), 16);
    caller.simulator.setAppSetting(u"suspended"_s, true);
    QCOMPARE(caller.send("GET", u"/app"_s).status, 200);
    QCOMPARE(test::codeOf(caller.upsert({u"a"_s})), 99);
}

void TestSimulator::roles()
{
    test::Caller caller;
    QVERIFY(test::idsIn(caller.send("GET", u"/roles"_s), "roles", "name").contains(u"channel_moderator"_s));
    const QByteArray agent = R"({"users":{"a":{"id":"a","role":"special_agent"}}})";
    QCOMPARE(test::messageOf(caller.send("POST", u"/users"_s, agent)),
             u"UpdateUsers failed with error: \"role \"special_agent\" provided but not defined\""_s);
    QCOMPARE(caller.send("POST", u"/roles"_s, R"({"name":"special_agent"})").status, 201);
    QCOMPARE(caller.send("POST", u"/users"_s, agent).status, 201);
    QCOMPARE(caller.send("DELETE", u"/roles/special_agent"_s).status, 200);
    QCOMPARE(caller.send("DELETE", u"/roles/admin"_s).status, 400);
    QVERIFY(!test::idsIn(caller.send("GET", u"/permissions"_s), "permissions", "id").isEmpty());
}

void TestSimulator::bans()
{
    test::Caller caller;
    caller.upsert({u"a"_s, u"boss"_s});
    caller.create(u"c"_s, {u"a"_s}, u"boss"_s);
    QCOMPARE(caller.send("POST", u"/moderation/ban"_s, R"({"target_user_id":"a"})").status, 400);
    QCOMPARE(caller
                 .send("POST", u"/moderation/ban"_s,
                       R"({"target_user_id":"a","banned_by_id":"boss","timeout":1,"reason":"spam"})")
                 .status,
             201);
    const QByteArray query = R"({"filter_conditions":{"user_id":{"$in":["a"]}},"exclude_expired_bans":true})";
    const auto banned = [&] {
        const QJsonArray users =
            test::json(caller.get(u"/users"_s, R"({"filter_conditions":{"id":"a"}})").body)
                .value("users"_L1)
                .toArray();
        const bool told = users.first().toObject().value("banned"_L1).toBool();
        const auto bans =
            test::json(caller.get(u"/query_banned_users"_s, query).body).value("bans"_L1).toArray();
        return told && bans.size() == 1;
    };
    QVERIFY(banned());
    caller.pass(60'000);
    QVERIFY(!banned());
    QVERIFY(caller.simulator.banUser(u"a"_s, u"messaging:c"_s, true));
    QVERIFY(test::json(caller.send("GET", u"/channels/messaging/c"_s).body)
                .value("members"_L1)
                .toArray()
                .first()
                .toObject()
                .value("shadow_banned"_L1)
                .toBool());
    QCOMPARE(caller
                 .send("DELETE", u"/moderation/ban"_s, {},
                       {{u"target_user_id"_s, u"a"_s}, {u"type"_s, u"messaging"_s}, {u"id"_s, u"c"_s}})
                 .status,
             200);
}

void TestSimulator::severalThreads()
{
    SimulatorOptions options;
    options.enforceLimits = false;
    test::Caller caller{options};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&caller, t] {
            for (int i = 0; i < 100; ++i) {
                const QString id = u"u%1_%2"_s.arg(t).arg(i);
                caller.upsert({id});
                caller.create(id, {id}, id);
                caller.get(u"/users"_s, R"({"filter_conditions":{"role":"user"},"limit":5})");
                caller.simulator.memberIds(u"messaging:"_s + id);
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(caller.simulator.channelCount(), 400);
    QCOMPARE(caller.simulator.snapshot().value("users"_L1).toObject().size(), 400);
}

QTEST_GUILESS_MAIN(TestSimulator)
#include "tst_simulator.moc"
