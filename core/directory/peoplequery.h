// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/conversation.h"
#include "core/domain/participant.h"
#include "core/domain/result.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace chatsync {

/// People by id and e-mail, with their conversations: what a card shows of the database.
struct PeopleQuery {
    QStringList ids;
    QStringList emails;    ///< Compared as typed and in lower case; without case where that finds nothing
    int conversations = 0; ///< At most so many rows of theirs, newest first; 0: none are asked for
    QStringList conversationIds; ///< These rows, too

    bool operator==(const PeopleQuery &) const = default;
};

struct PeopleAnswer {
    struct Person {
        QString asked; ///< The id, or the e-mail
        std::optional<Participant> user{};
        std::optional<Participant> company{};
        std::optional<Error> unreadable{}; ///< As Resolution::unreadable

        bool operator==(const Person &) const = default;
    };

    std::vector<Person> byId;    ///< One for each id, in its order
    std::vector<Person> byEmail; ///< One for each found; several people may share an e-mail
    std::vector<Conversation> conversations;
    /// Why conversations were asked for and not read; nothing when they were.
    std::optional<Error> conversationsUnread{};
    bool moreConversations = false; ///< There are more than were asked for

    bool operator==(const PeopleAnswer &) const = default;
};

} // namespace chatsync
