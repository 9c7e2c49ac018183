// SPDX-License-Identifier: MIT
#include "core/checklist/conversationcheck.h"

#include "core/checklist/cause.h"
#include "core/checklist/logsources.h"
#include "core/checklist/stage.h"
#include "core/checklist/verdicts.h"
#include "core/sync/backendflow.h"

#include <QCoreApplication>

namespace chatsync::checklist {

namespace {

constexpr std::size_t mostExchanges = 5; ///< Printed for a failure

QString tr(const char *text)
{
    return QCoreApplication::translate("Checklist", text);
}

class Collector final : public EventSink {
public:
    Result<void> append(const RunEvent &event) override
    {
        events.push_back(event);
        return {};
    }
    std::vector<RunEvent> events;
};

ConversationRequest requestOf(const Scene &scene)
{
    ConversationRequest request;
    request.initiator = scene.initiator.id;
    for (const Participant &other : scene.others)
        request.participants << other.id;
    request.type = scene.others.size() > 1 ? QStringLiteral("group") : QStringLiteral("direct");
    request.name = tr("QA check %1").arg(scene.result.id);
    return request;
}

std::vector<Identity> identitiesOf(const Scene &scene)
{
    std::vector<Identity> identities;
    for (const Participant &other : scene.others)
        identities.push_back(identityOf(other));
    identities.push_back(identityOf(scene.initiator));
    return identities;
}

QString withWhom(const Scene &scene)
{
    QStringList names;
    for (const Participant &other : scene.others)
        names << (other.name.isEmpty() ? other.id : other.name);
    return tr("%1 with %2").arg(scene.initiator.name, names.join(QStringLiteral(", ")));
}

/// Those worth printing: the refused ones, and whatever made the channel.
std::vector<Exchange> worthPrinting(const std::vector<RunEvent> &events, bool failed)
{
    std::vector<Exchange> chosen;
    for (const RunEvent &event : events) {
        if (event.kind != EventKind::Exchange)
            continue;
        const Exchange exchange = event.data.exchange();
        const bool makes = exchange.writes && exchange.endpoint != QLatin1String("UpdateUsers") &&
                           exchange.endpoint != QLatin1String("UpdateUsersPartial");
        if (makes || (failed && exchange.error))
            chosen.push_back(exchange);
    }
    if (chosen.size() > mostExchanges)
        chosen.erase(chosen.begin(), chosen.end() - mostExchanges);
    return chosen;
}

void addExchanges(CheckResult &result, const QUuid &run, const std::vector<Exchange> &exchanges,
                  const QDateTime &at)
{
    for (const Exchange &exchange : exchanges) {
        CheckEvidence evidence{.kind = CheckEvidence::Kind::Exchange,
                               .speaksFor = exchange.error || exchange.status >= 400 ? CheckVerdict::Failed
                                                                                     : CheckVerdict::Passed,
                               .sentence =
                                   tr("%1 was answered with %2").arg(exchange.endpoint).arg(exchange.status),
                               .run = run,
                               .exchange = exchange.number,
                               .at = at};
        if (exchange.error)
            evidence.detail = exchange.error->explanation;
        result.evidence.push_back(evidence);
    }
}

bool isOnBackend(const Stage &stage)
{
    return stage.order.target == Order::Target::Backend;
}

/// Beside a governed flow nothing has to be held back; all others are.
stream::Transport *transportFor(Stage &stage)
{
    const bool governed = isOnBackend(stage) || stage.order.settings.preset == Preset::Hardened;
    return governed ? stage.context.flow.transport : &stage.paced;
}

/// A stand-in that is `hardened` obeys the limits itself.
bool hasToBePaced(const Stage &stage)
{
    return isOnBackend(stage) && stage.context.backendPreset != chatsync::toString(Preset::Hardened);
}

QCoro::Task<RunResult> perform(Stage *stage, FlowContext flow, ConversationRequest request,
                               std::stop_token stop)
{
    if (!isOnBackend(*stage)) {
        auto running = runConversation(flow, request, stage->order.settings, stop);
        RunResult result = co_await running;
        co_return result;
    }
    const bool paced = hasToBePaced(*stage);
    if (paced) {
        auto turn = stage->backendPace.begin(stop);
        co_await turn;
    }
    auto running = runOnBackend(flow, *stage->context.backend, request, stop);
    RunResult result = co_await running;
    if (paced)
        stage->backendPace.end(result.failure == Failure::Conversation);
    co_return result;
}

QCoro::Task<Facts> withLog(Stage *stage, Facts facts, std::vector<LogLine> lines, std::stop_token stop)
{
    if (!isOnBackend(*stage)) {
        const QString name = tr("the console's own lines");
        if (const auto told = judged(lines, name))
            facts.log = seenLog(*told, name, false);
        else
            facts.whyNoLog = tr("The run printed no line.");
        co_return facts;
    }
    LogSource *const log = stage->context.log;
    if (!log) {
        facts.whyNoLog = tr("There is no log of the backend to read: name its file with the checklist.");
        co_return facts;
    }
    if (facts.conversation.isEmpty()) {
        facts.whyNoLog = tr("The backend did not tell which conversation it made.");
        co_return facts;
    }
    auto asking = log->conversation(facts.conversation, stop);
    const Result<std::optional<backendlog::LogConversation>> told = co_await asking;
    const bool silent = told && !*told;
    if (told && *told)
        facts.log = seenLog(**told, log->name(), true);
    facts.logSilent = !facts.log;
    if (silent)
        facts.whyNoLog = tr("The log %1 does not tell of the conversation %2: it may be another backend's.")
                             .arg(log->name(), facts.conversation);
    else if (!told)
        facts.whyNoLog = told.error().what;
    co_return facts;
}

void tellBeginning(const Stage &stage, const Scene &scene, const QUuid &run)
{
    Progress progress;
    progress.kind = Progress::Kind::RunStarted;
    progress.check = scene.check;
    progress.company = scene.company;
    progress.scenario = scene.scenario;
    progress.run = run;
    progress.sentence = withWhom(scene);
    stage.tell(std::move(progress));
}

} // namespace

QCoro::Task<Played> play(Stage *stage, Scene scene, std::stop_token stop)
{
    Clock *const clock = stage->context.flow.clock;
    Played played{.result = scene.result};
    CheckResult &result = played.result;
    result.startedAt = clock->now();
    result.evidence = scene.evidence;
    const auto began = clock->elapsed();
    const QUuid run = stage->context.flow.newId();
    Collector collector;
    FlowContext flow = stage->context.flow;
    flow.run = run;
    flow.ledger = stage->context.journal;
    flow.transport = transportFor(*stage);
    flow.sinks = {stage->context.journal, &collector};
    if (!scene.scenario && stage->context.watcher) {
        if (EventSink *watcher = stage->context.watcher(run))
            flow.sinks.push_back(watcher);
    }
    tellBeginning(*stage, scene, run);
    auto performing = perform(stage, flow, requestOf(scene), stop);
    const RunResult ran = co_await performing;
    result.runs = {run};
    played.failure = ran.failure;
    if (ran.journalError) {
        stage->halt(EndReason::Journal, *ran.journalError);
        co_return played;
    }

    played.facts.run = run;
    played.facts.performed = ran.failure == Failure::None || ran.failure == Failure::Conversation;
    played.facts.conversation = conversationIn(ran, collector.events);
    ReadBack seen;
    if (played.facts.performed) {
        ReadBackRequest request{.conversation = played.facts.conversation,
                                .identities = identitiesOf(scene),
                                .patient = ran.failure == Failure::None};
        auto reading = readBack(stage->reader(), std::move(request), stop);
        seen = co_await reading;
        played.facts.people = seen.people;
        auto logging = withLog(stage, played.facts, linesOf(collector.events), stop);
        played.facts = co_await logging;
    }
    const RunEvent end = collector.events.empty() ? RunEvent{} : collector.events.back();
    judgeConversation(result, ran, end, seen);
    const bool failed = result.verdict == CheckVerdict::Failed;
    if (failed) {
        QStringList people = requestOf(scene).participants;
        people << scene.initiator.id;
        auto explaining = explained(stage, result, collector.events, people, stop);
        result = co_await explaining;
    }
    if (!scene.scenario || failed) {
        result.exchanges = worthPrinting(collector.events, failed);
        addExchanges(result, run, result.exchanges, end.at);
    }
    if (result.verdict == CheckVerdict::Passed || result.verdict == CheckVerdict::Recovered)
        result.summary = withWhom(scene);
    result.duration = std::chrono::duration_cast<std::chrono::milliseconds>(clock->elapsed() - began);
    if (stop.stop_requested() && ran.failure == Failure::Cancelled)
        result.verdict = CheckVerdict::NotRun;
    co_return played;
}

} // namespace chatsync::checklist
