// SPDX-License-Identifier: MIT
#include "tests/core/sandbox/simulatorcaller.h"

#include <QTest>

using namespace chatsync;
using namespace chatsync::sandbox;
using namespace Qt::Literals::StringLiterals;

/// Users, channels and members: what each call does, and the words with which it refuses.
class TestSimulatorCalls final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void refusals_data();
    void refusals();
    void queries_data();
    void queries();
    void memberQueries_data();
    void memberQueries();
    void channelQueries_data();
    void channelQueries();
    void upsertReplacesAndKeepsRole();
    void batchesAreAllOrNothing();
    void creatorComesBeforeMissingUsers();
    void missingUsersNameTheAbsent();
    void partialUpdatesReachIntoObjects();
    void existingChannelsIgnoreNewData();
    void deletedChannelsComeBackEmpty();
    void pagesOfMembers();
    void updatesOfChannels();
    void distinctChannels();
    void livesOfUsers();
    void hardDeletedUsersCanBeMadeAgain();
    void uniqueNames();

private:
    std::unique_ptr<test::Caller> m_caller;
};

namespace {

QByteArray manyUsers(int count)
{
    QJsonObject users;
    for (int i = 0; i < count; ++i)
        users.insert(u"u%1"_s.arg(i), QJsonObject{{u"id"_s, u"u%1"_s.arg(i)}});
    return QJsonDocument{QJsonObject{{u"users"_s, users}}}.toJson(QJsonDocument::Compact);
}

QByteArray manyIds(const char *before, int count, const char *after)
{
    QStringList ids;
    for (int i = 0; i < count; ++i)
        ids.append(u"\"u%1\""_s.arg(i));
    return before + ids.join(u',').toUtf8() + after;
}

const QByteArray big(6000, 'x');
const QString notValid = u"is not a valid user id. a-z, 0-9, @, _ and - are allowed."_s;

} // namespace

void TestSimulatorCalls::init()
{
    SimulatorOptions options;
    options.enforceLimits = false;
    m_caller = std::make_unique<test::Caller>(options);
    Simulator &app = m_caller->simulator;
    app.putUser(test::json(
        R"({"id":"ana","name":"Ana Li","role":"admin","city":"Izmir","created_at":"2026-01-02T00:00:00Z"})"));
    app.putUser(test::json(R"({"id":"ben","name":"Ben","city":"Oslo","created_at":"2026-01-03T00:00:00Z"})"));
    app.putUser(test::json(R"({"id":"cem","name":"Cem","created_at":"2026-01-04T00:00:00Z","banned":true})"));
    app.putUser(test::json(R"({"id":"off","name":"Off","created_at":"2026-01-05T00:00:00Z"})"));
    app.putUser(test::json(R"({"id":"gone","name":"Gone","created_at":"2026-01-06T00:00:00Z"})"));
    app.deactivateUser(u"off"_s);
    app.deleteUser(u"gone"_s, false);
    app.putChannel(
        test::json(R"({"type":"messaging","id":"room","name":"Room","topic":"chess","created_by_id":"ana",
                                 "created_at":"2026-01-05T00:00:00Z"})"),
        {u"ana"_s, u"ben"_s});
    app.putChannel(
        test::json(R"({"type":"team","id":"den","created_by_id":"ben","created_at":"2026-01-06T00:00:00Z"})"),
        {u"ben"_s});
    app.putChannel(test::json(R"({"type":"messaging","id":"dead"})"), {u"ana"_s});
    app.deleteChannel(u"messaging:dead"_s, false);
}

