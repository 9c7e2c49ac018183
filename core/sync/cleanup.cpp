// SPDX-License-Identifier: MIT
#include "core/sync/cleanup.h"

#include "core/sync/cleanuprun.h"

#include <QCoreApplication>

namespace chatsync {

namespace {

using cleanup::CleanUp;
using cleanup::Item;
using flow::Stop;
using State = LedgerEntry::State;

QString tr(const char *text)
{
    return QCoreApplication::translate("CleanUp", text);
}

Stop noLedger()
{
    return {.failure = Failure::Usage,
            .what = tr("There is no ledger of what was created, so nothing can be removed."),
            .next = {tr("Open the journal.")}};
}

QString titleOf(const std::vector<Item> &items)
{
    const int count = static_cast<int>(items.size());
    return QCoreApplication::translate("CleanUp", "Clean up %n object(s) of earlier test conversations.",
                                       nullptr, count);
}

json::Object startData(const CleanUp &run)
{
    const FlowContext &context = run.flow.context;
    json::Object data{{QStringLiteral("preset"), QStringLiteral("cleanup")},
                      {QStringLiteral("objects"), static_cast<int>(run.items.size())},
                      {QStringLiteral("environment"), flow::toJson(context.environment)},
                      {QStringLiteral("version"), QCoreApplication::applicationVersion()}};
    if (!context.environment.faults.isEmpty())
        data.insert(QStringLiteral("faults"), context.environment.faults);
    if (context.dryRun)
        data.insert(QStringLiteral("dry_run"), true);
    return data;
}

/// Users last: while they are members of a channel of ours, they would pass for somebody else's.
QCoro::Task<void> perform(CleanUp *run)
{
    run->flow.recorder->stepStarted(
        Step::CleanUp, 1,
        tr("Read each object, delete what is the console's own, and look that it is gone."));
    using StepFunction = QCoro::Task<void> (*)(CleanUp *);
    constexpr StepFunction steps[] = {&cleanup::findRows, &cleanup::removeChannels, &cleanup::removeRows,
                                      &cleanup::removeUsers};
    for (const StepFunction step : steps) {
        if (run->stopped())
            co_return;
        auto pending = step(run);
        co_await pending;
    }
}

json::Array listOf(const std::vector<LedgerEntry> &entries, bool (*chosen)(const LedgerEntry &))
{
    json::Array list;
    for (const LedgerEntry &entry : entries) {
        if (chosen(entry))
            list.append(toJson(entry));
    }
    return list;
}

bool isRemoved(const LedgerEntry &entry)
{
    return entry.state == State::Removed;
}

bool isKept(const LedgerEntry &entry)
{
    return !entry.isOpen() && !isRemoved(entry);
}

bool isOpen(const LedgerEntry &entry)
{
    return entry.isOpen();
}

void count(const CleanUp &run, CleanUpOutcome *outcome)
{
    for (const Item &item : run.items) {
        LedgerEntry entry = item.entry;
        if (entry.isOpen() && !item.trouble.isEmpty())
            entry.reason = item.trouble;
        outcome->removed += isRemoved(entry) ? 1 : 0;
        outcome->kept += isKept(entry) ? 1 : 0;
        outcome->open += entry.isOpen() ? 1 : 0;
        outcome->entries.push_back(entry);
    }
}

QString summaryOf(const CleanUpOutcome &outcome, bool dryRun)
{
    const int removed = outcome.removed;
    const int kept = outcome.kept;
    const int open = outcome.open;
    if (dryRun) {
        return QCoreApplication::translate("CleanUp", "%n object(s) would be deleted.", nullptr, open);
    }
    QStringList sentences{QCoreApplication::translate("CleanUp", "%n object(s) removed.", nullptr, removed)};
    if (kept > 0) {
        sentences << QCoreApplication::translate(
            "CleanUp", "%n object(s) left as they are: not the console's, or not proven to be.", nullptr,
            kept);
    }
    if (open > 0)
        sentences << QCoreApplication::translate("CleanUp", "%n object(s) are still there.", nullptr, open);
    return sentences.join(u' ');
}

/// Why it did not end with nothing left; nothing where it did.
std::optional<Stop> stopOf(const CleanUp &run, const CleanUpOutcome &outcome)
{
    if (run.flow.recorder->journalError())
        return flow::unkept(*run.flow.recorder->journalError());
    if (run.stop)
        return run.stop;
    if (run.flow.stopped())
        return flow::cancelled();
    if (outcome.open == 0 || run.flow.context.dryRun)
        return std::nullopt;
    QString why;
    for (const Item &item : run.items) {
        if (item.entry.isOpen() && why.isEmpty())
            why = item.trouble;
    }
    Stop stop{.failure = run.rowTrouble ? Failure::Environment : Failure::Conversation,
              .what = summaryOf(outcome, false),
              .why = why,
              .next = {tr("Clean up again: it goes on where this one ended.")}};
    if (run.rowTrouble && !run.rowTrouble->advice.isEmpty())
        stop.next.prepend(run.rowTrouble->advice);
    return stop;
}

CleanUpOutcome finish(CleanUp *run)
{
    RunRecorder *recorder = run->flow.recorder;
    CleanUpOutcome outcome;
    count(*run, &outcome);
    recorder->flush(); // Only now is it known whether all of it could be kept.
    const std::optional<Stop> stop = stopOf(*run, outcome);
    const QString summary = summaryOf(outcome, run->flow.context.dryRun);
    const Failure failure = stop ? stop->failure : Failure::None;
    const Outcome how = !stop                           ? Outcome::Passed
                        : failure == Failure::Cancelled ? Outcome::Cancelled
                                                        : Outcome::Failed;
    const json::Object lists{{QStringLiteral("removed"), listOf(outcome.entries, &isRemoved)},
                             {QStringLiteral("kept"), listOf(outcome.entries, &isKept)},
                             {QStringLiteral("open"), listOf(outcome.entries, &isOpen)}};
    recorder->stepFinished(how, summary);
    const QString what = stop ? stop->what : summary;
    QJsonObject answer = stop ? failureAnswer(what) : QJsonObject{{QStringLiteral("success"), true}};
    json::Object data = lists;
    data.insert(QStringLiteral("answer"), answer);
    data.insert(QStringLiteral("exit_code"), exitCodeOf(failure));
    data.insertText(QStringLiteral("failure"), toString(failure));
    data.insert(QStringLiteral("explanation"),
                stop ? flow::explanationOf(
                           {.what = what, .why = (stop->why + u' ' + summary).trimmed(), .next = stop->next})
                     : json::Object{{QStringLiteral("what"), what}, {QStringLiteral("next"), QStringList{}}});
    recorder->runFinished(how, what, data);
    const bool lost = recorder->journalError().has_value();
    outcome.run = {recorder->run(), how, lost ? Failure::Journal : failure, answer, recorder->journalError()};
    return outcome;
}

CleanUpOutcome refused(const Stop &stop, const std::optional<Error> &journalError)
{
    CleanUpOutcome outcome;
    outcome.run.failure = stop.failure;
    outcome.run.answer = failureAnswer(stop.what);
    outcome.run.journalError = journalError;
    return outcome;
}

} // namespace

QCoro::Task<CleanUpOutcome> cleanUp(FlowContext context, QList<QUuid> runs, std::stop_token stop)
{
    if (!context.ledger)
        co_return refused(noLedger(), std::nullopt);
    const Result<std::vector<LedgerEntry>> left = leftovers(context, runs);
    const Result<std::vector<LedgerEntry>> all = leftovers(context);
    if (!left || !all) {
        const Error error = left ? all.error() : left.error();
        co_return refused(flow::unkept(error), error);
    }
    CleanUpOutcome nothing;
    nothing.run.outcome = Outcome::Passed;
    if (left->empty())
        co_return nothing;

    const QUuid id = context.run.isNull() ? context.newId() : context.run;
    RunRecorder recorder{id, context.clock, context.redactor, context.sinks};
    std::stop_source stopRun;
    const std::stop_callback onStop{stop, [&stopRun] { stopRun.request_stop(); }};
    const std::stop_callback onJournal{recorder.failed(), [&stopRun] { stopRun.request_stop(); }};
    CleanUp run;
    run.flow.settings = settingsOf(Preset::Hardened); // Reads patiently.
    run.flow.clientContext = flow::clientContext(context, run.flow.settings, &recorder);
    stream::Client client{run.flow.clientContext};
    run.flow.context = context;
    run.flow.stop = stopRun.get_token();
    run.flow.recorder = &recorder;
    run.flow.client = &client;
    for (const LedgerEntry &entry : *left)
        run.items.push_back({entry, {}});
    for (const LedgerEntry &entry : *all) {
        if (entry.kind == LedgerEntry::Kind::Channel)
            run.openChannels.insert(entry.id);
    }

    recorder.runStarted(titleOf(run.items), startData(run));
    auto performing = perform(&run);
    co_await performing;
    co_return finish(&run);
}

} // namespace chatsync
