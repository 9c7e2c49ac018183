// SPDX-License-Identifier: MIT
// What test conversations created is removed, and nothing else is touched: read back in StreamChat and in the
// database, after crashes anywhere, and over many mixes of our own and foreign objects.
#include "core/domain/identity.h"
#include "core/journal/journal.h"
#include "core/sync/cleanup.h"
#include "core/sync/cleanupjudge.h"
#include "core/sync/repair.h"
#include "tests/support/backendfixture.h"
#include "tests/support/flowfixture.h"

#include <QCoroTask>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace Qt::Literals::StringLiterals;
using cleanup::Judgement;
using Kind = LedgerEntry::Kind;
using Proof = LedgerEntry::Proof;
using State = LedgerEntry::State;

namespace {

/// When the program dies: at the effect of this number, before it arrived or after. Nothing has an effect any
/// more then, for a dead program sends and writes nothing.
struct Death {
    int at = 0; ///< 0: it lives
    bool arrives = false;
    int effects = 0;
    bool dead = false;

    /// Whether the effect that is about to happen still does; afterwards the program may be dead.
    bool mayHappen()
    {
        if (dead)
            return false;
        ++effects;
        dead = effects == at;
        return !dead || arrives;
    }
};

class MortalTransport final : public stream::Transport {
public:
    MortalTransport(stream::Transport *inner, Death *death)
        : m_inner(inner)
        , m_death(death)
    {}

    QCoro::Task<stream::TransportResult> send(stream::HttpRequest request, std::stop_token stop) override
    {
        return sendOn(m_inner, m_death, std::move(request), std::move(stop));
    }

private:
    static QCoro::Task<stream::TransportResult> sendOn(stream::Transport *inner, Death *death,
                                                       stream::HttpRequest request, std::stop_token stop)
    {
        if (death->mayHappen()) {
            auto sending = inner->send(request, stop);
            stream::TransportResult answer = co_await sending;
            if (!death->dead)
                co_return answer;
        }
        co_return tl::unexpected(
            stream::TransportFailure{stream::TransportFailure::Kind::CutOff, u"dead"_s, {}});
    }

    stream::Transport *m_inner;
    Death *m_death;
};

Error deadError()
{
    return {Error::Kind::Network, u"dead"_s, {}, {}};
}

class MortalDirectory final : public Directory {
public:
    MortalDirectory(Directory *inner, Death *death)
        : m_inner(inner)
        , m_death(death)
    {}

    QCoro::Task<Result<DirectoryCapabilities>> open(std::stop_token stop) override
    {
        return m_inner->open(stop);
    }
    QCoro::Task<Traced<std::vector<Resolution>>> resolve(QStringList ids, std::stop_token stop) override
    {
        return m_inner->resolve(ids, stop);
    }
    QCoro::Task<Traced<ParticipantPage>> search(ParticipantSearch search, std::stop_token stop) override
    {
        return m_inner->search(search, stop);
    }
    QCoro::Task<Traced<PeopleAnswer>> people(PeopleQuery query, std::stop_token stop) override
    {
        return m_inner->people(query, stop);
    }
    QCoro::Task<Traced<Conversation>> insertConversation(Conversation row, std::stop_token stop) override
    {
        Traced<Conversation> answer{tl::unexpected(deadError()), {}};
        if (m_death->mayHappen()) {
            auto pending = m_inner->insertConversation(row, stop);
            answer = co_await pending;
        }
        if (m_death->dead)
            answer.result = tl::unexpected(deadError());
        co_return answer;
    }
    QCoro::Task<Traced<int>> deleteConversation(Conversation row, std::stop_token stop) override
    {
        Traced<int> answer{tl::unexpected(deadError()), {}};
        if (m_death->mayHappen()) {
            auto pending = m_inner->deleteConversation(row, stop);
            answer = co_await pending;
        }
        if (m_death->dead)
            answer.result = tl::unexpected(deadError());
        co_return answer;
    }

private:
    Directory *m_inner;
    Death *m_death;
};

/// The journal of a program that may die: what it had written is there, nothing comes after.
class MortalJournal final : public EventSink, public Ledger {
public:
    MortalJournal(const QString &path, Death *death)
        : m_death(death)
    {
        Result<std::unique_ptr<Journal>> opened = Journal::open({.path = path});
        Q_ASSERT(opened);
        m_journal = std::move(*opened);
    }

    Result<void> append(const RunEvent &event) override
    {
        return m_death->dead ? Result<void>{tl::unexpected(deadError())} : m_journal->append(event);
    }
    Result<void> enter(std::span<const LedgerEntry> entries) override
    {
        if (!m_death->mayHappen())
            return tl::unexpected(deadError());
        const Result<void> done = m_journal->enter(entries);
        return m_death->dead ? Result<void>{tl::unexpected(deadError())} : done;
    }
    Result<void> mark(std::span<const LedgerMark> marks, QDateTime at) override
    {
        if (!m_death->mayHappen())
            return tl::unexpected(deadError());
        const Result<void> done = m_journal->mark(marks, at);
        return m_death->dead ? Result<void>{tl::unexpected(deadError())} : done;
    }
    Result<std::vector<LedgerEntry>> entries(LedgerQuery query) const override
    {
        return m_journal->entries(query);
    }
    Result<void> keep(LedgerPlace place, Visibility measured) override
    {
        return m_death->dead ? Result<void>{tl::unexpected(deadError())} : m_journal->keep(place, measured);
    }
    Result<std::vector<Visibility>> measurements(LedgerPlace place, int limit) const override
    {
        return m_journal->measurements(place, limit);
    }

private:
    Death *m_death;
    std::unique_ptr<Journal> m_journal;
};

/// A message in some channels: the simulator keeps none.
class TalkingTransport final : public stream::Transport {
public:
    explicit TalkingTransport(stream::Transport *inner)
        : m_inner(inner)
    {}

