// SPDX-License-Identifier: MIT
#pragma once

// What a run on the backend writes into the ledger. Internal to core/sync. Each does nothing where the run
// has no ledger, or is a dry run.

#include "core/sync/backendrun.h"

namespace chatsync::backend {

/// Before the backend is asked: the users whom StreamChat does not have, and a row whose id is yet to come.
QCoro::Task<flow::StepResult> enterLedger(BackendRun *run);

/// Once its answer, or what is true, is known: the row's id, and the channel that goes with it.
void settleLedger(const BackendRun &run);

} // namespace chatsync::backend
