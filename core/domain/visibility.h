// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QUuid>

#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace chatsync {

/// How long after an upsert a user could really be a member of a channel, as once seen. The truth lies
/// between the last try that failed and the first that worked; times run from the upsert's answer to the
/// sending of the try.
struct Visibility {
    QDateTime at; ///< UTC
    QUuid run;
    bool probed = false; ///< By a probe, which tries soon and often; else by a test conversation
    std::optional<std::chrono::milliseconds> after; ///< Not yet then; none: never refused
    std::optional<std::chrono::milliseconds> by;    ///< A member by then; none: not as long as was tried

    bool operator==(const Visibility &) const = default;
};

/// One bar of the distribution: so many were members after at most `upTo`, and not after the bar before.
struct VisibilityBar {
    std::optional<std::chrono::milliseconds> upTo; ///< None: later than all bars, or never
    int count = 0;

    bool operator==(const VisibilityBar &) const = default;
};

std::vector<VisibilityBar> distributionOf(std::span<const Visibility> measured);

/// What the measurements say of wait and attempts.
struct VisibilityAdvice {
    int measurements = 0;
    std::chrono::milliseconds wait{1000};
    int attempts = 1;
    double rate = 0;           ///< Of those measured, who would be members with this wait and these attempts
    double firstRate = 0;      ///< The same of the first attempt alone
    bool secondNeeded = false; ///< Somebody needed a second attempt, after the wait that is advised
    QStringList sentences;     ///< For a person; says on how many measurements it stands

    bool operator==(const VisibilityAdvice &) const = default;
};

/// The shortest wait that flow.md allows (1 to 2 s, in steps of 250 ms) with the best rate at the first
/// attempt, then the fewest attempts (up to 3, pausing 2 s and 4 s) with the best rate of all. Who was never
/// seen as a member counts as a failure. Without measurements: the defaults, and says so.
VisibilityAdvice adviceFor(std::span<const Visibility> measured);

} // namespace chatsync
