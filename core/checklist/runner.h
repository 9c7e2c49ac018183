// SPDX-License-Identifier: MIT
#pragma once

#include "core/checklist/order.h"
#include "core/checklist/ports.h"
#include "core/checklist/progress.h"
#include "core/journal/journal.h"
#include "core/sync/backendclient.h"
#include "core/sync/flow.h"

#include <QCoroTask>

#include <functional>
#include <stop_token>

namespace chatsync::checklist {

/// What a performance stands on. The pointers are borrowed and outlive it; all of it lives in one thread.
struct RunnerContext {
    FlowContext flow;                     ///< Its run and sinks are set for each run
    Journal *journal = nullptr;           ///< Keeps the runs, each cell, and the result
    Result<void> mayConverse;             ///< See core/environment; where it says no, nothing is performed
    std::optional<BackendAccess> backend; ///< Needed for Order::Target::Backend
    /// Of the stand-in, which obeys the limits where it is `hardened`; empty: a real backend.
    QString backendPreset;
    LogSource *log = nullptr;     ///< The backend's; null: there is none. The engine needs none
    NewUsers *newUsers = nullptr; ///< Null: new users are picked among those of the database
    CleanUp *cleanUp = nullptr;   ///< Null: by the journal's ledger
    ProgressSink *progress = nullptr;
    /// Somebody who wants the events of a run of the checks (not of the sweep: those are in the journal), or
    /// null. Must outlive the run. May be empty.
    std::function<EventSink *(const QUuid &run)> watcher;
    QUuid id; ///< Of the result; null: made here
    QString consoleVersion;
};

/// Why a performance did not come to its end.
enum class EndReason {
    Done,        ///< Everything was performed that was asked for, or all up to the first failure
    Stopped,     ///< On request
    Usage,       ///< The order makes no sense here, or conversations may not be made here: see the error
    Environment, ///< Database or StreamChat not reached
    Journal,     ///< Something could not be kept
};

/// All that came of it.
struct End {
    EndReason reason = EndReason::Done;
    ChecklistResult result;     ///< As far as it got; without an id where nothing was begun
    std::optional<Error> error; ///< For the last three reasons
};

/// Performs a checklist, and the sweep where there is one, and keeps the result. Each check, and each cell of
/// the sweep, is on disk before it is told: killed at any moment, a sweep goes on with Order::resume.
///
/// Every conversation is a run of its own, kept in the journal. What was created is removed at the end
/// unless Order::keep says otherwise, also after a stop.
///
/// Never throws. A stop ends the run under way safely; what was not performed is NotRun.
QCoro::Task<End> runChecklist(RunnerContext context, Order order, std::stop_token stop);

/// Changes a result that is kept, and gives it as it is then: a person's marks, and the signature of
/// @p signer unless that is empty. An Error leaves it as it was.
Result<ChecklistResult> amended(Journal *journal, const QUuid &id, const std::vector<Mark> &marks,
                                const QString &signer, const QDateTime &now);

/// 0: everything passes @p threshold; 1: something does not; 2 usage, 3 environment, 4 journal, 130 stopped.
/// With Failed only failures count, with Recovered also recoveries that are no passes, with Blocked also what
/// was blocked or not run.
int exitCodeOf(const End &end, CheckVerdict threshold);

} // namespace chatsync::checklist
