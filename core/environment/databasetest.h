// SPDX-License-Identifier: MIT
#pragma once

// The database's part of the self-test. Internal to core/environment.

#include "core/environment/connectionrows.h"

namespace chatsync {

/// Tells the rows of the service `database`; gives the proposed mapping where the catalog could be read.
QCoro::Task<std::optional<MappingProposal>> testDatabase(std::shared_ptr<ConnectionRows> rows,
                                                         ConnectionTestContext context, std::stop_token stop);

} // namespace chatsync
