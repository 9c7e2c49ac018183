// SPDX-License-Identifier: MIT
#include "core/workbench/engine.h"

#include "core/sync/backendflow.h"
#include "core/workbench/enginechecklist.h"
#include "core/workbench/lookups.h"

#include <QCoreApplication>
#include <QThread>

using namespace std::chrono_literals;

namespace chatsync {

namespace {

constexpr auto betweenBatches = 100ms;
constexpr auto patienceAtTheEnd = 5s;

class Collector final : public EventSink {
public:
    Result<void> append(const RunEvent &event) override
    {
        events.push_back(event);
        return {};
    }

    std::vector<RunEvent> events;
};

Error cannotBeArmed()
{
    return {Error::Kind::Refused,
            QCoreApplication::translate("Environments", "There is nothing to arm in this environment."),
            QCoreApplication::translate("Environments",
                                        "Arming is for environments that are read-only unless armed."),
            {}};
}

ArmingState armingStateOf(const Arming &arming)
{
    return {.armed = arming.isArmed(),
            .until = arming.until(),
            .remaining = arming.remaining(),
            .reason = arming.reason()};
}

/// A rehearsal with what it stands on; kept until the coroutines on it are gone.
struct Rehearsal {
    std::unique_ptr<Workbench> workbench;
    Collector collector;
};

} // namespace

EventBatch::EventBatch(QUuid run, std::chrono::milliseconds pause)
    : m_run(run)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (!m_events.empty())
            flush();
    });
}

Result<void> EventBatch::append(const RunEvent &event)
{
    return appendAll({&event, 1});
}

Result<void> EventBatch::appendAll(std::span<const RunEvent> events)
{
    m_events.insert(m_events.end(), events.begin(), events.end());
    if (!m_pause.isActive() || events.back().kind == EventKind::RunFinished)
        flush();
    return {};
}

void EventBatch::flush()
{
    Q_EMIT ready(m_run, std::exchange(m_events, {}));
    if (m_pause.interval() > 0)
        m_pause.start();
}

Engine::Engine(ConsoleOptions options, EnvironmentDesk *desk)
    : m_options(std::move(options))
    , m_desk(desk)
    , m_inUse(environmentOf(m_options.target))
    , m_armingEnd(this)
    , m_faults(m_options.target.faults)
{
    m_armingEnd.setSingleShot(true);
    connect(&m_armingEnd, &QTimer::timeout, this, &Engine::tellArming);
    connect(m_desk, &EnvironmentDesk::ended, this, &Engine::cleanUp);
}

Engine::~Engine() = default;

void Engine::open()
{
    const auto timing = m_options.virtualTime ? Workbench::Timing::Virtual : Workbench::Timing::Real;
    Result<std::unique_ptr<Workbench>> opened = Workbench::open(m_options.target, false, timing);
    if (!opened)
        return;
    m_workbench = std::move(*opened);
    if (m_options.timeEnds)
        m_workbench->endTimeAt(*m_options.timeEnds);
    m_opened = m_workbench->context({}).clock->now();
}

/// A journal that could not be opened is tried anew each time: whoever held it may have gone.
Result<Journal *> Engine::journal()
{
    if (!m_journal) {
        Result<std::unique_ptr<Journal>> opened = Journal::open({.path = m_options.journal});
        if (!opened)
            return tl::unexpected(opened.error());
        m_journal = std::move(*opened);
    }
    return m_journal.get();
}

/// Tokens that were given are looked for once a run knows its initiator.
void Engine::addTokens(BackendAccess &access)
{
    if (m_inUse.isEmbedded() || m_inUse.backendSignIn != BackendSignIn::Token)
        return;
    access.tokenOf = [desk = m_desk, environment = m_inUse](QString initiator, std::stop_token stop) {
        return desk->backendTokenOf(environment, std::move(initiator), std::move(stop));
    };
}

Result<BackendAccess> Engine::backendOf(Workbench *workbench, const FlowSettings &standIn)
{
    Result<BackendAccess> access = workbench->backend(standIn);
    if (access)
        addTokens(*access);
    return access;
}

