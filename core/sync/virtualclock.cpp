// SPDX-License-Identifier: MIT
#include "core/sync/virtualclock.h"

#include <QTimeZone>

#include <coroutine>

namespace chatsync {

/// Sits in the clock's queue and resumes its coroutine once, whichever of time and stop comes first.
class VirtualClock::Sleeper {
public:
    /// QCoro's await_transform copies what is awaited, so that has to be a mere pointer.
    struct Awaiter {
        Sleeper *sleeper;
        bool await_ready() const { return sleeper->m_cut; }
        void await_suspend(std::coroutine_handle<> waiting) { sleeper->suspend(waiting); }
        bool await_resume() const { return !sleeper->m_cut; }
    };

    Sleeper(VirtualClock *clock, std::chrono::microseconds until)
        : m_clock(clock)
        , m_until(until)
    {}

    /// A stop wakes on the next turn of the event loop, not inside request_stop(): the caller of that is
    /// rarely prepared for the flow going on beneath it.
    void cut()
    {
        m_cut = true;
        if (!m_waiting)
            return;
        auto &sleepers = m_clock->m_sleepers;
        std::erase_if(sleepers, [this](const auto &entry) { return entry.second == this; });
        sleepers.emplace(m_clock->m_elapsed, this);
        m_clock->schedule();
    }

    void wake() { std::exchange(m_waiting, nullptr).resume(); }

private:
    void suspend(std::coroutine_handle<> waiting)
    {
        m_waiting = waiting;
        m_clock->m_sleepers.emplace(m_until, this);
        m_clock->schedule();
    }

    VirtualClock *m_clock;
    std::chrono::microseconds m_until;
    std::coroutine_handle<> m_waiting;
    bool m_cut = false;
};

VirtualClock::VirtualClock(QDateTime start, QObject *parent)
    : QObject(parent)
    , m_start(std::move(start))
{}

QDateTime VirtualClock::defaultStart()
{
    return QDateTime{QDate{2026, 1, 15}, QTime{10, 0}, Qt::UTC};
}

QDateTime VirtualClock::now() const
{
    return m_start.addMSecs(std::chrono::duration_cast<std::chrono::milliseconds>(m_elapsed).count());
}

QCoro::Task<bool> VirtualClock::sleep(std::chrono::milliseconds duration, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return false;
    Sleeper sleeper{this, m_elapsed + duration};
    const std::stop_callback cutOnStop{stop, [&sleeper] { sleeper.cut(); }};
    Sleeper::Awaiter awaiter{&sleeper};
    const bool whole = co_await awaiter;
    co_return whole;
}

void VirtualClock::schedule()
{
    if (std::exchange(m_scheduled, true))
        return;
    QMetaObject::invokeMethod(this, &VirtualClock::wakeNext, Qt::QueuedConnection);
}

void VirtualClock::wakeNext()
{
    m_scheduled = false;
    if (m_sleepers.empty())
        return;
    const auto first = m_sleepers.begin();
    if (first->first > m_end)
        return;
    m_elapsed = std::max(m_elapsed, first->first);
    Sleeper *sleeper = first->second;
    m_sleepers.erase(first);
    if (!m_sleepers.empty())
        schedule();
    sleeper->wake();
}

} // namespace chatsync
