// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/diagnosis: from answers to facts. Pure.

#include "core/diagnosis/facts.h"
#include "core/diagnosis/recognition.h"

#include <QHash>

namespace chatsync::diagnosis {

using StreamUsers = QHash<QString, stream::User>;

/// What the rows say about who this is; StreamChat is not known yet. @p prefix: of the id that was asked for.
void settleIdentity(PersonFacts &person, std::optional<ParticipantKind> prefix, const QDateTime &now);

/// Both sides in StreamChat. Null users: they could not be asked.
void settleStream(PersonFacts &person, std::optional<ParticipantKind> prefix, const StreamUsers *users,
                  const Reading &reading, const std::vector<Hint> &hints);

/// Channels from rows and from StreamChat, put together. @p states null: could not be asked. @p complete:
/// StreamChat listed all there are, so that what is not among them is not there.
std::vector<ChannelFacts> channelsFrom(const std::vector<Conversation> &rows,
                                       const std::vector<stream::ChannelState> *states, bool complete,
                                       const Reading &database, const Reading &reading,
                                       const std::vector<PersonFacts> &people,
                                       const std::vector<Hint> &hints);

/// @p app: the object inside the answer, as Client::getApp() gives it.
AppFacts appFactsFrom(const QJsonObject &app, const Reading &reading);

/// StreamChat's clock minus @p now, from the header `Date`; nothing where there is none.
std::optional<std::chrono::seconds> skewIn(const HttpHeaders &headers, const QDateTime &now);

} // namespace chatsync::diagnosis
