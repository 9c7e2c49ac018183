// SPDX-License-Identifier: MIT
#include "core/stream/client.h"
#include "core/stream/rategovernor.h"
#include "core/stream/token.h"
#include "core/sync/idsource.h"
#include "core/sync/virtualclock.h"

#include <QCoroTask>
#include <QFile>
#include <QJsonDocument>
#include <QTest>
#include <QUrlQuery>

#include <deque>

using namespace chatsync;
using namespace chatsync::stream;
using namespace std::chrono_literals;

namespace {

const QString channelId = QStringLiteral("onecrew_3f0c2a9e-6b1d-4a57-9d5e-0c8f7b2e1a44");

TransportResult reply(int status, const QByteArray &body, HttpHeaders headers = {})
{
    return HttpResponse{status, "1.1", std::move(headers), body};
}

HttpHeaders header(const QByteArray &name, const QByteArray &value)
{
    HttpHeaders headers;
    headers.append(std::pair{name, value});
    return headers;
}

/// Answers as told, one after another, the last again and again; each takes a while of the clock's.
class ScriptedTransport final : public Transport {
public:
    explicit ScriptedTransport(VirtualClock *clock)
        : m_clock(clock)
    {}

    QCoro::Task<TransportResult> send(HttpRequest request, std::stop_token stop) override
    {
        requests.append(request);
        TransportResult next = answers.front();
        if (answers.size() > 1)
            answers.pop_front();
        if (hangs) {
            co_await m_clock->sleep(1h, stop);
            next = tl::unexpected(TransportFailure{TransportFailure::Kind::Cancelled, {}, {}});
        }
        m_clock->advance(1500us);
        co_return next;
    }

    std::deque<TransportResult> answers{
        reply(200, R"({"users":[],"channel":{},"channels":[],"members":[],"task_id":"t",
        "user":{},"status":"completed","app":{},"server_side":{},"bans":[],"roles":[]})")};
    QList<HttpRequest> requests;
    bool hangs = false;

private:
    VirtualClock *m_clock;
};

struct Bench {
    VirtualClock clock;
    ScriptedTransport transport{&clock};
    Redactor redactor;
    RateGovernor governor{&clock};
    QList<Exchange> recorded;
    QList<std::chrono::milliseconds> pauses;

    Client client(bool governed = false, const QString &baseUrl = QStringLiteral("https://stream.test"))
    {
        ClientContext context;
        context.credentials = {QUrl{baseUrl}, QStringLiteral("testkey"), serverToken("testsecret")};
        context.transport = &transport;
        context.clock = &clock;
        context.redactor = &redactor;
        context.governor = governed ? &governor : nullptr;
        context.newId = seededIds(1);
        context.recorded = [this](const Exchange &exchange) { recorded.append(exchange); };
        context.pausing = [this](std::chrono::milliseconds pause, Endpoint) { pauses.append(pause); };
        return Client{context};
    }
};

QJsonObject objectOf(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

using CallIt = std::function<void(Client &)>;

} // namespace
Q_DECLARE_METATYPE(CallIt)

class TestClient : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void requestsAreTheOfficialClients_data();
    void requestsAreTheOfficialClients();
    void ourOwnReads();
    void awkwardIds();
    void baseUrlWithPath();
    void idsThatArePathsAreNotSent();
    void recordsEachExchange();
    void tokenIsNeverRecorded();
    void appSecretsInBrokenAnswersAreNotRecorded();
    void typedAnswers();
    void errorsAreTyped();
    void answersOfAnotherShape();
    void repeatsAfterRateLimit();
    void givesUpAfterThreeRepeats();
    void rateLimitWithoutGovernorIsAFailure();
    void staysUnderTheLimit();
    void stopWhileWaiting();
    void stopInFlight();
    void waitsForTask_data();
    void waitsForTask();
};

