// SPDX-License-Identifier: MIT
#include "core/diagnosis/rules.h"
#include "core/domain/identity.h"
#include "tests/core/diagnosis/smallworld.h"

#include <QSet>
#include <QTest>

#include <cstdio>

using namespace chatsync;
using namespace chatsync::diagnosis;
using test::SmallWorld;

namespace {

enum class Who { Environment, One, Other, Channel };

/// One cause, put into the world in which everything else is well.
struct Cause {
    const char *code;
    Who who;
    const char *answer;
    void (*plant)(SmallWorld &world, std::vector<Hint> &hints);
};

void setApp(SmallWorld &world, const char *key, const QJsonValue &value)
{
    world.simulator.setAppSetting(QLatin1String{key}, value);
}

ParticipantKind otherKind(const Participant &participant)
{
    return participant.kind == ParticipantKind::User ? ParticipantKind::Company : ParticipantKind::User;
}

/// StreamChat has the participant under the other prefix.
void syncAsOther(SmallWorld &world, const Participant &participant)
{
    QJsonObject object = upsertObject(identityOf(participant));
    object.insert(QStringLiteral("id"), streamIdOf(otherKind(participant), participant.id));
    object.insert(QStringLiteral("role"), roleOf(otherKind(participant)));
    world.simulator.putUser(object);
}

Participant renamed(Participant participant, const QString &id)
{
    participant.id = id;
    return participant;
}

const Cause causes[] = {
    {"healthy", Who::Environment, "yes", [](SmallWorld &, std::vector<Hint> &) {}},
    {"never-synced", Who::Other, "no", [](SmallWorld &world, std::vector<Hint> &) { world.forget(world.other); }},
    {"user-as-company", Who::Other, "no",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.forget(world.other);
         syncAsOther(world, world.other);
     }},
    {"company-as-user", Who::One, "no",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.forget(world.one);
         syncAsOther(world, world.one);
     }},
    {"both-identities", Who::Other, "yes_with_risks",
     [](SmallWorld &world, std::vector<Hint> &) { syncAsOther(world, world.other); }},
    {"wrong-identity-sent", Who::Other, "yes_with_risks",
     [](SmallWorld &world, std::vector<Hint> &hints) {
         hints.push_back({.kind = Hint::Kind::Missing,
                          .subject = streamIdOf(ParticipantKind::Company, world.other.id),
                          .at = world.clock.now()});
     }},
    {"wrong-role", Who::Other, "yes_with_risks",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.sync(world.other, {{QStringLiteral("role"), QStringLiteral("admin")}});
     }},
    {"deactivated", Who::Other, "no",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.simulator.deactivateUser(SmallWorld::streamId(world.other));
     }},
    {"soft-deleted", Who::Other, "no",
     [](SmallWorld &world, std::vector<Hint> &hints) {
         world.simulator.deleteUser(SmallWorld::streamId(world.other), false);
         hints.push_back({.kind = Hint::Kind::Deleted,
                          .subject = SmallWorld::streamId(world.other),
                          .at = world.clock.now()});
     }},
    {"soft-deleted", Who::One, "no",
     [](SmallWorld &world, std::vector<Hint> &) {
         // No run tells of it: the channel this company created does.
         world.simulator.deleteUser(SmallWorld::streamId(world.one), false);
     }},
    {"hard-deleted", Who::Other, "no",
     [](SmallWorld &world, std::vector<Hint> &hints) {
         world.forget(world.other);
         hints.push_back({.kind = Hint::Kind::Synced,
                          .subject = SmallWorld::streamId(world.other),
                          .at = world.clock.now()});
     }},
    {"banned", Who::Other, "no",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.simulator.banUser(SmallWorld::streamId(world.other));
     }},
    {"shadow-banned", Who::Other, "no",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.simulator.banUser(SmallWorld::streamId(world.other), {}, true);
     }},
    {"duplicate-name", Who::Other, "no",
     [](SmallWorld &world, std::vector<Hint> &) {
         setApp(world, "enforce_unique_usernames", QStringLiteral("app"));
         world.forget(world.other);
         world.sync(renamed(world.other, QStringLiteral("somebody-else")));
     }},
    {"oversized-data", Who::Other, "no",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.other.image = QStringLiteral("data:image/png;base64,") + QString{6000, u'A'};
         world.directory.add(world.other);
         world.forget(world.other);
     }},
    {"invalid-id", Who::Other, "no",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.other = test::user(QStringLiteral("onecrew_user_undefined"), QStringLiteral("Nobody"));
     }},
    {"not-in-database", Who::Other, "no",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.other = test::user(QStringLiteral("00000000-0000-4000-8000-000000000001"), QStringLiteral("Nobody"));
     }},
    {"not-in-database", Who::Other, "yes_with_risks",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.other = test::user(QStringLiteral("00000000-0000-4000-8000-000000000001"), QStringLiteral("Ghost"));
         world.sync(world.other);
     }},
    {"in-both-tables", Who::Other, "yes_with_risks",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.directory.add(test::company(world.other.id, world.other.name));
     }},
    {"company-not-approved", Who::One, "yes_with_risks",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.one.approval = QStringLiteral("pending");
         world.directory.add(world.one);
     }},
    {"newly-approved", Who::One, "yes",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.one.approvedAt = world.clock.now().addDays(-1);
         world.directory.add(world.one);
     }},
    {"team-mismatch", Who::Other, "no",
     [](SmallWorld &world, std::vector<Hint> &) {
         setApp(world, "multi_tenant_enabled", true);
         world.sync(world.one, {{QStringLiteral("teams"), QJsonArray{QStringLiteral("red")}}});
         world.plantChannel({{QStringLiteral("team"), QStringLiteral("red")}},
                            {SmallWorld::streamId(world.one), SmallWorld::streamId(world.other)});
     }},
    {"channel-missing", Who::Channel, "no",
     [](SmallWorld &world, std::vector<Hint> &) { world.simulator.deleteChannel(world.cid(), true); }},
    {"channel-deleted", Who::Channel, "no",
     [](SmallWorld &world, std::vector<Hint> &hints) {
         world.simulator.deleteChannel(world.cid(), false);
         hints.push_back({.kind = Hint::Kind::ChannelCreated, .subject = world.cid(), .at = world.clock.now()});
     }},
    {"member-missing", Who::Other, "no",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.plantChannel({}, {SmallWorld::streamId(world.one)});
     }},
    {"unexpected-member", Who::Channel, "yes_with_risks",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.plantChannel({}, {SmallWorld::streamId(world.one), SmallWorld::streamId(world.other),
                                 SmallWorld::streamId(SmallWorld::makeUser(1))});
     }},
    {"banned-in-channel", Who::Other, "no",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.simulator.banUser(SmallWorld::streamId(world.other), world.cid());
     }},
    {"channel-disabled", Who::Channel, "no",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.plantChannel({{QStringLiteral("disabled"), true}},
                            {SmallWorld::streamId(world.one), SmallWorld::streamId(world.other)});
     }},
    {"channel-frozen", Who::Channel, "no",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.plantChannel({{QStringLiteral("frozen"), true}},
                            {SmallWorld::streamId(world.one), SmallWorld::streamId(world.other)});
     }},
    {"name-differs", Who::Other, "yes",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.sync(world.other, {{QStringLiteral("name"), QStringLiteral("User")}});
     }},
    {"image-differs", Who::Other, "yes",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.sync(world.other, {{QStringLiteral("image"), QStringLiteral("https://example.com/old.png")}});
     }},
    {"app-suspended", Who::Environment, "no",
     [](SmallWorld &world, std::vector<Hint> &) { world.fault(QStringLiteral("app-suspended")); }},
    {"wrong-key", Who::Environment, "unknown",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.context.client.credentials.apiKey = QStringLiteral("anotherkey");
     }},
    {"wrong-secret", Who::Environment, "unknown",
     [](SmallWorld &world, std::vector<Hint> &) { world.fault(QStringLiteral("wrong-secret")); }},
    {"wrong-region", Who::Environment, "unknown",
     [](SmallWorld &world, std::vector<Hint> &) { world.fault(QStringLiteral("wrong-region")); }},
    {"chat-not-enabled", Who::Environment, "unknown",
     [](SmallWorld &world, std::vector<Hint> &) { world.fault(QStringLiteral("chat-disabled")); }},
    {"no-messaging-type", Who::Environment, "no",
     [](SmallWorld &world, std::vector<Hint> &) { world.fault(QStringLiteral("no-messaging-type")); }},
    {"clock-skew", Who::Environment, "yes_with_risks",
     [](SmallWorld &world, std::vector<Hint> &) { world.fault(QStringLiteral("clock-skew=-90")); }},
    {"rate-limited", Who::Environment, "unknown",
     [](SmallWorld &world, std::vector<Hint> &) { world.fault(QStringLiteral("rate-limit=1")); }},
    {"streamchat-unreachable", Who::Environment, "unknown",
     [](SmallWorld &world, std::vector<Hint> &) { world.fault(QStringLiteral("server-errors=20")); }},
    {"streamchat-unreachable", Who::Environment, "unknown",
     [](SmallWorld &world, std::vector<Hint> &) { world.fault(QStringLiteral("hang=QueryUsers,9")); }},
    {"database-unreachable", Who::Environment, "unknown",
     [](SmallWorld &world, std::vector<Hint> &) {
         world.directory.resolveFails = Error{Error::Kind::Network, QStringLiteral("The database is down."), {}, {}};
     }},
    {"recipe-struck", Who::Environment, "yes",
     [](SmallWorld &world, std::vector<Hint> &hints) {
         hints.push_back({.kind = Hint::Kind::Defect,
                          .subject = QStringLiteral("recipe-no-creator"),
                          .at = world.clock.now()});
     }},
};

