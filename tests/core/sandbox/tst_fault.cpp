// SPDX-License-Identifier: MIT
#include "tests/core/sandbox/simulatorcaller.h"

#include <QTest>

using namespace chatsync;
using namespace chatsync::sandbox;
using namespace Qt::Literals::StringLiterals;

/// Reading faults, and what each one does to an app.
class TestFault final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyExampleOfTheCatalogueIsGood();
    void everyFaultLeavesItsMark_data();
    void everyFaultLeavesItsMark();
    void refusals_data();
    void refusals();
    void answers_data();
    void answers();
    void visibilityDelayIsNotRestarted();
    void memberDropped_data();
    void memberDropped();
    void poisonedBatch();
    void plantedUsersComeBackAfterSeeding();
    void failCountsCallsOfItsEndpoint();
    void rateLimitEndsWithTheMinute();
    void readLag();
    void clockSkew();
    void setFaultsBeginsAnew();
};

namespace {

SimulatorOptions with(const QString &fault)
{
    SimulatorOptions options;
    options.faults = {*parseFault(fault)};
    return options;
}

QString mark(const SimulatorReply &reply)
{
    return QString::fromLatin1(headerValue(reply.headers, "x-sandbox-fault"));
}

} // namespace

void TestFault::everyExampleOfTheCatalogueIsGood()
{
    QVERIFY(faultCatalogue().size() > 25);
    QStringList names;
    for (const FaultKind &kind : faultCatalogue()) {
        const Result<Fault> fault = parseFault(kind.example);
        QVERIFY2(fault.has_value(), qPrintable(kind.example));
        QCOMPARE(toString(*fault), kind.example);
        QVERIFY2(kind.effect.size() > 20 && kind.effect.endsWith(u'.'), qPrintable(kind.name));
        QVERIFY(!names.contains(kind.name));
        names.append(kind.name);
    }
}

void TestFault::everyFaultLeavesItsMark_data()
{
    QTest::addColumn<QString>("example");
    QTest::addColumn<QString>("name");
    // These change how the app is set up, or the words of other errors, or the clock: no answer is theirs
    // alone.
    const QStringList quiet{u"anonymous-errors"_s, u"clock-skew"_s,        u"multi-tenant"_s,
                            u"unique-names"_s,     u"no-messaging-type"_s, u"user-banned"_s};
    for (const FaultKind &kind : faultCatalogue()) {
        if (!quiet.contains(kind.name))
            QTest::addRow("%s", qPrintable(kind.name)) << kind.example << kind.name;
    }
}

void TestFault::everyFaultLeavesItsMark()
{
    QFETCH(QString, example);
    QFETCH(QString, name);
    test::Caller caller{with(example)};
    caller.simulator.putUser(test::json(R"({"id":"known"})"));
    const QStringList people{u"onecrew_user_a"_s, u"onecrew_user_b"_s};
    QStringList marks{mark(caller.upsert({u"onecrew_user_b"_s})), mark(caller.upsert({u"onecrew_user_a"_s}))};
    marks << mark(caller.create(u"c"_s, people, u"onecrew_user_b"_s))
          << mark(caller.create(u"d"_s, {u"nobody"_s}, u"known"_s))
          << mark(caller.create(u"e"_s, {u"known"_s}, u"known"_s))
          << mark(caller.get(u"/members"_s, R"({"type":"messaging","id":"e","filter_conditions":{}})"))
          << mark(caller.send("GET", u"/channels/messaging/e"_s));
    const QString task =
        test::json(caller.send("POST", u"/channels/delete"_s, R"({"cids":["messaging:e"]})").body)
            .value("task_id"_L1)
            .toString();
    caller.pass(5000);
    marks << mark(caller.send("GET", u"/tasks/"_s + task));
    QVERIFY2(marks.contains(name), qPrintable(marks.join(u'|')));
}

void TestFault::refusals_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    QTest::addRow("unknown") << u"visibility-dely=100"_s << u"visibility-delay"_s;
    QTest::addRow("part of a name") << u"deleted=x"_s << u"user-deleted"_s;
    QTest::addRow("nothing near") << u"zzzzzzzzzzzzzzzzzzz"_s << u"visibility-delay"_s;
    QTest::addRow("no value") << u"visibility-delay"_s << u"MS"_s;
    QTest::addRow("negative") << u"visibility-delay=-1"_s << u"MS"_s;
    QTest::addRow("not a number") << u"latency=fast"_s << u"MS[..MS]"_s;
    QTest::addRow("turned round") << u"latency=200..100"_s << u"latency=50..250"_s;
    QTest::addRow("no endpoint") << u"hang=Nowhere"_s << u"ENDPOINT"_s;
    QTest::addRow("zero calls") << u"fail=UpdateUsers,0,500,-1"_s << u"ENDPOINT,K,STATUS,CODE"_s;
    QTest::addRow("status") << u"fail=UpdateUsers,1,50,-1"_s << u"STATUS"_s;
    QTest::addRow("value too much") << u"wrong-secret=yes"_s << u"wrong-secret"_s;
    QTest::addRow("bad id") << u"user-deleted=a b"_s << u"ID"_s;
    QTest::addRow("empty") << u""_s << u"visibility-delay"_s;
}