void TestSimulatorCalls::refusals_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *method, const char *path, const QByteArray &body,
                        int status, int code, const QString &message) {
        QTest::addRow("%s", name) << QByteArray{method} << QString::fromLatin1(path) << body << status << code
                                  << message;
    };
    const auto failed = [](const char *operation, const QString &reason) {
        return u"%1 failed with error: \"%2\""_s.arg(QString::fromLatin1(operation), reason);
    };
    const char *create = "/channels/messaging/new/query";
    const char *update = "/channels/messaging/room";

    row("broken json", "POST", "/users", "{\"users\":", 400, 4,
        failed("UpdateUsers", u"invalid json data"_s));
    row("not an object", "POST", "/users", "[1]", 400, 4, failed("UpdateUsers", u"invalid json data"_s));
    row("no users", "POST", "/users", "{}", 400, 4, failed("UpdateUsers", u"users is a required field"_s));
    row("101 users", "POST", "/users", manyUsers(101), 400, 4,
        failed("UpdateUsers", u"users must contain at maximum 100 items"_s));
    row("bad user id", "POST", "/users", R"({"users":{"a b":{"id":"a b"}}})", 400, 4,
        failed("UpdateUsers", u"users.a b.id "_s + notValid));
    row("undefined role", "POST", "/users", R"({"users":{"x":{"id":"x","role":"boss"}}})", 400, 4,
        failed("UpdateUsers", u"role \"boss\" provided but not defined"_s));
    row("reserved user field", "POST", "/users", R"({"users":{"x":{"id":"x","banned":true}}})", 400, 4,
        failed("UpdateUsers", u"users.x.banned is a reserved field"_s));
    row("picture as data", "POST", "/users", R"({"users":{"x":{"id":"x","image":")" + big + R"("}}})", 413,
        22, failed("UpdateUsers", u"user custom data cannot be bigger than 5KB"_s));
    row("upsert deactivated", "POST", "/users", R"({"users":{"off":{"id":"off"}}})", 404, 16,
        failed("UpdateUsers", u"the user off was deactivated"_s));
    row("upsert deleted", "POST", "/users", R"({"users":{"gone":{"id":"gone"}}})", 404, 16,
        failed("UpdateUsers", u"the user gone was deleted"_s));
    for (const char *key : {"a..b", "a b", ".a", "a."}) {
        row(key, "PATCH", "/users", QByteArray{R"({"users":[{"id":"ana","set":{")"} + key + R"(":1}}]})", 400,
            4,
            failed("UpdateUsersPartial",
                   u"invalid key \"%1\" in set or unset"_s.arg(QString::fromLatin1(key))));
    }
    row("patch undefined role", "PATCH", "/users",
        R"({"users":[{"id":"ana","set":{"role":"special_agent"}}]})", 400, 4,
        failed("UpdateUsersPartial", u"role \"special_agent\" provided but not defined"_s));
    row("patch unknown", "PATCH", "/users", R"({"users":[{"id":"nobody","set":{"name":"x"}}]})", 404, 16,
        failed("UpdateUsersPartial", u"Can't find user with id nobody"_s));
    row("patch deleted", "PATCH", "/users", R"({"users":[{"id":"gone","set":{"name":"x"}}]})", 404, 16,
        failed("UpdateUsersPartial", u"the user gone was deleted"_s));
    row("reactivate active", "POST", "/users/ana/reactivate", "{}", 400, 4,
        failed("ReactivateUser", u"user ana is not deactivated"_s));
    row("hard needs hard", "POST", "/users/delete", R"({"user_ids":["ana"],"user":"hard","messages":"soft"})",
        400, 4, failed("DeleteUsers", u"messages and conversations must be hard when user is hard"_s));
    row("delete nobody", "POST", "/users/delete", R"({"user_ids":[]})", 400, 4,
        failed("DeleteUsers", u"user_ids is a required field"_s));

    row("no creator", "POST", create, R"({"data":{"members":["ana"]}})", 400, 4,
        failed(
            "GetOrCreateChannel",
            u"either data.created_by or data.created_by_id must be provided when using server side auth."_s));
    row("both creators", "POST", create, R"({"data":{"created_by_id":"ana","created_by":{"id":"ana"}}})", 400,
        4, failed("GetOrCreateChannel", u"cannot set both data.created_by and data.created_by_id."_s));
    row("bad member ids", "POST", create, R"({"data":{"created_by_id":"ana","members":["a b","c d"]}})", 400,
        4,
        failed("GetOrCreateChannel",
               u"data.members[0].user.id %1, data.members[1].user.id %1"_s.arg(notValid)));
    row("101 members", "POST", create, manyIds(R"({"data":{"created_by_id":"ana","members":[)", 101, "]}}"),
        400, 4, failed("GetOrCreateChannel", u"data.members must contain at maximum 100 items"_s));
    row("reserved channel fields", "POST", create,
        R"({"data":{"created_by_id":"ana","muted":true,"mute_expires_at":"x"}})", 400, 4,
        failed("GetOrCreateChannel",
               u"data.mute_expires_at is a reserved field, data.muted is a reserved field"_s));
    row("exclamation mark", "POST", "/channels/messaging/a!b/query", R"({"data":{"created_by_id":"ana"}})",
        400, 4,
        failed("GetOrCreateChannel",
               u"Cannot create a channel with a '!' in the ID, this is a reserved character."_s));
    const QByteArray longId = "/channels/messaging/" + QByteArray(65, 'i') + "/query";
    row("long channel id", "POST", longId.constData(), R"({"data":{"created_by_id":"ana"}})", 400, 4,
        failed("GetOrCreateChannel", u"max channelID length exceeded (64)"_s));
    row("channel data too big", "POST", create, R"({"data":{"created_by_id":"ana","note":")" + big + R"("}})",
        413, 22, failed("GetOrCreateChannel", u"channel custom data cannot be bigger than 5KB"_s));
    row("unknown type", "POST", "/channels/nothing/x/query", R"({"data":{"created_by_id":"ana"}})", 404, 16,
        failed("GetOrCreateChannel", u"Can't find channel type nothing"_s));
    row("deleted member", "POST", create, R"({"data":{"created_by_id":"ana","members":["gone"]}})", 400, 4,
        failed("GetOrCreateChannel", u"The following users are involved in channel create operation, but "
                                     u"don't exist: [gone]. Please create "
                                     "the user objects before setting up the channel."_s));
    row("one for distinct", "POST", "/channels/messaging/query",
        R"({"data":{"created_by_id":"ana","members":["ana"]}})", 400, 4,
        failed("GetOrCreateChannel", u"When using member based IDs specify at least 2 members"_s));

    row("missing in update", "POST", update, R"({"add_members":["nobody"]})", 400, 4,
        failed("UpdateChannel", u"The following users are involved in channel update operation, but don't "
                                u"exist: [nobody]. Please create "
                                "the user objects before setting up the channel."_s));
    row("101 added", "POST", update, manyIds(R"({"add_members":[)", 101, "]}"), 400, 4,
        failed("UpdateChannel", u"add_members must contain at maximum 100 items"_s));
    row("added and removed", "POST", update, R"({"add_members":["cem"],"remove_members":["cem"]})", 400, 4,
        failed("UpdateChannel", u"user cem is in both add_members and remove_members"_s));
    row("update missing channel", "POST", "/channels/messaging/none", R"({"add_members":["ana"]})", 404, 16,
        failed("UpdateChannel", u"Can't find channel with id messaging:none"_s));
    row("update deleted channel", "POST", "/channels/messaging/dead", R"({"add_members":["ana"]})", 404, 16,
        failed("UpdateChannel", u"Can't find channel with id messaging:dead"_s));
    row("patch too big", "PATCH", update, R"({"set":{"note":")" + big + R"("}})", 413, 22,
        failed("UpdateChannelPartial", u"channel custom data cannot be bigger than 5KB"_s));
    row("get missing", "GET", "/channels/messaging/none", {}, 404, 16,
        failed("GetChannel", u"Can't find channel with id messaging:none"_s));
    row("get deleted", "GET", "/channels/messaging/dead", {}, 404, 16,
        failed("GetChannel", u"Can't find channel with id messaging:dead"_s));
    row("delete twice", "DELETE", "/channels/messaging/dead", {}, 404, 16,
        failed("DeleteChannel", u"Can't find channel with id messaging:dead"_s));
    row("member limit", "POST", "/channels", R"({"filter_conditions":{},"member_limit":101})", 400, 4,
        failed("QueryChannels", u"member_limit must be 100 or less"_s));
    row("channel limit", "POST", "/channels", R"({"filter_conditions":{},"limit":31})", 400, 4,
        failed("QueryChannels", u"limit must be 30 or less"_s));
    row("watching", "POST", "/channels", R"({"filter_conditions":{},"watch":true})", 400, 4,
        failed("QueryChannels", u"watch and presence require an active websocket connection"_s));
}