    QCoro::Task<stream::TransportResult> send(stream::HttpRequest request, std::stop_token stop) override
    {
        return sendOn(m_inner, &talked, std::move(request), std::move(stop));
    }

    QSet<QString> talked; ///< Channel ids

private:
    static QCoro::Task<stream::TransportResult> sendOn(stream::Transport *inner, const QSet<QString> *talked,
                                                       stream::HttpRequest request, std::stop_token stop)
    {
        auto sending = inner->send(request, stop);
        stream::TransportResult answer = co_await sending;
        if (answer) {
            for (const QString &id : *talked) {
                const QByteArray begin = "{\"id\":\"" + id.toUtf8() + "\",\"type\":\"messaging\",";
                answer->body.replace(begin, begin + "\"last_message_at\":\"2026-03-01T12:00:00Z\",");
            }
        }
        co_return answer;
    }

    stream::Transport *m_inner;
};

/// Contexts are copied: one sequence for all of them.
IdSource oneSequence()
{
    return [ids = std::make_shared<IdSource>(seededIds(1))] { return (*ids)(); };
}

/// A small world whose console keeps a journal on disk, and may die.
struct World {
    explicit World(const QString &journalPath, sandbox::SimulatorOptions options = {})
        : flow(options)
        , path(journalPath)
        , talking(&flow.transport)
        , transport(&talking, &death)
        , directory(&flow.directory, &death)
    {
        flow.context.transport = &transport;
        flow.context.newId = oneSequence();
        flow.context.directory = &directory;
        flow.context.environment.streamUrl = u"http://sandbox.invalid"_s;
        flow.context.environment.database = u"memory"_s;
        start();
    }

    /// Again, as after a crash: another process with the same journal.
    void start()
    {
        journal.reset();
        death = {};
        journal = std::make_unique<MortalJournal>(path, &death);
        flow.sink.events.clear();
        flow.context.sinks = {journal.get(), &flow.sink};
        flow.context.ledger = journal.get();
    }

    CleanUpOutcome clean(const QList<QUuid> &runs = {}, std::stop_token stop = {})
    {
        return QCoro::waitFor(cleanUp(flow.context, runs, stop));
    }

    std::vector<LedgerEntry> ledger(bool openOnly = false) const
    {
        return *journal->entries({.place = placeOf(flow.context), .openOnly = openOnly});
    }

    FlowFixture flow;
    QString path;
    Death death;
    TalkingTransport talking;
    MortalTransport transport;
    MortalDirectory directory;
    std::unique_ptr<MortalJournal> journal;
};

QString freshId(QRandomGenerator *random)
{
    std::array<quint32, 4> numbers{};
    random->fillRange(numbers.data(), 4);
    numbers[1] = (numbers[1] & 0xffff0fffU) | 0x4000U;
    const QByteArray bytes{reinterpret_cast<const char *>(numbers.data()), 16};
    return QUuid::fromRfc4122(bytes).toString(QUuid::WithoutBraces);
}

/// Without when people were last written: that a test conversation updates those who exist is its purpose.
QJsonObject withoutUpdates(QJsonObject snapshot)
{
    QJsonObject users = snapshot["users"_L1].toObject();
    for (const QString &id : users.keys()) {
        QJsonObject user = users[id].toObject();
        user.remove(u"updated_at"_s);
        users.insert(id, user);
    }
    snapshot.insert(u"users"_s, users);
    return snapshot;
}

/// The world as StreamChat and the database have it, as text that can be compared.
QByteArray stateOf(const World &world)
{
    QJsonObject all = withoutUpdates(world.flow.simulator.snapshot());
    QJsonArray rows;
    for (const Conversation &row : world.flow.directory.conversations)
        rows.append(row.id);
    all.insert(u"rows"_s, rows);
    return QJsonDocument{all}.toJson();
}

QString told(const CleanUpOutcome &outcome)
{
    QStringList lines{u"%1 removed, %2 kept, %3 open: %4"_s.arg(outcome.removed)
                          .arg(outcome.kept)
                          .arg(outcome.open)
                          .arg(outcome.run.answer["error"_L1].toString())};
    for (const LedgerEntry &entry : outcome.entries)
        lines << QString::fromUtf8(QJsonDocument{toJson(entry)}.toJson(QJsonDocument::Compact));
    return lines.join(u'\n');
}

#define VERIFY_CLEAN(outcome) QVERIFY2((outcome).isClean() && (outcome).kept == 0, qPrintable(told(outcome)))

QStringList mutations(const World &world)
{
    QStringList paths;
    for (const sandbox::LoggedRequest &request : world.flow.simulator.requestLog()) {
        if (request.mutating)
            paths << QString::fromLatin1(request.method) + u' ' + request.path;
    }
    return paths;
}

LedgerEntry channelEntry()
{
    LedgerEntry entry;
    entry.run = QUuid::fromString(u"0f1e2d3c-0000-4000-8000-000000000001"_s);
    entry.kind = Kind::Channel;
    entry.id = u"messaging:onecrew_x"_s;
    entry.at = QDateTime{QDate{2026, 3, 1}, QTime{12, 0}, Qt::UTC};
    entry.proof = Proof::FreshId;
    entry.tagged = true;
    entry.creator = u"onecrew_company_a"_s;
    entry.people = QStringList{u"onecrew_company_a"_s, u"onecrew_user_b"_s};
    return entry;
}

stream::Channel ourChannel()
{
    stream::Channel channel;
    channel.cid = u"messaging:onecrew_x"_s;
    channel.createdById = u"onecrew_company_a"_s;
    channel.createdAt = QDateTime{QDate{2026, 3, 1}, QTime{12, 0, 1}, Qt::UTC};
    channel.custom.insert(ledgerTag(), u"0f1e2d3c-0000-4000-8000-000000000001"_s);
    return channel;
}

LedgerEntry userEntry()
{
    LedgerEntry entry = channelEntry();
    entry.kind = Kind::User;
    entry.id = u"onecrew_user_b"_s;
    entry.proof = Proof::AbsentBefore;
    return entry;
}

stream::User ourUser()
{
    stream::User user;
    user.id = u"onecrew_user_b"_s;
    user.createdAt = QDateTime{QDate{2026, 3, 1}, QTime{12, 0, 1}, Qt::UTC};
    return user;
}

LedgerEntry rowEntry()
{
    LedgerEntry entry = channelEntry();
    entry.kind = Kind::ConversationRow;
    entry.id = u"x"_s;
    entry.creator = u"a"_s;
    entry.people = QStringList{u"b"_s, u"a"_s};
    return entry;
}

Conversation ourRow()
{
    return {
        .id = u"x"_s, .participantIds = {u"b"_s, u"a"_s}, .createdBy = u"a"_s, .createdAt = rowEntry().at};
}

} // namespace

