// SPDX-License-Identifier: MIT
#include "core/stream/wording.h"

#include <QSet>
#include <QTest>

using namespace chatsync::stream;

class TestWording : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void texts_data();
    void texts();
    void codes_data();
    void codes();
    void statuses_data();
    void statuses();
    void everyRowCanBeReached();
    void everyRowSpeaksToAPerson();
    void hostileLists_data();
    void hostileLists();
};

void TestWording::texts_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("meaning");
    QTest::addColumn<QStringList>("ids");
    QTest::addColumn<bool>("environment");
    const auto row = [](const char *name, int code, int status, const char *message, const char *meaning,
                        const QStringList &ids = {}, bool environment = false) {
        QTest::addRow("%s", name) << code << status << QString::fromUtf8(message)
                                  << QString::fromLatin1(meaning) << ids << environment;
    };
    const QStringList a{QStringLiteral("a")};
    const QStringList ab{QStringLiteral("a"), QStringLiteral("b")};
#define CREATE                                                                                               \
    "GetOrCreateChannel failed with error: \"The following users are involved in channel create operation, " \
    "but don't exist: "
#define PLEASE ". Please create the user objects before setting up the channel.\""
    row("create", 4, 400, CREATE "[undefined]" PLEASE, "missing_users", {QStringLiteral("undefined")});
    row("create, company", 4, 400, CREATE "[onecrew_company_3f-1]" PLEASE, "missing_users",
        {QStringLiteral("onecrew_company_3f-1")});
    row("update", 4, 400,
        "UpdateChannel failed with error: \"The following users are involved in channel update operation, "
        "but don't "
        "exist: [94461a35e0a73734438dba5ba10bbb74]" PLEASE,
        "missing_users", {QStringLiteral("94461a35e0a73734438dba5ba10bbb74")});
    row("specified, without blanks", 4, 400,
        "GetOrCreateChannel failed with error: \"The following users are specified in channel.members but "
        "don't "
        "exist:[5027],please create the user objects before setting up the channel\"",
        "missing_users", {QStringLiteral("5027")});
    row("could not find", 4, 400,
        "UpdateChannel failed with error: \"could not find user 972214ab-3df2-42c5-9983-f95fe3221379 from "
        "add_members\"",
        "missing_users", {QStringLiteral("972214ab-3df2-42c5-9983-f95fe3221379")});
    row("singular", 4, 400, "The following user doesn't exist: [a]", "missing_users", a);
    row("singular in a phrase", 4, 400, "user 'a' doesn't exist", "missing_users", a);
    row("ids in a phrase", 4, 400, "onecrew_user_a, onecrew_company_b: they don't exist.", "missing_users",
        {QStringLiteral("onecrew_user_a"), QStringLiteral("onecrew_company_b")});
    row("commas", 4, 400, CREATE "[a, b]" PLEASE, "missing_users", ab);
    row("commas alone", 4, 400, CREATE "[a,b]" PLEASE, "missing_users", ab);
    row("blanks", 4, 400, CREATE "[a b]" PLEASE, "missing_users", ab);
    row("double quotes", 4, 400, CREATE "[\"a\" \"b\"]" PLEASE, "missing_users", ab);
    row("escaped quotes", 4, 400, CREATE "[\\\"a\\\", \\\"b\\\"]" PLEASE, "missing_users", ab);
    row("single quotes", 4, 400, CREATE "['a', 'b']" PLEASE, "missing_users", ab);
    row("typographic apostrophe", 4, 400, "These users don\u2019t exist: [a, b, a]", "missing_users", ab);
    row("nobody named", 4, 400, "Some users don't exist", "missing_users");

    row("no creator", 4, 400,
        "GetOrCreateChannel failed with error: \"either data.created_by or data.created_by_id must be "
        "provided when "
        "using server side auth.\"",
        "no_creator");
    row("both creators", 4, 400,
        "GetOrCreateChannel failed with error: \"cannot set both data.created_by and data.created_by_id.\"",
        "both_creators");
    row("bad user id", 4, 400,
        "GetOrCreateChannel failed with error: \"data.members[0].user.id is not a valid user id. a-z, 0-9, "
        "@, _ and - "
        "are allowed., data.members[1].user.id is not a valid user id. a-z, 0-9, @, _ and - are allowed.\"",
        "invalid_user_id");
    row("bad user id on connect", 4, 400,
        "user_details.id is not a valid user id. a-z, 0-9, @, _ and - are allowed.", "invalid_user_id");
    row("! in channel id", 4, 400,
        "GetOrCreateChannel failed with error: \"Cannot create a channel with a '!' in the ID, this is a "
        "reserved "
        "character.",
        "invalid_channel_id");
    row("channel id too long", 4, 400, "Validation error: max channelID length exceeded (64)",
        "invalid_channel_id");
    row("role", 4, 400,
        "UpdateUsersPartial failed with error: \"role \"special_agent\" provided but not defined\"",
        "role_undefined");
    row("name taken", 6, 400, "UpdateUsers failed with error: \"username 'NAME' already exists\"",
        "duplicate_name");
    row("name taken in team", 6, 400,
        "UpdateUsers failed with error: \"username 'NAME' already exists in team 'TEAM'\"", "duplicate_name");
    row("user data", 22, 413, "user custom data cannot be bigger than 5KB", "user_data_too_big");
    row("channel data", 22, 413,
        "UpdateChannelPartial failed with error: \"channel custom data cannot be bigger than 5KB\"",
        "channel_data_too_big");
    row("reserved field", 4, 400,
        "GetOrCreateChannel failed with error: \"data.mute_expires_at is a reserved field, data.muted is a "
        "reserved "
        "field\"",
        "reserved_field");
    row("too many members", 4, 400,
        "UpdateChannel failed with error: \"add_members must contain at maximum 100 items\"",
        "too_many_items");
    row("member_limit", 4, 400, "QueryChannels failed with error: \"member_limit must be 100 or less\"",
        "invalid_query");
    row("unknown field", 4, 400, "QueryMembers failed with error: \"unrecognized field \"invalid\"\"",
        "invalid_query");
    row("operator", 4, 400,
        "QueryMembers failed with error: \"operator \"$q\" is not allowed for field \"id\"\"",
        "invalid_query");
    row("cid", 4, 400, "QueryMembers failed with error: \"cannot search by cid\"", "invalid_query");
    row("malformed", 4, 400, "invalid json data", "invalid_json");

    row("deactivated", 16, 404, "UpdateUsers failed with error: \"the user user-b was deactivated\"",
        "user_deactivated", {QStringLiteral("user-b")});
    row("deactivated, WebSocket", 16, 404, "the user ID was deactivated", "user_deactivated",
        {QStringLiteral("ID")});
    row("deleted", 16, 404, "WS failed with code 16 and reason - the user 9434 was deleted", "user_deleted",
        {QStringLiteral("9434")});
    row("deleted, code 4", 4, 400, "UpdateUsers failed with error: \"user with id \"a\" was deleted\"",
        "user_deleted", a);
    row("not deactivated", 4, 400, "ReactivateUser failed with error: \"user a is not deactivated\"",
        "user_not_deactivated", a);
    row("channel missing", 16, 404,
        "UpdateChannel failed with error: \"Can't find channel with id messaging:ID\"", "channel_not_found");
    row("deleted channel", 16, 404, "the channel has been deleted", "channel_deleted");
    row("generic", 16, 404, "Request failed with error: \"Not Found\"", "not_found");
    row("task", 16, 404, "GetTask failed with error: \"Can't find task\"", "task_not_found");

    row("no key", 2, 401, "UpdateUsers failed with error: \"api_key not provided\"", "key_missing", {}, true);
    row("no key or app", 2, 401, "api_key or app_id not provided", "key_missing", {}, true);
    row("unknown key", 2, 401, "UpdateUsers failed with error: \"api_key is invalid\"", "key_unknown", {},
        true);
    row("unknown key, 2020", 2, 401, "API key not found", "key_unknown", {}, true);
    row("wrong secret, 5", 5, 401, "GetOrCreateChannel failed with error: \"Token signature is invalid\"",
        "signature_invalid", {}, true);
    row("wrong secret, 43", 43, 401,
        "JWTAuth error: signature is not valid. Make sure the token is created using the secret for API key "
        "\"KEY\"",
        "signature_invalid", {}, true);
    row("expired", 40, 401, "SendEvent failed with error: \"JWTAuth error: token is expired (exp)\"",
        "token_expired", {}, true);
    row("skew", 42, 401, "JWTAuth error: token used before issue at (iat)", "token_from_the_future", {},
        true);
    row("no auth type", 5, 401, "QueryChannels failed with error: \"stream-auth-type missing or invalid\"",
        "auth_type_missing", {}, true);
    row("no chat", 2, 401, "Chat is not enabled for organization with id 7 and name X", "chat_not_enabled",
        {}, true);
    row("suspended", 99, 403, "whatever", "app_suspended", {}, true);
    row("rate limit", 9, 429, "UpdateUsers failed with error: \"Too many requests\"", "rate_limited");
    row("not a member", 17, 403,
        "GetOrCreateChannel failed with error: \"User 'ID' with role 'user' is not allowed to perform action "
        "ReadChannel in scope 'messaging'\"",
        "not_allowed");
    row("re-create", 17, 403,
        "User 'ID' with role 'user' is not allowed to perform action RecreateChannel in scope 'messaging'\"",
        "recreate_not_allowed");
    row("distinct, too few", 4, 400,
        "GetOrCreateChannel failed with error: \"When using member based IDs specify at least 2 members\"",
        "distinct_too_few_members");
    row("distinct, new", 17, 403,
        "UpdateChannel failed with error: \"cannot add members to the distinct channel they don't belong to, "
        "please "
        "create a new distinct channel with the desired members\"",
        "distinct_new_member");
    row("team", 17, 403,
        "User 'ID' with roles [user] from teams [a] cannot access resource in scope 'messaging' because "
        "requested "
        "resource does not belong to any team",
        "team_mismatch");
    row("internal", -1, 500, "GetRateLimits failed with error: \"\"", "internal_error");
    row("unheard of", 4, 400, "the moon is not in the right house", "invalid_input");
}

