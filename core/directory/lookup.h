// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/connection.h"
#include "core/directory/directory.h"
#include "core/directory/schema.h"

namespace chatsync {

/// The participant tables there are, users first.
std::vector<const ParticipantTable *> tablesOf(const Schema &schema);

/// The directory's calls as the worker thread performs them: blocking, each with the statements it took.
/// @{
Traced<std::vector<Resolution>> resolveIn(Connection &connection, const Schema &schema,
                                          const QStringList &ids);
Traced<ParticipantPage> searchIn(Connection &connection, const Schema &schema,
                                 const ParticipantSearch &search);
Traced<ParticipantPage> listIn(Connection &connection, const Schema &schema,
                               const ParticipantListing &listing);
Traced<Conversation> insertIn(Connection &connection, const ConversationTable &table,
                              const Conversation &conversation);
Traced<int> deleteIn(Connection &connection, const ConversationTable &table, const Conversation &row);
/// @}

/// The statements of resolveIn(), in order.
std::vector<Statement> resolveStatements(const Schema &schema, DatabaseUrl::Dialect dialect,
                                         const QStringList &ids);

} // namespace chatsync