class TestCleanUp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }
    void judgesChannels_data();
    void judgesChannels();
    void judgesUsers_data();
    void judgesUsers();
    void judgesRows_data();
    void judgesRows();
    void writesDownBeforeItSends_data();
    void writesDownBeforeItSends();
    void sendsNothingWhenTheLedgerCannotBeWritten();
    void removesWhatARunCreated_data();
    void removesWhatARunCreated();
    void leavesWhatARepairCreated();
    void removesOnlyTheRunsAskedFor();
    void aDryRunTouchesNothing();
    void goesOnAfterAStop();
    void goesOnWhereTheDatabaseIsBack();
    void aThousandTimesOverLimits();
    void removesWhatTheBackendCreated();
    void leavesWhatTheBackendHadBefore();
    void runDiesAnywhere();
    void backendRunDiesAnywhere();
    void cleanUpDiesAnywhere();
    void thousandMixes();

private:
    QString newPath() { return m_folder.filePath(u"journal-%1.sqlite"_s.arg(++m_paths)); }

    QTemporaryDir m_folder;
    int m_paths = 0;
};

void TestCleanUp::judgesChannels_data()
{
    QTest::addColumn<QString>("meddling");
    QTest::addColumn<QString>("is");
    QTest::newRow("as the run made it") << QString{} << u"ours"_s;
    QTest::newRow("a message") << u"message"_s << u"foreign"_s;
    QTest::newRow("a member of others") << u"member"_s << u"foreign"_s;
    QTest::newRow("another creator") << u"creator"_s << u"foreign"_s;
    QTest::newRow("without the mark") << u"mark"_s << u"foreign"_s;
    QTest::newRow("the mark of another run") << u"othermark"_s << u"foreign"_s;
    QTest::newRow("an hour older") << u"older"_s << u"foreign"_s;
    QTest::newRow("a second older, by another clock") << u"clock"_s << u"ours"_s;
    QTest::newRow("a second older, its id may be an old one") << u"reused"_s << u"foreign"_s;
    QTest::newRow("a day younger") << u"younger"_s << u"foreign"_s;
    QTest::newRow("no time told") << u"timeless"_s << u"unproven"_s;
    QTest::newRow("no proof") << u"unproven"_s << u"unproven"_s;
}

void TestCleanUp::judgesChannels()
{
    QFETCH(QString, meddling);
    QFETCH(QString, is);
    LedgerEntry entry = channelEntry();
    stream::Channel channel = ourChannel();
    QStringList members = entry.people;
    if (meddling == u"message")
        channel.lastMessageAt = channel.createdAt;
    else if (meddling == u"member")
        members << u"onecrew_user_c"_s;
    else if (meddling == u"creator")
        channel.createdById = u"onecrew_user_c"_s;
    else if (meddling == u"mark")
        channel.custom.remove(ledgerTag());
    else if (meddling == u"othermark")
        channel.custom.insert(ledgerTag(), u"1f1e2d3c-0000-4000-8000-000000000001"_s);
    else if (meddling == u"older")
        channel.createdAt = entry.at.addSecs(-3600);
    else if (meddling == u"clock" || meddling == u"reused")
        channel.createdAt = entry.at.addSecs(-1);
    else if (meddling == u"younger")
        channel.createdAt = entry.at.addDays(1);
    else if (meddling == u"timeless")
        channel.createdAt.reset();
    if (meddling == u"reused")
        entry.proof = Proof::Answered;
    if (meddling == u"unproven")
        entry.proof = Proof::None;
    const Judgement judgement = cleanup::judgeChannel(entry, channel, members);
    const QString told = judgement.is == Judgement::Is::Ours      ? u"ours"_s
                         : judgement.is == Judgement::Is::Foreign ? u"foreign"_s
                                                                  : u"unproven"_s;
    QCOMPARE(told, is);
    QCOMPARE(judgement.sentence.isEmpty(), is == u"ours");
}