void TestSimulatorCalls::refusals()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(int, code);
    QFETCH(QString, message);
    const QJsonObject before = m_caller->simulator.snapshot();
    const SimulatorReply reply = m_caller->send(method.constData(), path, body);
    QCOMPARE(test::messageOf(reply), message);
    QCOMPARE(reply.status, status);
    QCOMPARE(test::codeOf(reply), code);
    QCOMPARE(test::json(reply.body).value("StatusCode"_L1).toInt(), status);
    QCOMPARE(m_caller->simulator.snapshot(), before);
}

void TestSimulatorCalls::queries_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QStringList>("ids");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArray &payload, const QStringList &ids,
                        const QString &error = {}) { QTest::addRow("%s", name) << payload << ids << error; };
    const auto filter = [](const char *text) { return QByteArray{R"({"filter_conditions":)"} + text + '}'; };
    row("all, newest first", filter("{}"), {u"cem"_s, u"ben"_s, u"ana"_s});
    row("deactivated too", R"({"filter_conditions":{},"include_deactivated_users":true})",
        {u"off"_s, u"cem"_s, u"ben"_s, u"ana"_s});
    row("deleted never", R"({"filter_conditions":{"id":"gone"},"include_deactivated_users":true})", {});
    row("in", filter(R"({"id":{"$in":["ana","ben","zoe"]}})"), {u"ben"_s, u"ana"_s});
    row("nin", filter(R"({"id":{"$nin":["ana","ben"]}})"), {u"cem"_s});
    row("ne", filter(R"({"id":{"$ne":"cem"}})"), {u"ben"_s, u"ana"_s});
    row("greater", filter(R"({"id":{"$gt":"ana","$lte":"ben"}})"), {u"ben"_s});
    row("autocomplete", filter(R"({"name":{"$autocomplete":"li"}})"), {u"ana"_s});
    row("role", filter(R"({"role":"admin"})"), {u"ana"_s});
    row("banned", filter(R"({"banned":true})"), {u"cem"_s});
    row("custom", filter(R"({"city":{"$in":["Izmir","Bonn"]}})"), {u"ana"_s});
    row("exists", filter(R"({"city":{"$exists":false}})"), {u"cem"_s});
    row("time", filter(R"({"created_at":{"$gt":"2026-01-02T12:00:00+00:00"}})"), {u"cem"_s, u"ben"_s});
    row("or", filter(R"({"$or":[{"id":"ana"},{"name":"Cem"}]})"), {u"cem"_s, u"ana"_s});
    row("and", filter(R"({"$and":[{"role":"user"},{"city":"Oslo"}]})"), {u"ben"_s});
    row("nor", filter(R"({"$nor":[{"id":"ana"},{"name":"Cem"}]})"), {u"ben"_s});
    row("sorted", R"({"filter_conditions":{},"sort":[{"field":"name","direction":1}],"limit":2,"offset":1})",
        {u"ben"_s, u"cem"_s});
    row("wrong operator", filter(R"({"id":{"$q":"a"}})"), {},
        u"QueryUsers failed with error: \"operator \"$q\" is not allowed for field \"id\"\""_s);
    row("limit", R"({"filter_conditions":{},"limit":101})", {},
        u"QueryUsers failed with error: \"limit must be 100 or less\""_s);
    row("offset", R"({"filter_conditions":{},"offset":1001})", {},
        u"QueryUsers failed with error: \"offset must be 1000 or less\""_s);
}

