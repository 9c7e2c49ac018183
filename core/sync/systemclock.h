// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/clock.h"

#include <QElapsedTimer>

namespace chatsync {

/// The machine's own time. Needs an event loop in the thread that sleeps.
class SystemClock final : public Clock {
public:
    SystemClock();

    QDateTime now() const override;
    std::chrono::microseconds elapsed() const override;
    QCoro::Task<bool> sleep(std::chrono::milliseconds duration, std::stop_token stop) override;

private:
    QElapsedTimer m_timer;
};

} // namespace chatsync
