// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/sync.

#include "core/sync/flowrun.h"

namespace chatsync::flow {

struct SyncReport {
    QStringList created;
    QStringList updated;
    std::optional<stream::CallError> error; ///< What kept the whole from going through
    std::optional<Stop> unkept;             ///< The ledger could not be written, so nothing more was sent
    bool repeated = false;                  ///< Something had to be sent again
};

/// Creates whom StreamChat does not have and updates role, name and image of the others, so that no custom
/// data is lost. Who is refused gets their own cause in Person::refusal; all others go through.
QCoro::Task<SyncReport> syncPeople(Run *run);

} // namespace chatsync::flow
