// SPDX-License-Identifier: MIT
#include "core/sandbox/rehearsaltransport.h"
#include "core/sandbox/simulatortransport.h"
#include "core/sync/virtualclock.h"
#include "tests/core/sandbox/simulatorcaller.h"

#include <QCoroTask>
#include <QTest>

using namespace chatsync;
using namespace chatsync::sandbox;
using namespace Qt::Literals::StringLiterals;
using stream::Endpoint;

/// A simulator stands for the real StreamChat; nothing that writes may ever get there.
class TestRehearsalTransport final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void readsGoToTheRealOne();
    void writtenUsersShowInLaterReads();
    void realCustomDataSurvivesARehearsedUpdate();
    void realRulesHoldForRehearsedWrites();
    void membersOfARehearsedChannel();
    void membersAddedToARealChannel();
    void deletedChannelsAreGone();
    void withoutAnythingReal();

private:
    stream::HttpResponse send(Endpoint endpoint, const QByteArray &method, const QString &path,
                              const QByteArray &body, bool writes);
    stream::HttpResponse query(Endpoint endpoint, const QString &path, const QByteArray &payload);
    static bool rehearsed(const stream::HttpResponse &response)
    {
        return headerValue(response.headers, "x-rehearsed") == "1";
    }

    std::unique_ptr<VirtualClock> m_clock;
    std::unique_ptr<Simulator> m_real;
    std::unique_ptr<SimulatorTransport> m_wire;
    std::unique_ptr<RehearsalTransport> m_rehearsal;
};

namespace {

const QByteArray usersAB = R"({"filter_conditions":{"id":{"$in":["a","b","new"]}},"limit":100})";

QStringList ids(const stream::HttpResponse &response, const char *list, const char *key)
{
    SimulatorReply reply;
    reply.body = response.body;
    return test::idsIn(reply, list, key);
}

} // namespace

void TestRehearsalTransport::init()
{
    m_clock = std::make_unique<VirtualClock>();
    SimulatorOptions options;
    options.apiKey = u"realkey"_s;
    options.secret = "another secret";
    m_real = std::make_unique<Simulator>(options);
    m_real->putUser(
        test::json(R"({"id":"a","name":"Ana","role":"admin","prefs":{"theme":"dark"},"hobby":"chess"})"));
    m_real->putUser(test::json(R"({"id":"b","name":"Ben","deactivated_at":"2026-01-02T00:00:00Z"})"));
    m_real->putChannel(test::json(R"({"type":"messaging","id":"old","name":"Old","created_by_id":"a"})"),
                       {u"a"_s});
    m_wire = std::make_unique<SimulatorTransport>(m_real.get(), m_clock.get());
    m_rehearsal = std::make_unique<RehearsalTransport>(m_wire.get(), m_clock.get());
}

void TestRehearsalTransport::cleanup()
{
    for (const LoggedRequest &request : m_real->requestLog())
        QVERIFY2(!request.mutating, "a write reached the real StreamChat");
}

stream::HttpResponse TestRehearsalTransport::send(Endpoint endpoint, const QByteArray &method,
                                                  const QString &path, const QByteArray &body, bool writes)
{
    stream::HttpRequest request;
    request.endpoint = endpoint;
    request.method = method;
    request.url =
        QUrl{u"http://real.test%1%2api_key=realkey"_s.arg(path, path.contains(u'?') ? u"&"_s : u"?"_s)};
    request.headers = {{"Authorization", test::signedToken(R"({"server":true})", "another secret")},
                       {"Stream-Auth-Type", "jwt"}};
    request.body = body;
    request.writes = writes;
    const stream::TransportResult result = QCoro::waitFor(m_rehearsal->send(request, {}));
    return result.value_or(stream::HttpResponse{});
}

stream::HttpResponse TestRehearsalTransport::query(Endpoint endpoint, const QString &path,
                                                   const QByteArray &payload)
{
    return send(endpoint, "GET", path + u"?payload="_s + QString::fromLatin1(payload.toPercentEncoding()), {},
                false);
}

void TestRehearsalTransport::readsGoToTheRealOne()
{
    const stream::HttpResponse users = query(Endpoint::QueryUsers, u"/users"_s, usersAB);
    QCOMPARE(users.status, 200);
    QCOMPARE(ids(users, "users", "id"), QStringList{u"a"_s});
    QVERIFY(!rehearsed(users));
    QVERIFY(!m_rehearsal->answeredHere());
    QCOMPARE(send(Endpoint::GetApp, "GET", u"/app"_s, {}, false).status, 200);
    QCOMPARE(m_real->requestLog().size(), 2);
}

void TestRehearsalTransport::writtenUsersShowInLaterReads()
{
    const stream::HttpResponse upsert = send(Endpoint::UpdateUsers, "POST", u"/users"_s,
                                             R"({"users":{"new":{"id":"new","name":"Nia"}}})", true);
    QCOMPARE(upsert.status, 201);
    QVERIFY(rehearsed(upsert));
    QVERIFY(m_rehearsal->answeredHere());
    const stream::HttpResponse users = query(Endpoint::QueryUsers, u"/users"_s, usersAB);
    QCOMPARE(ids(users, "users", "id"), (QStringList{u"new"_s, u"a"_s}));
    QVERIFY(rehearsed(users));
    QVERIFY(!m_real->hasUser(u"new"_s));
}