void TestFault::refusals()
{
    QFETCH(QString, text);
    QFETCH(QString, said);
    const Result<Fault> fault = parseFault(text);
    QVERIFY(!fault.has_value());
    QCOMPARE(int(fault.error().kind), int(Error::Kind::Input));
    QVERIFY2(fault.error().advice.contains(said), qPrintable(fault.error().advice));
}

void TestFault::answers_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *fault, int status, int code, const char *text) {
        QTest::addRow("%s", fault) << QString::fromLatin1(fault) << status << code
                                   << QString::fromLatin1(text);
    };
    row("wrong-secret", 401, 43, "signature is not valid. Make sure the token is created using the secret");
    row("unknown-key", 401, 2, "UpdateUsers failed with error: \"api_key is invalid\"");
    row("wrong-region", 403, 69, "region");
    row("chat-disabled", 401, 2, "Chat is not enabled for organization with id 1 and name OneCrew sandbox");
    row("app-suspended", 403, 99, "suspended");
    row("server-errors=1", 500, -1, "UpdateUsers failed with error: \"\"");
    row("fail=UpdateUsers,1,503,-1,down, for now", 503, -1,
        "UpdateUsers failed with error: \"down, for now\"");
    row("fail=*,1,408,23", 408, 23, "UpdateUsers failed with error: \"\"");
    row("user-deleted=onecrew_user_a", 404, 16,
        "UpdateUsers failed with error: \"the user onecrew_user_a was deleted\"");
    row("user-deactivated=onecrew_user_a", 404, 16,
        "UpdateUsers failed with error: \"the user onecrew_user_a was deactivated\"");
    row("poisoned-batch=onecrew_user_a", 413, 22,
        "UpdateUsers failed with error: \"user custom data cannot be bigger than 5KB\"");
    row("poisoned-batch", 413, 22, "5KB");
}

void TestFault::answers()
{
    QFETCH(QString, fault);
    QFETCH(int, status);
    QFETCH(int, code);
    QFETCH(QString, text);
    test::Caller caller{with(fault)};
    const SimulatorReply reply = caller.upsert({u"onecrew_user_a"_s});
    QCOMPARE(reply.status, status);
    QCOMPARE(test::codeOf(reply), code);
    QVERIFY2(test::messageOf(reply).contains(text), qPrintable(test::messageOf(reply)));
}

void TestFault::visibilityDelayIsNotRestarted()
{
    test::Caller caller{with(u"visibility-delay=1500"_s)};
    caller.upsert({u"a"_s});
    caller.pass(1000);
    QCOMPARE(caller.create(u"c"_s, {u"a"_s}, u"a"_s).status, 400);
    caller.upsert({u"a"_s});
    caller.pass(499);
    QCOMPARE(caller.get(u"/users"_s, R"({"filter_conditions":{"id":"a"}})").body.contains("\"id\":\"a\""),
             false);
    caller.pass(1);
    QCOMPARE(caller.create(u"c"_s, {u"a"_s}, u"a"_s).status, 201);
}

void TestFault::memberDropped_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QStringList>("left");
    QTest::addRow("one") << u"member-dropped"_s << QStringList{u"b"_s, u"c"_s};
    QTest::addRow("two") << u"member-dropped=2"_s << QStringList{u"c"_s};
    QTest::addRow("never the creator") << u"member-dropped=9"_s << QStringList{u"c"_s};
    QTest::addRow("by id") << u"member-dropped=b"_s << QStringList{u"a"_s, u"c"_s};
    QTest::addRow("somebody else") << u"member-dropped=z"_s << QStringList{u"a"_s, u"b"_s, u"c"_s};
}

void TestFault::memberDropped()
{
    QFETCH(QString, fault);
    QFETCH(QStringList, left);
    test::Caller caller{with(fault)};
    const QStringList all{u"a"_s, u"b"_s, u"c"_s};
    caller.upsert(all);
    QCOMPARE(caller.create(u"x"_s, all, u"c"_s).status, 201);
    QCOMPARE(caller.simulator.memberIds(u"messaging:x"_s), left);
    caller.send("POST", u"/channels/messaging/x"_s, R"({"add_members":["a","b"]})");
    QCOMPARE(caller.simulator.memberIds(u"messaging:x"_s).size(), 3);
}

