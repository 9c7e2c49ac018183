// SPDX-License-Identifier: MIT
// Whatever is done in Production unarmed, and in whatever order, StreamChat and the database stay as they
// are: shown from what arrived at the other end of a real socket.
#include "core/diagnosis/lookup.h"
#include "core/directory/store.h"
#include "core/environment/connectiontest.h"
#include "core/sandbox/demodatabase.h"
#include "core/sandbox/demostream.h"
#include "core/sandbox/simulator.h"
#include "core/sandbox/simulatorserver.h"
#include "core/stream/networktransport.h"
#include "core/sync/repair.h"
#include "core/sync/systemclock.h"
#include "core/workbench/console.h"
#include "core/workbench/workbench.h"

#include <QCoroTask>
#include <QFile>
#include <QNetworkAccessManager>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

using namespace chatsync;
using namespace Qt::StringLiterals;

namespace {

QStringList mutations(const sandbox::Simulator &simulator)
{
    QStringList arrived;
    for (const sandbox::LoggedRequest &request : simulator.requestLog()) {
        if (request.mutating)
            arrived.append(QString::fromLatin1(request.method) + u' ' + request.path);
    }
    return arrived;
}

QByteArray bytesOf(const QString &path)
{
    QFile file{path};
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

} // namespace

class TestProductionFuzz : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();

    void sendsNothingThatWrites_data();
    void sendsNothingThatWrites();
    void leavesTheWindowNothingToWrite();
    void sendsOnlyWhileArmed();

private:
    using UseCase = std::function<void()>;

    Target production(WritePolicy writes) const;
    QString somebody();
    QStringList some(int most);
    RepairPlan forgedPlan();
    std::vector<UseCase> useCases();
    void addClientCalls(std::vector<UseCase> &cases);

    std::unique_ptr<sandbox::Simulator> m_simulator;
    std::unique_ptr<sandbox::SimulatorServer> m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workbench> m_workbench;
    std::vector<Participant> m_people;
    QRandomGenerator m_random;
    QString m_database;
};

void TestProductionFuzz::initTestCase()
{
    m_people = sandbox::demoParticipants(sandbox::defaultDemoSeed);
}

void TestProductionFuzz::init()
{
    sandbox::SimulatorOptions options;
    options.enforceLimits = false; // Else the console would rightly take its time.
    options.logCapacity = 100'000;
    m_simulator = std::make_unique<sandbox::Simulator>(options);
    m_simulator->seedDemo(sandbox::demoStreamUsers(sandbox::defaultDemoSeed));
    m_server = std::make_unique<sandbox::SimulatorServer>(m_simulator.get());
    QVERIFY(m_server->start());
    m_folder = std::make_unique<QTemporaryDir>();
    m_database = m_folder->filePath(u"participants.db"_s);
    QVERIFY(sandbox::createDemoDatabase(m_database, sandbox::defaultDemoSeed));
}

void TestProductionFuzz::cleanupTestCase()
{
    m_workbench.reset();
    QVERIFY(Store::waitForWorkers(std::chrono::seconds{10}));
}

Target TestProductionFuzz::production(WritePolicy writes) const
{
    Target target;
    target.streamUrl = m_server->url().toString();
    target.streamKey = m_simulator->options().apiKey;
    target.streamSecret = m_simulator->options().secret;
    target.database = u"sqlite:"_s + m_database;
    target.name = u"Production"_s;
    target.kind = EnvironmentKind::Production;
    target.writes = writes;
    return target;
}

QString TestProductionFuzz::somebody()
{
    return m_people[m_random.bounded(quint32(m_people.size()))].id;
}

QStringList TestProductionFuzz::some(int most)
{
    QStringList ids;
    for (int i = m_random.bounded(1, most + 1); i > 0; --i)
        ids.append(somebody());
    ids.removeDuplicates();
    return ids;
}

/// As a bug, or somebody who wants to, would hand it in: not made by planRepair(), everything "needed".
RepairPlan TestProductionFuzz::forgedPlan()
{
    using Kind = RepairAction::Kind;
    RepairPlan plan;
    for (const QString &id : some(5)) {
        PlannedRepair item;
        item.action.kind = static_cast<Kind>(m_random.bounded(int(Kind::RemoveMember) + 1));
        item.action.streamId = streamIdOf(ParticipantKind::User, id);
        item.identity = fallbackIdentity(id);
        item.action.cid = u"messaging:onecrew_%1"_s.arg(id);
        plan.items.push_back(item);
    }
    const QJsonObject users = m_simulator->snapshot()[u"users"].toObject();
    for (const PlannedRepair &item : plan.items) {
        if (users.contains(item.action.streamId))
            plan.before.push_back(stream::userFrom(users[item.action.streamId].toObject()));
    }
    plan.users = static_cast<int>(plan.items.size());
    return plan;
}