void TestSimulatorCalls::queries()
{
    QFETCH(QByteArray, payload);
    QFETCH(QStringList, ids);
    QFETCH(QString, message);
    const SimulatorReply reply = m_caller->get(u"/users"_s, payload);
    QCOMPARE(test::messageOf(reply), message);
    QCOMPARE(reply.status, message.isEmpty() ? 200 : 400);
    QCOMPARE(test::idsIn(reply, "users", "id"), ids);
}

void TestSimulatorCalls::memberQueries_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QStringList>("ids");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const char *rest, const QStringList &ids,
                        const QString &reason = {}) {
        QTest::addRow("%s", name) << QByteArray{rest} << ids << reason;
    };
    row("all", R"("filter_conditions":{})", {u"ana"_s, u"ben"_s});
    row("one", R"("filter_conditions":{"user_id":{"$in":["ben","cem"]}})", {u"ben"_s});
    row("name", R"("filter_conditions":{"name":{"$q":"li"}})", {u"ana"_s});
    row("role", R"("filter_conditions":{"channel_role":"channel_moderator"})", {});
    row("by id", R"("filter_conditions":{},"sort":[{"field":"user_id","direction":-1}])",
        {u"ben"_s, u"ana"_s});
    row("page", R"("filter_conditions":{},"limit":1,"offset":1)", {u"ben"_s});
    row("after an id", R"("filter_conditions":{},"user_id_gt":"ana")", {u"ben"_s});
    row("before a time", R"("filter_conditions":{},"created_at_before":"2026-01-05T00:00:00Z")", {});
    row("unknown field", R"("filter_conditions":{"invalid":1})", {}, u"unrecognized field \"invalid\""_s);
    row("wrong operator", R"("filter_conditions":{"id":{"$q":"a"}})", {},
        u"operator \"$q\" is not allowed for field \"id\""_s);
    row("two sorts", R"("filter_conditions":{},"sort":[{"field":"user_id"},{"field":"name"}])", {},
        u"sort must contain at maximum 1 items"_s);
    row("limit", R"("filter_conditions":{},"limit":101)", {}, u"limit must be 100 or less"_s);
    row("no filter", R"("limit":1)", {}, u"filter_conditions is a required field"_s);
}