void Engine::converse(QUuid run, ConversationRequest request, FlowSettings settings,
                      ConversationTarget target)
{
    RunResult refused;
    refused.run = run;
    if (!m_workbench || m_closing) {
        refused.failure = m_closing ? Failure::Cancelled : Failure::Usage;
        endRun(refused);
        return;
    }
    const Result<Journal *> kept = journal();
    if (!kept) {
        refused.failure = Failure::Journal;
        refused.answer = failureAnswer(kept.error().what);
        refused.journalError = kept.error();
        endRun(refused);
        return;
    }
    if (const Result<void> allowed = m_workbench->mayConverse(); !allowed) {
        refused.failure = Failure::Environment;
        refused.answer = failureAnswer(allowed.error().what);
        endRun(refused);
        return;
    }
    if (m_options.target.isSandbox())
        m_workbench->setFaults(m_faults);
    Result<BackendAccess> backend;
    if (target == ConversationTarget::Backend)
        backend = backendOf(m_workbench.get(), settings);
    if (!backend) {
        refused.failure = Failure::Environment;
        refused.answer = failureAnswer(backend.error().what + u' ' + backend.error().advice);
        endRun(refused);
        return;
    }
    const FlowContext context = runContext(run, *kept);
    const std::stop_token stop = m_stopRun.get_token();
    follow(target == ConversationTarget::Backend
               ? runOnBackend(context, *backend, std::move(request), stop)
               : runConversation(context, std::move(request), settings, stop),
           [this](const RunResult &result) { endRun(result); });
}

/// A context whose events go to the journal and to whoever watches.
FlowContext Engine::runContext(QUuid run, Journal *kept)
{
    // Commanded time passes in no time: how many events fall into one real pause would be chance.
    m_batch = std::make_unique<EventBatch>(run, m_options.virtualTime ? 0ms : betweenBatches);
    connect(m_batch.get(), &EventBatch::ready, this, &Engine::told);
    connect(m_batch.get(), &EventBatch::ready, this,
            [this](const QUuid &, const std::vector<RunEvent> &events) { tellBudgets(events); });
    m_stopRun = {};
    FlowContext context = m_workbench->context({kept, m_batch.get()});
    context.run = run;
    context.ledger = kept;
    return context;
}

void Engine::planRepair(RepairRequest request, AnswerPtr<Result<RepairPlan>> answer)
{
    if (!m_workbench || m_closing)
        return;
    const FlowContext context = m_workbench->context({});
    follow(chatsync::planRepair(context, std::move(request), m_stopAll.get_token()),
           [answer = std::move(answer)](const Result<RepairPlan> &plan) { answer->give(plan); });
}

void Engine::repair(QUuid run, RepairPlan plan)
{
    RunResult refused;
    refused.run = run;
    const Result<Journal *> kept = journal();
    if (m_workbench && !m_closing && kept) {
        const FlowContext context = runContext(run, *kept);
        follow(runRepair(context, std::move(plan), m_stopRun.get_token()),
               [this](const RunResult &result) { endRun(result); });
        return;
    }
    refused.failure = m_closing ? Failure::Cancelled : m_workbench ? Failure::Journal : Failure::Usage;
    if (refused.failure == Failure::Journal) {
        refused.answer = failureAnswer(kept.error().what);
        refused.journalError = kept.error();
    }
    endRun(refused);
}

void Engine::leftovers(AnswerPtr<Result<std::vector<LedgerEntry>>> answer)
{
    if (!m_workbench || m_closing)
        return;
    const Result<Journal *> kept = journal();
    if (!kept) {
        answer->give(tl::unexpected(kept.error()));
        return;
    }
    FlowContext context = m_workbench->context({});
    context.ledger = *kept;
    answer->give(chatsync::leftovers(context));
}

void Engine::visibility(AnswerPtr<Result<std::vector<Visibility>>> answer)
{
    constexpr int most = 1000;
    if (!m_workbench || m_closing)
        return;
    const Result<Journal *> kept = journal();
    if (kept)
        answer->give((*kept)->measurements(placeOf(m_workbench->context({})), most));
    else
        answer->give(tl::unexpected(kept.error()));
}