void TestClient::requestsAreTheOfficialClients_data()
{
    QTest::addColumn<int>("number"); // in the recording, from 1
    QTest::addColumn<CallIt>("callIt");
    const ChannelRef channel{QStringLiteral("messaging"), channelId};
    const QString a = QStringLiteral("user-a");
    const QString b = QStringLiteral("user-b");
    const QStringList onlyA{a};
    const QJsonObject data{{QStringLiteral("name"), QStringLiteral("Crew A")},
                           {QStringLiteral("members"), QJsonArray{a, b}},
                           {QStringLiteral("created_by_id"), a}};
    const auto row = [](const char *name, int number, CallIt callIt) {
        QTest::addRow("%s", name) << number << callIt;
    };
    const auto inFilter = [](const QString &field, const QJsonArray &values) {
        return QJsonObject{{field, QJsonObject{{QStringLiteral("$in"), values}}}};
    };
    row("upsertUsers", 1, [=](Client &client) {
        const QJsonObject first{{QStringLiteral("id"), a},
                                {QStringLiteral("name"), QStringLiteral("User A")},
                                {QStringLiteral("image"), QStringLiteral("https://example.com/a.png")},
                                {QStringLiteral("role"), QStringLiteral("user")}};
        const QJsonObject second{{QStringLiteral("id"), b},
                                 {QStringLiteral("name"), QStringLiteral("User B")},
                                 {QStringLiteral("image"), QJsonValue::Null},
                                 {QStringLiteral("role"), QStringLiteral("user")}};
        QVERIFY(QCoro::waitFor(client.upsertUsers({first, second}, {})).has_value());
    });
    row("create", 2, [=](Client &client) {
        const QJsonObject body{{QStringLiteral("data"), data},
                               {QStringLiteral("state"), false},
                               {QStringLiteral("watch"), false},
                               {QStringLiteral("presence"), false}};
        QVERIFY(QCoro::waitFor(client.getOrCreateChannel(channel, body, {})).has_value());
    });
    row("query", 3, [=](Client &client) {
        const QJsonObject body{{QStringLiteral("data"), data},
                               {QStringLiteral("state"), true},
                               {QStringLiteral("members"), QJsonObject{{QStringLiteral("limit"), 100}}}};
        QVERIFY(QCoro::waitFor(client.getOrCreateChannel(channel, body, {})).has_value());
    });
    row("addMembers", 4,
        [=](Client &client) { QVERIFY(QCoro::waitFor(client.addMembers(channel, {b}, {})).has_value()); });
    row("queryUsers", 5, [=](Client &client) {
        const Query query{inFilter(QStringLiteral("id"), {a, b}), {}, {}, {}};
        QVERIFY(QCoro::waitFor(client.queryUsers(query, false, {})).has_value());
    });
    row("removeMembers", 7,
        [=](Client &client) { QVERIFY(QCoro::waitFor(client.removeMembers(channel, {b}, {})).has_value()); });
    row("delete", 8, [=](Client &client) {
        QVERIFY(QCoro::waitFor(client.deleteChannel(channel, false, {})).has_value());
    });
    row("delete, hard", 9, [=](Client &client) {
        QVERIFY(QCoro::waitFor(client.deleteChannel(channel, true, {})).has_value());
    });
    row("deleteChannels", 10, [=](Client &client) {
        QVERIFY(QCoro::waitFor(client.deleteChannels({channel.cid()}, true, {})).has_value());
    });
    row("getTask", 11, [=](Client &client) {
        QVERIFY(QCoro::waitFor(client.getTask(QStringLiteral("7c5a0b8e-2f7a-4f2e-9a0e-5b2a6a1e9f10"), {}))
                    .has_value());
    });
    row("deleteUsers", 12, [=](Client &client) {
        QVERIFY(QCoro::waitFor(client.deleteUsers(onlyA, Deletion::Hard, Deletion::Hard, Deletion::Hard, {}))
                    .has_value());
    });
    row("restoreUsers", 13,
        [=](Client &client) { QVERIFY(QCoro::waitFor(client.restoreUsers(onlyA, {})).has_value()); });
    row("deactivateUser", 14,
        [=](Client &client) { QVERIFY(QCoro::waitFor(client.deactivateUser(a, {})).has_value()); });
    row("reactivateUser", 15,
        [=](Client &client) { QVERIFY(QCoro::waitFor(client.reactivateUser(a, {})).has_value()); });
    row("partialUpdateUsers", 16, [=](Client &client) {
        const PartialUserUpdate update{
            a, {{QStringLiteral("name"), QStringLiteral("User A2")}}, {QStringLiteral("image")}};
        QVERIFY(QCoro::waitFor(client.updateUsersPartial({update}, {})).has_value());
    });
    row("queryUsers with all options", 17, [=](Client &client) {
        const QJsonObject sort{{QStringLiteral("field"), QStringLiteral("id")},
                               {QStringLiteral("direction"), 1}};
        const Query query{inFilter(QStringLiteral("id"), {a}), QJsonArray{sort}, 100, 0};
        QVERIFY(QCoro::waitFor(client.queryUsers(query, true, {})).has_value());
    });
    row("queryChannels", 18, [=](Client &client) {
        const QJsonObject sort{{QStringLiteral("field"), QStringLiteral("created_at")},
                               {QStringLiteral("direction"), -1}};
        const Query query{inFilter(QStringLiteral("cid"), {channel.cid()}), QJsonArray{sort}, 1, {}};
        QVERIFY(QCoro::waitFor(client.queryChannels(query, {})).has_value());
    });
    row("queryBannedUsers", 19, [=](Client &client) {
        const Query query{inFilter(QStringLiteral("user_id"), {a}), {}, {}, {}};
        QVERIFY(QCoro::waitFor(client.queryBannedUsers(query, {})).has_value());
    });
    row("getAppSettings", 20,
        [=](Client &client) { QVERIFY(QCoro::waitFor(client.getApp({})).has_value()); });
    row("getRateLimits", 21, [=](Client &client) {
        const QList<Endpoint> endpoints{Endpoint::GetOrCreateChannel, Endpoint::UpdateUsers,
                                        Endpoint::UpdateChannel};
        QVERIFY(QCoro::waitFor(client.getRateLimits(endpoints, {})).has_value());
    });
    row("listRoles", 22, [=](Client &client) { QVERIFY(QCoro::waitFor(client.listRoles({})).has_value()); });
}

