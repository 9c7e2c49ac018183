// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/exchange.h"

#include <QDateTime>

#include <chrono>
#include <optional>

namespace chatsync::stream {

/// `Sun, 06 Nov 1994 08:49:37 GMT`, as in `Date` and `Retry-After`.
std::optional<QDateTime> httpDate(const QByteArray &text);

/// What an answer says about StreamChat's limits. Whatever is absent or unreadable stays empty: the values
/// have been seen doubled (`300, 300`, then the first counts) and as junk (GetStream/stream-chat-python#124).
struct RateLimitHeaders {
    std::optional<int> limit;
    std::optional<int> remaining;
    /// From the answer until the end of the window. Measured against the answer's own `Date` where it has
    /// one, so that a wrong clock on this machine does no harm. Negative when the window is over.
    std::optional<std::chrono::milliseconds> untilReset;
    std::optional<std::chrono::milliseconds> retryAfter; ///< From `Retry-After`: seconds or a date

    bool operator==(const RateLimitHeaders &) const = default;
};

RateLimitHeaders rateLimitHeadersFrom(const HttpHeaders &headers, const QDateTime &now);

/// How long a refusal asks to wait: the longer of the two, if it lies ahead.
std::optional<std::chrono::milliseconds> waitAskedFor(const RateLimitHeaders &headers);

} // namespace chatsync::stream
