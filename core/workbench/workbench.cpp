// SPDX-License-Identifier: MIT
#include "core/workbench/workbench.h"

#include "core/checklist/logsources.h"
#include "core/directory/sqldirectory.h"
#include "core/domain/identity.h"
#include "core/environment/writegate.h"
#include "core/sandbox/backendstandin.h"
#include "core/sandbox/demodatabase.h"
#include "core/sandbox/demostream.h"
#include "core/sandbox/rehearsaltransport.h"
#include "core/sandbox/simulator.h"
#include "core/sandbox/simulatortransport.h"
#include "core/stream/networktransport.h"
#include "core/stream/rategovernor.h"
#include "core/stream/token.h"
#include "core/sync/systemclock.h"
#include "core/sync/virtualclock.h"
#include "core/workbench/commandeddirectory.h"
#include "core/workbench/probeusers.h"
#include "core/workbench/rehearsaldirectory.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>

namespace chatsync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Workbench", text);
}

tl::unexpected<Error> incomplete(const QString &what, const QString &advice)
{
    return tl::unexpected(Error{Error::Kind::Input, what, advice, {}});
}

Result<void> checkReal(const Target &target)
{
    if (!target.environment.isEmpty())
        return incomplete(tr("The environment %1 has not been looked up.").arg(target.environment),
                          tr("This command cannot work in a named environment yet."));
    const QString orSandbox =
        tr("Or give none of address, key, secret and database to use the embedded sandbox.");
    if (target.streamKey.isEmpty())
        return incomplete(tr("StreamChat's key is missing."),
                          tr("Set STREAM_KEY or give --stream-key.") + u' ' + orSandbox);
    if (target.streamSecret.isEmpty())
        return incomplete(tr("StreamChat's secret is missing."),
                          tr("Set STREAM_SECRET in the environment.") + u' ' + orSandbox);
    if (target.database.isEmpty())
        return incomplete(tr("The participants' database is missing."),
                          tr("Set DATABASE_URL or give --database.") + u' ' + orSandbox);
    if (!target.faults.isEmpty())
        return incomplete(tr("Faults belong to the embedded sandbox."),
                          tr("Leave --fault out, or give it to “chat-sync sandbox”."));
    return {};
}

Result<QList<sandbox::Fault>> parseFaults(const QStringList &texts)
{
    QList<sandbox::Fault> faults;
    for (const QString &text : texts) {
        if (sandbox::isBackendFault(text))
            continue;
        const Result<sandbox::Fault> fault = sandbox::parseFault(text);
        if (!fault)
            return tl::unexpected(fault.error());
        faults.append(*fault);
    }
    return faults;
}

Result<QList<sandbox::BackendFault>> parseBackendFaults(const QStringList &texts)
{
    QList<sandbox::BackendFault> faults;
    for (const QString &text : texts) {
        if (!sandbox::isBackendFault(text))
            continue;
        const Result<sandbox::BackendFault> fault = sandbox::parseBackendFault(text);
        if (!fault)
            return tl::unexpected(fault.error());
        faults.append(*fault);
    }
    return faults;
}

/// A real target, checked and taken apart.
struct RealTarget {
    QUrl stream;
    DatabaseUrl database;
};

Result<RealTarget> parseReal(const Target &target)
{
    if (const Result<void> complete = checkReal(target); !complete)
        return tl::unexpected(complete.error());
    const Result<QUrl> url = streamUrlFrom(target.streamUrl);
    if (!url)
        return tl::unexpected(url.error());
    const Result<DatabaseUrl> database = DatabaseUrl::parse(target.database);
    if (!database)
        return tl::unexpected(database.error());
    const bool apart = !target.databasePassword.isEmpty();
    return RealTarget{*url, apart ? database->withPassword(target.databasePassword) : *database};
}

RunEnvironment environmentOfReal(const Target &target, const RealTarget &real)
{
    return {.name = target.name.isEmpty() ? real.stream.host() : target.name,
            .kind = toString(target.kind),
            .streamUrl = real.stream.toString(),
            .database = real.database.location()};
}

RunEnvironment environmentOfSandbox(const QStringList &faults)
{
    return {.name = tr("Sandbox"),
            .kind = QStringLiteral("sandbox"),
            .streamUrl = tr("embedded"),
            .database = tr("embedded demo database"),
            .faults = faults};
}

tl::unexpected<Error> foreignBackend()
{
    return incomplete(tr("The backend at this address does not work on the embedded sandbox, so that "
                         "nothing it says could be verified."),
                      tr("Name the StreamChat and the database it works on, or leave its address out to "
                         "ask the sandbox's own backend."));
}

} // namespace

