// SPDX-License-Identifier: MIT
#include "core/sync/systemclock.h"

#include <QCoroTimer>
#include <QTimer>

namespace chatsync {

SystemClock::SystemClock()
{
    m_timer.start();
}

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::microseconds SystemClock::elapsed() const
{
    return std::chrono::microseconds{m_timer.nsecsElapsed() / 1000};
}

QCoro::Task<bool> SystemClock::sleep(std::chrono::milliseconds duration, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return false;
    QTimer timer;
    timer.setSingleShot(true);
    timer.setTimerType(Qt::PreciseTimer);
    timer.start(duration);
    const std::stop_callback wakeOnStop{stop, [&timer] { timer.start(0); }};
    co_await timer;
    co_return !stop.stop_requested();
}

} // namespace chatsync