void TestCleanUp::judgesUsers_data()
{
    QTest::addColumn<QString>("meddling");
    QTest::addColumn<bool>("ours");
    QTest::newRow("as the run made them") << QString{} << true;
    QTest::newRow("not read as absent before") << u"unread"_s << false;
    QTest::newRow("older") << u"older"_s << false;
    QTest::newRow("synced by others, later") << u"younger"_s << false;
    QTest::newRow("active since") << u"active"_s << false;
    QTest::newRow("online") << u"online"_s << false;
    QTest::newRow("data of others") << u"custom"_s << false;
    QTest::newRow("a team") << u"team"_s << false;
    QTest::newRow("a member elsewhere") << u"member"_s << false;
    QTest::newRow("banned") << u"banned"_s << false;
    QTest::newRow("deactivated") << u"deactivated"_s << false;
}

void TestCleanUp::judgesUsers()
{
    QFETCH(QString, meddling);
    QFETCH(bool, ours);
    LedgerEntry entry = userEntry();
    stream::User user = ourUser();
    QStringList channels;
    if (meddling == u"unread")
        entry.proof = Proof::None;
    else if (meddling == u"older")
        user.createdAt = entry.at.addSecs(-3600);
    else if (meddling == u"younger")
        user.createdAt = entry.at.addSecs(3600);
    else if (meddling == u"active")
        user.lastActive = user.createdAt;
    else if (meddling == u"online")
        user.online = true;
    else if (meddling == u"custom")
        user.custom.insert(u"shirt"_s, 7);
    else if (meddling == u"team")
        user.teams << u"red"_s;
    else if (meddling == u"member")
        channels << u"messaging:other"_s;
    else if (meddling == u"banned")
        user.banned = true;
    else if (meddling == u"deactivated")
        user.deactivatedAt = user.createdAt;
    const Judgement judgement = cleanup::judgeUser(entry, user, channels);
    QCOMPARE(judgement.is == Judgement::Is::Ours, ours);
    QCOMPARE(judgement.sentence.isEmpty(), ours);
}

void TestCleanUp::judgesRows_data()
{
    QTest::addColumn<QString>("meddling");
    QTest::addColumn<bool>("ours");
    QTest::newRow("as the run made it") << QString{} << true;
    QTest::newRow("no proof") << u"unproven"_s << false;
    QTest::newRow("another creator") << u"creator"_s << false;
    QTest::newRow("other people") << u"people"_s << false;
    QTest::newRow("another name") << u"name"_s << false;
    QTest::newRow("older") << u"older"_s << false;
}

void TestCleanUp::judgesRows()
{
    QFETCH(QString, meddling);
    QFETCH(bool, ours);
    LedgerEntry entry = rowEntry();
    Conversation row = ourRow();
    if (meddling == u"unproven")
        entry.proof = Proof::None;
    else if (meddling == u"creator")
        row.createdBy = u"c"_s;
    else if (meddling == u"people")
        row.participantIds << u"c"_s;
    else if (meddling == u"name")
        row.name = u"Lunch"_s;
    else if (meddling == u"older")
        row.createdAt = entry.at.addSecs(-3600);
    QCOMPARE(cleanup::judgeRow(entry, row).is == Judgement::Is::Ours, ours);
}

void TestCleanUp::writesDownBeforeItSends_data()
{
    QTest::addColumn<QString>("preset");
    for (const QString &preset : {u"hardened"_s, u"documented"_s, u"unsynced"_s})
        QTest::newRow(qPrintable(preset)) << preset;
}

/// The program dies at each write in turn, after it arrived: whatever is there then is in the ledger.
void TestCleanUp::writesDownBeforeItSends()
{
    QFETCH(QString, preset);
    FlowSettings settings = settingsOf(*presetFrom(preset));
    settings.sendCreator = true;
    World whole{newPath()};
    whole.flow.run(settings);
    QVERIFY(whole.death.effects > 3);
    int seen = 0;
    for (int at = 1; at <= whole.death.effects; ++at) {
        World world{newPath()};
        const QJsonObject before = world.flow.simulator.snapshot();
        world.death.at = at;
        world.death.arrives = true;
        world.flow.run(settings);
        world.start();
        QSet<QString> entered;
        for (const LedgerEntry &entry : world.ledger())
            entered.insert(entry.id);
        const QJsonObject after = world.flow.simulator.snapshot();
        for (const QString &what : {u"users"_s, u"channels"_s}) {
            for (const QString &id : after[what].toObject().keys()) {
                const bool isNew = !before[what].toObject().contains(id);
                QVERIFY2(!isNew || entered.contains(id), qPrintable(id));
                seen += isNew ? 1 : 0;
            }
        }
        for (const Conversation &row : world.flow.directory.conversations) {
            QVERIFY2(entered.contains(row.id), qPrintable(row.id));
            ++seen;
        }
    }
    QVERIFY(seen > 3);
}

void TestCleanUp::sendsNothingWhenTheLedgerCannotBeWritten()
{
    World world{newPath()};
    const QByteArray before = stateOf(world);
    world.death.at = 1; // The first effect is the ledger's.
    const RunResult result = world.flow.run(settingsOf(Preset::Hardened));
    QCOMPARE(name(result.failure), u"journal"_s);
    QCOMPARE(stateOf(world), before);
    QCOMPARE(mutations(world), QStringList{});
}

void TestCleanUp::removesWhatARunCreated_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<bool>("usersToo");
    QTest::newRow("hardened") << u"hardened"_s << true;
    // These never ask who was there before, as the backend does not: whom they made is not proven.
    QTest::newRow("documented") << u"documented"_s << false;
    QTest::newRow("unsynced") << u"unsynced"_s << false;
}

