// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ledger.h"
#include "core/sync/flow.h"

#include <QList>
#include <QUuid>

#include <stop_token>
#include <vector>

namespace chatsync {

/// What became of the objects of earlier test conversations.
struct CleanUpOutcome {
    RunResult run;
    int removed = 0; ///< Read back and not there any more
    int kept = 0;    ///< Found to be somebody else's, or not proven to be ours: left as they are
    int open = 0;    ///< Ours, and still there: the next clean-up goes on with them
    std::vector<LedgerEntry> entries; ///< Every one that was looked at, as it is now

    /// Nothing of ours is left.
    bool isClean() const { return open == 0 && run.failure == Failure::None; }
};

/// Which place a run of this context writes to.
LedgerPlace placeOf(const FlowContext &context);

/// What the ledger knows to be left in this place: entries that are Planned or Created. Of @p runs, or with
/// none given of all that are not under way. Asks nobody but the ledger.
Result<std::vector<LedgerEntry>> leftovers(const FlowContext &context, const QList<QUuid> &runs = {});

/// Deletes what the ledger proves to be the console's own, as a run with events, and reads back that it is
/// gone. @p context needs a ledger and the sinks of a run (the journal first); @p runs as for leftovers().
///
/// Nothing is deleted before it was read and found unchanged: a channel with a message, with a member who was
/// not to be in it, of another creator or older than its entry, a user who has been active, has data of
/// others, or is a member elsewhere, a row that says something else, are left with a sentence. A user who was
/// not read as absent before is never deleted.
///
/// Channels and users go in batches of at most 100, as a task of StreamChat's which is waited for; rows one
/// by one, by exactly their id. It may be stopped or die at any moment and be run again: entries stay open
/// until the read-back. In a dry run everything is read and judged, and nothing is deleted or marked.
///
/// Never throws; its run always ends with `run.finished`, whose data has `removed`, `kept` and `open`, lists
/// of toJson(LedgerEntry). Where the ledger has nothing there is no run, and its id is null.
/// exitCodeOf(outcome.run.failure): 0 nothing of ours is left, 1 something is.
QCoro::Task<CleanUpOutcome> cleanUp(FlowContext context, QList<QUuid> runs, std::stop_token stop);

} // namespace chatsync
