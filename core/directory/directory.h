// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/peoplequery.h"
#include "core/domain/conversation.h"
#include "core/domain/participant.h"
#include "core/domain/querytrace.h"

#include <QCoroTask>

#include <optional>
#include <stop_token>
#include <vector>

namespace chatsync {

/// What was found under one id.
struct Resolution {
    QString id;
    std::optional<Participant> user;    ///< The row of the users table
    std::optional<Participant> company; ///< The row of the companies table
    std::optional<Error> unreadable; ///< Set when a table could not be asked and the others had no such row

    /// The users table is asked first, as the flow says.
    const Participant *found() const { return user ? &*user : company ? &*company : nullptr; }

    bool operator==(const Resolution &) const = default;
};

/// What the database offers, found when it is opened.
struct DirectoryCapabilities {
    QString dialect;  ///< `sqlite` or `postgresql`
    QString location; ///< Host and database, or the file; never a password
    bool hasUsers = false;
    bool hasCompanies = false;
    bool hasConversations = false;
    bool mayInsertConversation = false;
    QString whyNoInsert;               ///< A sentence, when it may not
    bool numbersConversations = false; ///< The database gives a row its id, whatever is proposed

    bool operator==(const DirectoryCapabilities &) const = default;
};

/// One page of a search, ordered by name and id.
struct ParticipantPage {
    std::vector<Participant> participants;
    QString next; ///< Hand this in to get the page that follows; empty on the last one

    bool operator==(const ParticipantPage &) const = default;
};

struct ParticipantSearch {
    QString text; ///< Part of a name, an e-mail, the beginning of an id; compared without case
    int limit = 50;
    QString after; ///< ParticipantPage::next of the page before
    bool exactNameOnly =
        false; ///< Only whoever is called exactly so (without case), or has exactly this e-mail

    bool operator==(const ParticipantSearch &) const = default;
};

/// One table from its first row to its last, in the order of the ids.
struct ParticipantListing {
    Participant::Table table = Participant::Table::Users;
    int limit = 500;  ///< 1 to 1000
    QString after{}; ///< ParticipantPage::next of the page before

    bool operator==(const ParticipantListing &) const = default;
};

/// Participants and conversations, wherever they are kept. A port: SQL in production, a fake in tests.
///
/// Calls may be made from one thread only; answers arrive in that same thread. Every call can be stopped, and
/// then gives an Error of kind Cancelled.
class Directory {
public:
    virtual ~Directory() = default;

    /// Connects and finds tables and columns. Call it first; calling it again is cheap.
    virtual QCoro::Task<Result<DirectoryCapabilities>> open(std::stop_token stop) = 0;

    /// One Resolution for each id, in the same order: whoever is not found or not readable is in it, too.
    /// At most two statements for each hundred ids. The result itself is an error only when stopped.
    virtual QCoro::Task<Traced<std::vector<Resolution>>> resolve(QStringList ids, std::stop_token stop) = 0;

    virtual QCoro::Task<Traced<ParticipantPage>> search(ParticipantSearch search, std::stop_token stop) = 0;

    /// A page of everybody in one table: an index serves it, however many there are. What is given here is
    /// put together from search(), whose pages hold people of the other table as well: one may be shorter
    /// than asked for and yet not be the last.
    virtual QCoro::Task<Traced<ParticipantPage>> list(ParticipantListing listing, std::stop_token stop);

    /// People with their conversations in at most two round trips: one statement over both tables, one over
    /// the conversations (for more than 500 ids, one more for each further 500). The result itself is an
    /// error only when nothing could be asked at all. What is given here is put together from the calls
    /// above, without conversations.
    virtual QCoro::Task<Traced<PeopleAnswer>> people(PeopleQuery query, std::stop_token stop);

    /// Inserts the row. `conversation.id` is proposed; the id in the answer is the one that counts (a
    /// database that numbers its rows gives its own).
    virtual QCoro::Task<Traced<Conversation>> insertConversation(Conversation conversation,
                                                                 std::stop_token stop) = 0;

    /// Deletes the row with exactly this id, if its creator is still the one given; the rest of @p row does
    /// not matter. Gives the number of rows that went: 0 where there is none like it. An Error of kind
    /// Refused, with nothing deleted, where rows of other tables refer to it, or nothing may be written. What
    /// is given here refuses.
    virtual QCoro::Task<Traced<int>> deleteConversation(Conversation row, std::stop_token stop);
};

} // namespace chatsync