void TestCleanUp::removesWhatARunCreated()
{
    QFETCH(QString, preset);
    QFETCH(bool, usersToo);
    World world{newPath()};
    const QByteArray before = stateOf(world);
    FlowSettings settings = settingsOf(*presetFrom(preset));
    settings.sendCreator = true;
    const RunResult run = world.flow.run(settings);
    QVERIFY(stateOf(world) != before);
    const QString cid = u"messaging:"_s + channelIdOf(world.flow.directory.conversations.front().id);
    const QString mark = world.flow.simulator.snapshot()["channels"_L1][cid][ledgerTag()].toString();
    QCOMPARE(mark, usersToo ? run.run.toString(QUuid::WithoutBraces) : QString{});

    const CleanUpOutcome outcome = world.clean();
    QVERIFY2(outcome.isClean(), qPrintable(told(outcome)));
    QCOMPARE(name(outcome.run.outcome), u"passed"_s);
    QCOMPARE(world.flow.simulator.channelCount(), 0);
    QVERIFY(world.flow.directory.conversations.empty());
    const QString amira = streamIdOf(ParticipantKind::User, FlowFixture::amira);
    QCOMPARE(world.flow.simulator.hasUser(amira), !usersToo && preset != u"unsynced");
    if (usersToo)
        QCOMPARE(stateOf(world), before);
    QCOMPARE(outcome.kept > 0, preset == u"documented");
    QVERIFY(world.ledger(true).empty());

    world.flow.simulator.clearRequestLog();
    const CleanUpOutcome again = world.clean();
    QVERIFY(again.isClean() && again.entries.empty() && again.run.run.isNull());
    QVERIFY(world.flow.simulator.requestLog().isEmpty());
}

void TestCleanUp::leavesWhatARepairCreated()
{
    World world{newPath()};
    const QString amira = streamIdOf(ParticipantKind::User, FlowFixture::amira);
    const RepairRequest request{{{.kind = RepairAction::Kind::CreateUser, .streamId = amira}}};
    const Result<RepairPlan> plan = QCoro::waitFor(planRepair(world.flow.context, request, {}));
    QVERIFY(plan.has_value());
    QCoro::waitFor(runRepair(world.flow.context, *plan, {}));
    QVERIFY(world.flow.simulator.hasUser(amira));
    QVERIFY(world.ledger().empty());
    VERIFY_CLEAN(world.clean());
    QVERIFY(world.flow.simulator.hasUser(amira));
}

void TestCleanUp::removesOnlyTheRunsAskedFor()
{
    World world{newPath()};
    const RunResult first = world.flow.run(settingsOf(Preset::Hardened));
    const RunResult second = world.flow.run(settingsOf(Preset::Hardened));
    const QString amira = streamIdOf(ParticipantKind::User, FlowFixture::amira);
    const CleanUpOutcome one = world.clean({first.run});
    // The first run made the user, whom the second one's channel still needs.
    QVERIFY2(one.open == 1 && one.removed == 2, qPrintable(told(one)));
    QVERIFY(world.flow.simulator.hasUser(amira));
    QCOMPARE(world.flow.simulator.channelCount(), 1);
    QVERIFY(world.flow.simulator
                .memberIds(world.flow.simulator.snapshot()["channels"_L1].toObject().keys().first())
                .contains(amira));
    VERIFY_CLEAN(world.clean({second.run}));
    VERIFY_CLEAN(world.clean());
    QVERIFY(!world.flow.simulator.hasUser(amira));
}

void TestCleanUp::aDryRunTouchesNothing()
{
    World world{newPath()};
    world.flow.run(settingsOf(Preset::Hardened));
    const QByteArray before = stateOf(world);
    world.flow.simulator.clearRequestLog();
    world.flow.context.dryRun = true;
    const CleanUpOutcome outcome = world.clean();
    QCOMPARE(outcome.open, 3);
    QCOMPARE(outcome.removed + outcome.kept, 0);
    QCOMPARE(stateOf(world), before);
    QCOMPARE(mutations(world), QStringList{});
    QCOMPARE(world.ledger(true).size(), size_t(3));
}

/// Stopped at each event in turn, then run to its end.
void TestCleanUp::goesOnAfterAStop()
{
    for (size_t at = 1;; ++at) {
        World world{newPath()};
        const QByteArray before = stateOf(world);
        world.flow.run(settingsOf(Preset::Hardened));
        std::stop_source stop;
        size_t seen = 0;
        world.flow.sink.onEvent = [&](const RunEvent &) {
            if (++seen == at)
                stop.request_stop();
        };
        const CleanUpOutcome stopped = world.clean({}, stop.get_token());
        world.flow.sink.onEvent = {};
        QCOMPARE(name(world.flow.last().kind), u"run.finished"_s);
        if (stopped.open > 0)
            QCOMPARE(name(stopped.run.failure), u"cancelled"_s);
        VERIFY_CLEAN(world.clean());
        QCOMPARE(stateOf(world), before);
        if (seen < at) {
            QVERIFY(at > 8);
            break;
        }
    }
}

void TestCleanUp::goesOnWhereTheDatabaseIsBack()
{
    World world{newPath()};
    const QByteArray before = stateOf(world);
    world.flow.run(settingsOf(Preset::Hardened));
    world.flow.directory.deleteFails =
        Error{Error::Kind::Refused, u"Rows of the table message refer to it."_s, {}, {}};
    const CleanUpOutcome without = world.clean();
    QCOMPARE(name(without.run.failure), u"environment"_s);
    QVERIFY2(without.open == 1 && without.removed == 2, qPrintable(told(without)));
    QVERIFY(world.flow.last().data[QLatin1String("explanation")].toObject()["why"_L1].toString().contains(
        u"refer to it"_s));
    world.flow.directory.deleteFails.reset();
    VERIFY_CLEAN(world.clean());
    QCOMPARE(stateOf(world), before);
}

