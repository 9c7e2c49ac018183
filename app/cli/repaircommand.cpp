// SPDX-License-Identifier: MIT
#include "app/cli/await.h"
#include "app/cli/commands.h"
#include "app/cli/environmenttarget.h"
#include "app/cli/eventlog.h"
#include "app/cli/output.h"
#include "app/cli/repairpreview.h"
#include "app/interrupt/interrupt.h"
#include "core/diagnosis/lookup.h"
#include "core/environment/arming.h"
#include "core/journal/journal.h"
#include "core/workbench/lookups.h"
#include "core/workbench/repairs.h"
#include "core/workbench/workbench.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <iostream>
#include <unistd.h>

namespace chatsync::cli {

namespace {

constexpr int usageExit = 2;
constexpr int journalExit = 4;

QString tr(const char *text)
{
    return QCoreApplication::translate("Repair", text);
}

int fail(const Error &error)
{
    complain(printable(error.what), printable(error.advice));
    return exitCodeOf(error);
}

tl::unexpected<Error> nothingKnown(const QString &what, const QString &advice)
{
    return tl::unexpected(Error{Error::Kind::Input, what, advice, {}});
}

/// What the diagnosis advises for whom the text names.
Result<RepairRequest> requestFor(const QString &text, const Workbench &workbench, Journal *journal,
                                 std::stop_token stop)
{
    const FlowContext context = workbench.context({});
    diagnosis::LookupRequest request{.text = text};
    request.recognition = diagnosis::recognise(text);
    request.hints = witnesses(journal, *request.recognition, context.environment, context.clock->now());
    if (request.recognition->isNothing())
        return nothingKnown(request.recognition->headline, request.recognition->detail);
    diagnosis::AppCache app;
    const Result<diagnosis::LookupResult> found =
        awaited(diagnosis::lookUp(gatherContext(context, &app, {}), request, stop));
    if (!found)
        return tl::unexpected(found.error());
    if (!found->ambiguous.empty()) {
        return nothingKnown(tr("“%1” is ambiguous.").arg(found->ambiguous.front().text),
                            tr("Give the id or the e-mail of the one you mean."));
    }
    const auto byName = [](const diagnosis::Match &match) {
        return match.group == diagnosis::Match::Group::Found;
    };
    if (const auto named = std::count_if(found->matches.begin(), found->matches.end(), byName); named > 1) {
        return nothingKnown(tr("%1 people bear that name, and nobody is repaired by a guess.").arg(named),
                            tr("Give the id or the e-mail of the one you mean."));
    }
    if (found->facts.people.empty())
        return nothingKnown(tr("Nobody was found."), tr("Check the spelling, or give the id."));
    if (found->together)
        return repairRequestFor(*found->together);
    std::vector<diagnosis::Remedy> remedies;
    for (const diagnosis::Verdict &verdict : found->verdicts) {
        for (const diagnosis::Finding &finding : verdict.findings)
            remedies.push_back(finding.remedy);
    }
    return repairRequestFor(remedies);
}

Result<RepairRequest> undoFor(const QString &run, Journal *journal)
{
    const Result<QUuid> id = journal->findRun(run);
    if (!id)
        return tl::unexpected(id.error());
    const Result<std::vector<RunEvent>> events = journal->events(*id);
    if (!events)
        return tl::unexpected(events.error());
    return undoOf(*events);
}

/// By the option, or by typing the number on a terminal.
bool isConfirmed(const RepairOptions &options, int objects)
{
    if (options.confirm) {
        if (*options.confirm == objects)
            return true;
        complain(tr("Nothing was sent: %1 objects were confirmed, and %2 would be written.")
                     .arg(*options.confirm)
                     .arg(objects),
                 tr("Look at the preview, then confirm with its number."));
        return false;
    }
    if (options.json || isatty(STDIN_FILENO) == 0 || !isTerminal()) {
        complain(tr("Nothing was sent."), tr("To write this, repeat it with --confirm %1.").arg(objects));
        return false;
    }
    std::cout << tr("Type %1 to write it, anything else to leave it: ").arg(objects).toStdString()
              << std::flush;
    std::string typed;
    std::getline(std::cin, typed);
    if (QString::fromStdString(typed).trimmed() == QString::number(objects))
        return true;
    complain(tr("Nothing was sent."));
    return false;
}

} // namespace

int repair(const RepairOptions &options)
{
    if (options.text.isEmpty() == options.undo.isEmpty()) {
        complain(tr("Say whom to repair, or which repair to undo."), tr("See “chat-sync repair --help”."));
        return usageExit;
    }
    const Result<Target> target = targetFor(options.target);
    if (!target)
        return fail(target.error());
    const Result<std::unique_ptr<Workbench>> workbench = Workbench::open(*target, false);
    if (!workbench)
        return fail(workbench.error());
    const Result<std::unique_ptr<Journal>> journal = Journal::open({.path = options.journal});
    if (!journal) {
        complain(journal.error().what, journal.error().advice);
        return journalExit;
    }
    std::stop_source stop;
    const Interrupt interrupt{[&stop] { stop.request_stop(); }};

    const Result<RepairRequest> request =
        options.undo.isEmpty() ? requestFor(options.text, **workbench, journal->get(), stop.get_token())
                               : undoFor(options.undo, journal->get());
    if (!request)
        return fail(request.error());
    const FlowContext reading = (*workbench)->context({});
    RepairPlan plan;
    plan.readAt = reading.clock->now();
    if (!request->actions.empty()) {
        const Result<RepairPlan> planned = awaited(planRepair(reading, *request, stop.get_token()));
        if (!planned)
            return fail(planned.error());
        plan = *planned;
    }
    if (options.json)
        writeOut(QJsonDocument{previewToJson(plan)}.toJson(QJsonDocument::Compact) + '\n');
    else
        printPreview(plan, reading.environment.name);
    if (!plan.isNeeded() || !isConfirmed(options, plan.users + plan.channels))
        return plan.isNeeded() && options.confirm ? usageExit : 0;

    if (!options.arm.isEmpty() && (*workbench)->arming()) {
        const Result<void> armed = (*workbench)->arming()->arm(options.arm, tr("chat-sync repair"));
        if (!armed)
            return fail(armed.error());
    }
    EventLog log{true};
    EventJson json;
    EventSink *const told = options.json ? static_cast<EventSink *>(&json) : &log;
    const RunResult result =
        awaited(runRepair((*workbench)->context({journal->get(), told}), plan, stop.get_token()));
    if (result.journalError)
        complain(result.journalError->what, result.journalError->advice);
    return exitCodeOf(result.failure);
}

} // namespace chatsync::cli
