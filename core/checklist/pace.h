// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/checklist.

#include "core/domain/clock.h"
#include "core/stream/rategovernor.h"

#include <QCoroTask>

#include <stop_token>

namespace chatsync::checklist {

/// A backend spends the same limits as the console, and nobody can hold its requests back. So a conversation
/// is asked of it only when StreamChat would take what the backend is going to send for it.
class BackendPace {
public:
    /// Both are borrowed.
    BackendPace(stream::RateGovernor *governor, Clock *clock);

    /// False when stopped.
    QCoro::Task<bool> begin(std::stop_token stop);
    /// @p retried: it created the channel a second time, or added members.
    void end(bool retried);

private:
    stream::RateGovernor *m_governor;
    Clock *m_clock;
};

} // namespace chatsync::checklist