void TestSimulatorCalls::memberQueries()
{
    QFETCH(QByteArray, rest);
    QFETCH(QStringList, ids);
    QFETCH(QString, reason);
    const SimulatorReply reply =
        m_caller->get(u"/members"_s, R"({"type":"messaging","id":"room",)" + rest + '}');
    QCOMPARE(test::messageOf(reply),
             reason.isEmpty() ? QString{} : u"QueryMembers failed with error: \"%1\""_s.arg(reason));
    QCOMPARE(test::idsIn(reply, "members", "user_id"), ids);
}

void TestSimulatorCalls::channelQueries_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QStringList>("cids");
    QTest::addRow("all but deleted") << QByteArray{"{}"} << QStringList{u"team:den"_s, u"messaging:room"_s};
    QTest::addRow("cid") << QByteArray{R"({"cid":"messaging:room"})"} << QStringList{u"messaging:room"_s};
    QTest::addRow("cids") << QByteArray{R"({"cid":{"$in":["messaging:room","messaging:dead"]}})"}
                          << QStringList{u"messaging:room"_s};
    QTest::addRow("any of the members")
        << QByteArray{R"({"members":{"$in":["ana","zoe"]}})"} << QStringList{u"messaging:room"_s};
    QTest::addRow("this very set") << QByteArray{R"({"members":{"$eq":["ben","ana"]}})"}
                                   << QStringList{u"messaging:room"_s};
    QTest::addRow("not the whole set") << QByteArray{R"({"members":["ana"]})"} << QStringList{};
    QTest::addRow("type") << QByteArray{R"({"type":"team"})"} << QStringList{u"team:den"_s};
    QTest::addRow("custom") << QByteArray{R"({"topic":{"$autocomplete":"ch"}})"}
                            << QStringList{u"messaging:room"_s};
}

void TestSimulatorCalls::channelQueries()
{
    QFETCH(QByteArray, filter);
    QFETCH(QStringList, cids);
    const SimulatorReply reply =
        m_caller->send("POST", u"/channels"_s, R"({"filter_conditions":)" + filter + '}');
    QCOMPARE(reply.status, 201);
    QStringList found;
    for (const QJsonValue &state : test::json(reply.body).value("channels"_L1).toArray())
        found.append(state.toObject().value("channel"_L1).toObject().value("cid"_L1).toString());
    QCOMPARE(found, cids);
}

void TestSimulatorCalls::upsertReplacesAndKeepsRole()
{
    const SimulatorReply reply =
        m_caller->send("POST", u"/users"_s, R"({"users":{"ana":{"id":"ana","name":"User","image":null}}})");
    QCOMPARE(reply.status, 201);
    const QJsonObject user = test::json(reply.body).value("users"_L1).toObject().value("ana"_L1).toObject();
    QVERIFY2(!user.contains("city"_L1), "custom data that was not sent is lost");
    QVERIFY(!user.contains("image"_L1));
    QCOMPARE(user.value("role"_L1).toString(), u"admin"_s);
    QCOMPARE(user.value("created_at"_L1).toString(), u"2026-01-02T00:00:00.000Z"_s);
    QCOMPARE(user.value("updated_at"_L1).toString(), u"2026-01-15T10:00:00.000Z"_s);
    QVERIFY(test::json(reply.body).contains("membership_deletion_task_id"_L1));
}

