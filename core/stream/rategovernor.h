// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/clock.h"
#include "core/stream/transport.h"

#include <chrono>
#include <memory>
#include <optional>

namespace chatsync::stream {

/// What is left of an endpoint's minute, as last told by StreamChat or by our own count.
struct RateBudget {
    int limit = 0;
    int remaining = 0;
    QDateTime reset; ///< UTC

    bool operator==(const RateBudget &) const = default;
};

/// Keeps requests under StreamChat's limits before they bite: per endpoint and minute by the `X-RateLimit-*`
/// headers (before the first answer by the documented defaults), and per second, one thirtieth of the
/// minute's limit.
///
/// One for each app and process; it outlives runs. Lives in one thread.
class RateGovernor {
public:
    explicit RateGovernor(Clock *clock);
    ~RateGovernor();

    /// How long the next request to @p endpoint has to wait; zero when it may go now. Does not count it.
    std::chrono::milliseconds delay(Endpoint endpoint) const;

    /// A request is being sent. Until answered() it counts as one that StreamChat may count at any moment.
    void sent(Endpoint endpoint);

    /// Reads the headers of its answer. Values that cannot be read are ignored. To be called once for each
    /// sent(), with status 0 and no headers where no answer came.
    void answered(Endpoint endpoint, int status, const HttpHeaders &headers);

    std::optional<RateBudget> budget(Endpoint endpoint) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace chatsync::stream
