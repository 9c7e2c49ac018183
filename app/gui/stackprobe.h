// SPDX-License-Identifier: MIT
#pragma once

#include "app/gui/callnames.h"

#include <QStringList>

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

namespace chatsync {

/// Looks what a thread is busy with when it does not come back in time: a thread of its own watches,
/// interrupts the busy one by a signal, whose handler notes the calls, and finds their names meanwhile.
///
/// Made, used and destroyed by the thread that is watched; one in a process at a time. Uses SIGURG, which
/// nobody misses.
class StackProbe {
public:
    using Clock = std::chrono::nanoseconds (*)();
    static std::chrono::nanoseconds steadyTime();

    /// @p clock is asked from both threads.
    StackProbe(std::chrono::nanoseconds limit, Clock clock);
    ~StackProbe();
    StackProbe(const StackProbe &) = delete;
    StackProbe &operator=(const StackProbe &) = delete;

    /// Something begins that should be over within the limit.
    void begin(std::chrono::nanoseconds now);
    /// It is over: the calls it was busy with when the limit was passed, innermost first. Empty when it kept
    /// to the limit, and when it ended in the very moment it was looked at.
    QStringList end();

private:
    void watch(std::stop_token stop);
    void look(quint64 turn);

    const std::chrono::nanoseconds m_limit;
    const Clock m_clock;
    const pthread_t m_watched;
    std::atomic<std::chrono::nanoseconds::rep> m_since{0};
    std::atomic<bool> m_asked{false}; ///< Somebody looks, or has looked, at this turn
    quint64 m_turn = 0;
    std::mutex m_looking;
    QStringList m_seen;
    CallNames m_names;
    std::jthread m_watcher;
};

} // namespace chatsync
