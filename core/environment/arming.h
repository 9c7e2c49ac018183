// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/clock.h"
#include "core/domain/result.h"
#include "core/environment/environment.h"

#include <atomic>
#include <chrono>

namespace chatsync {

/// Leave to write for ten minutes, in one environment. It ends by itself: by the clock that only runs forward
/// and by the calendar, whichever is first, so that neither a machine that slept nor a clock set back makes
/// it longer.
///
/// Belongs to the thread of its clock; disarm() may come from any.
class Arming {
public:
    static constexpr std::chrono::minutes duration{10};

    /// The clock is borrowed.
    Arming(QString environmentName, const Clock *clock);

    /// @p typed has to be the environment's name to the letter (blanks around it are forgiven). Arming what
    /// is armed begins anew. An Error of kind Input for another name.
    Result<void> arm(const QString &typed, const QString &reason);
    void disarm();

    bool isArmed() const;
    /// Zero when not armed.
    std::chrono::milliseconds remaining() const;
    /// UTC; invalid when not armed.
    QDateTime until() const;
    /// As given, for the journal; empty when not armed.
    QString reason() const;

private:
    QString m_environment;
    const Clock *m_clock;
    std::atomic<bool> m_armed = false;
    std::chrono::microseconds m_endElapsed{0};
    QDateTime m_until;
    QString m_reason;
};

} // namespace chatsync