struct Workbench::Private {
    Target target;
    Timing timing = Timing::Real;
    bool dryRun = false;
    std::unique_ptr<Clock> clock;
    IdSource newId;
    Redactor redactor;
    std::unique_ptr<QNetworkAccessManager> network;
    std::shared_ptr<sandbox::Simulator> simulator; ///< Shared with rehearsals
    std::unique_ptr<stream::Transport> transport;  ///< Never used but through the gate
    std::shared_ptr<Arming> arming;
    std::unique_ptr<stream::WritePermission> permission;
    std::unique_ptr<stream::Transport> gate;
    std::unique_ptr<stream::Transport> rehearsal;
    std::unique_ptr<checklist::LogSource> log; ///< Of the backend, for a checklist
    std::unique_ptr<checklist::NewUsers> newUsers;
    std::unique_ptr<sandbox::BackendStandIn> standIn;
    std::unique_ptr<stream::Transport> standInTransport;
    std::unique_ptr<stream::Transport> backendGate;
    std::unique_ptr<stream::RateGovernor> governor;
    std::unique_ptr<Directory> directory;
    Store *demo = nullptr; ///< Of the embedded sandbox, within the directory
    stream::Credentials credentials;
    RunEnvironment environment;
    QString instance; ///< Of the embedded sandbox: what is created in it ends with it

    void makeClock();
    Result<void> openSandbox();
    Result<void> openReal();
    void takeDirectory(std::unique_ptr<SqlDirectory> opened);
    void closeGate();
    Result<BackendAccess> standInAccess(const FlowSettings &settings, checklist::LineLog *lines = nullptr);
    Result<BackendAccess> realBackend();
    Result<void> addBackend(checklist::RunnerContext &context, const checklist::Order &order,
                            const QString &logFile);
    stream::Transport *gatedToBackend(stream::Transport *open, const QUrl &url);
};

void Workbench::Private::makeClock()
{
    if (timing == Timing::Virtual) {
        clock = std::make_unique<VirtualClock>();
        // Contexts are copied: one sequence for all of them.
        const quint32 seed = dryRun ? 2 : 1;
        newId = [ids = std::make_shared<IdSource>(seededIds(seed))] { return (*ids)(); };
        return;
    }
    newId = randomIds();
    if (dryRun)
        clock = std::make_unique<VirtualClock>(QDateTime::currentDateTimeUtc());
    else
        clock = std::make_unique<SystemClock>();
}

void Workbench::Private::takeDirectory(std::unique_ptr<SqlDirectory> opened)
{
    if (dryRun)
        directory = std::make_unique<RehearsalDirectory>(std::move(opened));
    else
        directory = std::move(opened);
    if (timing == Timing::Virtual) {
        directory = std::make_unique<CommandedDirectory>(std::move(directory),
                                                         static_cast<VirtualClock *>(clock.get()));
    }
}

Result<void> Workbench::Private::openSandbox()
{
    const Result<QList<sandbox::Fault>> faults = parseFaults(target.faults);
    if (!faults)
        return tl::unexpected(faults.error());
    if (!simulator) {
        sandbox::SimulatorOptions options;
        options.faults = *faults;
        simulator = std::make_shared<sandbox::Simulator>(options);
        simulator->seedDemo(sandbox::demoStreamUsers(sandbox::defaultDemoSeed));
    }
    if (instance.isEmpty())
        instance = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const sandbox::SimulatorOptions &options = simulator->options();
    transport = std::make_unique<sandbox::SimulatorTransport>(simulator.get(), clock.get());
    credentials = {.baseUrl = QUrl{QStringLiteral("http://sandbox.localhost")},
                   .apiKey = options.apiKey,
                   .token = stream::serverToken(options.secret)};
    redactor.addSecret(QStringLiteral("api_secret"), options.secret);
    sandbox::DemoInMemory made = sandbox::demoInMemory(sandbox::defaultDemoSeed);
    demo = made.store;
    takeDirectory(std::move(made.directory));
    environment = environmentOfSandbox(target.faults);
    return {};
}