void TestProductionFuzz::addClientCalls(std::vector<UseCase> &cases)
{
    // Beside every caller that exists, one that calls as it likes.
    const auto call = [this](auto send) {
        return [this, send] {
            const FlowContext context = m_workbench->context({});
            stream::ClientContext client;
            client.credentials = context.credentials;
            client.transport = context.transport;
            client.clock = context.clock;
            client.redactor = context.redactor;
            client.newId = context.newId;
            stream::Client direct{client};
            const QString id = streamIdOf(ParticipantKind::User, somebody());
            const stream::ChannelRef channel{u"messaging"_s, u"onecrew_"_s + somebody()};
            QVERIFY(!send(direct, id, channel));
        };
    };
    using stream::ChannelRef;
    using stream::Client;
    const std::stop_token go;
    cases.push_back(call([=](Client &c, const QString &id, const ChannelRef &) {
        return QCoro::waitFor(c.upsertUsers({QJsonObject{{u"id"_s, id}}}, go)).has_value();
    }));
    cases.push_back(call([=](Client &c, const QString &id, const ChannelRef &) {
        return QCoro::waitFor(c.updateUsersPartial({{.id = id, .set = {{u"role"_s, u"admin"_s}}}}, go))
            .has_value();
    }));
    cases.push_back(call([=](Client &c, const QString &, const ChannelRef &channel) {
        return QCoro::waitFor(c.getOrCreateChannel(channel, {}, go)).has_value();
    }));
    cases.push_back(call([=](Client &c, const QString &id, const ChannelRef &channel) {
        return QCoro::waitFor(c.addMembers(channel, {id}, go)).has_value();
    }));
    cases.push_back(call([=](Client &c, const QString &id, const ChannelRef &channel) {
        return QCoro::waitFor(c.removeMembers(channel, {id}, go)).has_value();
    }));
    cases.push_back(call([=](Client &c, const QString &, const ChannelRef &channel) {
        return QCoro::waitFor(c.deleteChannel(channel, true, go)).has_value();
    }));
    cases.push_back(call([=](Client &c, const QString &, const ChannelRef &channel) {
        return QCoro::waitFor(c.deleteChannels({channel.cid()}, true, go)).has_value();
    }));
    cases.push_back(call([=](Client &c, const QString &id, const ChannelRef &) {
        using stream::Deletion;
        return QCoro::waitFor(c.deleteUsers({id}, Deletion::Hard, Deletion::Hard, std::nullopt, go))
            .has_value();
    }));
    cases.push_back(call([=](Client &c, const QString &id, const ChannelRef &) {
        return QCoro::waitFor(c.restoreUsers({id}, go)).has_value();
    }));
    cases.push_back(call([=](Client &c, const QString &id, const ChannelRef &) {
        return QCoro::waitFor(c.deactivateUser(id, go)).has_value();
    }));
    cases.push_back(call([=](Client &c, const QString &id, const ChannelRef &) {
        return QCoro::waitFor(c.reactivateUser(id, go)).has_value();
    }));
}

std::vector<TestProductionFuzz::UseCase> TestProductionFuzz::useCases()
{
    std::vector<UseCase> cases;
    cases.push_back([this] {
        const auto preset = static_cast<Preset>(m_random.bounded(3));
        FlowSettings settings = settingsOf(preset);
        settings.wait = settings.retryWait = std::chrono::milliseconds{0};
        const ConversationRequest request{.initiator = somebody(), .participants = some(6)};
        const RunResult result =
            QCoro::waitFor(runConversation(m_workbench->context({}), request, settings, {}));
        QVERIFY(result.failure != Failure::None);
    });
    cases.push_back([this] {
        const RunResult result = QCoro::waitFor(runRepair(m_workbench->context({}), forgedPlan(), {}));
        QVERIFY(result.failure != Failure::None);
    });
    cases.push_back([this] {
        RepairRequest request;
        for (const QString &id : some(4)) {
            request.actions.push_back(
                {.kind = RepairAction::Kind::CreateUser, .streamId = streamIdOf(ParticipantKind::User, id)});
        }
        const Result<RepairPlan> plan = QCoro::waitFor(planRepair(m_workbench->context({}), request, {}));
        if (plan && plan->isNeeded()) {
            const RunResult result = QCoro::waitFor(runRepair(m_workbench->context({}), *plan, {}));
            QVERIFY(result.failure != Failure::None);
        }
    });
    cases.push_back([this] {
        const FlowContext context = m_workbench->context({});
        diagnosis::GatherContext gather;
        gather.directory = context.directory;
        gather.client.credentials = context.credentials;
        gather.client.transport = context.transport;
        gather.client.clock = context.clock;
        gather.client.redactor = context.redactor;
        gather.client.newId = context.newId;
        const diagnosis::LookupRequest request{.text = some(8).join(u' ')};
        QVERIFY(QCoro::waitFor(diagnosis::lookUp(gather, request, {})));
    });
    cases.push_back([this] {
        SystemClock clock;
        QNetworkAccessManager network;
        stream::NetworkTransport transport{&network};
        ConnectionTestContext context;
        const Target target = production(WritePolicy::WhenArmed);
        context.environment = {.id = u"production"_s,
                               .name = target.name,
                               .kind = target.kind,
                               .streamUrl = target.streamUrl,
                               .streamKey = target.streamKey,
                               .database = target.database,
                               .writes = target.writes};
        context.secrets.streamSecret = target.streamSecret;
        context.transport = &transport;
        context.clock = &clock;
        QVERIFY(!QCoro::waitFor(testConnection(context, {})).rows.empty());
    });
    cases.pop_back(); //TEMP
    addClientCalls(cases);
    return cases;
}