void TestWording::texts()
{
    QFETCH(int, code);
    QFETCH(int, status);
    QFETCH(QString, message);
    QFETCH(QString, meaning);
    QFETCH(QStringList, ids);
    QFETCH(bool, environment);
    const CallError error = explained({ErrorForm::Envelope, code, status, message});
    QCOMPARE(toString(error.meaning), meaning);
    QCOMPARE(error.missingIds, ids);
    QCOMPARE(error.environment, environment);
    QCOMPARE(error.message, message);
    QVERIFY(!error.explanation.contains(u'%'));
    for (const QString &id : ids)
        QVERIFY(error.explanation.contains(id));
}

void TestWording::codes_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("meaning");
    QTest::addColumn<bool>("transient");
    QTest::addColumn<bool>("environment");
    const auto row = [](int code, const char *meaning, bool transient = false, bool environment = false) {
        QTest::addRow("code %d", code) << code << QString::fromLatin1(meaning) << transient << environment;
    };
    row(-1, "internal_error", true);
    row(2, "key_unknown", false, true);
    row(3, "authentication_failed", false, true);
    row(4, "invalid_input");
    row(5, "authentication_failed", false, true);
    row(6, "duplicate_name");
    row(9, "rate_limited", true);
    row(16, "not_found");
    row(17, "not_allowed");
    for (const int code : {18, 19, 20, 21, 44, 45, 46, 73})
        row(code, "invalid_input");
    row(22, "payload_too_big");
    row(23, "request_timeout", true);
    row(24, "payload_too_big");
    row(40, "token_expired", false, true);
    row(41, "token_from_the_future", false, true);
    row(42, "token_from_the_future", false, true);
    row(43, "signature_invalid", false, true);
    row(60, "not_allowed");
    row(69, "wrong_region", false, true);
    row(70, "not_allowed");
    row(71, "rate_limited");
    row(99, "app_suspended", false, true);
}

