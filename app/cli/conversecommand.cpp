// SPDX-License-Identifier: MIT
#include "app/cli/await.h"
#include "app/cli/cleanupcommand.h"
#include "app/cli/commands.h"
#include "app/cli/environmenttarget.h"
#include "app/cli/eventlog.h"
#include "app/cli/output.h"
#include "app/interrupt/interrupt.h"
#include "core/journal/journal.h"
#include "core/sync/backendflow.h"
#include "core/workbench/workbench.h"

#include <QCoreApplication>

namespace chatsync::cli {

namespace {

constexpr int journalExit = 4;

int fail(const Error &error)
{
    complain(printable(error.what), printable(error.advice));
    return exitCodeOf(error);
}

} // namespace

int converse(const ConverseOptions &options)
{
    Result<Target> target = targetFor(options.target);
    if (!target)
        return fail(target.error());
    if (const Result<void> meant = options.backend.apply(*target, !options.target.environment.isEmpty());
        !meant)
        return fail(meant.error());
    const Result<std::unique_ptr<Workbench>> opened = Workbench::open(*target, options.dryRun);
    if (!opened)
        return fail(opened.error());
    const std::unique_ptr<Workbench> &workbench = *opened;
    if (const Result<void> allowed = workbench->mayConverse(); !allowed)
        return fail(allowed.error());
    Result<BackendAccess> backend;
    if (options.backend.asked)
        backend = workbench->backend(options.settings);
    if (!backend)
        return fail(backend.error());
    backend->timeout = options.backend.timeout;
    Secrets secrets{systemKeychain()};
    if (options.backend.asked)
        backend->tokenOf = backendTokensOf(options.target, &secrets);

    const Result<std::unique_ptr<Journal>> journal = Journal::open({.path = options.journal});
    if (!journal) {
        complain(journal.error().what, journal.error().advice);
        return journalExit;
    }

    EventLog log{true};
    EventJson json;
    EventSink *const told = options.json ? static_cast<EventSink *>(&json) : &log;
    std::stop_source stop;
    auto interrupt = std::make_unique<Interrupt>([&stop] { stop.request_stop(); });

    RunResult result;
    FlowContext context = workbench->context({journal->get(), told});
    context.ledger = journal->get();
    auto task = options.backend.asked
                    ? runOnBackend(context, *backend, options.request, stop.get_token())
                    : runConversation(context, options.request, options.settings, stop.get_token());
    QObject receiver;
    bool ended = false;
    QCoro::connect(std::move(task), &receiver, [&](const RunResult &run) {
        result = run;
        ended = true;
        QCoreApplication::quit();
    });
    // A run that never had to wait is over before there is a loop to end.
    if (!ended)
        QCoreApplication::exec();
    if (result.journalError)
        complain(result.journalError->what, result.journalError->advice);
    const int exitCode = exitCodeOf(result.failure);
    if (!options.cleanUp || options.dryRun || result.journalError)
        return exitCode;
    // Also after an interruption: what was made until then goes as well. A second one ends this, too.
    interrupt.reset();
    std::stop_source stopCleaning;
    const Interrupt interruptCleaning{[&stopCleaning] { stopCleaning.request_stop(); }};
    const CleanUpOutcome cleaned = awaited(cleanUp(context, {result.run}, stopCleaning.get_token()));
    if (!options.json)
        tellKept(cleaned);
    return exitCode != 0 ? exitCode : exitCodeOf(cleaned);
}

} // namespace chatsync::cli
