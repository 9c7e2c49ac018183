// SPDX-License-Identifier: MIT
#include "core/diagnosis/comparison.h"
#include "core/diagnosis/history.h"
#include "core/directory/sqldirectory.h"
#include "core/domain/conversation.h"
#include "core/domain/identity.h"
#include "tests/core/diagnosis/smallworld.h"

#include <QCoroTask>
#include <QElapsedTimer>
#include <QPromise>
#include <QTest>
#include <QTimer>

using namespace chatsync;
using namespace chatsync::diagnosis;
using test::SmallWorld;

namespace {

int requests(const SmallWorld &world, const char *endpoint)
{
    int count = 0;
    for (const sandbox::LoggedRequest &request : world.simulator.requestLog())
        count += request.endpoint == QLatin1String{endpoint} ? 1 : 0;
    return count;
}

/// A database that never answers by itself.
class HangingDirectory final : public Directory {
public:
    QCoro::Task<Result<DirectoryCapabilities>> open(std::stop_token) override
    {
        co_return DirectoryCapabilities{};
    }
    QCoro::Task<Traced<std::vector<Resolution>>> resolve(QStringList, std::stop_token stop) override
    {
        auto hanging = untilStopped(stop);
        co_await hanging;
        co_return Traced<std::vector<Resolution>>{cancelledError(), {}};
    }
    QCoro::Task<Traced<ParticipantPage>> search(ParticipantSearch, std::stop_token stop) override
    {
        auto hanging = untilStopped(stop);
        co_await hanging;
        co_return Traced<ParticipantPage>{cancelledError(), {}};
    }
    QCoro::Task<Traced<Conversation>> insertConversation(Conversation, std::stop_token) override
    {
        co_return Traced<Conversation>{cancelledError(), {}};
    }

private:
    static QCoro::Task<void> untilStopped(std::stop_token stop)
    {
        QTimer timer;
        timer.setSingleShot(true);
        timer.start(std::chrono::hours{1});
        const std::stop_callback wake{stop, [&timer] { timer.start(0); }};
        co_await timer;
    }
};

LookupResult ask(const GatherContext &context, const QString &text)
{
    LookupRequest request;
    request.text = text;
    return QCoro::waitFor(diagnosis::lookUp(context, request, {})).value_or(LookupResult{});
}

FieldComparison fieldOf(const PersonFacts &person, const char *key)
{
    for (const FieldComparison &field : compare(person)) {
        if (field.key == QLatin1String{key})
            return field;
    }
    return {};
}

} // namespace