Result<void> Workbench::Private::openReal()
{
    const Result<RealTarget> real = parseReal(target);
    if (!real)
        return tl::unexpected(real.error());
    credentials = {.baseUrl = real->stream,
                   .apiKey = target.streamKey,
                   .token = stream::serverToken(target.streamSecret)};
    redactor.addSecret(QStringLiteral("api_secret"), target.streamSecret);
    for (const QString &secret : real->database.secrets())
        redactor.addSecret(QStringLiteral("password"), secret.toUtf8());
    network = std::make_unique<QNetworkAccessManager>();
    transport = std::make_unique<stream::NetworkTransport>(network.get());
    StoreOptions options;
    if (target.writes == WritePolicy::Allowed)
        options.connection.access = DirectoryAccess::InsertConversations;
    takeDirectory(std::make_unique<SqlDirectory>(real->database, options, target.mapping));
    environment = environmentOfReal(target, *real);
    return {};
}

/// From here on nothing reaches the transport but through the gate.
void Workbench::Private::closeGate()
{
    if (dryRun) {
        permission = std::make_unique<stream::NeverWrite>();
    } else {
        if (target.writes == WritePolicy::WhenArmed)
            arming = std::make_shared<Arming>(environment.name, clock.get());
        permission = std::make_unique<WriteGate>(environment.name, target.writes, arming.get());
    }
    gate = std::make_unique<stream::GatedTransport>(transport.get(), permission.get(), credentials.baseUrl);
    // Whatever writes is answered by a simulator of its own, and waits are not waited.
    if (dryRun)
        rehearsal = std::make_unique<sandbox::RehearsalTransport>(gate.get(), clock.get());
}

/// To the gate the backend's own address is the base: a path of it is never taken for one of StreamChat's
/// that only reads.
stream::Transport *Workbench::Private::gatedToBackend(stream::Transport *open, const QUrl &url)
{
    backendGate = std::make_unique<stream::GatedTransport>(open, permission.get(), url);
    return backendGate.get();
}

/// With @p lines it is for a checklist: its conversations are many, and their logs are wanted.
Result<BackendAccess> Workbench::Private::standInAccess(const FlowSettings &settings,
                                                        checklist::LineLog *lines)
{
    const Result<QList<sandbox::BackendFault>> faults = parseBackendFaults(target.faults);
    if (!faults)
        return tl::unexpected(faults.error());
    sandbox::BackendSurroundings surroundings{.directory = directory.get(),
                                              .transport = transport.get(),
                                              .governor = governor.get(),
                                              .credentials = credentials,
                                              .clock = clock.get(),
                                              .newId = newId,
                                              .log = {},
                                              .ended = {}};
    if (lines) {
        surroundings.ended = [lines](const RunResult &run, const std::vector<RunEvent> &events) {
            lines->take(run, events);
        };
    }
    standIn = std::make_unique<sandbox::BackendStandIn>(
        sandbox::BackendOptions{.settings = settings, .faults = *faults}, surroundings);
    standInTransport = std::make_unique<sandbox::BackendStandInTransport>(standIn.get(), clock.get());
    QUrl url{QStringLiteral("http://backend.localhost")};
    url.setPath(sandbox::BackendStandIn::path());
    return BackendAccess{.url = url,
                         .token = target.backendToken,
                         .secret = standIn->options().secret,
                         .transport = gatedToBackend(standInTransport.get(), url)};
}

Result<BackendAccess> Workbench::Private::realBackend()
{
    const Result<QUrl> url = backendUrlFrom(target.backendUrl);
    if (!url)
        return tl::unexpected(url.error());
    // Where tokens are given, whether the initiator has one shows once it is known who that is.
    if (target.backendToken.isEmpty() && target.backendSecret.isEmpty() &&
        target.backendSignIn == BackendSignIn::Secret)
        return incomplete(tr("There is no token for the backend, and no secret to make one with."),
                          tr("Keep one in Settings or with chat-sync env add, or set BACKEND_TOKEN or "
                             "BACKEND_SECRET in the environment."));
    return BackendAccess{.url = *url,
                         .token = target.backendToken,
                         .secret = target.backendSecret,
                         .transport = gatedToBackend(transport.get(), *url)};
}

Result<void> Workbench::Private::addBackend(checklist::RunnerContext &context, const checklist::Order &order,
                                            const QString &logFile)
{
    Result<BackendAccess> access;
    if (target.isSandbox() && target.backendUrl.isEmpty()) {
        auto lines = std::make_unique<checklist::LineLog>(tr("the stand-in's log"));
        access = standInAccess(order.settings, lines.get());
        context.backendPreset = toString(order.settings.preset);
        log = std::move(lines);
    } else {
        access = realBackend();
        if (target.isSandbox())
            access = foreignBackend();
        log.reset();
    }
    if (!access)
        return tl::unexpected(access.error());
    context.backend = *access;
    if (!logFile.isEmpty()) {
        Result<std::unique_ptr<checklist::FileLog>> file =
            checklist::FileLog::open(logFile, clock.get(), redactor);
        if (!file)
            return tl::unexpected(file.error());
        log = std::move(*file);
    }
    context.log = log.get();
    return {};
}