void TestClient::requestsAreTheOfficialClients()
{
    QFETCH(int, number);
    QFETCH(CallIt, callIt);
    QFile file{QStringLiteral(CHATSYNC_SOURCE_DIR "/tests/data/stream/official-client-requests.json")};
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject official =
        objectOf(file.readAll())[QLatin1String("requests")].toArray()[number - 1].toObject();

    Bench bench;
    Client client = bench.client();
    callIt(client);
    QCOMPARE(bench.transport.requests.size(), 1);
    const HttpRequest &ours = bench.transport.requests.front();

    QCOMPARE(QString::fromLatin1(ours.method), official[QLatin1String("method")].toString());
    const QUrl theirs{QStringLiteral("https://stream.test") +
                      official[QLatin1String("path_and_query")].toString()};
    QCOMPARE(ours.url.path(), theirs.path());
    const QUrlQuery ourQuery{ours.url};
    const QUrlQuery theirQuery{theirs};
    const auto ourItems = ourQuery.queryItems(QUrl::FullyDecoded);
    const auto theirItems = theirQuery.queryItems(QUrl::FullyDecoded);
    QCOMPARE(ourItems.size(), theirItems.size());
    for (qsizetype i = 0; i < ourItems.size(); ++i) {
        QCOMPARE(ourItems[i].first, theirItems[i].first);
        if (ourItems[i].first == u"payload") // the order of JSON's keys means nothing
            QCOMPARE(objectOf(ourItems[i].second.toUtf8()), objectOf(theirItems[i].second.toUtf8()));
        else
            QCOMPARE(ourItems[i].second, theirItems[i].second);
    }
    QVERIFY(ours.url.toEncoded().contains("?api_key=testkey"));

    const QJsonObject headers = official[QLatin1String("headers")].toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        QCOMPARE(headerValue(ours.headers, it.key().toLatin1()), it.value().toString().toLatin1());
    QCOMPARE(headerValue(ours.headers, "content-type").isEmpty(),
             !headers.contains(QLatin1String("content-type")));
    QVERIFY(headerValue(ours.headers, "x-stream-client").startsWith("chat-sync-console-"));
    QVERIFY(!QUuid{QString::fromLatin1(headerValue(ours.headers, "x-client-request-id"))}.isNull());

    const QJsonValue theirBody = official[QLatin1String("body")];
    QCOMPARE(ours.body.isEmpty(), theirBody.isNull());
    QCOMPARE(objectOf(ours.body), theirBody.toObject());
    QVERIFY(!ours.body.contains("\n") && !ours.body.contains(": "));
}