void TestSimulatorCalls::batchesAreAllOrNothing()
{
    const QJsonObject before = m_caller->simulator.snapshot();
    const SimulatorReply reply = m_caller->upsert({u"ana"_s, u"gone"_s, u"new"_s, u"off"_s});
    QCOMPARE(reply.status, 404);
    QVERIFY(test::messageOf(reply).contains(u"gone"_s));
    QVERIFY2(!test::messageOf(reply).contains(u"off"_s), "only the first error is told");
    QCOMPARE(m_caller->simulator.snapshot(), before);
}

void TestSimulatorCalls::creatorComesBeforeMissingUsers()
{
    QVERIFY(
        test::messageOf(m_caller->create(u"new"_s, {u"nobody"_s}, {})).contains(u"created_by_id must be"_s));
    QVERIFY(test::messageOf(m_caller->create(u"new"_s, {u"ana"_s}, u"nobody"_s)).contains(u"[nobody]"_s));
}

void TestSimulatorCalls::missingUsersNameTheAbsent()
{
    const QString message =
        test::messageOf(m_caller->create(u"new"_s, {u"x"_s, u"ana"_s, u"off"_s, u"y"_s}, u"ana"_s));
    QVERIFY2(message.contains(u"don't exist: [x off y]. Please"_s), qPrintable(message));
    m_caller->simulator.setFaults({*parseFault(u"old-wording"_s)});
    QCOMPARE(
        test::messageOf(m_caller->send("POST", u"/channels/messaging/room"_s, R"({"add_members":["x"]})")),
        u"UpdateChannel failed with error: \"could not find user x from add_members\""_s);
    m_caller->simulator.setFaults({*parseFault(u"anonymous-errors"_s)});
    QVERIFY(!test::messageOf(m_caller->create(u"new"_s, {u"x"_s}, u"ana"_s)).contains(u"[x]"_s));
    QVERIFY(!test::messageOf(m_caller->upsert({u"gone"_s})).contains(u"gone"_s));
}

void TestSimulatorCalls::partialUpdatesReachIntoObjects()
{
    const SimulatorReply reply = m_caller->send(
        "PATCH", u"/users"_s,
        R"({"users":[{"id":"ana","set":{"prefs.theme.name":"dark","name":"Ana E."},"unset":["city"]},{"id":"ben","unset":["nothing.here"]}]})");
    QCOMPARE(reply.status, 200);
    const QJsonObject user = test::json(reply.body).value("users"_L1).toObject().value("ana"_L1).toObject();
    QCOMPARE(user.value("prefs"_L1).toObject(), test::json(R"({"theme":{"name":"dark"}})"));
    QCOMPARE(user.value("name"_L1).toString(), u"Ana E."_s);
    QVERIFY(!user.contains("city"_L1));
    QCOMPARE(user.value("role"_L1).toString(), u"admin"_s);
}

void TestSimulatorCalls::existingChannelsIgnoreNewData()
{
    const SimulatorReply reply = m_caller->send("POST", u"/channels/messaging/room/query"_s,
                                                R"({"data":{"name":"Other","members":["cem"]}})");
    QCOMPARE(reply.status, 201);
    QCOMPARE(test::json(reply.body).value("channel"_L1).toObject().value("name"_L1).toString(), u"Room"_s);
    QCOMPARE(m_caller->simulator.memberIds(u"messaging:room"_s), (QStringList{u"ana"_s, u"ben"_s}));
}

void TestSimulatorCalls::deletedChannelsComeBackEmpty()
{
    QCOMPARE(m_caller->create(u"dead"_s, {u"ben"_s}, {}).status, 400);
    const SimulatorReply reply = m_caller->create(u"dead"_s, {u"ben"_s}, u"ben"_s);
    QCOMPARE(reply.status, 201);
    QCOMPARE(test::idsIn(reply, "members", "user_id"), QStringList{u"ben"_s});
    QCOMPARE(test::json(reply.body).value("channel"_L1).toObject().value("created_at"_L1).toString(),
             u"2026-01-15T10:00:00.000Z"_s);
}

