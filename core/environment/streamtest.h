// SPDX-License-Identifier: MIT
#pragma once

// StreamChat's and the backend's part of the self-test. Internal to core/environment.

#include "core/environment/connectionrows.h"

namespace chatsync {

/// Tells the rows of the service `streamchat`.
QCoro::Task<void> testStream(std::shared_ptr<ConnectionRows> rows, ConnectionTestContext context,
                             std::stop_token stop);

/// Tells the row of the service `backend`.
QCoro::Task<void> testBackend(std::shared_ptr<ConnectionRows> rows, ConnectionTestContext context,
                              std::stop_token stop);

} // namespace chatsync