void Engine::removeLeftovers(QUuid run, QList<QUuid> of, AnswerPtr<CleanUpOutcome> answer)
{
    CleanUpOutcome refused;
    refused.run.run = run;
    const Result<Journal *> kept = journal();
    if (m_workbench && !m_closing && kept) {
        const FlowContext context = runContext(run, *kept);
        follow(chatsync::cleanUp(context, std::move(of), m_stopRun.get_token()),
               [this, run, answer = std::move(answer)](const CleanUpOutcome &outcome) {
                   RunResult result = outcome.run;
                   result.run = run;
                   endRun(result);
                   answer->give(outcome);
               });
        return;
    }
    refused.run.failure = m_closing ? Failure::Cancelled : m_workbench ? Failure::Journal : Failure::Usage;
    if (refused.run.failure == Failure::Journal) {
        refused.run.answer = failureAnswer(kept.error().what);
        refused.run.journalError = kept.error();
    }
    endRun(refused.run);
    answer->give(refused);
}

void Engine::rehearse(RepairPlan plan, AnswerPtr<std::vector<RunEvent>> answer)
{
    if (!m_workbench || m_closing)
        return;
    Result<std::unique_ptr<Workbench>> bench = m_workbench->rehearsal();
    if (!bench)
        return;
    auto rehearsal = std::make_shared<Rehearsal>();
    rehearsal->workbench = std::move(*bench);
    const FlowContext context = rehearsal->workbench->context({&rehearsal->collector});
    follow(runRepair(context, std::move(plan), m_stopAll.get_token()),
           [this, rehearsal, answer = std::move(answer)](const RunResult &) {
               answer->give(std::move(rehearsal->collector.events));
               // The clock that woke the coroutine is still on the stack.
               QMetaObject::invokeMethod(
                   this, [kept = rehearsal] {}, Qt::QueuedConnection);
           });
}

void Engine::endRun(const RunResult &result)
{
    Q_EMIT runEnded(result.run, result);
}

void Engine::stopRun()
{
    m_stopRun.request_stop();
}

void Engine::plan(ConversationRequest request, FlowSettings settings, ConversationTarget target,
                  AnswerPtr<std::vector<RunEvent>> answer)
{
    if (!m_workbench || m_closing)
        return;
    Result<std::unique_ptr<Workbench>> bench = m_workbench->rehearsal();
    if (!bench)
        return;
    auto rehearsal = std::make_shared<Rehearsal>();
    rehearsal->workbench = std::move(*bench);
    Result<BackendAccess> backend;
    if (target == ConversationTarget::Backend)
        backend = backendOf(rehearsal->workbench.get(), settings);
    if (!backend)
        return;
    const FlowContext context = rehearsal->workbench->context({&rehearsal->collector});
    const std::stop_token stop = m_stopQuestions.get_token();
    follow(target == ConversationTarget::Backend
               ? runOnBackend(context, *backend, std::move(request), stop)
               : runConversation(context, std::move(request), settings, stop),
           [this, rehearsal, answer = std::move(answer)](const RunResult &) {
               answer->give(std::move(rehearsal->collector.events));
               // The clock that woke the coroutine is still on the stack.
               QMetaObject::invokeMethod(
                   this, [kept = rehearsal] {}, Qt::QueuedConnection);
           });
}

void Engine::search(ParticipantSearch search, AnswerPtr<Result<ParticipantPage>> answer)
{
    if (!m_workbench || m_closing)
        return;
    Directory *directory = m_workbench->context({}).directory;
    follow(findParticipants(directory, std::move(search), m_stopQuestions.get_token()),
           [answer = std::move(answer)](const Result<ParticipantPage> &page) { answer->give(page); });
}

void Engine::states(QStringList ids, AnswerPtr<Result<std::vector<ParticipantState>>> answer)
{
    if (!m_workbench || m_closing)
        return;
    Directory *directory = m_workbench->context({}).directory;
    follow(participantStates(directory, questionerContext(), std::move(ids), m_stopQuestions.get_token()),
           [answer = std::move(answer)](const Result<std::vector<ParticipantState>> &states) {
               answer->give(states);
           });
}

