// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace chatsync {

enum class Preset {
    Hardened,   ///< The eight steps, made safe and sure
    Documented, ///< The eight steps to the letter
    Unsynced,   ///< The backend before the fix
};

QString toString(Preset preset);
std::optional<Preset> presetFrom(const QString &name);

/// What may be turned at a preset. Shown before a run and stored with it.
struct FlowSettings {
    Preset preset = Preset::Hardened;
    std::chrono::milliseconds wait{1000};      ///< After an upsert; 1 to 2 s are documented
    std::chrono::milliseconds retryWait{2000}; ///< Before the first retry
    int attempts = 3;                          ///< To create the channel, at least 1
    bool sendCreator = true;                   ///< `created_by_id` with the creation

    bool operator==(const FlowSettings &) const = default;

    bool waits() const { return preset != Preset::Unsynced; }

    /// The pause before attempt @p attempt (2, 3 …): doubled each time by `hardened`, the same by the others.
    std::chrono::milliseconds pauseBefore(int attempt) const;
};

FlowSettings settingsOf(Preset preset);

/// What differs from the documented flow, a sentence each; empty for `documented` as it is,
/// and for settings which checkSettings() refuses.
QStringList deviationsOf(const FlowSettings &settings);

/// Settings that are accepted but worth a warning in the run, a sentence each.
QStringList warningsOf(const FlowSettings &settings);

/// An Error of kind Input for settings nobody can run.
Result<void> checkSettings(const FlowSettings &settings);

QJsonObject toJson(const FlowSettings &settings);

} // namespace chatsync
