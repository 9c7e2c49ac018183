// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/connection.h"
#include "core/directory/peoplequery.h"
#include "core/directory/statements.h"

namespace chatsync {

/// Whom to take from one participant table.
struct PeopleFrom {
    const ParticipantTable *table = nullptr;
    QVariantList ids;    ///< Which idValue() has passed
    QStringList emails;  ///< None where the table has no such column
    bool folded = false; ///< E-mails are compared without case, which an ordinary index does not serve

    bool isEmpty() const { return ids.isEmpty() && emails.isEmpty(); }
};

/// Rows of several tables in one statement. They are as participantFrom() reads them; the last column tells
/// the index of the table in @p parts.
Statement selectPeople(const Dialect &dialect, const std::vector<PeopleFrom> &parts);

/// Rows with any of the ids, or with any of the participants, newest first. Nothing where the table has no
/// column for what is asked.
std::optional<Statement> selectConversations(const Dialect &dialect, const ConversationTable &table,
                                             const QStringList &ids, const QStringList &participantIds,
                                             int limit);

/// A row of selectConversations().
Conversation conversationFrom(const Row &row);

} // namespace chatsync
