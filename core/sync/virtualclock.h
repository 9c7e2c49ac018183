// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/clock.h"

#include <QObject>

#include <map>

namespace chatsync {

/// Commanded time: a sleeper is woken as soon as everybody who could run has run, in the order of the wake-up
/// times. The same flow takes the same time to the millisecond on any machine.
///
/// Needs an event loop. Time stands still while nobody sleeps.
class VirtualClock final : public QObject, public Clock {
    Q_OBJECT
public:
    explicit VirtualClock(QDateTime start = defaultStart(), QObject *parent = nullptr);

    QDateTime now() const override;
    std::chrono::microseconds elapsed() const override { return m_elapsed; }
    QCoro::Task<bool> sleep(std::chrono::milliseconds duration, std::stop_token stop) override;

    /// Lets time pass without anybody sleeping: what a measured piece of work "took".
    void advance(std::chrono::microseconds by) { m_elapsed += by; }

    /// Time goes no further than this since the clock's start: whoever sleeps longer sleeps until stopped.
    /// For pictures of something under way.
    void setEnd(std::chrono::microseconds end) { m_end = end; }

    /// 2026-01-15T10:00:00Z
    static QDateTime defaultStart();

private:
    class Sleeper;
    void schedule();
    void wakeNext();

    QDateTime m_start;
    std::chrono::microseconds m_elapsed{0};
    std::chrono::microseconds m_end = std::chrono::microseconds::max();
    std::multimap<std::chrono::microseconds, Sleeper *> m_sleepers;
    bool m_scheduled = false;
};

} // namespace chatsync