QString wanted(const Cause &cause, const SmallWorld &world)
{
    switch (cause.who) {
    case Who::One:
        return world.one.id;
    case Who::Other:
        return parseStreamUserId(world.other.id) ? parseStreamUserId(world.other.id)->id : world.other.id;
    case Who::Environment:
    case Who::Channel:
        break;
    }
    return {};
}

} // namespace

class TestCauses : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        std::printf("\n%-24s %-24s %-15s %s\n", "planted", "first finding", "answer", "sentence");
    }

    void plantedOneAtATime_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < int(std::size(causes)); ++i)
            QTest::addRow("%s %d", causes[i].code, i) << i;
    }

    void plantedOneAtATime()
    {
        QFETCH(int, index);
        const Cause &cause = causes[index];
        SmallWorld world;
        std::vector<Hint> hints;
        cause.plant(world, hints);
        const LookupResult result = world.diagnose(hints);

        QVERIFY(result.together);
        const Verdict &verdict = *result.together;
        const Finding &first = verdict.first();
        std::printf("%-24s %-24s %-15s %s\n", cause.code, qPrintable(first.code),
                    qPrintable(toString(verdict.answer)), qPrintable(verdict.sentence));
        QCOMPARE(first.code, QLatin1String{cause.code});
        QCOMPARE(toString(verdict.answer), QLatin1String{cause.answer});
        QCOMPARE(first.person, wanted(cause, world));
        if (cause.who == Who::Channel)
            QCOMPARE(first.cid, world.cid());
        QCOMPARE(world.mutatingRequests(), 0);
        QVERIFY(!verdict.notChecked.empty());
        QVERIFY(!first.sentence.isEmpty() && !first.consequence.isEmpty() && !first.remedy.text.isEmpty());
        QVERIFY2(!first.evidence.empty(), "no evidence");
        QVERIFY2(!first.sentence.contains(u'%') && !first.consequence.contains(QLatin1String("%1")),
                 qPrintable(first.sentence));
        const bool whole = cause.who == Who::Environment;
        QVERIFY(whole || !first.person.isEmpty() || !first.cid.isEmpty());
    }

    /// No rule without a row above.
    void everyRuleIsPlanted()
    {
        QSet<QString> planted;
        for (const Cause &cause : causes)
            planted.insert(QLatin1String{cause.code});
        for (const Rule &rule : rules())
            QVERIFY2(planted.contains(QLatin1String{rule.code}), rule.code);
    }

    void codesAreUniqueAndKebabCase()
    {
        static const QRegularExpression kebab{QStringLiteral("\\A[a-z]+(-[a-z]+)*\\z")};
        QSet<QString> codes;
        for (const Rule &rule : rules()) {
            const QString code = QLatin1String{rule.code};
            QVERIFY2(kebab.match(code).hasMatch(), rule.code);
            QVERIFY2(!codes.contains(code), rule.code);
            codes.insert(code);
        }
    }

    /// Everybody else in the world is healthy: nothing is found by chance.
    void nobodyElseIsAccused()
    {
        SmallWorld world;
        QStringList ids;
        for (int i = 0; i < 1000; ++i)
            ids << SmallWorld::makeCompany(i).id;
        const LookupResult result = world.lookUp(ids.join(u'\n'));
        QCOMPARE(result.verdicts.size(), std::size_t{1000});
        for (const Verdict &verdict : result.verdicts)
            QVERIFY2(verdict.answer == Verdict::Answer::Yes, qPrintable(verdict.sentence));
        QCOMPARE(world.mutatingRequests(), 0);
    }

    void remediesAreTyped_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("action");
        QTest::newRow("never-synced") << "never-synced"
                                      << "create_user";
        QTest::newRow("user-as-company") << "user-as-company"
                                         << "create_user";
        QTest::newRow("company-as-user") << "company-as-user"
                                         << "create_user";
        QTest::newRow("wrong-role") << "wrong-role"
                                    << "set_role";
        QTest::newRow("deactivated") << "deactivated"
                                     << "reactivate";
        QTest::newRow("soft-deleted") << "soft-deleted"
                                      << "restore";
        QTest::newRow("name-differs") << "name-differs"
                                      << "set_name";
        QTest::newRow("image-differs") << "image-differs"
                                       << "set_image";
        QTest::newRow("member-missing") << "member-missing"
                                        << "add_member";
        QTest::newRow("channel-missing") << "channel-missing"
                                         << "create_channel";
        QTest::newRow("banned") << "banned"
                                << "none";
        QTest::newRow("healthy") << "healthy"
                                 << "none";
    }

    void remediesAreTyped()
    {
        QFETCH(QString, code);
        QFETCH(QString, action);
        for (const Cause &cause : causes) {
            if (code != QLatin1String{cause.code})
                continue;
            SmallWorld world;
            std::vector<Hint> hints;
            cause.plant(world, hints);
            const LookupResult result = world.diagnose(hints);
            const Remedy remedy = result.together->first().remedy;
            QCOMPARE(toString(remedy.action), action);
            QCOMPARE(remedy.writes(), action == QLatin1String("none") ? 0 : 1);
            if (remedy.isRepair())
                QVERIFY(isValidStreamUserId(remedy.streamId));
        }
    }
};

QTEST_GUILESS_MAIN(TestCauses)
#include "tst_causes.moc"