void TestWording::codes()
{
    QFETCH(int, code);
    QFETCH(QString, meaning);
    QFETCH(bool, transient);
    QFETCH(bool, environment);
    const CallError error = explained({ErrorForm::Envelope, code, 0, QStringLiteral("words of tomorrow")});
    QCOMPARE(toString(error.meaning), meaning);
    QCOMPARE(error.transient, transient);
    QCOMPARE(error.environment, environment);
}

void TestWording::statuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("meaning");
    const auto row = [](int status, const char *meaning) {
        QTest::addRow("%d", status) << status << QString::fromLatin1(meaning);
    };
    row(400, "invalid_input");
    row(401, "authentication_failed");
    row(403, "not_allowed");
    row(404, "not_found");
    row(408, "request_timeout");
    row(413, "payload_too_big");
    row(418, "unknown");
    row(429, "rate_limited");
    row(431, "payload_too_big");
    row(500, "internal_error");
    row(502, "server_unavailable");
    row(599, "server_unavailable");
}

void TestWording::statuses()
{
    QFETCH(int, status);
    QFETCH(QString, meaning);
    const CallError error =
        explained({ErrorForm::Envelope, 12345, status, QStringLiteral("words of tomorrow")});
    QCOMPARE(toString(error.meaning), meaning);
    QCOMPARE(error.status, status);
}

