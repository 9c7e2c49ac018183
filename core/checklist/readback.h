// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/checklist: what is true of a conversation, read without those who made it.

#include "core/backendlog/logconversation.h"
#include "core/domain/checklist.h"
#include "core/domain/clock.h"
#include "core/domain/identity.h"
#include "core/stream/client.h"

#include <QJsonObject>

namespace chatsync::checklist {

/// Somebody who took part, and what StreamChat had under the id.
struct SeenPerson {
    enum class State { Unknown, Absent, Exists, Deactivated };

    QString streamId;
    QString name;         ///< In the database
    QString expectedRole; ///< `admin`, `user`
    State state = State::Unknown;
    QString role; ///< As StreamChat has it
    QDateTime at; ///< UTC, when it was read

    bool operator==(const SeenPerson &) const = default;
};

/// What the log said of a conversation.
struct SeenLog {
    backendlog::LogVerdict verdict = backendlog::LogVerdict::Unclear;
    QString sentence;
    QStringList findings; ///< Sentences of its errors and warnings
    QString name;         ///< Of the log
    qint64 firstLine = 0; ///< 0: not from a file
    qint64 lastLine = 0;
    int lines = 0;

    bool operator==(const SeenLog &) const = default;
};

/// What a later check has to know of a conversation.
struct Facts {
    QUuid run;
    QString conversation; ///< Its id; empty: none was made
    bool performed = false;
    std::vector<SeenPerson> people;
    std::optional<SeenLog> log{};
    bool logSilent = false; ///< There is a log, and it does not tell of this conversation
    QString whyNoLog;       ///< A sentence, where there is no log, or it is silent

    bool operator==(const Facts &) const = default;
};

QJsonObject toJson(const Facts &facts);
Facts factsFromJson(const QJsonObject &json);

/// The channel of a conversation.
struct SeenChannel {
    enum class State { Unread, Absent, There };

    State state = State::Unread;
    QString cid;
    QStringList missing;    ///< Stream ids of whoever ought to be a member
    QStringList unexpected; ///< Members who ought not to be
    QDateTime at;

    bool isWhole() const { return state == State::There && missing.isEmpty() && unexpected.isEmpty(); }
};

struct ReadBack {
    SeenChannel channel;
    std::vector<SeenPerson> people;
    std::vector<Exchange> exchanges; ///< Redacted
    std::optional<stream::CallError> error{};
};

struct ReadBackRequest {
    QString conversation;             ///< Empty: there is no channel to look for
    std::vector<Identity> identities; ///< Whoever took part
    bool patient = true; ///< Reads again for a moment before anybody is called absent: reads may lag
};

/// Reads the channel and the users; changes nothing. @p context's `recorded` is set here.
QCoro::Task<ReadBack> readBack(stream::ClientContext context, ReadBackRequest request, std::stop_token stop);

/// The users alone, in portions of 100.
QCoro::Task<stream::CallResult<std::vector<SeenPerson>>>
seenPeople(stream::Client *client, Clock *clock, std::vector<Identity> identities, std::stop_token stop);

} // namespace chatsync::checklist
