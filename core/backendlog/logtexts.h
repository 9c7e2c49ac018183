// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/logconversation.h"

namespace chatsync::backendlog {

/// The line's own words, without mark and values: “All users upserted successfully”.
QString nameOf(BackendLine line);

/// What a conversation came to, in one sentence. Its verdict and findings are set.
QString sentenceOf(const LogConversation &conversation);

/// What failed in the words of the peer, or what to make of it: why, and what to do next.
struct Explained {
    QString why;
    QStringList next;
};
Explained explained(const LogConversation &conversation);

/// Whether the words say that StreamChat does not know members of the channel, and whom.
bool saysMissing(const LoggedError &error);

} // namespace chatsync::backendlog