/// A row behind one that fits whatever it fits is a row nobody will ever see.
void TestWording::everyRowCanBeReached()
{
    for (const Wording &row : wordings()) {
        Seen seen{row.form, row.code, row.status.value_or(0), QString::fromUtf8(row.pattern)};
        if (seen.status == Wording::anyServerError)
            seen.status = 503;
        const CallError error = explained(seen);
        QVERIFY2(error.meaning == row.meaning && error.transient == row.transient &&
                     error.environment == row.environment,
                 row.explanation);
    }
}

void TestWording::everyRowSpeaksToAPerson()
{
    for (const Wording &row : wordings()) {
        QVERIFY2(QByteArray{row.explanation}.endsWith('.'), row.explanation);
        if (row.meaning != Meaning::Cancelled)
            QVERIFY2(QByteArray{row.advice}.endsWith('.'), row.explanation);
        QCOMPARE(QByteArray{row.explanation}.contains("%1"), row.naming != Naming::None);
    }
}

void TestWording::hostileLists_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<int>("count");
    QTest::addRow("empty") << QStringLiteral("[]") << 0;
    QTest::addRow("quotes alone") << QStringLiteral("[\"\", '']") << 0;
    QTest::addRow("never closed") << QStringLiteral("[a, b") << 2;
    QTest::addRow("nested") << QStringLiteral("[[a]]") << 1;
    QTest::addRow("longer than an id") << QStringLiteral("[%1, b]").arg(QString(256, u'x')) << 1;
    QStringList many;
    for (int i = 0; i < 5000; ++i)
        many.append(QString::number(i));
    QTest::addRow("too many") << QStringLiteral("[%1]").arg(many.join(u',')) << 1000;
}

void TestWording::hostileLists()
{
    QFETCH(QString, list);
    QFETCH(int, count);
    const CallError error =
        explained({ErrorForm::Envelope, 4, 400, QStringLiteral("The following users don't exist: ") + list});
    QCOMPARE(toString(error.meaning), QStringLiteral("missing_users"));
    QCOMPARE(error.missingIds.size(), count);
}

QTEST_GUILESS_MAIN(TestWording)
#include "tst_wording.moc"
