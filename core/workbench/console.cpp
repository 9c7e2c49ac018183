// SPDX-License-Identifier: MIT
#include "core/workbench/console.h"

#include "core/environment/writegate.h"
#include "core/sandbox/fault.h"
#include "core/workbench/consoleprivate.h"
#include "core/workbench/whenready.h"

#include <QCoreApplication>

namespace chatsync {

Console::Console(ConsoleOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    if (options.journal.isEmpty())
        options.journal = defaultJournalPath();
    d->options = options;
    d->environment = Workbench::environmentOf(options.target);
    d->newId = options.virtualTime ? seededIds(7) : randomIds();
    d->inUse = environmentOf(options.target);
    if (d->environment)
        d->inUse.name = d->environment->name;
    d->desk = new EnvironmentDesk(options.environments);
    d->desk->moveToThread(&d->thread);
    d->engine = new Engine(options, d->desk);
    d->engine->moveToThread(&d->thread);
    d->thread.setObjectName(QStringLiteral("engine"));
    connect(&d->thread, &QThread::finished, d->engine, &QObject::deleteLater);
    connect(&d->thread, &QThread::finished, d->desk, &QObject::deleteLater);
    d->environments = new Environments(d->desk, this);

    connect(d->engine, &Engine::told, this, &Console::events);
    connect(d->engine, &Engine::requested, this, &Console::requested);
    connect(d->engine, &Engine::rateBudget, this, &Console::rateBudgetChanged);
    connect(d->engine, &Engine::runEnded, this, [this](const QUuid &run, const RunResult &result) {
        d->running = {};
        Q_EMIT ended(run, result);
    });
    connect(d->engine, &Engine::checklistTold, this, &Console::checklistProgress);
    connect(d->engine, &Engine::checklistEnded, this, [this](const checklist::End &end) {
        d->checking = {};
        Q_EMIT checklistEnded(end);
    });
    connect(d->engine, &Engine::databaseSeen, this, [this](const ServiceHealth &health) {
        d->database = health;
        Q_EMIT healthChanged();
    });
    connect(d->engine, &Engine::streamChatSeen, this, [this](const ServiceHealth &health) {
        d->streamChat = health;
        Q_EMIT healthChanged();
    });
    connect(d->engine, &Engine::used, this,
            [this](const Environment &environment, const std::shared_ptr<const Target> &target) {
                d->inUse = environment;
                d->options.target = *target;
                d->environment = Workbench::environmentOf(*target);
                d->database = {};
                d->streamChat = {};
                Q_EMIT environmentChanged();
                Q_EMIT healthChanged();
            });
    connect(d->engine, &Engine::armingTold, this,
            [this](const ArmingState &state, const std::shared_ptr<Arming> &arming) {
                d->armed = state;
                d->arming = arming;
                Q_EMIT armingChanged();
            });
    d->thread.start();
    QMetaObject::invokeMethod(d->engine, &Engine::open, Qt::QueuedConnection);
}

Console::~Console()
{
    QMetaObject::invokeMethod(d->engine, &Engine::shutDown, Qt::QueuedConnection);
    d->thread.wait();
}

Result<RunEnvironment> Console::environment() const
{
    return d->environment;
}

QString Console::journalPath() const
{
    return d->options.journal;
}

QString Console::streamKey() const
{
    return d->options.target.streamKey;
}

QUuid Console::converse(const ConversationRequest &request, const FlowSettings &settings,
                        ConversationTarget target)
{
    if (isRunning() || isChecking() || d->switching || !d->environment || !mayConverse())
        return {};
    d->running = d->newId();
    QMetaObject::invokeMethod(
        d->engine,
        [engine = d->engine, run = d->running, request, settings, target] {
            engine->converse(run, request, settings, target);
        },
        Qt::QueuedConnection);
    return d->running;
}

Result<void> Console::mayAskBackend() const
{
    if (d->options.target.isSandbox())
        return {};
    const Result<QUrl> url = backendUrlFrom(d->options.target.backendUrl);
    if (!url)
        return tl::unexpected(url.error());
    return {};
}

Environments *Console::environments() const
{
    return d->environments;
}

Environment Console::inUse() const
{
    return d->inUse;
}

QFuture<Result<RunEnvironment>> Console::use(const Environment &environment)
{
    using Used = Result<RunEnvironment>;
    if (isRunning() || isChecking() || d->switching) {
        Answer<Used> refused{tl::unexpected(Error{Error::Kind::Input,
                                                  tr("A run is under way in the environment in use."),
                                                  tr("Wait for its end, or stop it."),
                                                  {}})};
        return refused.future();
    }
    d->switching = true;
    const QFuture<Used> future =
        d->ask(Used{cancelledError()}, [environment](Engine *engine, AnswerPtr<Used> answer) {
            engine->use(environment, std::move(answer));
        });
    whenReady(future, this, [this](const Used *) { d->switching = false; });
    return future;
}

QFuture<Result<ArmingState>> Console::arm(const QString &typed, const QString &reason)
{
    using Armed = Result<ArmingState>;
    return d->ask(Armed{cancelledError()}, [typed, reason](Engine *engine, AnswerPtr<Armed> answer) {
        engine->arm(typed, reason, std::move(answer));
    });
}

void Console::disarm()
{
    if (d->arming)
        d->arming->disarm();
    QMetaObject::invokeMethod(d->engine, &Engine::disarm, Qt::QueuedConnection);
}

/// Commanded time stands still for whoever looks from here.
ArmingState Console::arming() const
{
    ArmingState state = d->armed;
    if (state.armed && !d->options.virtualTime) {
        const auto left = std::chrono::milliseconds{QDateTime::currentDateTimeUtc().msecsTo(state.until)};
        state.remaining = std::clamp(left, std::chrono::milliseconds{0}, state.remaining);
    }
    if (state.remaining <= std::chrono::milliseconds{0})
        return {};
    return state;
}

Result<void> Console::mayConverse() const
{
    return chatsync::mayConverse(d->inUse.name, d->options.target.writes);
}

bool Console::isRunning() const
{
    return !d->running.isNull();
}

void Console::stop()
{
    QMetaObject::invokeMethod(d->engine, &Engine::stopRun, Qt::QueuedConnection);
}

QFuture<std::vector<RunEvent>> Console::plan(const ConversationRequest &request, const FlowSettings &settings,
                                             ConversationTarget target)
{
    using Events = std::vector<RunEvent>;
    return d->ask(Events{}, [=](Engine *engine, AnswerPtr<Events> answer) {
        engine->plan(request, settings, target, std::move(answer));
    });
}

QFuture<Result<ParticipantPage>> Console::search(const ParticipantSearch &search)
{
    using Page = Result<ParticipantPage>;
    return d->ask(Page{cancelledError()}, [search](Engine *engine, AnswerPtr<Page> answer) {
        engine->search(search, std::move(answer));
    });
}

QFuture<Result<std::vector<ParticipantState>>> Console::states(const QStringList &participantIds)
{
    using States = Result<std::vector<ParticipantState>>;
    return d->ask(States{cancelledError()}, [participantIds](Engine *engine, AnswerPtr<States> answer) {
        engine->states(participantIds, std::move(answer));
    });
}

QFuture<Result<diagnosis::LookupResult>> Console::lookUp(const diagnosis::LookupRequest &request)
{
    using Found = Result<diagnosis::LookupResult>;
    return d->ask(Found{cancelledError()}, [request](Engine *engine, AnswerPtr<Found> answer) {
        engine->lookUp(request, std::move(answer));
    });
}

QFuture<Result<diagnosis::LookupResult>> Console::diagnose(const QStringList &people)
{
    diagnosis::LookupRequest request;
    request.text = people.join(u'\n');
    request.together = true;
    return lookUp(request);
}

void Console::cancelLookUps()
{
    QMetaObject::invokeMethod(d->engine, &Engine::stopLookUps, Qt::QueuedConnection);
}

QFuture<Result<DemonstrationResult>> Console::demonstrate(const QString &defectCode)
{
    using Shown = Result<DemonstrationResult>;
    return d->ask(Shown{cancelledError()}, [defectCode](Engine *engine, AnswerPtr<Shown> answer) {
        engine->demonstrate(defectCode, std::move(answer));
    });
}

QFuture<Result<std::vector<diagnosis::Struck>>> Console::defectsOf(QUuid run)
{
    using Found = Result<std::vector<diagnosis::Struck>>;
    return d->ask(Found{cancelledError()}, [run](Engine *engine, AnswerPtr<Found> answer) {
        engine->defectsOf(run, std::move(answer));
    });
}

QFuture<Result<RepairPlan>> Console::planRepair(const RepairRequest &request)
{
    using Planned = Result<RepairPlan>;
    return d->ask(Planned{cancelledError()}, [request](Engine *engine, AnswerPtr<Planned> answer) {
        engine->planRepair(request, std::move(answer));
    });
}

QUuid Console::repair(const RepairPlan &plan)
{
    if (isRunning() || isChecking() || !d->environment)
        return {};
    d->running = d->newId();
    QMetaObject::invokeMethod(
        d->engine, [engine = d->engine, run = d->running, plan] { engine->repair(run, plan); },
        Qt::QueuedConnection);
    return d->running;
}

QFuture<std::vector<RunEvent>> Console::rehearse(const RepairPlan &plan)
{
    using Events = std::vector<RunEvent>;
    return d->ask(Events{}, [plan](Engine *engine, AnswerPtr<Events> answer) {
        engine->rehearse(plan, std::move(answer));
    });
}

QFuture<Result<std::vector<LedgerEntry>>> Console::leftovers()
{
    using Left = Result<std::vector<LedgerEntry>>;
    return d->ask(Left{cancelledError()},
                  [](Engine *engine, AnswerPtr<Left> answer) { engine->leftovers(std::move(answer)); });
}

Result<void> Console::mayCleanUp() const
{
    return chatsync::mayCleanUp(d->inUse.name, d->options.target.writes);
}

QFuture<CleanUpOutcome> Console::cleanUp(const QList<QUuid> &runs)
{
    CleanUpOutcome refused;
    refused.run.failure = Failure::Cancelled;
    const Result<void> allowed = mayCleanUp();
    if (isRunning() || isChecking() || d->switching || !d->environment || !allowed) {
        refused.run.failure = allowed ? Failure::Usage : Failure::Environment;
        refused.run.answer = failureAnswer(
            allowed ? tr("Another run is under way. Wait for its end, or stop it.") : allowed.error().what);
        Answer<CleanUpOutcome> told{refused};
        return told.future();
    }
    d->running = d->newId();
    return d->ask(refused, [run = d->running, runs](Engine *engine, AnswerPtr<CleanUpOutcome> answer) {
        engine->removeLeftovers(run, runs, std::move(answer));
    });
}

QFuture<Result<std::vector<Visibility>>> Console::visibility()
{
    using Seen = Result<std::vector<Visibility>>;
    return d->ask(Seen{cancelledError()},
                  [](Engine *engine, AnswerPtr<Seen> answer) { engine->visibility(std::move(answer)); });
}

QFuture<Result<std::vector<RunSummary>>> Console::runs(const RunFilter &filter)
{
    using Runs = Result<std::vector<RunSummary>>;
    return d->ask(Runs{cancelledError()}, [filter](Engine *engine, AnswerPtr<Runs> answer) {
        engine->runs(filter, std::move(answer));
    });
}

QFuture<Result<std::vector<RunEvent>>> Console::loadEvents(QUuid run)
{
    using Events = Result<std::vector<RunEvent>>;
    return d->ask(Events{cancelledError()}, [run](Engine *engine, AnswerPtr<Events> answer) {
        engine->loadEvents(run, std::move(answer));
    });
}

QFuture<bool> Console::isIdle()
{
    return d->ask(false, [](Engine *engine, AnswerPtr<bool> answer) { engine->tellIdle(std::move(answer)); });
}

Result<void> Console::setFaults(const QStringList &faults)
{
    if (!d->options.target.isSandbox()) {
        return tl::unexpected(Error{Error::Kind::Input,
                                    tr("Faults belong to the embedded sandbox."),
                                    tr("Work in the sandbox to try them."),
                                    {}});
    }
    Target changed = d->options.target;
    changed.faults = faults;
    const Result<RunEnvironment> environment = Workbench::environmentOf(changed);
    if (!environment)
        return tl::unexpected(environment.error());
    d->options.target = changed;
    d->environment = environment;
    QMetaObject::invokeMethod(
        d->engine, [engine = d->engine, faults] { engine->setFaults(faults); }, Qt::QueuedConnection);
    return {};
}

void Console::checkHealth()
{
    for (ServiceHealth *health : {&d->database, &d->streamChat}) {
        if (d->environment && health->state == ServiceHealth::State::NotSetUp)
            health->state = ServiceHealth::State::Checking;
    }
    QMetaObject::invokeMethod(d->engine, &Engine::checkHealth, Qt::QueuedConnection);
}

ServiceHealth Console::database() const
{
    return d->database;
}

ServiceHealth Console::streamChat() const
{
    return d->streamChat;
}

} // namespace chatsync
