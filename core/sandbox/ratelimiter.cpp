// SPDX-License-Identifier: MIT
#include "core/sandbox/ratelimiter.h"

#include <algorithm>

namespace chatsync::sandbox {

RateLimiter::RateLimiter(QHash<QString, int> limits)
    : m_limits(std::move(limits))
{}

int RateLimiter::limit(const QString &endpoint, int standard) const
{
    return m_limits.isEmpty() ? standard : m_limits.value(endpoint, standard);
}

RateTold RateLimiter::take(const QString &endpoint, int standard, Millis now, bool enforce)
{
    const int most = limit(endpoint, standard);
    const qint64 minute = now / 60'000;
    const qint64 second = now / 1000;
    Window &window = m_windows[endpoint];
    if (window.minute != minute) {
        window.minute = minute;
        window.inMinute = 0;
    }
    if (window.second != second) {
        window.second = second;
        window.inSecond = 0;
    }
    const qint64 minuteEnd = (minute + 1) * 60;
    if (enforce && window.inMinute >= most)
        return {most, 0, minuteEnd, true};
    if (enforce && window.inSecond >= std::max(1, most / 30))
        return {most, 0, second + 1, true};
    ++window.inMinute;
    ++window.inSecond;
    return {most, std::max(0, most - window.inMinute), minuteEnd, false};
}

RateTold RateLimiter::look(const QString &endpoint, int standard, Millis now) const
{
    const int most = limit(endpoint, standard);
    const qint64 minute = now / 60'000;
    const Window window = m_windows.value(endpoint);
    const int used = window.minute == minute ? window.inMinute : 0;
    return {most, std::max(0, most - used), (minute + 1) * 60, false};
}

} // namespace chatsync::sandbox
