// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/conversation.h"
#include "core/domain/ledger.h"
#include "core/stream/types.h"

#include <chrono>

namespace chatsync::cleanup {

/// How far two machines' clocks are taken to differ. Not for channels whose id may have been given before:
/// those have to be younger than their entry by the clocks as they are.
constexpr std::chrono::minutes clockTolerance{5};

/// How long after its entry an object may have been created: it is sent at once, but for pauses, repetitions
/// and another clock. What came later was created by somebody else, who may have had the same idea.
constexpr std::chrono::minutes longestSending{10};

/// What an object that was read is, by its entry.
struct Judgement {
    enum class Is {
        Ours,
        Foreign,   ///< By now, or since ever, somebody else has a hand in it
        NotProven, ///< Nothing shows whose it is
    };
    Is is = Is::Ours;
    QString sentence{}; ///< Why it is not ours
};

/// @p memberIds: all of them. The console sends no message, so that any message is somebody else's.
Judgement judgeChannel(const LedgerEntry &entry, const stream::Channel &channel,
                       const QStringList &memberIds);

/// @p channels: the cids of the channels which the user is a member of.
Judgement judgeUser(const LedgerEntry &entry, const stream::User &user, const QStringList &channels);

Judgement judgeRow(const LedgerEntry &entry, const Conversation &row);

/// Rows that came in the minutes after the entry and say what was asked for: one alone is the one it is
/// about.
std::vector<Conversation> rowsFor(const LedgerEntry &entry, const std::vector<Conversation> &rows);

} // namespace chatsync::cleanup