/// More than fit into a batch, under StreamChat's default limits: no 429, and nothing left.
void TestCleanUp::aThousandTimesOverLimits()
{
    World world{newPath()};
    const QByteArray before = stateOf(world);
    QRandomGenerator random{7};
    for (int i = 0; i < 130; ++i) {
        const QString id = freshId(&random);
        world.flow.directory.add(user(id, u"Person %1"_s.arg(i)));
        world.flow.run(requestOf(FlowFixture::satEducation, {id}), settingsOf(Preset::Hardened));
    }
    world.flow.simulator.clearRequestLog();
    VERIFY_CLEAN(world.clean());
    QCOMPARE(stateOf(world), before);
    int deletions = 0;
    for (const sandbox::LoggedRequest &request : world.flow.simulator.requestLog()) {
        QVERIFY2(request.status != 429, qPrintable(request.path));
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        QVERIFY(body["cids"_L1].toArray().size() <= 100 && body["user_ids"_L1].toArray().size() <= 100);
        deletions += request.mutating ? 1 : 0;
    }
    QCOMPARE(deletions, 4);
}

void TestCleanUp::removesWhatTheBackendCreated()
{
    BackendFixture backend;
    Death death;
    MortalJournal journal{newPath(), &death};
    backend.flow.context.newId = oneSequence();
    backend.flow.context.sinks = {&journal, &backend.flow.sink};
    backend.flow.context.ledger = &journal;
    const QJsonObject before = withoutUpdates(backend.flow.simulator.snapshot());
    const RunResult result = backend.run();
    QCOMPARE(name(result.outcome), u"passed"_s);
    QCOMPARE(backend.flow.simulator.channelCount(), 1);
    const CleanUpOutcome outcome = QCoro::waitFor(cleanUp(backend.flow.context, {result.run}, {}));
    VERIFY_CLEAN(outcome);
    QCOMPARE(outcome.removed, 3);
    QVERIFY(withoutUpdates(backend.flow.simulator.snapshot()) == before);
    QVERIFY(backend.flow.directory.conversations.empty());
}

/// A backend that hands out a conversation which was there already.
void TestCleanUp::leavesWhatTheBackendHadBefore()
{
    BackendFixture backend;
    Death death;
    MortalJournal journal{newPath(), &death};
    backend.flow.context.newId = oneSequence();
    backend.flow.context.sinks = {&journal, &backend.flow.sink};
    backend.flow.context.ledger = &journal;
    backend.run();
    const Conversation row = backend.flow.directory.conversations.front();
    QVERIFY(journal.mark({}, {}).has_value());
    const std::vector<LedgerEntry> firstRun = *leftovers(backend.flow.context);
    QVERIFY(!firstRun.empty());
    backend.way.script = answered(200, QJsonDocument{successAnswer(row)}.toJson());
    const RunResult second = backend.run();
    const CleanUpOutcome outcome = QCoro::waitFor(cleanUp(backend.flow.context, {second.run}, {}));
    QVERIFY2(outcome.removed == 0 && outcome.open == 0, qPrintable(told(outcome)));
    QCOMPARE(backend.flow.directory.conversations.size(), size_t(1));
    QCOMPARE(backend.flow.simulator.channelCount(), 1);
}

/// At each effect in turn: lost on its way, or arrived and the answer lost. Then another process cleans up.
void TestCleanUp::runDiesAnywhere()
{
    World whole{newPath()};
    whole.flow.run(settingsOf(Preset::Hardened));
    for (int at = 1; at <= whole.death.effects; ++at) {
        for (const bool arrives : {false, true}) {
            World world{newPath()};
            const QByteArray before = stateOf(world);
            world.death.at = at;
            world.death.arrives = arrives;
            world.flow.run(settingsOf(Preset::Hardened));
            QVERIFY(world.death.dead);
            world.start();
            const CleanUpOutcome outcome = world.clean();
            VERIFY_CLEAN(outcome);
            QVERIFY2(stateOf(world) == before, qPrintable(u"died at %1: "_s.arg(at) + told(outcome)));
        }
    }
}

/// The backend works on when the console dies while it asks: its row is found by what was there before.
void TestCleanUp::backendRunDiesAnywhere()
{
    int found = 0;
    for (int at = 1; at < 60; ++at) {
        for (const bool arrives : {false, true}) {
            BackendFixture backend;
            Death death;
            const QString path = newPath();
            auto journal = std::make_unique<MortalJournal>(path, &death);
            MortalTransport transport{backend.flow.context.transport, &death};
            MortalTransport way{backend.access.transport, &death};
            backend.access.transport = &way;
            backend.flow.context.transport = &transport;
            backend.flow.context.sinks = {journal.get(), &backend.flow.sink};
            backend.flow.context.ledger = journal.get();
            const QJsonObject before = withoutUpdates(backend.flow.simulator.snapshot());
            backend.flow.context.newId = oneSequence();
            death.at = at;
            death.arrives = arrives;
            backend.run();
            if (!death.dead) {
                QVERIFY(at > 6);
                QVERIFY(found > 0);
                return;
            }
            found += backend.flow.directory.conversations.empty() ? 0 : 1;
            journal.reset();
            death = {};
            journal = std::make_unique<MortalJournal>(path, &death);
            backend.flow.context.sinks = {journal.get(), &backend.flow.sink};
            backend.flow.context.ledger = journal.get();
            const CleanUpOutcome outcome = QCoro::waitFor(cleanUp(backend.flow.context, {}, {}));
            VERIFY_CLEAN(outcome);
            QVERIFY2(withoutUpdates(backend.flow.simulator.snapshot()) == before &&
                         backend.flow.directory.conversations.empty(),
                     qPrintable(u"died at %1: "_s.arg(at) + told(outcome)));
        }
    }
    QFAIL("the run never ended");
}

