// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/remedy.h"

#include <QDateTime>
#include <QString>
#include <QUuid>

#include <optional>
#include <vector>

namespace chatsync::diagnosis {

enum class Severity {
    Blocks,  ///< They cannot chat while this is so
    Risk,    ///< They can, but something is wrong or may go wrong
    Note,    ///< Worth knowing
    Healthy, ///< Nothing found
};

QString toString(Severity severity); ///< `blocks`, `risk`, `note`, `healthy`

/// Whether time alone cures it.
enum class Waiting { DoesNotHelp, Helps, MayHelp };

QString toString(Waiting waiting); ///< `does_not_help`, `helps`, `may_help`

/// One fact that supports a finding.
struct Evidence {
    enum class Mark { Ok, Bad, Warning, Twin, Info };
    enum class Link {
        None,
        Row,     ///< `target`: `users/<id>` or `companies/<id>` or `conversations/<id>`
        Request, ///< `target`: the endpoint, e.g. `QueryUsers`
        Run,     ///< `target`: the run's id; `step` in `linkText`
        Recipe,  ///< `target`: a line of the recipe (flow.md)
    };

    Mark mark = Mark::Info;
    QString text; ///< "StreamChat: no onecrew_user_dda3…"
    Link link = Link::None;
    QString linkText; ///< "GET /users", "users, 1 row"
    QString target;
    QDateTime at; ///< UTC, when it was read; null when it has no time

    bool operator==(const Evidence &) const = default;
};

/// One cause that was found, about one participant, one channel or the environment.
struct Finding {
    QString code; ///< Stable, kebab-case: `never-synced`. Key into rules() and the dictionary.
    Severity severity = Severity::Note;
    QString sentence;    ///< "Amira Haddad was never created as a user"
    QString consequence; ///< "Conversations with Amira Haddad fail."
    Waiting waiting = Waiting::DoesNotHelp;
    QString waitingText; ///< "Waiting does not help: nothing is on its way."
    QString person;      ///< Database id of whom it is about; empty: a channel or the environment
    QString streamId;    ///< The StreamChat id it is about, if any
    QString cid;         ///< The channel it is about, if any
    std::vector<Evidence> evidence;
    Remedy remedy;

    bool operator==(const Finding &) const = default;
};

} // namespace chatsync::diagnosis