Workbench::Workbench(std::unique_ptr<Private> p)
    : d(std::move(p))
{}

Workbench::~Workbench() = default;

Result<RunEnvironment> Workbench::environmentOf(const Target &target)
{
    if (target.isSandbox()) {
        const Result<QList<sandbox::Fault>> faults = parseFaults(target.faults);
        if (!faults)
            return tl::unexpected(faults.error());
        return environmentOfSandbox(target.faults);
    }
    const Result<RealTarget> real = parseReal(target);
    if (!real)
        return tl::unexpected(real.error());
    return environmentOfReal(target, *real);
}

Result<std::unique_ptr<Workbench>> Workbench::open(const Target &target, bool dryRun, Timing timing)
{
    auto p = std::make_unique<Private>();
    p->target = target;
    p->timing = timing;
    p->dryRun = dryRun;
    return make(std::move(p));
}

Result<std::unique_ptr<Workbench>> Workbench::rehearsal() const
{
    auto p = std::make_unique<Private>();
    p->target = d->target;
    p->timing = d->timing;
    p->dryRun = true;
    p->simulator = d->simulator;
    p->instance = d->instance;
    return make(std::move(p));
}

Result<std::unique_ptr<Workbench>> Workbench::make(std::unique_ptr<Private> p)
{
    p->makeClock();
    const Result<void> opened = p->target.isSandbox() ? p->openSandbox() : p->openReal();
    if (!opened)
        return tl::unexpected(opened.error());
    p->redactor.addSecret(QStringLiteral("token"), p->credentials.token);
    p->governor = std::make_unique<stream::RateGovernor>(p->clock.get());
    p->closeGate();
    return std::unique_ptr<Workbench>{new Workbench{std::move(p)}};
}

std::shared_ptr<Arming> Workbench::arming() const
{
    return d->arming;
}

Result<void> Workbench::mayConverse() const
{
    if (d->dryRun)
        return {};
    return chatsync::mayConverse(d->environment.name, d->target.writes);
}

Result<void> Workbench::mayCleanUp() const
{
    if (d->dryRun)
        return {};
    return chatsync::mayCleanUp(d->environment.name, d->target.writes);
}

Result<BackendAccess> Workbench::backend(const FlowSettings &standIn)
{
    if (!d->target.isSandbox())
        return d->realBackend();
    if (!d->target.backendUrl.isEmpty())
        return foreignBackend();
    return d->standInAccess(standIn);
}

Result<checklist::RunnerContext> Workbench::checklist(const checklist::Order &order, const QString &logFile)
{
    checklist::RunnerContext runner;
    runner.flow = context({});
    runner.mayConverse = mayConverse();
    runner.consoleVersion = QCoreApplication::applicationVersion();
    if (d->target.isSandbox() && !d->dryRun) {
        d->newUsers = std::make_unique<ProbeUsers>(d->demo, d->clock.get(), d->newId);
        runner.newUsers = d->newUsers.get();
    }
    if (order.target == checklist::Order::Target::Backend) {
        if (const Result<void> added = d->addBackend(runner, order, logFile); !added)
            return tl::unexpected(added.error());
    }
    return runner;
}

Result<void> Workbench::setFaults(const QStringList &texts)
{
    const Result<QList<sandbox::Fault>> faults = parseFaults(texts);
    if (!faults)
        return tl::unexpected(faults.error());
    if (!d->simulator)
        return incomplete(tr("Faults belong to the embedded sandbox."), tr("Leave them out."));
    d->simulator->setFaults(*faults);
    d->target.faults = texts;
    d->environment.faults = texts;
    return {};
}

FlowContext Workbench::context(std::vector<EventSink *> sinks) const
{
    FlowContext context;
    context.directory = d->directory.get();
    context.transport = d->rehearsal ? d->rehearsal.get() : d->gate.get();
    context.governor = d->governor.get();
    context.credentials = d->credentials;
    context.clock = d->clock.get();
    context.redactor = &d->redactor;
    context.newId = d->newId;
    context.sinks = std::move(sinks);
    context.environment = d->environment;
    context.dryRun = d->dryRun;
    context.sandboxInstance = d->instance;
    return context;
}

void Workbench::endTimeAt(std::chrono::milliseconds end)
{
    if (d->timing == Timing::Virtual)
        static_cast<VirtualClock *>(d->clock.get())->setEnd(end);
}

} // namespace chatsync
