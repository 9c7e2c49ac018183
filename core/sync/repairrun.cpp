// SPDX-License-Identifier: MIT
#include "core/sync/repairrun.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace chatsync {

namespace {

using flow::StepResult;
using flow::Stop;
using repair::Repair;
using Kind = RepairAction::Kind;

QString tr(const char *text)
{
    return QCoreApplication::translate("Repair", text);
}

QString titleOf(const Repair &repair)
{
    const QStringList ids = repair.userIds();
    const int count = static_cast<int>(ids.size());
    return QCoreApplication::translate("Repair", "Repair of %n user(s): ", nullptr, count) +
           ids.mid(0, 3).join(QStringLiteral(", ")) +
           (ids.size() > 3 ? QStringLiteral(" …") : QStringLiteral("."));
}

json::Object startData(const Repair &repair)
{
    const RunEnvironment &place = repair.flow.context.environment;
    json::Array actions;
    for (const PlannedRepair &item : repair.plan.items) {
        if (item.needed)
            actions.append(toJson(item.action));
    }
    json::Object data{{QStringLiteral("participants"), repair.userIds()},
                      {QStringLiteral("preset"), QStringLiteral("repair")},
                      {QStringLiteral("actions"), actions},
                      {QStringLiteral("environment"), flow::toJson(place)},
                      {QStringLiteral("version"), QCoreApplication::applicationVersion()}};
    if (!place.faults.isEmpty())
        data.insert(QStringLiteral("faults"), place.faults);
    return data;
}

stream::ClientContext clientContext(const FlowContext &context, RunRecorder *recorder)
{
    stream::ClientContext client = repair::clientOf(context);
    client.recorded = [recorder](const Exchange &exchange) { recorder->exchange(exchange); };
    client.sending = [recorder] { recorder->flush(); };
    return client;
}

RepairAction reverted(const RepairAction &action, const stream::User &before)
{
    RepairAction back{.kind = Kind::RevertUser, .streamId = action.streamId};
    for (const QString &field : action.fields + action.set.keys() + action.unset) {
        if (field == QLatin1String("role"))
            back.set.insert(field, before.role);
        else if (field == QLatin1String("name") && !before.name.isEmpty())
            back.set.insert(field, before.name);
        else if (field == QLatin1String("image") && before.image)
            back.set.insert(field, *before.image);
        else
            back.unset.append(field);
    }
    return back;
}

/// What takes back that which was done, the last first.
QJsonArray undoActions(const Repair &repair)
{
    QJsonArray undo;
    for (auto item = repair.plan.items.rbegin(); item != repair.plan.items.rend(); ++item) {
        if (!item->needed || !item->undoable || !repair::isDone(repair, *item))
            continue;
        RepairAction action = item->action;
        switch (action.kind) {
        case Kind::UpdateUser:
        case Kind::RevertUser:
            action = reverted(item->action, repair.before[action.streamId]);
            break;
        case Kind::Reactivate:
            action.kind = Kind::Deactivate;
            break;
        case Kind::Deactivate:
            action.kind = Kind::Reactivate;
            break;
        case Kind::AddMember:
            action.kind = Kind::RemoveMember;
            break;
        case Kind::RemoveMember:
            action.kind = Kind::AddMember;
            break;
        case Kind::CreateUser:
        case Kind::Restore:
            continue;
        }
        undo.append(toJson(action));
    }
    return undo;
}

QCoro::Task<StepResult> perform(Repair *repair)
{
    using StepFunction = QCoro::Task<StepResult> (*)(Repair *);
    constexpr StepFunction steps[] = {&repair::readBefore, &repair::changeUsers, &repair::changeMembers,
                                      &repair::proveAfter};
    for (const StepFunction step : steps) {
        auto pending = step(repair);
        const StepResult result = co_await pending;
        if (!result)
            co_return result;
    }
    co_return StepResult{};
}

void skipTheRest(RunRecorder *recorder)
{
    for (const Step step : {Step::Resolve, Step::Upsert, Step::Wait, Step::AddMissing, Step::Verify}) {
        if (!recorder->wasTold(step))
            recorder->stepSkipped(step, tr("Not reached."));
    }
}

/// What was sent without an answer is read before the end is told.
QCoro::Task<void> readAgain(Repair *repair)
{
    const bool wrote =
        repair->flow.recorder->wasTold(Step::Upsert) || repair->flow.recorder->wasTold(Step::AddMissing);
    if (!wrote)
        co_return;
    stream::ClientContext context = repair->flow.clientContext;
    context.timeout = std::min(context.timeout, std::chrono::milliseconds{3000});
    stream::Client client{context};
    auto reading = repair::readAfter(repair, &client, std::stop_token{});
    co_await reading;
}

json::Object endData(const Repair &repair, const QJsonObject &answer, Failure failure)
{
    json::Object data{{QStringLiteral("answer"), answer},
                      {QStringLiteral("exit_code"), exitCodeOf(failure)},
                      {QStringLiteral("undo"), undoActions(repair)}};
    return data.insertText(QStringLiteral("failure"), toString(failure));
}

QCoro::Task<RunResult> finishFailed(Repair *repair, Stop stop)
{
    RunRecorder *recorder = repair->flow.recorder;
    if (recorder->journalError()) {
        stop = {.failure = Failure::Journal,
                .what = tr("The repair was ended because it could not be kept."),
                .why = recorder->journalError()->what,
                .next = {recorder->journalError()->advice}};
    }
    const Outcome outcome = stop.failure == Failure::Cancelled ? Outcome::Cancelled : Outcome::Failed;
    while (recorder->openSteps() > 0)
        recorder->stepFinished(outcome, stop.what);
    skipTheRest(recorder);
    recorder->stepStarted(Step::Answer, 1, tr("Answer."));
    auto reading = readAgain(repair);
    co_await reading;
    recorder->stepFinished(outcome, stop.what);
    const QJsonObject answer = failureAnswer(stop.what);
    json::Object data = endData(*repair, answer, stop.failure);
    json::Object explanation{{QStringLiteral("what"), stop.what}, {QStringLiteral("next"), stop.next}};
    data.insert(QStringLiteral("explanation"), explanation.insertText(QStringLiteral("why"), stop.why));
    recorder->runFinished(outcome, stop.what, data);
    RunResult result{recorder->run(), outcome, stop.failure, answer, recorder->journalError()};
    co_return result;
}

RunResult finishWorking(Repair *repair)
{
    RunRecorder *recorder = repair->flow.recorder;
    const int count = static_cast<int>(repair->userIds().size());
    const QString what =
        QCoreApplication::translate("Repair", "%n user(s) repaired and read again.", nullptr, count);
    recorder->stepStarted(Step::Answer, 1, tr("Answer."));
    recorder->stepFinished(Outcome::Passed, tr("Success."));
    const QJsonObject answer{
        {QStringLiteral("success"), true},
        {QStringLiteral("data"),
         QJsonObject{{QStringLiteral("repaired"), QJsonArray::fromStringList(repair->userIds())}}}};
    json::Object data = endData(*repair, answer, Failure::None);
    data.insert(QStringLiteral("explanation"),
                json::Object{{QStringLiteral("what"), what}, {QStringLiteral("next"), QStringList{}}});
    const Outcome outcome = repair->flow.recovered ? Outcome::Recovered : Outcome::Passed;
    recorder->runFinished(outcome, what, data);
    const bool lost = recorder->journalError().has_value();
    return {recorder->run(), outcome, lost ? Failure::Journal : Failure::None, answer,
            recorder->journalError()};
}

} // namespace

