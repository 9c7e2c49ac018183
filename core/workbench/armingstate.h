// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>

namespace chatsync {

/// Whether the environment in use is armed, as Console tells it.
struct ArmingState {
    bool armed = false;
    QDateTime until; ///< UTC
    std::chrono::milliseconds remaining{0};
    QString reason; ///< As given, for the journal

    bool operator==(const ArmingState &) const = default;
};

} // namespace chatsync
