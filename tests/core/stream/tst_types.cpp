// SPDX-License-Identifier: MIT
#include "core/stream/types.h"

#include <QJsonDocument>
#include <QTest>

using namespace chatsync::stream;

namespace {

QJsonObject objectOf(const char *text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    Q_ASSERT(document.isObject());
    return document.object();
}

} // namespace

class TestTypes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void userAsDocumented();
    void ownStateIsNotCustom();
    void unknownKeysAreKept();
    void hostileInput_data();
    void hostileInput();
    void memberIdFromEitherPlace_data();
    void memberIdFromEitherPlace();
    void channelState();
};

void TestTypes::userAsDocumented()
{
    const User user =
        userFrom(objectOf(R"({"id":"onecrew_user_a","name":"Ana","image":"https://x/a.png","role":"user",
        "teams":["red"],"created_at":"2026-01-15T10:00:00.123456Z","updated_at":"2026-01-15T10:00:01Z","banned":true,
        "shadow_banned":true,"online":true,"deactivated_at":"2026-02-01T00:00:00Z"})"));
    QCOMPARE(user.id, QStringLiteral("onecrew_user_a"));
    QCOMPARE(user.name, QStringLiteral("Ana"));
    QCOMPARE(user.image, QStringLiteral("https://x/a.png"));
    QCOMPARE(user.role, QStringLiteral("user"));
    QCOMPARE(user.teams, QStringList{QStringLiteral("red")});
    QVERIFY(user.banned && user.shadowBanned && user.online);
    QCOMPARE(user.createdAt->toString(Qt::ISODateWithMs), QStringLiteral("2026-01-15T10:00:00.123Z"));
    QVERIFY(user.deactivatedAt);
    QVERIFY(!user.deletedAt);
    QVERIFY(user.custom.isEmpty());
}

void TestTypes::ownStateIsNotCustom()
{
    const User user =
        userFrom(objectOf(R"({"id":"a","language":"","invisible":false,"blocked_user_ids":[],"devices":[],
        "mutes":[],"channel_mutes":[],"unread_count":0,"total_unread_count":0,"unread_channels":0,"unread_threads":0,
        "ban_expires":null,"privacy_settings":{},"revoke_tokens_issued_before":null,"teams_role":{},
        "avg_response_time":1,"bypass_moderation":true,"anon":true,"push_notifications":{},
        "channel_unread_count":0})"));
    QCOMPARE(user.custom, QJsonObject{});
    const Channel channel =
        channelFrom(objectOf(R"({"id":"c","type":"messaging","auto_translation_enabled":false,
        "auto_translation_language":"","blocked":false,"config":{},"config_overrides":{},"cooldown":1,"filter_tags":[],
        "hidden":false,"hide_messages_before":null,"invites":[],"last_message_at":null,"members":[],"message_count":1,
        "mute_expires_at":null,"muted":false,"own_capabilities":[],"team":"","truncated_at":null,"truncated_by":null,
        "truncated_by_id":"","updated_at":null})"));
    QCOMPARE(channel.custom, QJsonObject{});
    QCOMPARE(channel.cid, QStringLiteral("messaging:c"));
    const Member member = memberFrom(
        objectOf(R"({"user_id":"a","role":"owner","status":"member","created_at":"","updated_at":"",
        "notifications_muted":false,"invited":true,"invite_accepted_at":null,"invite_rejected_at":null,"pinned_at":null,
        "archived_at":null,"is_moderator":true,"ban_expires":null,"deleted_messages":[],"deleted_at":null})"));
    QCOMPARE(member.custom, QJsonObject{});
}

void TestTypes::unknownKeysAreKept()
{
    const QJsonObject custom =
        objectOf(R"({"phone":"1","prefs":{"theme":"dark","deep":[1,{"a":null}]},"nickname":null})");
    QJsonObject whole = custom;
    whole.insert(QStringLiteral("id"), QStringLiteral("a"));
    QCOMPARE(userFrom(whole).custom, custom);
    QCOMPARE(channelFrom(whole).custom, custom);
    QJsonObject member = custom;
    member.insert(QStringLiteral("user_id"), QStringLiteral("a"));
    QCOMPARE(memberFrom(member).custom, custom);
}

void TestTypes::hostileInput_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addRow("nothing") << QByteArray("{}");
    QTest::addRow("nulls") << QByteArray(
        R"({"id":null,"name":null,"image":null,"teams":null,"channel":null,"members":null,
        "user":null,"created_at":null,"member_count":null,"created_by":null})");
    QTest::addRow("numbers") << QByteArray(
        R"({"id":1,"name":2,"image":3,"teams":4,"channel":5,"members":6,"user":7,
        "created_at":8,"banned":9,"created_by":1e308})");
    QTest::addRow("arrays") << QByteArray(
        R"({"id":[],"name":[],"image":[],"channel":[],"user":[],"created_at":[[[]]],
        "created_by":[{"id":"a"}],"members":[1,null,"x",[],{"user":[]}]})");
    QTest::addRow("silly time") << QByteArray(
        R"({"created_at":"yesterday","deleted_at":"99999-99-99T99:99:99Z"})");
}

void TestTypes::hostileInput()
{
    QFETCH(QByteArray, text);
    const QJsonObject object = objectOf(text.constData());
    const User user = userFrom(object);
    QVERIFY(user.id.isEmpty() && !user.image && user.teams.isEmpty() && !user.createdAt && !user.deletedAt);
    QVERIFY(memberFrom(object).userId.isEmpty());
    QVERIFY(channelFrom(object).id.isEmpty());
    QVERIFY(!channelFrom(object).memberCount);
    QVERIFY(channelFrom(object).createdById.isEmpty());
    QVERIFY(channelStateFrom(object).members.size() <= 1);
}

void TestTypes::memberIdFromEitherPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addRow("both") << QByteArray(R"({"user_id":"a","user":{"id":"a"}})");
    QTest::addRow("user_id alone") << QByteArray(R"({"user_id":"a"})");
    QTest::addRow("user alone, as in older captures") << QByteArray(R"({"user":{"id":"a"}})");
}

void TestTypes::memberIdFromEitherPlace()
{
    QFETCH(QByteArray, text);
    QCOMPARE(memberFrom(objectOf(text.constData())).userId, QStringLiteral("a"));
}

void TestTypes::channelState()
{
    const ChannelState state =
        channelStateFrom(objectOf(R"({"channel":{"id":"c","type":"messaging","cid":"messaging:c",
        "name":"Crew","created_by":{"id":"a"},"member_count":2,"frozen":true,"color":"red"},
        "members":[{"user_id":"a","channel_role":"channel_member"},{"user_id":"b","banned":true}]})"));
    QCOMPARE(state.channel.name, QStringLiteral("Crew"));
    QCOMPARE(state.channel.createdById, QStringLiteral("a"));
    QCOMPARE(state.channel.memberCount, 2);
    QVERIFY(state.channel.frozen);
    QCOMPARE(state.channel.custom[QLatin1String("color")].toString(), QStringLiteral("red"));
    QCOMPARE(state.members.size(), std::size_t{2});
    QCOMPARE(state.members[0].channelRole, QStringLiteral("channel_member"));
    QVERIFY(state.members[1].banned);
}

QTEST_GUILESS_MAIN(TestTypes)
#include "tst_types.moc"