void TestFault::poisonedBatch()
{
    test::Caller caller{with(u"poisoned-batch=b"_s)};
    QCOMPARE(caller.upsert({u"a"_s, u"b"_s}).status, 413);
    QVERIFY(!caller.simulator.hasUser(u"a"_s));
    QCOMPARE(caller.upsert({u"a"_s}).status, 201);
    QCOMPARE(caller.upsert({u"b"_s}).status, 413);
}

void TestFault::plantedUsersComeBackAfterSeeding()
{
    test::Caller caller{with(u"user-deleted=a"_s)};
    caller.simulator.seedDemo({test::json(R"({"id":"a","name":"Ana"})"), test::json(R"({"id":"b"})")});
    QVERIFY(!caller.simulator.hasUser(u"a"_s));
    QVERIFY(caller.simulator.hasUser(u"b"_s));
}

void TestFault::failCountsCallsOfItsEndpoint()
{
    test::Caller caller{with(u"fail=GetApp,2,500,-1"_s)};
    QCOMPARE(caller.upsert({u"a"_s}).status, 201);
    QCOMPARE(caller.send("GET", u"/app"_s).status, 500);
    QCOMPARE(caller.send("GET", u"/app"_s).status, 500);
    QCOMPARE(caller.send("GET", u"/app"_s).status, 200);
}

void TestFault::rateLimitEndsWithTheMinute()
{
    test::Caller caller{with(u"rate-limit=2"_s)};
    QCOMPARE(caller.send("GET", u"/app"_s).status, 200);
    QCOMPARE(caller.send("GET", u"/app"_s).status, 200);
    const SimulatorReply refused = caller.send("GET", u"/app"_s);
    QCOMPARE(refused.status, 429);
    QCOMPARE(test::messageOf(refused), u"Too many requests"_s);
    QCOMPARE(headerValue(refused.headers, "X-RateLimit-Remaining"), QByteArray{"0"});
    const qint64 reset = headerValue(refused.headers, "X-RateLimit-Reset").toLongLong();
    caller.now = QDateTime::fromSecsSinceEpoch(reset, Qt::UTC).addMSecs(-1);
    QCOMPARE(caller.send("GET", u"/app"_s).status, 429);
    caller.pass(1);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(caller.send("GET", u"/app"_s).status, 200);
}

void TestFault::readLag()
{
    test::Caller caller{with(u"read-lag=800"_s)};
    caller.upsert({u"a"_s, u"b"_s});
    const SimulatorReply created = caller.create(u"c"_s, {u"a"_s}, u"a"_s);
    QCOMPARE(test::json(created.body).value("members"_L1).toArray().size(), 1);
    const auto members = [&caller] {
        return test::idsIn(
            caller.get(u"/members"_s, R"({"type":"messaging","id":"c","filter_conditions":{}})"), "members",
            "user_id");
    };
    QCOMPARE(members(), QStringList{});
    caller.pass(800);
    QCOMPARE(members(), QStringList{u"a"_s});
    caller.send("POST", u"/channels/messaging/c"_s, R"({"add_members":["b"]})");
    QCOMPARE(members(), QStringList{u"a"_s});
    caller.pass(800);
    QCOMPARE(members(), (QStringList{u"a"_s, u"b"_s}));
}

void TestFault::clockSkew()
{
    test::Caller caller{with(u"clock-skew=-90"_s)};
    caller.token = test::signedToken(
        "{\"server\":true,\"iat\":" + QByteArray::number(caller.now.toSecsSinceEpoch()) + '}',
        caller.simulator.options().secret);
    const SimulatorReply refused = caller.send("GET", u"/app"_s);
    QCOMPARE(refused.status, 401);
    QCOMPARE(test::codeOf(refused), 42);
    QCOMPARE(test::messageOf(refused),
             u"GetApp failed with error: \"JWTAuth error: token used before issue at (iat)\""_s);
}

void TestFault::setFaultsBeginsAnew()
{
    test::Caller caller{with(u"server-errors=1"_s)};
    QCOMPARE(caller.send("GET", u"/app"_s).status, 500);
    QCOMPARE(caller.send("GET", u"/app"_s).status, 200);
    caller.simulator.setFaults(caller.simulator.options().faults);
    QCOMPARE(caller.send("GET", u"/app"_s).status, 500);
    caller.simulator.setFaults({});
    QCOMPARE(caller.send("GET", u"/app"_s).status, 200);
}

QTEST_GUILESS_MAIN(TestFault)
#include "tst_fault.moc"