void TestClient::ourOwnReads()
{
    Bench bench;
    Client client = bench.client();
    const ChannelRef channel{QStringLiteral("messaging"), QStringLiteral("c")};
    QVERIFY(QCoro::waitFor(client.getChannel(channel, {})).has_value());
    QCOMPARE(bench.transport.requests[0].url.toEncoded(),
             QByteArray("https://stream.test/channels/messaging/"
                        "c?api_key=testkey&state=true&members_limit=100&messages_limit=0"));
    QVERIFY(!bench.transport.requests[0].writes);
    QVERIFY(QCoro::waitFor(client.queryMembers(channel, Query{{}, {}, 100, 200}, {})).has_value());
    const QUrlQuery query{bench.transport.requests[1].url};
    QCOMPARE(
        objectOf(query.queryItemValue(QStringLiteral("payload"), QUrl::FullyDecoded).toUtf8()),
        objectOf(
            R"({"type":"messaging","id":"c","filter_conditions":{},"sort":[{"field":"created_at","direction":1}],
                     "limit":100,"offset":200})"));
}

void TestClient::awkwardIds()
{
    Bench bench;
    Client client = bench.client();
    QVERIFY(QCoro::waitFor(client.deactivateUser(QStringLiteral("a/../b?c#d %2f&é"), {})).has_value());
    QCOMPARE(bench.transport.requests[0].url.toEncoded(),
             QByteArray(
                 "https://stream.test/users/a%2F..%2Fb%3Fc%23d%20%252f%26%C3%A9/deactivate?api_key=testkey"));
    const Query query{{{QStringLiteral("name"), QStringLiteral("a&b=c+d#é\"%41")}}, {}, {}, {}};
    QVERIFY(QCoro::waitFor(client.queryUsers(query, false, {})).has_value());
    const QUrlQuery sent{bench.transport.requests[1].url};
    QCOMPARE(sent.queryItems().size(), 2);
    QVERIFY(!bench.transport.requests[1].url.toEncoded().contains('+'));
    const QByteArray payload = QByteArray::fromPercentEncoding(
        sent.queryItemValue(QStringLiteral("payload"), QUrl::FullyEncoded).toLatin1());
    QCOMPARE(objectOf(payload)[QLatin1String("filter_conditions")].toObject(),
             (QJsonObject{{QStringLiteral("name"), QStringLiteral("a&b=c+d#é\"%41")}}));
}

void TestClient::baseUrlWithPath()
{
    for (const char *base :
         {"http://127.0.0.1:9/prefix", "http://127.0.0.1:9/prefix/", "http://u:p@127.0.0.1:9/prefix?x=1#y"}) {
        Bench bench;
        Client client = bench.client(false, QString::fromLatin1(base));
        QVERIFY(QCoro::waitFor(client.listRoles({})).has_value());
        QCOMPARE(bench.transport.requests[0].url.toEncoded(),
                 QByteArray("http://127.0.0.1:9/prefix/roles?api_key=testkey"));
    }
}

void TestClient::idsThatArePathsAreNotSent()
{
    for (const char *id : {"", ".", ".."}) {
        Bench bench;
        Client client = bench.client();
        const ChannelRef channel{QStringLiteral("messaging"), QString::fromLatin1(id)};
        const auto created = QCoro::waitFor(client.getOrCreateChannel(channel, {}, {}));
        QVERIFY(!created.has_value());
        QCOMPARE(toString(created.error().meaning), QStringLiteral("invalid_channel_id"));
        const auto user = QCoro::waitFor(client.deactivateUser(QString::fromLatin1(id), {}));
        QCOMPARE(toString(user.error().meaning), QStringLiteral("invalid_user_id"));
        QCOMPARE(bench.transport.requests.size(), 0);
        QCOMPARE(bench.recorded.size(), 0);
    }
}