void TestProductionFuzz::sendsNothingThatWrites_data()
{
    QTest::addColumn<int>("policy");
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 3; ++seed) {
        QTest::addRow("unarmed, seed %u", seed) << int(WritePolicy::WhenArmed) << seed;
        QTest::addRow("read-only, seed %u", seed) << int(WritePolicy::ReadOnly) << seed;
    }
}

void TestProductionFuzz::sendsNothingThatWrites()
{
    QFETCH(int, policy);
    QFETCH(quint32, seed);
    m_random.seed(seed);
    Result<std::unique_ptr<Workbench>> workbench =
        Workbench::open(production(static_cast<WritePolicy>(policy)), false);
    QVERIFY(workbench);
    m_workbench = std::move(*workbench);
    const QByteArray database = bytesOf(m_database);
    const QJsonObject before = m_simulator->snapshot();

    const std::vector<UseCase> cases = useCases();
    std::vector<int> order;
    constexpr int rounds = 12;
    for (int i = 0; i < rounds * int(cases.size()); ++i)
        order.push_back(i % int(cases.size()));
    std::shuffle(order.begin(), order.end(), m_random);
    for (const int at : order) {
        cases[size_t(at)]();
        if (QTest::currentTestFailed())
            return;
    }

    QCOMPARE(mutations(*m_simulator), QStringList{});
    QVERIFY(m_simulator->requestLog().size() > rounds); // The reads did arrive.
    QCOMPARE(m_simulator->snapshot(), before);
    QCOMPARE(bytesOf(m_database), database);
    qInfo("%d use cases, %d requests arrived, 0 of them mutating", int(order.size()),
          int(m_simulator->requestLog().size()));
}

void TestProductionFuzz::leavesTheWindowNothingToWrite()
{
    ConsoleOptions options;
    options.target = production(WritePolicy::WhenArmed);
    options.journal = m_folder->filePath(u"journal.db"_s);
    Console console{options};
    const ConversationRequest request{.initiator = u"Sat Education"_s,
                                      .participants = {sandbox::demoUnsyncedUserId()}};
    QVERIFY(!console.mayConverse());
    QVERIFY(console.converse(request, settingsOf(Preset::Hardened)).isNull());
    const auto plan = console.plan(request, settingsOf(Preset::Hardened));
    const auto states = console.states({sandbox::demoUnsyncedUserId()});
    const auto found = console.diagnose({u"Sat Education"_s, sandbox::demoUnsyncedUserId()});
    console.checkHealth();
    QTRY_VERIFY_WITH_TIMEOUT(plan.isFinished() && states.isFinished() && found.isFinished(), 20'000);
    const auto idle = console.isIdle();
    QTRY_VERIFY_WITH_TIMEOUT(idle.isFinished(), 20'000);
    QVERIFY(!plan.result().empty());
    QVERIFY(found.result());
    QCOMPARE(mutations(*m_simulator), QStringList{});
    QVERIFY(!m_simulator->requestLog().isEmpty());
}

/// The same gate lets through what it held back, so that holding back means something.
void TestProductionFuzz::sendsOnlyWhileArmed()
{
    Result<std::unique_ptr<Workbench>> workbench = Workbench::open(production(WritePolicy::WhenArmed), false);
    QVERIFY(workbench);
    const QString id = streamIdOf(ParticipantKind::User, sandbox::demoUnsyncedUserId());
    const auto repair = [&] {
        const RepairRequest request{{{.kind = RepairAction::Kind::CreateUser, .streamId = id}}};
        const Result<RepairPlan> plan = QCoro::waitFor(planRepair((*workbench)->context({}), request, {}));
        return plan ? QCoro::waitFor(runRepair((*workbench)->context({}), *plan, {})).failure
                    : Failure::Usage;
    };
    QVERIFY(repair() == Failure::Environment);
    QVERIFY(!m_simulator->hasUser(id));
    QVERIFY(!(*workbench)->arming()->arm(u"Staging"_s, {}));
    QVERIFY(repair() == Failure::Environment);
    QVERIFY((*workbench)->arming()->arm(u"Production"_s, u"a ticket"_s));
    QVERIFY(repair() == Failure::None);
    QVERIFY(m_simulator->hasUser(id));
    (*workbench)->arming()->disarm();
    m_simulator->clearRequestLog();
    QVERIFY(m_simulator->deleteUser(id, true));
    QVERIFY(repair() == Failure::Environment);
    QCOMPARE(mutations(*m_simulator), QStringList{});
}

QTEST_GUILESS_MAIN(TestProductionFuzz)
#include "tst_productionfuzz.moc"
