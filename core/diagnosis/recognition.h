// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/participant.h"
#include "core/stream/callerror.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace chatsync::diagnosis {

/// Somebody or something that a text names, in a form that can be looked up.
struct Subject {
    enum class Kind {
        Participant, ///< `value` is the database id, a UUID in lower case
        StreamUser,  ///< `value` is the database id behind a StreamChat user id; `prefix` says which
        Channel,     ///< `value` is a cid, `type:id`
        Email,       ///< `value` in lower case
        Name,        ///< `value` as typed: part of a name, or the beginning of an id
        Code,        ///< `value` is a code of the error dictionary: `4`, `never-synced`
    };

    Kind kind = Kind::Name;
    QString value;
    QString text;                            ///< As it stood in the text
    std::optional<ParticipantKind> prefix{}; ///< StreamUser alone
    bool missing = false;                    ///< An error message says that StreamChat has not got them

    bool operator==(const Subject &) const = default;
};

QString toString(Subject::Kind kind); ///< `participant`, `stream_user` …

/// What a text as a whole was taken for. One text may be several things: a log line with an error in it.
enum class TextForm {
    Nothing,
    Ids,           ///< One or more ids, cids or e-mails
    Name,          ///< Part of a name
    List,          ///< One thing a line, or separated by commas
    Table,         ///< CSV or tab-separated
    Json,          ///< JSON that is no error of StreamChat's
    Url,           ///< An address with ids in it
    ErrorSentence, ///< The backend's "Failed to add all members to channel. Missing: …"
    StreamError,   ///< StreamChat's own words, bare, in JSON or as the official client prints them
    LogLine,       ///< A line the backend logs
    Code,          ///< A code of the error dictionary
};

QString toString(TextForm form); ///< `error_sentence`, `stream_error` …

/// What is in a text.
struct Recognition {
    QList<TextForm> forms;                  ///< The most telling first; Nothing alone where there is nothing
    std::vector<Subject> subjects;          ///< In the order of the text, each once
    std::optional<stream::CallError> error; ///< What StreamChat's (or the backend's) words mean
    QString headline; ///< "Error message recognised: 2 participants are missing"; never empty
    QString detail;   ///< What was found in it, or, for nonsense, what was looked for; a sentence or two
    qsizetype examined = 0;        ///< Characters that were looked at
    qsizetype leftOut = 0;         ///< Characters behind the bound that were not looked at
    qsizetype subjectsLeftOut = 0; ///< Found, but beyond the bound on their number

    bool isNothing() const { return subjects.empty() && !error; }
    bool operator==(const Recognition &) const = default;
};

/// Texts up to this many characters are looked at whole; of longer ones the beginning.
constexpr qsizetype longestText = 16 * 1024 * 1024;
/// So many different subjects are kept.
constexpr qsizetype mostSubjects = 10'000;

/// Takes whatever a person pastes and says what is in it. Pure; the time grows with the length of the text
/// and nothing else. Never fails: nonsense is a Recognition that says what was looked for.
Recognition recognise(const QString &text);

/// Everything of the kind that can be a participant.
std::vector<Subject> peopleIn(const Recognition &recognition);

} // namespace chatsync::diagnosis