void TestCleanUp::cleanUpDiesAnywhere()
{
    for (int at = 1;; ++at) {
        bool died = false;
        for (const bool arrives : {false, true}) {
            World world{newPath()};
            const QByteArray before = stateOf(world);
            world.flow.run(settingsOf(Preset::Hardened));
            world.start();
            world.death.at = at;
            world.death.arrives = arrives;
            world.clean();
            died = world.death.dead;
            world.start();
            const CleanUpOutcome outcome = world.clean();
            VERIFY_CLEAN(outcome);
            QVERIFY2(stateOf(world) == before, qPrintable(u"died at %1: "_s.arg(at) + told(outcome)));
        }
        if (!died) {
            QVERIFY(at > 8);
            return;
        }
    }
}

namespace {

/// One mix: runs of ours, objects of others, and hands of others in ours. Tells which of ours must stay.
class Mix {
public:
    Mix(World *world, quint32 seed)
        : m_world(world)
        , m_random(seed)
    {}

    void make()
    {
        for (int i = 0; i < 4; ++i)
            addForeign();
        m_before = m_world->flow.simulator.snapshot();
        m_rowsBefore = rowIds();
        const int runs = 1 + m_random.bounded(4);
        for (int i = 0; i < runs; ++i)
            addRun();
        for (int i = 0; i < 3; ++i)
            addForeign();
        const int hands = m_random.bounded(4);
        for (int i = 0; i < hands; ++i)
            meddle();
    }

    /// Empty where all is as it must be.
    QString wrongAfter(const QJsonObject &between) const
    {
        const QJsonObject after = m_world->flow.simulator.snapshot();
        QSet<QString> channels = m_foreignChannels + m_kept;
        QStringList wrong;
        for (const QString &cid : between["channels"_L1].toObject().keys()) {
            const bool stays = channels.contains(cid) || m_before["channels"_L1].toObject().contains(cid);
            const bool isThere = after["channels"_L1].toObject().contains(cid);
            if (stays != isThere)
                wrong << u"%1 %2"_s.arg(cid, isThere ? u"is left"_s : u"was removed"_s);
            if (stays && after["channels"_L1][cid] != between["channels"_L1][cid])
                wrong << cid + u" was changed"_s;
        }
        for (const QString &id : between["users"_L1].toObject().keys()) {
            const bool stays = userStays(id, after);
            const bool isThere = after["users"_L1].toObject().contains(id);
            if (stays != isThere)
                wrong << u"%1 %2"_s.arg(id, isThere ? u"is left"_s : u"was removed"_s);
            if (stays && after["users"_L1][id] != between["users"_L1][id])
                wrong << id + u" was changed"_s;
        }
        const QSet<QString> rows = rowIds();
        for (const QString &id : m_rowsBetween) {
            const bool stays = m_rowsBefore.contains(id) || m_foreignRows.contains(id) ||
                               m_keptRows.contains(id) || m_kept.contains(u"messaging:onecrew_"_s + id);
            if (stays != rows.contains(id))
                wrong << u"row %1 %2"_s.arg(id, stays ? u"was removed"_s : u"is left"_s);
        }
        return wrong.join(u'\n');
    }

    QSet<QString> rowIds() const
    {
        QSet<QString> ids;
        for (const Conversation &row : m_world->flow.directory.conversations)
            ids.insert(row.id);
        return ids;
    }
    void rememberRows() { m_rowsBetween = rowIds(); }

    int meddlings = 0;

private:
    QString pick(const QStringList &list)
    {
        return list.isEmpty() ? QString{} : list[m_random.bounded(list.size())];
    }

    bool userStays(const QString &id, const QJsonObject &after) const
    {
        if (!m_madeByHardened.contains(id) || m_touchedUsers.contains(id))
            return true;
        const QJsonObject channels = after["channels"_L1].toObject();
        for (const QJsonValue &channel : channels) {
            if (channel["members"_L1].toArray().contains(id))
                return true;
        }
        return false;
    }

    /// As real ones look: the same kind of id, the same people, made at any time.
    void addForeign()
    {
        sandbox::Simulator &simulator = m_world->flow.simulator;
        const QString id = freshId(&m_random);
        const QString now = m_world->flow.clock.now().toString(Qt::ISODateWithMs);
        const QStringList users = simulator.snapshot()["users"_L1].toObject().keys();
        switch (m_random.bounded(3)) {
        case 0: {
            const QStringList members{pick(users), pick(users)};
            const QString cid = u"messaging:onecrew_"_s + id;
            simulator.putChannel({{u"type"_s, u"messaging"_s},
                                  {u"id"_s, u"onecrew_"_s + id},
                                  {u"created_by_id"_s, members.first()},
                                  {u"created_at"_s, now}},
                                 members);
            m_foreignChannels.insert(cid);
            break;
        }
        case 1:
            simulator.putUser({{u"id"_s, u"onecrew_user_"_s + id}, {u"created_at"_s, now}});
            break;
        case 2:
            m_world->flow.directory.conversations.push_back(
                {.id = id,
                 .type = u"direct"_s,
                 .participantIds = {FlowFixture::amira, FlowFixture::satEducation},
                 .createdBy = FlowFixture::satEducation,
                 .createdAt = m_world->flow.clock.now()});
            m_foreignRows.insert(id);
            break;
        }
    }