void Engine::lookUp(diagnosis::LookupRequest request, AnswerPtr<Result<diagnosis::LookupResult>> answer)
{
    if (!m_workbench || m_closing)
        return;
    if (!request.recognition)
        request.recognition = diagnosis::recognise(request.text);
    const FlowContext context = m_workbench->context({});
    if (const Result<Journal *> kept = journal()) {
        const std::vector<diagnosis::Hint> told =
            witnesses(*kept, *request.recognition, context.environment, m_opened);
        request.hints.insert(request.hints.end(), told.begin(), told.end());
    }
    diagnosis::GatherContext gathering;
    gathering.directory = context.directory;
    gathering.client = questionerContext();
    gathering.app = &m_app;
    follow(
        diagnosis::lookUp(gathering, std::move(request), m_stopLookUps.get_token()),
        [answer = std::move(answer)](const Result<diagnosis::LookupResult> &found) { answer->give(found); });
}

void Engine::stopLookUps()
{
    m_stopLookUps.request_stop();
    m_stopLookUps = {};
}

void Engine::demonstrate(QString defectCode, AnswerPtr<Result<DemonstrationResult>> answer)
{
    if (m_closing)
        return;
    follow(chatsync::demonstrate(std::move(defectCode), m_stopAll.get_token()),
           [answer = std::move(answer)](const Result<DemonstrationResult> &shown) { answer->give(shown); });
}

void Engine::defectsOf(QUuid run, AnswerPtr<Result<std::vector<diagnosis::Struck>>> answer)
{
    const Result<Journal *> kept = journal();
    if (!kept) {
        answer->give(tl::unexpected(kept.error()));
        return;
    }
    const Result<std::vector<RunEvent>> events = (*kept)->events(run);
    if (!events)
        answer->give(tl::unexpected(events.error()));
    else
        answer->give(diagnosis::defectsIn(*events));
}

void Engine::runs(RunFilter filter, AnswerPtr<Result<std::vector<RunSummary>>> answer)
{
    const Result<Journal *> kept = journal();
    if (!kept)
        answer->give(tl::unexpected(kept.error()));
    else
        answer->give((*kept)->runs(std::move(filter)));
}

void Engine::loadEvents(QUuid run, AnswerPtr<Result<std::vector<RunEvent>>> answer)
{
    const Result<Journal *> kept = journal();
    if (!kept)
        answer->give(tl::unexpected(kept.error()));
    else
        answer->give((*kept)->events(run));
}

void Engine::setFaults(QStringList faults)
{
    m_faults = std::move(faults);
    if (m_workbench)
        m_workbench->setFaults(m_faults);
}

stream::ClientContext Engine::questionerContext()
{
    const FlowContext context = m_workbench->context({});
    return questioner(context, [this, clock = context.clock](const Exchange &exchange) {
        Q_EMIT requested(exchange);
        if (const auto budget = budgetIn(exchange, clock->now()))
            Q_EMIT rateBudget(exchange.endpoint, *budget);
    });
}

void Engine::tellBudgets(const std::vector<RunEvent> &events)
{
    for (const RunEvent &event : events) {
        if (event.kind != EventKind::Exchange)
            continue;
        const Exchange exchange = exchangeFromJson(event.data);
        if (const auto budget = budgetIn(exchange, event.at))
            Q_EMIT rateBudget(exchange.endpoint, *budget);
    }
}

void Engine::checkHealth()
{
    if (!m_workbench || m_closing)
        return;
    // Under commanded time one after the other, so that neither measures the other's time.
    const bool together = !m_options.virtualTime;
    follow(databaseHealth(m_workbench->context({}).directory, m_stopQuestions.get_token()),
           [this, together, asked = m_workbench.get()](const ServiceHealth &health) {
               if (asked != m_workbench.get())
                   return;
               Q_EMIT databaseSeen(health);
               if (!together && !m_closing)
                   checkStreamChat();
           });
    if (together)
        checkStreamChat();
}

void Engine::checkStreamChat()
{
    follow(streamHealth(questionerContext(), m_stopQuestions.get_token()),
           [this, asked = m_workbench.get()](const ServiceHealth &health) {
               if (asked == m_workbench.get())
                   Q_EMIT streamChatSeen(health);
           });
}

