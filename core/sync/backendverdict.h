// SPDX-License-Identifier: MIT
#pragma once

// What the backend said against what is true. Internal to core/sync.

#include "core/sync/backendanswer.h"
#include "core/sync/flowrun.h"

namespace chatsync::backend {

/// Whether something is there, as far as it could be read.
enum class Presence { Yes, No, Unread };
QString toString(Presence presence); ///< `yes`, `no`, `unread`

/// What was found without asking the backend.
struct Truth {
    bool looked = false;       ///< False: there was nothing to look for
    std::optional<QString> id; ///< Of the conversation, from the answer or from its row
    Presence row = Presence::Unread;
    Presence channel = Presence::Unread;
    Presence membersRead = Presence::Unread;
    flow::Comparison members;
    QStringList usersAbsent; ///< Participants whom StreamChat does not know
    QStringList usersDeactivated;
    QStringList rowDifferences; ///< What the row says otherwise than was asked for, a sentence each
    QString unread;             ///< Why something could not be read, a sentence
    bool environment = false;   ///< StreamChat or the database could not be reached

    /// The channel is there, with all of its members.
    bool works() const;
};

json::Object toJson(const Truth &truth, const QString &cid);

/// The truth in sentences, for `why`.
QString sentencesOf(const Truth &truth);

/// How a run on the backend ends.
struct Verdict {
    /// Empty for a plain success; else a code of BackendTrouble, or one of `backend_refused`,
    /// `backend_success_without_channel`, `backend_success_without_members`, `backend_success_without_row`,
    /// `backend_success_unverified`, `backend_failure_but_works`.
    QString finding;
    flow::Stop stop; ///< Failure::None where the conversation works as the backend says
};

Verdict judge(const BackendResult &said, const Truth &truth);

/// What the backend said, as data and as a sentence.
json::Object toJson(const BackendResult &said);
QString sentenceOf(const BackendResult &said);

} // namespace chatsync::backend
