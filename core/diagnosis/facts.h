// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/directory.h"
#include "core/domain/identity.h"
#include "core/stream/callerror.h"
#include "core/stream/types.h"

#include <QDateTime>
#include <QUuid>

#include <chrono>
#include <optional>
#include <vector>

namespace chatsync::diagnosis {

/// Where a figure comes from and how old it is.
struct Reading {
    enum class State {
        NotAsked,
        Read,
        Failed, ///< Asked without success; `error` says why
    };

    State state = State::NotAsked;
    QDateTime at;   ///< UTC; when the answer came
    QString source; ///< `users and companies, 2 rows`, `GET /users`: for the link beside a fact
    std::optional<Error> error{};

    bool done() const { return state == State::Read; }
    bool operator==(const Reading &) const = default;
};

/// What StreamChat has under one id. Soft-deleted and hard-deleted users look absent to every read
/// (stream-api.md 2.3); Deleted is only what StreamChat itself, or an earlier run, has told.
enum class Existence { Unknown, Absent, Exists, Deactivated, Deleted };

QString toString(Existence existence); ///< `unknown`, `absent`, `exists` …

struct StreamSide {
    QString streamId;
    Existence existence = Existence::Unknown;
    std::optional<stream::User> user{}; ///< When Exists or Deactivated: everything StreamChat told

    bool isThere() const { return user.has_value(); }
    bool operator==(const StreamSide &) const = default;
};

/// Why somebody counts as a user or a company.
enum class KindReason {
    UsersTable,
    CompaniesTable,
    MarkedAsCompany, ///< In users, with category, type or user_type `company`
    StreamPrefix,    ///< In no table (or unread): as the id that was asked for says
    StreamOnly,      ///< In no table (or unread): StreamChat has them under this prefix alone
    Fallback,        ///< Nothing known: the flow's rule for whoever is in neither table
};

QString toString(KindReason reason); ///< `users_table` …

/// A participant with all that is known: the joined card.
struct PersonFacts {
    QString id;                    ///< Database id
    QString asked;                 ///< The text that led here, e.g. an e-mail; may be the id
    bool missingInMessage = false; ///< The message that was pasted calls them missing

    std::optional<Participant> user{};    ///< Row of the users table
    std::optional<Participant> company{}; ///< Row of the companies table
    KindReason reason = KindReason::Fallback;
    bool newlyApproved = false; ///< A company approved within the last seven days
    Identity expected;          ///< Who they should be in StreamChat; the fallback where no row was found

    StreamSide stream; ///< Under expected.streamId
    StreamSide other;  ///< Under the other prefix

    Reading database;
    Reading streamChat;

    const Participant *row() const { return user ? &*user : company ? &*company : nullptr; }
    bool inDatabase() const { return user || company; }
    /// Database, read successfully, and no row.
    bool isUnknownToDatabase() const { return database.done() && !inDatabase(); }
    QString displayName() const; ///< Name in the database, else in StreamChat, else the id
    bool operator==(const PersonFacts &) const = default;
};

/// A conversation's channel, from the database's row, from StreamChat, or both.
struct ChannelFacts {
    enum class State { Unknown, Absent, Exists, Deleted };

    QString cid;
    QString name;
    State state = State::Unknown;
    std::optional<Conversation> row{}; ///< Of the conversations table
    /// StreamChat ids. Of whom the row names and nobody looked up, the kind is unknown: whoever of them is
    /// not present under either prefix stands in `missing` (and `expected`) by the database id.
    QStringList expected;   ///< By the row; empty without one
    QStringList present;    ///< Members as StreamChat lists them, at most 100
    QStringList missing;    ///< Expected, not present
    QStringList unexpected; ///< Present, not expected; empty without a row
    std::optional<int> memberCount{};
    bool membersComplete = true; ///< False: StreamChat has more members than it listed
    bool frozen = false;
    bool disabled = false;
    QString team;
    QString createdById;
    std::optional<QDateTime> createdAt{};
    std::optional<QDateTime> lastMessageAt{};
    std::optional<QDateTime> deletedAt{};
    QStringList banned; ///< Members banned in this channel
    Reading database;
    Reading streamChat;

    /// Whether all of these are to be in it, by the row or, without one, by StreamChat.
    bool isOf(const QStringList &streamIds, const QStringList &participantIds) const;
    bool operator==(const ChannelFacts &) const = default;
};

/// What `GET /app` tells that matters here.
struct AppFacts {
    Reading reading;
    QString name;
    bool suspended = false;
    QString suspendedExplanation;
    bool multiTenant = false;
    QString uniqueNames = QStringLiteral("no"); ///< `no`, `app`, `team`
    bool hasMessaging = true;                   ///< The channel type `messaging` exists
    bool authChecksDisabled = false;
    std::optional<stream::CallError> error{}; ///< Of the call, typed

    bool operator==(const AppFacts &) const = default;
};

/// Something said by StreamChat at another time, in a run or in a message that was pasted: what no read can
/// tell now.
struct Hint {
    enum class Kind {
        Missing, ///< StreamChat refused for want of this user
        Deleted, ///< … because this user was deleted
        Deactivated,
        Synced,         ///< This user was created, or was there
        ChannelCreated, ///< This channel was created, or was there
        ChannelDeleted,
        SentAsOther, ///< The sync wrote this participant under the other prefix
        Defect,      ///< A defect of the recipe struck; `subject` is its code
    };

    Kind kind = Kind::Missing;
    QString subject; ///< StreamChat user id, cid, or code
    QDateTime at;    ///< UTC; null when the message has no time
    QUuid run{};     ///< Null: from the message
    QString step;    ///< Of the run, e.g. `upsert`; may be empty
    QString text;    ///< StreamChat's words, or what was done

    bool operator==(const Hint &) const = default;
};

/// Something nobody looked at, and why.
struct NotChecked {
    QString what;   ///< "Blocks between users"
    QString reason; ///< "not readable by a server"

    bool operator==(const NotChecked &) const = default;
};

/// Everything a rule may ask.
struct Facts {
    std::vector<PersonFacts> people;
    std::vector<ChannelFacts> channels; ///< Of any of the people, newest first
    /// Others in StreamChat who bear the expected name of one of the people; asked only where names are
    /// unique.
    std::vector<stream::User> namesakes;
    AppFacts app;
    std::vector<Hint> hints;
    std::vector<NotChecked> notChecked;

    Reading database; ///< As a whole: a failure here was met by everybody
    Reading streamUsers;
    Reading streamChannels;
    std::optional<stream::CallError> streamError{};  ///< The first refusal met, typed
    std::optional<std::chrono::seconds> clockSkew{}; ///< StreamChat's clock minus ours, from `Date`
    QDateTime now;                                   ///< UTC; ages are counted from here

    bool operator==(const Facts &) const = default;
};

/// Seconds between a reading and @p now; nothing when it was not read.
std::optional<std::chrono::seconds> ageOf(const Reading &reading, const QDateTime &now);

} // namespace chatsync::diagnosis