    void addRun()
    {
        FlowFixture &flow = m_world->flow;
        QStringList people{FlowFixture::amira, FlowFixture::jonas};
        const int more = m_random.bounded(3);
        for (int i = 0; i < more; ++i) {
            const QString id = freshId(&m_random);
            if (m_random.bounded(4) > 0)
                flow.directory.add(user(id, u"Person"_s));
            people << id;
        }
        people.removeAt(m_random.bounded(people.size()));
        const QJsonObject users = flow.simulator.snapshot()["users"_L1].toObject();
        const int which = m_random.bounded(6);
        FlowSettings settings = settingsOf(which == 0   ? Preset::Documented
                                           : which == 1 ? Preset::Unsynced
                                                        : Preset::Hardened);
        settings.sendCreator = true;
        flow.run(requestOf(FlowFixture::satEducation, people), settings);
        if (settings.preset == Preset::Hardened) {
            for (const QString &id : flow.simulator.snapshot()["users"_L1].toObject().keys()) {
                if (!users.contains(id))
                    m_madeByHardened.insert(id);
            }
        }
        const Conversation &row = flow.directory.conversations.front();
        const QString cid = u"messaging:onecrew_"_s + row.id;
        if (!m_rowsBefore.contains(row.id) && flow.simulator.hasChannel(cid))
            m_ours << cid;
    }

    /// Somebody else's hand in something of ours.
    void meddle()
    {
        sandbox::Simulator &simulator = m_world->flow.simulator;
        const QJsonObject snapshot = simulator.snapshot();
        const QString cid = pick(m_ours);
        const QString userId = pick(QStringList{m_madeByHardened.begin(), m_madeByHardened.end()});
        const int what = m_random.bounded(6);
        ++meddlings;
        if (what == 0 && !cid.isEmpty()) {
            m_world->talking.talked.insert(cid.mid(u"messaging:"_s.size()));
            m_kept.insert(cid);
        } else if (what == 1 && !cid.isEmpty()) {
            QJsonObject channel = snapshot["channels"_L1][cid].toObject();
            QStringList members = simulator.memberIds(cid);
            const QString other = pick(snapshot["users"_L1].toObject().keys());
            if (members.contains(other))
                return;
            simulator.deleteChannel(cid, true);
            simulator.putChannel(channel, members << other);
            m_kept.insert(cid);
        } else if (what == 2 && !cid.isEmpty()) {
            QJsonObject channel = snapshot["channels"_L1][cid].toObject();
            if (!channel.contains(ledgerTag()))
                return;
            const QStringList members = simulator.memberIds(cid);
            channel.remove(ledgerTag());
            simulator.deleteChannel(cid, true);
            simulator.putChannel(channel, members);
            m_kept.insert(cid);
        } else if (what == 3 && !userId.isEmpty()) {
            QJsonObject person = snapshot["users"_L1][userId].toObject();
            person.insert(m_random.bounded(2) == 0 ? u"last_active"_s : u"shirt"_s,
                          m_world->flow.clock.now().toString(Qt::ISODateWithMs));
            simulator.putUser(person);
            m_touchedUsers.insert(userId);
        } else if (what == 4 && !userId.isEmpty()) {
            const QString id = freshId(&m_random);
            simulator.putChannel(
                {{u"type"_s, u"messaging"_s}, {u"id"_s, u"onecrew_"_s + id}, {u"created_by_id"_s, userId}},
                {userId});
            m_foreignChannels.insert(u"messaging:onecrew_"_s + id);
        } else if (what == 5 && !cid.isEmpty()) {
            const QString id = cid.mid(u"messaging:onecrew_"_s.size());
            for (Conversation &row : m_world->flow.directory.conversations) {
                if (row.id == id)
                    row.participantIds << FlowFixture::jonas + u"x"_s;
            }
            m_keptRows.insert(id);
        }
    }

    World *m_world;
    QRandomGenerator m_random;
    QJsonObject m_before;
    QSet<QString> m_rowsBefore;
    QSet<QString> m_rowsBetween;
    QSet<QString> m_foreignChannels;
    QSet<QString> m_foreignRows;
    QSet<QString> m_madeByHardened;
    QSet<QString> m_touchedUsers;
    QSet<QString> m_kept;     ///< Channels of ours that are not ours alone any more
    QSet<QString> m_keptRows; ///< The same of rows
    QStringList m_ours;
};

} // namespace

void TestCleanUp::thousandMixes()
{
    constexpr int mixes = 1100;
    int removed = 0;
    int kept = 0;
    int meddlings = 0;
    for (int seed = 1; seed <= mixes; ++seed) {
        World world{newPath()};
        Mix mix{&world, quint32(seed)};
        mix.make();
        mix.rememberRows();
        const QJsonObject between = world.flow.simulator.snapshot();
        const CleanUpOutcome outcome = world.clean();
        QVERIFY2(outcome.open == 0, qPrintable(u"seed %1: "_s.arg(seed) + told(outcome)));
        const QString wrong = mix.wrongAfter(between);
        QVERIFY2(wrong.isEmpty(), qPrintable(u"seed %1: %2\n%3"_s.arg(seed).arg(wrong, told(outcome))));
        removed += outcome.removed;
        kept += outcome.kept;
        meddlings += mix.meddlings;
        QFile::remove(world.path);
    }
    qInfo("%d mixes: %d objects removed, %d left, %d hands of others in ours", mixes, removed, kept,
          meddlings);
    QVERIFY(removed > 3 * mixes && kept > mixes / 2 && meddlings > mixes);
}

QTEST_GUILESS_MAIN(TestCleanUp)
#include "tst_cleanup.moc"