class TestLookup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sendsAtMostTwoRequestsBesideTheApp()
    {
        SmallWorld world;
        const LookupResult first = world.lookUp(world.other.id);
        QCOMPARE(world.simulator.requestLog().size(), 3);
        QCOMPARE(requests(world, "GetApp"), 1);
        world.simulator.clearRequestLog();
        const LookupResult second = world.lookUp(*world.other.email);
        QCOMPARE(requests(world, "QueryUsers"), 1);
        QCOMPARE(requests(world, "QueryChannels"), 1);
        QCOMPARE(world.simulator.requestLog().size(), 2);
        QCOMPARE(second.facts.people.front().id, world.other.id);
        QCOMPARE(second.facts.people.front().asked, *world.other.email);
        QVERIFY(second.facts.people.front().stream.isThere());
    }

    void showsTheWholeCard()
    {
        SmallWorld world;
        world.sync(world.other, {{QStringLiteral("role"), QStringLiteral("admin")},
                                 {QStringLiteral("teams"), QJsonArray{QStringLiteral("red")}},
                                 {QStringLiteral("vessel"), 7}});
        const LookupResult result = world.lookUp(world.other.id);
        QCOMPARE(result.facts.people.size(), std::size_t{1});
        const PersonFacts &person = result.facts.people.front();
        QVERIFY(person.database.done() && person.streamChat.done());
        QVERIFY(person.reason == KindReason::UsersTable);
        QCOMPARE(fieldOf(person, "role").words, QStringLiteral("Different"));
        QVERIFY(!fieldOf(person, "role").consequence.isEmpty());
        QCOMPARE(fieldOf(person, "name").words, QStringLiteral("Match"));
        QCOMPARE(fieldOf(person, "teams").actual, QStringLiteral("red"));
        QVERIFY(fieldOf(person, "custom").actual.contains(QLatin1String("vessel")));
        QCOMPARE(result.facts.channels.size(), std::size_t{1});
        const ChannelFacts &channel = result.facts.channels.front();
        QCOMPARE(channel.expected.size(), 2);
        QVERIFY(channel.missing.isEmpty() && channel.unexpected.isEmpty());
        QVERIFY(ageOf(person.database, result.facts.now).has_value());
    }

    void groupsTheMissingFirstAndTellsTheOtherIdentity()
    {
        SmallWorld world;
        world.forget(world.other);
        QJsonObject twin = upsertObject(identityOf(world.other));
        twin.insert(QStringLiteral("id"), streamIdOf(ParticipantKind::Company, world.other.id));
        world.simulator.putUser(twin);
        const LookupResult result = world.lookUp(missingMembersSentence({SmallWorld::streamId(world.other)}));
        QVERIFY(result.recognition.headline.startsWith(QLatin1String("Error message recognised")));
        QCOMPARE(toString(result.matches.at(0).group), QStringLiteral("missing_in_message"));
        QCOMPARE(toString(result.matches.at(1).group), QStringLiteral("same_id"));
        QCOMPARE(result.verdicts.front().first().code, QStringLiteral("user-as-company"));
    }

    void looksUpAChannelByItsMembers()
    {
        SmallWorld world;
        const LookupResult result = world.lookUp(world.cid());
        QCOMPARE(result.facts.people.size(), std::size_t{2});
        QVERIFY(result.together);
        QVERIFY(result.together->answer == Verdict::Answer::Yes);
    }

    void findsByNameAndTellsChoices()
    {
        SmallWorld world;
        const LookupResult part = world.lookUp(QStringLiteral("nr 70"));
        QVERIFY(part.facts.people.size() > 1); // User Nr 70, User Nr 700 …
        QVERIFY(!part.together);
        const LookupResult pair =
            world.lookUp(QStringLiteral("Company 500, ") + SmallWorld::streamId(world.other));
        QVERIFY(pair.together);
        QCOMPARE(pair.facts.people.size(), std::size_t{2});
        world.directory.add(test::user(QStringLiteral("another"), QStringLiteral("Company 500")));
        const LookupResult twice =
            world.lookUp(QStringLiteral("Company 500, ") + SmallWorld::streamId(world.other));
        QCOMPARE(twice.ambiguous.size(), std::size_t{1});
        QVERIFY(!twice.together);
    }

    void saysWhomNobodyKnows()
    {
        SmallWorld world;
        const LookupResult result = world.lookUp(QStringLiteral("nobody@example.com\nZacharias"));
        QCOMPARE(result.notFound.size(), std::size_t{2});
        QVERIFY(result.facts.people.empty());
    }

    void nonsenseAsksNobody()
    {
        SmallWorld world;
        const LookupResult result = world.lookUp(QStringLiteral("???"));
        QVERIFY(result.recognition.isNothing());
        QVERIFY(world.simulator.requestLog().isEmpty());
    }

    void hangingDatabaseLeavesStreamChatsPart()
    {
        SmallWorld world;
        HangingDirectory hanging;
        GatherContext context = world.context;
        context.directory = &hanging;
        context.databasePatience = std::chrono::milliseconds{50};
        const LookupResult result = ask(context, SmallWorld::streamId(world.other));
        QVERIFY(result.facts.database.state == Reading::State::Failed);
        QVERIFY(result.facts.database.error->kind == Error::Kind::Timeout);
        QVERIFY(result.facts.people.front().stream.isThere());
        QCOMPARE(result.verdicts.front().first().code, QStringLiteral("database-unreachable"));
    }

    void hangingDatabaseLetsStreamChatSearchTheName()
    {
        SmallWorld world;
        HangingDirectory hanging;
        GatherContext context = world.context;
        context.directory = &hanging;
        context.databasePatience = std::chrono::milliseconds{50};
        const LookupResult result = ask(context, QStringLiteral("Company 500"));
        QCOMPARE(result.facts.people.size(), std::size_t{1});
        QCOMPARE(result.facts.people.front().id, world.one.id);
        QVERIFY(result.facts.people.front().reason == KindReason::StreamPrefix);
    }

    void canBeCancelled()
    {
        SmallWorld world;
        HangingDirectory hanging;
        GatherContext context = world.context;
        context.directory = &hanging;
        LookupRequest request;
        request.text = world.other.id;
        std::stop_source stop;
        QTimer::singleShot(0, &world.clock, [&stop] { stop.request_stop(); });
        const auto result = QCoro::waitFor(diagnosis::lookUp(context, request, stop.get_token()));
        QVERIFY(!result);
        QVERIFY(result.error().kind == Error::Kind::Cancelled);
    }

    /// The users were read, the channels refused: what is known stays.
    void refusalInTheMiddleKeepsWhatWasRead()
    {
        SmallWorld world;
        world.fault(QStringLiteral("fail=QueryChannels,9,429,9,Too many requests"));
        const LookupResult result = world.lookUp(world.other.id);
        QVERIFY(result.facts.people.front().stream.isThere());
        QVERIFY(result.facts.streamChannels.state == Reading::State::Failed);
        QVERIFY(result.facts.streamUsers.done());
        QCOMPARE(result.verdicts.front().first().code, QStringLiteral("rate-limited"));
        QVERIFY(result.verdicts.front().answer == Verdict::Answer::Unknown);
        QCOMPARE(requests(world, "QueryChannels"), 1);
    }

    void streamChatDownLeavesTheDatabasesPart()
    {
        SmallWorld world;
        world.fault(QStringLiteral("server-errors=99"));
        const LookupResult result = world.lookUp(world.other.id);
        QVERIFY(result.facts.people.front().user);
        QVERIFY(result.facts.people.front().stream.existence == Existence::Unknown);
        QCOMPARE(fieldOf(result.facts.people.front(), "exists").words, QStringLiteral("Not compared"));
    }

    void slowStreamChatIsWaitedFor()
    {
        SmallWorld world;
        world.fault(QStringLiteral("slow=QueryUsers,1"));
        const LookupResult result = world.lookUp(world.other.id);
        QVERIFY(result.facts.people.front().stream.isThere());
    }

    void looksUpFiveThousand()
    {
        SmallWorld world;
        QStringList ids;
        for (int i = 0; i < 5000; ++i)
            ids << SmallWorld::makeUser(i).id;
        const LookupResult result = world.lookUp(ids.join(u'\n'));
        QCOMPARE(result.facts.people.size(), std::size_t{5000});
        QCOMPARE(requests(world, "QueryUsers"), 100);
        QCOMPARE(requests(world, "QueryChannels"), 0);
        QCOMPARE(result.verdicts.at(999).first().code, QStringLiteral("healthy"));
        QCOMPARE(result.verdicts.at(1000).first().code, QStringLiteral("not-in-database"));
        QVERIFY(!result.together);
        QCOMPARE(toCsv(result).count('\n'), 5001);
    }

    void namesAreHarmless_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("SQL") << QStringLiteral("'; DROP TABLE users; --");
        QTest::newRow("HTML") << QStringLiteral("<script>alert(1)</script>");
        QTest::newRow("placeholders") << QStringLiteral("%1 %2 %n");
        QTest::newRow("right to left") << QStringLiteral("ليلى \u202Eالفارسي");
        QTest::newRow("emoji") << QStringLiteral("Priya 🌟👩‍🚀");
        QTest::newRow("formula") << QStringLiteral("=HYPERLINK(\"http://x\")");
        QTest::newRow("line ends and quotes") << QStringLiteral("a\n\"b\",c");
    }

    void namesAreHarmless()
    {
        QFETCH(QString, name);
        SmallWorld world;
        world.other.name = name;
        world.directory.add(world.other);
        world.forget(world.other);
        const LookupResult result = world.diagnose();
        QVERIFY(result.together->sentence.contains(name));
        QCOMPARE(result.together->first().code, QStringLiteral("never-synced"));
        QCOMPARE(result.together->first().remedy.identity->name, name);
        const QByteArray csv = toCsv(result);
        QVERIFY(!csv.contains(",=HYPERLINK"));
        QVERIFY(!csv.contains("\n="));
    }

    void twoOfOneNameAreToldApart()
    {
        SmallWorld world;
        world.one.name = world.other.name;
        world.directory.add(world.one);
        world.forget(world.other);
        const LookupResult result = world.diagnose();
        QVERIFY(result.together->sentence.contains(world.other.id.left(8)));
        QVERIFY(result.together->sentence.contains(world.one.id.left(8)));
    }

    void jsonHoldsEverything()
    {
        SmallWorld world;
        const QJsonObject json = toJson(world.diagnose());
        for (const char *key : {"recognition", "people", "channels", "matches", "together", "took_ms"})
            QVERIFY2(json.contains(QLatin1String{key}), key);
        const QJsonObject person = json[QLatin1String("people")][0].toObject();
        QCOMPARE(person[QLatin1String("verdict")][QLatin1String("answer")].toString(), QStringLiteral("yes"));
        QVERIFY(person[QLatin1String("fields")].toArray().size() >= 7);
    }

    void anOlderBrokenChannelIsARisk()
    {
        SmallWorld world;
        Conversation older = world.conversation;
        older.id = QStringLiteral("00000000-0000-4000-8000-0000000000aa");
        older.createdAt = older.createdAt.addDays(-30);
        world.directory.conversations.push_back(older);
        const LookupResult result = world.diagnose();
        QCOMPARE(result.together->first().code, QStringLiteral("channel-missing"));
        QVERIFY(result.together->answer == Verdict::Answer::YesWithRisks);
    }
};

QTEST_GUILESS_MAIN(TestLookup)
#include "tst_lookup.moc"
