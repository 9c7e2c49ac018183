// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/appstate.h"

namespace chatsync::sandbox {

/// What an answer's `X-Ratelimit-*` headers tell.
struct RateTold {
    int limit = 0;
    int remaining = 0;
    qint64 reset = 0; ///< Unix time in seconds: the end of the window
    bool refused = false;
};

/// StreamChat's counting: per endpoint in windows of one minute, and of one second with a thirtieth of the
/// limit. Calls that are refused are not counted.
class RateLimiter {
public:
    explicit RateLimiter(QHash<QString, int> limits);

    int limit(const QString &endpoint, int standard) const;
    RateTold take(const QString &endpoint, int standard, Millis now, bool enforce);
    RateTold look(const QString &endpoint, int standard, Millis now) const;

private:
    struct Window {
        qint64 minute = -1;
        int inMinute = 0;
        qint64 second = -1;
        int inSecond = 0;
    };
    QHash<QString, int> m_limits;
    QHash<QString, Window> m_windows;
};

} // namespace chatsync::sandbox