void TestRehearsalTransport::realCustomDataSurvivesARehearsedUpdate()
{
    query(Endpoint::QueryUsers, u"/users"_s, usersAB);
    QCOMPARE(send(Endpoint::UpdateUsersPartial, "PATCH", u"/users"_s,
                  R"({"users":[{"id":"a","set":{"name":"Ana E."}}]})", true)
                 .status,
             200);
    const QJsonObject user = test::json(query(Endpoint::QueryUsers, u"/users"_s, usersAB).body)
                                 .value("users"_L1)
                                 .toArray()
                                 .first()
                                 .toObject();
    QCOMPARE(user.value("name"_L1).toString(), u"Ana E."_s);
    QCOMPARE(user.value("hobby"_L1).toString(), u"chess"_s);
    QCOMPARE(user.value("prefs"_L1).toObject(), test::json(R"({"theme":"dark"})"));
    QCOMPARE(user.value("role"_L1).toString(), u"admin"_s);
}

void TestRehearsalTransport::realRulesHoldForRehearsedWrites()
{
    query(Endpoint::QueryUsers, u"/users"_s,
          R"({"filter_conditions":{"id":"b"},"include_deactivated_users":true,"limit":100})");
    const stream::HttpResponse refused =
        send(Endpoint::UpdateUsers, "POST", u"/users"_s, R"({"users":{"b":{"id":"b"}}})", true);
    QCOMPARE(refused.status, 404);
    QVERIFY(refused.body.contains("the user b was deactivated"));
}

void TestRehearsalTransport::membersOfARehearsedChannel()
{
    query(Endpoint::QueryUsers, u"/users"_s, usersAB);
    const QByteArray create = R"({"data":{"members":["a","new"],"created_by_id":"a"}})";
    const QString path = u"/channels/messaging/c1/query"_s;
    const stream::HttpResponse early = send(Endpoint::GetOrCreateChannel, "POST", path, create, true);
    QCOMPARE(early.status, 400);
    QVERIFY(early.body.contains("don't exist: [new]"));
    send(Endpoint::UpdateUsers, "POST", u"/users"_s, R"({"users":{"new":{"id":"new"}}})", true);
    QCOMPARE(send(Endpoint::GetOrCreateChannel, "POST", path, create, true).status, 201);
    const stream::HttpResponse members = query(Endpoint::QueryMembers, u"/members"_s,
                                               R"({"type":"messaging","id":"c1","filter_conditions":{}})");
    QCOMPARE(ids(members, "members", "user_id"), (QStringList{u"a"_s, u"new"_s}));
    QVERIFY(rehearsed(members));
    QVERIFY(!m_real->hasChannel(u"messaging:c1"_s));
}

void TestRehearsalTransport::membersAddedToARealChannel()
{
    query(Endpoint::QueryUsers, u"/users"_s, usersAB);
    QVERIFY(!rehearsed(send(Endpoint::GetChannel, "GET", u"/channels/messaging/old"_s, {}, false)));
    send(Endpoint::UpdateUsers, "POST", u"/users"_s, R"({"users":{"new":{"id":"new"}}})", true);
    QCOMPARE(send(Endpoint::UpdateChannel, "POST", u"/channels/messaging/old"_s, R"({"add_members":["new"]})",
                  true)
                 .status,
             201);
    const stream::HttpResponse channel =
        send(Endpoint::GetChannel, "GET", u"/channels/messaging/old"_s, {}, false);
    QVERIFY(rehearsed(channel));
    QCOMPARE(ids(channel, "members", "user_id"), (QStringList{u"new"_s, u"a"_s}));
    QCOMPARE(test::json(channel.body).value("channel"_L1).toObject().value("name"_L1).toString(), u"Old"_s);
    QCOMPARE(m_real->memberIds(u"messaging:old"_s), QStringList{u"a"_s});
}

void TestRehearsalTransport::deletedChannelsAreGone()
{
    const QByteArray byCid = R"({"filter_conditions":{"cid":"messaging:old"}})";
    const stream::HttpResponse before = send(Endpoint::QueryChannels, "POST", u"/channels"_s, byCid, false);
    QCOMPARE(test::json(before.body).value("channels"_L1).toArray().size(), 1);
    send(Endpoint::DeleteChannel, "DELETE", u"/channels/messaging/old"_s, {}, true);
    const stream::HttpResponse after = send(Endpoint::QueryChannels, "POST", u"/channels"_s, byCid, false);
    QCOMPARE(test::json(after.body).value("channels"_L1).toArray().size(), 0);
    QCOMPARE(send(Endpoint::GetChannel, "GET", u"/channels/messaging/old"_s, {}, false).status, 404);
    QVERIFY(m_real->hasChannel(u"messaging:old"_s));
}

void TestRehearsalTransport::withoutAnythingReal()
{
    m_rehearsal = std::make_unique<RehearsalTransport>(nullptr, m_clock.get());
    QCOMPARE(query(Endpoint::QueryUsers, u"/users"_s, usersAB).status, 200);
    QVERIFY(m_rehearsal->answeredHere());
    QVERIFY(m_real->requestLog().isEmpty());
}

QTEST_GUILESS_MAIN(TestRehearsalTransport)
#include "tst_rehearsaltransport.moc"