void TestClient::recordsEachExchange()
{
    Bench bench;
    Client client = bench.client();
    bench.clock.advance(2ms);
    QVERIFY(QCoro::waitFor(client.restoreUsers({QStringLiteral("a")}, {})).has_value());
    bench.transport.answers = {
        reply(400, R"({"code":4,"message":"users don't exist: [a, b]"})", header("X", "y"))};
    QVERIFY(!QCoro::waitFor(client.queryUsers({}, false, {})).has_value());
    QCOMPARE(bench.recorded.size(), 2);
    const Exchange &first = bench.recorded[0];
    QCOMPARE(first.number, 1);
    QCOMPARE(first.endpoint, QStringLiteral("RestoreUsers"));
    QCOMPARE(first.method, QStringLiteral("POST"));
    QCOMPARE(first.url, QStringLiteral("https://stream.test/users/restore?api_key=testkey"));
    QCOMPARE(first.requestBody, QByteArray(R"({"user_ids":["a"]})"));
    QCOMPARE(first.status, 200);
    QCOMPARE(first.httpVersion, QStringLiteral("1.1"));
    QCOMPARE(first.startedMs, 2.0);
    QCOMPARE(first.durationMs, 1.5);
    QCOMPARE(first.tries, 1);
    QVERIFY(first.writes);
    QVERIFY(!first.error);
    const Exchange &second = bench.recorded[1];
    QCOMPARE(second.number, 2);
    QCOMPARE(second.startedMs, 3.5);
    QVERIFY(!second.writes);
    QCOMPARE(headerValue(second.responseHeaders, "x"), QByteArray("y"));
    QCOMPARE(second.responseBody, QByteArray(R"({"code":4,"message":"users don't exist: [a, b]"})"));
    QCOMPARE(second.error->meaning, QStringLiteral("missing_users"));
    QCOMPARE(second.error->missingIds, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
}

void TestClient::tokenIsNeverRecorded()
{
    Bench bench;
    Client client = bench.client();
    bench.transport.answers = {reply(500, "x", header("authorization", serverToken("testsecret")))};
    QVERIFY(!QCoro::waitFor(client.listRoles({})).has_value());
    const Exchange &exchange = bench.recorded.front();
    QCOMPARE(headerValue(exchange.requestHeaders, "authorization"), QByteArray("[secret: token]"));
    QVERIFY(!QJsonDocument{toJson(exchange)}.toJson().contains(serverToken("testsecret")));
}

void TestClient::appSecretsInBrokenAnswersAreNotRecorded()
{
    Bench bench;
    Client client = bench.client();
    bench.transport.answers = {reply(200, R"({"app":{"sqs_secret":"s3cr3t","name")")};
    QVERIFY(!QCoro::waitFor(client.getApp({})).has_value());
    const QByteArray recorded = QJsonDocument{toJson(bench.recorded.front())}.toJson();
    QVERIFY2(!recorded.contains("s3cr3t"), recorded);
}

void TestClient::typedAnswers()
{
    Bench bench;
    Client client = bench.client();
    const ChannelRef channel{QStringLiteral("messaging"), QStringLiteral("c")};
    bench.transport.answers = {
        reply(201, R"({"users":{"a":{"id":"a","x":1},"b":{"id":"b"},"c":null}})"),
        reply(200, R"({"users":[{"id":"a"},7]})"),
        reply(201, R"({"channel":{"id":"c"},"members":[{"user_id":"a"}]})"),
        reply(201, R"({"channels":[{"channel":{"id":"c"},"members":[]},{"channel":{"id":"d"}}]})"),
        reply(201, R"({"task_id":"t"})"),
        reply(200, R"({"server_side":{"UpdateUsers":{"limit":300,"remaining":298,"reset":1768471260}}})"),
        reply(200, R"({"roles":[{"name":"admin"},{"name":"user"}]})"),
        reply(200, R"({"app":{"name":"demo","future":{"a":1}}})"),
    };
    const auto upserted = QCoro::waitFor(client.upsertUsers({}, {}));
    QCOMPARE(upserted->size(), std::size_t{2});
    QCOMPARE(upserted->front().custom[QLatin1String("x")].toInt(), 1);
    QCOMPARE(QCoro::waitFor(client.queryUsers({}, true, {}))->size(), std::size_t{1});
    QCOMPARE(QCoro::waitFor(client.addMembers(channel, {}, {}))->members.front().userId, QStringLiteral("a"));
    QCOMPARE(QCoro::waitFor(client.queryChannels({}, {}))->back().channel.id, QStringLiteral("d"));
    QCOMPARE(*QCoro::waitFor(client.deleteChannels({}, false, {})), QStringLiteral("t"));
    const auto limits = QCoro::waitFor(client.getRateLimits({}, {}));
    QCOMPARE(limits->value(QStringLiteral("UpdateUsers")).remaining, 298);
    QCOMPARE(limits->value(QStringLiteral("UpdateUsers")).reset.toSecsSinceEpoch(), 1768471260);
    QCOMPARE(QCoro::waitFor(client.listRoles({}))->size(), 2);
    QVERIFY(QCoro::waitFor(client.getApp({}))->contains(QLatin1String("future")));
}

void TestClient::errorsAreTyped()
{
    Bench bench;
    Client client = bench.client();
    bench.transport.answers = {
        reply(404, R"({"code":16,"message":"GetChannel failed with error: \"Not Found\""})"),
        tl::unexpected(
            TransportFailure{TransportFailure::Kind::Refused, QStringLiteral("Connection refused"), {}}),
    };
    const ChannelRef channel{QStringLiteral("messaging"), QStringLiteral("c")};
    QCOMPARE(toString(QCoro::waitFor(client.getChannel(channel, {})).error().meaning),
             QStringLiteral("channel_not_found"));
    const auto refused = QCoro::waitFor(client.restoreUsers({}, {}));
    QCOMPARE(toString(refused.error().meaning), QStringLiteral("connection_refused"));
    QVERIFY(refused.error().environment && !refused.error().outcomeUnknown);
    QCOMPARE(bench.recorded.back().status, 0);
    QCOMPARE(bench.recorded.back().error->kind, QStringLiteral("refused"));
}

void TestClient::answersOfAnotherShape()
{
    Bench bench;
    Client client = bench.client();
    bench.transport.answers = {reply(200, R"({"status":"up"})")};
    const auto answer = QCoro::waitFor(client.queryUsers({}, false, {}));
    QVERIFY(!answer.has_value());
    QCOMPARE(toString(answer.error().meaning), QStringLiteral("not_stream"));
}

void TestClient::repeatsAfterRateLimit()
{
    Bench bench;
    Client client = bench.client(true);
    const QByteArray reset = QByteArray::number(bench.clock.now().toSecsSinceEpoch() + 5);
    bench.transport.answers = {reply(429, "Too many requests", header("X-RateLimit-Reset", reset)),
                               reply(201, R"({"users":{}})")};
    QVERIFY(QCoro::waitFor(client.upsertUsers({}, {})).has_value());
    QCOMPARE(bench.transport.requests.size(), 2);
    QCOMPARE(bench.recorded.size(), 2);
    QCOMPARE(bench.recorded[0].tries, 1);
    QCOMPARE(bench.recorded[0].error->meaning, QStringLiteral("rate_limited"));
    QCOMPARE(bench.recorded[1].tries, 2);
    QCOMPARE(bench.recorded[1].number, 2);
    QVERIFY(bench.recorded[1].startedMs >= 5000.0 && bench.recorded[1].startedMs < 5010.0);
    QCOMPARE(bench.pauses.size(), 1);
    QVERIFY(headerValue(bench.transport.requests[0].headers, "x-client-request-id") !=
            headerValue(bench.transport.requests[1].headers, "x-client-request-id"));
}

void TestClient::givesUpAfterThreeRepeats()
{
    Bench bench;
    Client client = bench.client(true);
    bench.transport.answers = {
        reply(429, R"({"code":9,"message":"Too many requests"})", header("Retry-After", "9999"))};
    const auto answer = QCoro::waitFor(client.upsertUsers({}, {}));
    QVERIFY(!answer.has_value());
    QCOMPARE(toString(answer.error().meaning), QStringLiteral("rate_limited"));
    QCOMPARE(bench.transport.requests.size(), 4);
    QCOMPARE(bench.recorded.back().tries, 4);
    for (const auto pause : bench.pauses)
        QCOMPARE(pause, 90'000ms);
}

void TestClient::rateLimitWithoutGovernorIsAFailure()
{
    Bench bench;
    Client client = bench.client(false);
    bench.transport.answers = {reply(429, "Too many requests", header("Retry-After", "7"))};
    const auto answer = QCoro::waitFor(client.upsertUsers({}, {}));
    QVERIFY(!answer.has_value());
    QCOMPARE(answer.error().retryAfter, 7000ms);
    QCOMPARE(bench.transport.requests.size(), 1);
}

void TestClient::staysUnderTheLimit()
{
    Bench bench;
    Client client = bench.client(true);
    for (int i = 0; i < 25; ++i)
        QVERIFY(QCoro::waitFor(client.restoreUsers({}, {})).has_value()); // 60 a minute: 2 a second
    for (qsizetype i = 2; i < bench.recorded.size(); ++i)
        QVERIFY(bench.recorded[i].startedMs - bench.recorded[i - 2].startedMs >= 1000.0);
    QVERIFY(bench.pauses.size() >= 11);
}

void TestClient::stopWhileWaiting()
{
    Bench bench;
    Client client = bench.client(true);
    bench.transport.answers = {reply(429, "", header("Retry-After", "60"))};
    std::stop_source stop;
    QObject guard;
    std::optional<CallResult<bool>> result;
    QCoro::connect(client.restoreUsers({}, stop.get_token()), &guard,
                   [&result](const CallResult<bool> &ended) { result = ended; });
    stop.request_stop(); // before the virtual clock gets a turn: it waits for the reset
    QTRY_VERIFY(result.has_value());
    QCOMPARE(toString(result->error().meaning), QStringLiteral("cancelled"));
    QCOMPARE(bench.transport.requests.size(), 1);
    QVERIFY(bench.clock.elapsed() < 1s);
}

void TestClient::stopInFlight()
{
    Bench bench;
    Client client = bench.client();
    bench.transport.hangs = true;
    std::stop_source stop;
    QObject guard;
    std::optional<CallResult<bool>> result;
    QCoro::connect(client.restoreUsers({}, stop.get_token()), &guard,
                   [&result](const CallResult<bool> &ended) { result = ended; });
    stop.request_stop();
    QTRY_VERIFY(result.has_value());
    QCOMPARE(toString(result->error().meaning), QStringLiteral("cancelled"));
    QVERIFY(result->error().outcomeUnknown);
    QCOMPARE(bench.recorded.front().error->kind, QStringLiteral("cancelled"));
    const auto after = QCoro::waitFor(client.restoreUsers({}, stop.get_token()));
    QCOMPARE(toString(after.error().meaning), QStringLiteral("cancelled"));
    QCOMPARE(bench.transport.requests.size(), 1);
}

void TestClient::waitsForTask_data()
{
    QTest::addColumn<QByteArray>("last");
    QTest::addColumn<int>("polls");
    QTest::addColumn<QString>("error");
    QTest::addRow("completed")
        << QByteArray(R"({"task_id":"t","status":"completed","result":{"a":{"status":"ok"}}})") << 3
        << QString{};
    QTest::addRow("failed")
        << QByteArray(R"({"task_id":"t","status":"failed","error":{"type":"x","description":"no"}})") << 3
        << QStringLiteral("no");
    QTest::addRow("never") << QByteArray(R"({"task_id":"t","status":"running"})") << 6 << QString{};
}

void TestClient::waitsForTask()
{
    QFETCH(QByteArray, last);
    QFETCH(int, polls);
    QFETCH(QString, error);
    Bench bench;
    Client client = bench.client();
    const TransportResult running = reply(200, R"({"task_id":"t","status":"running"})");
    bench.transport.answers = {running, running, reply(200, last)};
    const auto task = QCoro::waitFor(client.waitForTask(QStringLiteral("t"), 5500ms, {}));
    QVERIFY(task.has_value());
    QCOMPARE(task->status, objectOf(last)[QLatin1String("status")].toString());
    QCOMPARE(task->error, error);
    QCOMPARE(bench.transport.requests.size(), polls);
    QVERIFY(bench.clock.elapsed() <= 5500ms + 10ms);
}

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