QCoro::Task<RunResult> runRepair(FlowContext context, RepairPlan plan, std::stop_token stop)
{
    context.ledger = nullptr; // What a repair makes is wanted, and stays; what can be undone, undo does.
    const QUuid id = context.run.isNull() ? context.newId() : context.run;
    RunRecorder recorder{id, context.clock, context.redactor, context.sinks};
    std::stop_source stopRun;
    const std::stop_callback onStop{stop, [&stopRun] { stopRun.request_stop(); }};
    const std::stop_callback onJournal{recorder.failed(), [&stopRun] { stopRun.request_stop(); }};
    Repair repair;
    repair.plan = plan;
    repair.flow.context = context;
    repair.flow.clientContext = clientContext(context, &recorder);
    repair.flow.stop = stopRun.get_token();
    repair.flow.recorder = &recorder;
    stream::Client client{repair.flow.clientContext};
    repair.flow.client = &client;

    recorder.runStarted(titleOf(repair), startData(repair));
    auto performing = perform(&repair);
    const StepResult result = co_await performing;
    recorder.flush(); // Only now is it known whether all of it could be kept.
    if (result && !recorder.journalError())
        co_return finishWorking(&repair);
    auto finishing = finishFailed(&repair, result ? Stop{} : result.error());
    const RunResult failed = co_await finishing;
    co_return failed;
}

} // namespace chatsync
