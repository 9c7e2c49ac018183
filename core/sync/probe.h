// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/cleanup.h"

namespace chatsync {

struct ProbeOutcome {
    RunResult run;
    std::vector<Visibility> measured;
    CleanUpOutcome cleaned; ///< What became of the users and channels made for it
};

/// Measures @p times how long after an upsert a user can be a member of a channel: makes a user whom nobody
/// has, and tries, at once and then with growing pauses up to 8 s in all, to create a channel with them.
/// Nobody of the database is touched. A run with events; its users and channels are in the ledger before they
/// are sent, and are removed afterwards by cleanUp(), as a run of its own, whatever came of it.
///
/// What was measured is kept by the ledger, and so is what was measured before a stop. @p context needs a
/// ledger.
QCoro::Task<ProbeOutcome> probe(FlowContext context, int times, std::stop_token stop);

} // namespace chatsync