void TestSimulatorCalls::pagesOfMembers()
{
    for (int i = 0; i < 2; ++i) {
        QStringList ids;
        for (int n = i * 75; n < (i + 1) * 75; ++n)
            ids.append(u"u%1"_s.arg(n));
        m_caller->upsert(ids);
        if (i == 0)
            QCOMPARE(m_caller->create(u"big"_s, ids, u"u0"_s).status, 201);
        m_caller->pass(1000);
        m_caller->send(
            "POST", u"/channels/messaging/big"_s,
            QJsonDocument{QJsonObject{{u"add_members"_s, QJsonArray::fromStringList(ids)}}}.toJson());
    }
    const SimulatorReply state = m_caller->send("POST", u"/channels/messaging/big/query"_s,
                                                R"({"state":true,"members":{"limit":100}})");
    const QStringList shown = test::idsIn(state, "members", "user_id");
    QCOMPARE(shown.size(), 100);
    QVERIFY2(shown.first() == u"u75"_s, "those who were added last come first");
    QCOMPARE(test::json(state.body).value("channel"_L1).toObject().value("member_count"_L1).toInt(), 150);
    const QByteArray paged = R"({"members":{"limit":5,"offset":10}})";
    QCOMPARE(
        test::idsIn(m_caller->send("POST", u"/channels/messaging/big/query"_s, paged), "members", "user_id")
            .size(),
        100);
    QStringList all;
    for (const char *offset : {"0", "100"}) {
        all += test::idsIn(
            m_caller->get(u"/members"_s,
                          QByteArray{R"({"type":"messaging","id":"big","filter_conditions":{},"offset":)"} +
                              offset + '}'),
            "members", "user_id");
    }
    QCOMPARE(all.size(), 150);
    all.removeDuplicates();
    QCOMPARE(all.size(), 150);
}

void TestSimulatorCalls::updatesOfChannels()
{
    const auto post = [this](const char *body) {
        return m_caller->send("POST", u"/channels/messaging/room"_s, body);
    };
    const auto channel = [](const SimulatorReply &reply) {
        return test::json(reply.body).value("channel"_L1).toObject();
    };
    SimulatorReply reply =
        post(R"({"add_members":["ben",{"user_id":"cem","channel_role":"channel_moderator"}]})");
    QCOMPARE(channel(reply).value("member_count"_L1).toInt(), 3);
    QCOMPARE(channel(reply).value("topic"_L1).toString(), u"chess"_s);
    QCOMPARE(test::idsIn(reply, "members", "channel_role").count(u"channel_moderator"_s), 1);
    QCOMPARE(post(R"({"remove_members":["cem","nobody"]})").status, 201);
    reply = post(R"({"data":{"name":"Bare"}})");
    QVERIFY2(!channel(reply).contains("topic"_L1), "a full update loses what was not sent");
    reply = m_caller->send("PATCH", u"/channels/messaging/room"_s, R"({"set":{"topic":"go","frozen":true}})");
    QCOMPARE(channel(reply).value("name"_L1).toString(), u"Bare"_s);
    QCOMPARE(channel(reply).value("frozen"_L1).toBool(), true);
    QCOMPARE(post(R"({"assign_roles":[{"user_id":"ben","channel_role":"channel_moderator"}]})").status, 201);
    QCOMPARE(post(R"({"message":{"text":"Hello"}})").status, 400);
    reply = post(R"({"message":{"text":"Hello"},"user_id":"ana"})");
    QCOMPARE(test::json(reply.body).value("message"_L1).toObject().value("type"_L1).toString(), u"system"_s);
}

void TestSimulatorCalls::distinctChannels()
{
    const QByteArray body = R"({"data":{"created_by_id":"ana","members":["ben","ana"]}})";
    const auto cid = [](const SimulatorReply &reply) {
        return test::json(reply.body).value("channel"_L1).toObject().value("cid"_L1).toString();
    };
    const SimulatorReply first = m_caller->send("POST", u"/channels/messaging/query"_s, body);
    QCOMPARE(first.status, 201);
    QVERIFY(cid(first).startsWith(u"messaging:!members-"_s));
    QCOMPARE(
        cid(m_caller->send("POST", u"/channels/messaging/query"_s, R"({"data":{"members":["ana","ben"]}})")),
        cid(first));
    const SimulatorReply refused = m_caller->send(
        "POST", u"/channels/messaging/"_s + cid(first).section(u':', 1), R"({"add_members":["cem"]})");
    QCOMPARE(refused.status, 403);
    QCOMPARE(test::codeOf(refused), 17);
    QVERIFY(test::messageOf(refused).contains(
        u"cannot add members to the distinct channel they don't belong to"_s));
}

