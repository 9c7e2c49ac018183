// SPDX-License-Identifier: MIT
#include "core/sync/flow.h"

#include "core/domain/quickjson.h"
#include "core/sync/backendlines.h"
#include "core/sync/flowledger.h"
#include "core/sync/flowrun.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace chatsync {

namespace {

using flow::ChannelState;
using flow::Run;
using flow::StepResult;
using flow::Stop;

QString tr(const char *text)
{
    return QCoreApplication::translate("Flow", text);
}

json::Object startData(const FlowContext &context, const ConversationRequest &request,
                       const FlowSettings &settings)
{
    const RunEnvironment &place = context.environment;
    json::Object data{
        {QStringLiteral("initiator"), request.initiator},
        {QStringLiteral("participants"), request.participants},
        {QStringLiteral("conversation_type"), request.type},
        {QStringLiteral("name"), request.name},
        {QStringLiteral("preset"), toString(settings.preset)},
        {QStringLiteral("settings"), toJson(settings)},
        {QStringLiteral("deviations"), deviationsOf(settings)},
        {QStringLiteral("environment"), flow::toJson(place)},
        {QStringLiteral("version"), QCoreApplication::applicationVersion()},
    };
    if (!place.faults.isEmpty())
        data.insert(QStringLiteral("faults"), place.faults);
    if (context.dryRun)
        data.insert(QStringLiteral("dry_run"), true);
    return data;
}

QString toString(ChannelState state)
{
    switch (state) {
    case ChannelState::NotCreated:
        return QStringLiteral("not_created");
    case ChannelState::Created:
        return QStringLiteral("created");
    case ChannelState::Unknown:
        return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

/// What exists now because of this run, as far as it can be known.
json::Object stateOf(const Run &run)
{
    if (run.context.dryRun)
        return {{QStringLiteral("planned"), true}};
    QStringList synced;
    for (const flow::Person &person : run.people) {
        if (person.synced)
            synced.append(person.identity.streamId);
    }
    json::Object state{{QStringLiteral("channel"), toString(run.channel)},
                       {QStringLiteral("users_synced"), synced},
                       {QStringLiteral("row_inserted"), run.rowInserted}};
    if (run.rowInDoubt)
        state.insert(QStringLiteral("row_unknown"), true);
    if (!run.conversation.id.isEmpty()) {
        state.insert(QStringLiteral("conversation"), run.conversation.id);
        state.insert(QStringLiteral("cid"), run.channelRef().cid());
    }
    const QStringList inDoubt = run.createsInDoubt + run.updatesInDoubt;
    if (!inDoubt.isEmpty())
        state.insert(QStringLiteral("users_unknown"), inDoubt);
    return state;
}

QString whatExists(const Run &run)
{
    if (run.context.dryRun)
        return tr("It was a dry run: nothing was written.");
    QStringList facts;
    facts << (run.rowInserted  ? tr("The conversation row exists.")
              : run.rowInDoubt ? tr("Whether the conversation row was written is not known.")
                               : tr("No conversation row was written."));
    int synced = 0;
    for (const flow::Person &person : run.people)
        synced += person.synced ? 1 : 0;
    facts << QCoreApplication::translate("Flow", "%n participant(s) synced.", nullptr, synced);
    const int inDoubt = static_cast<int>(run.createsInDoubt.size() + run.updatesInDoubt.size());
    if (inDoubt > 0) {
        facts << QCoreApplication::translate(
            "Flow", "Of %n user(s) it is not known whether they were written.", nullptr, inDoubt);
    }
    switch (run.channel) {
    case ChannelState::NotCreated:
        facts << tr("The channel was not created.");
        break;
    case ChannelState::Created:
        facts << tr("The channel exists.");
        break;
    case ChannelState::Unknown:
        facts << tr("Whether the channel exists is not known: StreamChat did not answer when asked.");
        break;
    }
    return facts.join(u' ');
}

QCoro::Task<StepResult> perform(Run *run)
{
    using StepFunction = QCoro::Task<StepResult> (*)(Run *);
    constexpr StepFunction steps[] = {
        &flow::record,
        &flow::resolve,
        [](Run *r) { return flow::upsert(r, 1); },
        [](Run *r) { return flow::waitAfterUpsert(r, 1); },
        &flow::createWithRetries,
        &flow::verify,
    };
    for (size_t i = 0; i < std::size(steps); ++i) {
        auto pending = steps[i](run);
        const StepResult result = co_await pending;
        if (!result)
            co_return result;
    }
    co_return StepResult{};
}

/// Whatever was in flight is looked up before the answer, so that the run tells what is there and what is
/// not.
QCoro::Task<RunResult> finishFailed(Run *run, Stop stop)
{
    RunRecorder *recorder = run->recorder;
    if (recorder->journalError())
        stop = flow::unkept(*recorder->journalError());
    const bool wasCancelled = stop.failure == Failure::Cancelled;
    const Outcome outcome = wasCancelled ? Outcome::Cancelled : Outcome::Failed;
    while (recorder->openSteps() > 0)
        recorder->stepFinished(outcome, stop.what);
    flow::skipTheRest(recorder);

    if (stop.answer.isEmpty())
        stop.answer = stop.what;
    const QString logged = stop.logged.isEmpty() ? QString{} : backendlines::failed(stop.logged);
    recorder->stepStarted(Step::Answer, 1, tr("Answer."),
                          json::Object{}.insertText(QStringLiteral("backend_log"), logged));
    auto settling = flow::settle(run);
    co_await settling;
    flow::settleLedger(*run);
    if (wasCancelled || stop.failure == Failure::Journal)
        stop.why = (wasCancelled ? QString{} : stop.why + u' ') + whatExists(*run);
    const QJsonObject answer = failureAnswer(stop.answer);
    recorder->stepFinished(outcome, stop.answer);
    recorder->runFinished(outcome, stop.what,
                          {{QStringLiteral("answer"), answer},
                           {QStringLiteral("failure"), toString(stop.failure)},
                           {QStringLiteral("exit_code"), exitCodeOf(stop.failure)},
                           {QStringLiteral("attempts"), run->attempts},
                           {QStringLiteral("state"), stateOf(*run)},
                           {QStringLiteral("explanation"), flow::explanationOf(stop)}});
    RunResult result{recorder->run(), outcome, stop.failure, answer, recorder->journalError()};
    co_return result;
}

QString workingMessage(const Run &run)
{
    if (run.context.dryRun)
        return tr("Planned: nothing was written.");
    if (run.unverified)
        return tr("The channel was created; its members could not be verified.");
    if (run.incomplete)
        return tr("The channel was created, but a member is missing from it.");
    if (run.recovered)
        return tr("The conversation works, after something had to be done twice.");
    return tr("The conversation works.");
}

RunResult finishWorking(Run *run)
{
    RunRecorder *recorder = run->recorder;
    flow::settleLedger(*run);
    recorder->stepStarted(Step::Answer, 1, tr("Answer."));
    recorder->stepFinished(Outcome::Passed, tr("Success."));
    const Outcome outcome = run->recovered ? Outcome::Recovered : Outcome::Passed;
    const QString message = workingMessage(*run);
    recorder->runFinished(
        outcome, message,
        {{QStringLiteral("answer"),
          json::Object{{QStringLiteral("success"), true},
                       {QStringLiteral("data"), conversationJson(run->conversation)}}},
         {QStringLiteral("exit_code"), 0},
         {QStringLiteral("attempts"), run->attempts},
         {QStringLiteral("state"), stateOf(*run)},
         {QStringLiteral("explanation"),
          json::Object{{QStringLiteral("what"), message}, {QStringLiteral("next"), QStringList{}}}}});
    const bool lost = recorder->journalError().has_value();
    return {recorder->run(), outcome, lost ? Failure::Journal : Failure::None,
            successAnswer(run->conversation), recorder->journalError()};
}

} // namespace

QString toString(Failure failure)
{
    switch (failure) {
    case Failure::None:
        return {};
    case Failure::Usage:
        return QStringLiteral("usage");
    case Failure::Environment:
        return QStringLiteral("environment");
    case Failure::Conversation:
        return QStringLiteral("conversation");
    case Failure::Journal:
        return QStringLiteral("journal");
    case Failure::Cancelled:
        return QStringLiteral("cancelled");
    }
    Q_UNREACHABLE();
}

int exitCodeOf(Failure failure)
{
    switch (failure) {
    case Failure::None:
        return 0;
    case Failure::Conversation:
        return 1;
    case Failure::Usage:
        return 2;
    case Failure::Environment:
        return 3;
    case Failure::Journal:
        return 4;
    case Failure::Cancelled:
        return 130;
    }
    Q_UNREACHABLE();
}

QCoro::Task<RunResult> runConversation(FlowContext context, ConversationRequest request,
                                       FlowSettings settings, std::stop_token stop)
{
    const QUuid id = context.run.isNull() ? context.newId() : context.run;
    RunRecorder recorder{id, context.clock, context.redactor, context.sinks};
    std::stop_source stopRun;
    const std::stop_callback onStop{stop, [&stopRun] { stopRun.request_stop(); }};
    const std::stop_callback onJournal{recorder.failed(), [&stopRun] { stopRun.request_stop(); }};
    Run run;
    run.clientContext = flow::clientContext(context, settings, &recorder);
    stream::Client client{run.clientContext};
    run.context = context;
    run.request = request;
    run.settings = settings;
    run.stop = stopRun.get_token();
    run.recorder = &recorder;
    run.client = &client;

    recorder.runStarted(flow::titleOf(request, toString(settings.preset)),
                        startData(context, request, settings));
    auto performing = perform(&run);
    const StepResult result = co_await performing;
    recorder.flush(); // Only now is it known whether all of it could be kept.
    if (result && !recorder.journalError())
        co_return finishWorking(&run);
    auto finishing = finishFailed(&run, result ? Stop{} : result.error());
    const RunResult failed = co_await finishing;
    co_return failed;
}

} // namespace chatsync
