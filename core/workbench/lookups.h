// SPDX-License-Identifier: MIT
#pragma once

// Looking up with the journal as witness: what console and command line share.

#include "core/diagnosis/lookup.h"
#include "core/journal/journal.h"
#include "core/sync/flow.h"

#include <functional>

namespace chatsync {

/// A context for gathering on what a run would stand on. @p recorded may be empty; @p app is borrowed.
diagnosis::GatherContext gatherContext(const FlowContext &context, diagnosis::AppCache *app,
                                       std::function<void(const Exchange &)> recorded);

/// What the latest runs of the journal tell about whom a text names: at most five runs for each of the first
/// ten subjects, of this environment alone. Of the embedded sandbox only runs since @p opened count: it
/// begins anew with each program. Blocks for a few milliseconds. A journal that cannot be read has nothing to
/// tell.
std::vector<diagnosis::Hint> witnesses(Journal *journal, const diagnosis::Recognition &recognition,
                                       const RunEnvironment &environment, const QDateTime &opened);

} // namespace chatsync
