// SPDX-License-Identifier: MIT
#pragma once

#include <QCoroTask>
#include <QDateTime>

#include <chrono>
#include <stop_token>

namespace chatsync {

/// Time as the flow sees it. A port: real time in production, commanded time in tests and rehearsals.
///
/// A clock belongs to the thread that uses it; only the stop token may be triggered from that same thread
/// while a sleep is under way.
class Clock {
public:
    virtual ~Clock() = default;

    /// The calendar time, UTC, with milliseconds.
    virtual QDateTime now() const = 0;

    /// Time that only runs forward, from an arbitrary zero.
    virtual std::chrono::microseconds elapsed() const = 0;

    /// Resumes after @p duration, or at once when @p stop is asked for.
    /// Gives true when the whole time has passed, false when it was cut short.
    virtual QCoro::Task<bool> sleep(std::chrono::milliseconds duration, std::stop_token stop) = 0;
};

} // namespace chatsync