void Engine::use(Environment environment, AnswerPtr<Result<RunEnvironment>> answer)
{
    if (m_closing)
        return;
    follow(m_desk->secretsOf(environment, m_stopAll.get_token()),
           [this, environment, answer = std::move(answer)](const Result<EnvironmentSecrets> &secrets) {
               if (m_closing)
                   return;
               if (secrets)
                   answer->give(moveTo(environment, targetOf(environment, *secrets)));
               else
                   answer->give(tl::unexpected(secrets.error()));
           });
}

/// What stands on the old one is asked to end, and may take its time.
Result<RunEnvironment> Engine::moveTo(const Environment &environment, const Target &target)
{
    const auto timing = m_options.virtualTime ? Workbench::Timing::Virtual : Workbench::Timing::Real;
    Result<std::unique_ptr<Workbench>> opened = Workbench::open(target, false, timing);
    if (!opened)
        return tl::unexpected(opened.error());
    m_stopQuestions.request_stop();
    m_stopQuestions = {};
    disarm();
    if (m_workbench)
        m_retired.push_back(std::move(m_workbench));
    m_workbench = std::move(*opened);
    m_options.target = target;
    m_inUse = environment;
    m_faults = target.faults;
    Q_EMIT used(environment, std::make_shared<const Target>(target));
    return m_workbench->context({}).environment;
}

void Engine::dropRetired()
{
    if (m_tasks == 0)
        m_retired.clear();
}

void Engine::arm(QString typed, QString reason, AnswerPtr<Result<ArmingState>> answer)
{
    if (!m_workbench || m_closing)
        return;
    const std::shared_ptr<Arming> arming = m_workbench->arming();
    if (!arming) {
        answer->give(tl::unexpected(cannotBeArmed()));
        return;
    }
    if (const Result<void> armed = arming->arm(typed, reason); !armed) {
        answer->give(tl::unexpected(armed.error()));
        return;
    }
    m_armingEnd.start(arming->remaining());
    tellArming();
    answer->give(armingStateOf(*arming));
}

void Engine::disarm()
{
    const std::shared_ptr<Arming> arming = m_workbench ? m_workbench->arming() : nullptr;
    if (!arming)
        return;
    arming->disarm();
    m_armingEnd.stop();
    tellArming();
}

void Engine::tellArming()
{
    const std::shared_ptr<Arming> arming = m_workbench ? m_workbench->arming() : nullptr;
    Q_EMIT armingTold(arming ? armingStateOf(*arming) : ArmingState{}, arming);
}

void Engine::tellIdle(AnswerPtr<bool> answer)
{
    answer->give(m_tasks == 0);
}

void Engine::shutDown()
{
    m_closing = true;
    m_desk->close();
    m_stopAll.request_stop();
    m_stopLookUps.request_stop();
    m_stopQuestions.request_stop();
    m_stopRun.request_stop();
    m_stopChecklist.request_stop();
    QTimer::singleShot(patienceAtTheEnd, this, &Engine::abandon);
    ++m_tasks;
    taskEnded();
}

void Engine::taskEnded()
{
    --m_tasks;
    // Queued, for coroutines are still on the stack.
    if (m_closing && m_tasks == 0)
        QMetaObject::invokeMethod(this, &Engine::cleanUp, Qt::QueuedConnection);
    else if (!m_retired.empty() && m_tasks == 0)
        QMetaObject::invokeMethod(this, &Engine::dropRetired, Qt::QueuedConnection);
}

void Engine::cleanUp()
{
    if (!m_closing || m_tasks > 0 || !m_desk->isIdle())
        return;
    m_batch.reset();
    m_checklist.reset();
    m_retired.clear();
    m_workbench.reset();
    m_journal.reset();
    thread()->quit();
}

/// Something does not end. What it stands on stays in memory, for it would resume on nothing; the journal
/// shows the run as interrupted.
void Engine::abandon()
{
    static_cast<void>(m_batch.release());
    static_cast<void>(m_checklist.release());
    for (std::unique_ptr<Workbench> &retired : m_retired)
        static_cast<void>(retired.release());
    if (!m_desk->isIdle())
        disconnect(thread(), nullptr, m_desk, nullptr);
    static_cast<void>(m_workbench.release());
    static_cast<void>(m_journal.release());
    thread()->quit();
}

} // namespace chatsync