void TestSimulatorCalls::livesOfUsers()
{
    QCOMPARE(m_caller->send("POST", u"/users/ana/deactivate"_s, "{}").status, 201);
    QCOMPARE(m_caller->upsert({u"ana"_s}).status, 404);
    QCOMPARE(m_caller->send("POST", u"/users/ana/reactivate"_s, "{}").status, 201);
    QCOMPARE(m_caller->upsert({u"ana"_s}).status, 201);
    QCOMPARE(m_caller->send("DELETE", u"/users/ana"_s).status, 200);
    QVERIFY2(!m_caller->simulator.memberIds(u"messaging:room"_s).contains(u"ana"_s),
             "membership goes with the user");
    QCOMPARE(m_caller->send("POST", u"/users/restore"_s, R"({"user_ids":["ana"]})").status, 201);
    QVERIFY(m_caller->simulator.hasUser(u"ana"_s));
    QVERIFY(!m_caller->simulator.memberIds(u"messaging:room"_s).contains(u"ana"_s));
    QCOMPARE(m_caller->send("POST", u"/users/delete"_s, R"({"user_ids":["ana"],"user":"pruning"})").status,
             201);
    QCOMPARE(m_caller->send("POST", u"/users/restore"_s, R"({"user_ids":["ana"]})").status, 404);
    QCOMPARE(m_caller->send("POST", u"/users/deactivate"_s, R"({"user_ids":["ben","cem"]})").status, 201);
    QCOMPARE(test::idsIn(m_caller->get(u"/users"_s, "{}"), "users", "id"), QStringList{});
    QCOMPARE(m_caller->send("POST", u"/users/reactivate"_s, R"({"user_ids":["ben"]})").status, 201);
    QCOMPARE(test::idsIn(m_caller->get(u"/users"_s, "{}"), "users", "id"), QStringList{u"ben"_s});
}

void TestSimulatorCalls::hardDeletedUsersCanBeMadeAgain()
{
    QCOMPARE(m_caller
                 ->send("POST", u"/users/delete"_s,
                        R"({"user_ids":["ben"],"user":"hard","messages":"hard","conversations":"hard"})")
                 .status,
             201);
    QVERIFY2(!m_caller->simulator.hasChannel(u"messaging:room"_s),
             "conversations of two go with them when asked");
    QCOMPARE(m_caller->upsert({u"ben"_s}).status, 201);
    QVERIFY(m_caller->simulator.hasUser(u"ben"_s));
}

void TestSimulatorCalls::uniqueNames()
{
    m_caller->simulator.setAppSetting(u"enforce_unique_usernames"_s, u"app"_s);
    const SimulatorReply taken =
        m_caller->send("POST", u"/users"_s, R"({"users":{"new":{"id":"new","name":"ana-LI."}}})");
    QCOMPARE(taken.status, 400);
    QCOMPARE(test::codeOf(taken), 6);
    QCOMPARE(test::messageOf(taken),
             u"UpdateUsers failed with error: \"username 'ana-LI.' already exists\""_s);
    const QByteArray twoUsers = R"({"users":{"x":{"id":"x","name":"User"},"y":{"id":"y","name":"User"}}})";
    QCOMPARE(test::codeOf(m_caller->send("POST", u"/users"_s, twoUsers)), 6);
    QCOMPARE(m_caller->send("POST", u"/users"_s, R"({"users":{"ana":{"id":"ana","name":"Ana Li"}}})").status,
             201);
    m_caller->simulator.setAppSetting(u"enforce_unique_usernames"_s, u"team"_s);
    QCOMPARE(m_caller->send("POST", u"/users"_s, twoUsers).status, 201);
    const SimulatorReply inTeam = m_caller->send(
        "POST", u"/users"_s,
        R"({"users":{"p":{"id":"p","name":"Pia","teams":["red"]},"q":{"id":"q","name":"pia","teams":["red"]}}})");
    QCOMPARE(test::messageOf(inTeam),
             u"UpdateUsers failed with error: \"username 'pia' already exists in team 'red'\""_s);
}

QTEST_GUILESS_MAIN(TestSimulatorCalls)
#include "tst_simulatorcalls.moc"
