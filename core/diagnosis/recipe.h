// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/conversation.h"
#include "core/domain/runevent.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace chatsync::diagnosis {

/// How a defect is shown on the embedded sandbox: a small world, a request, and what tells that it struck.
/// Ids are those of the demo database. core/workbench/demonstration.h performs it.
struct Demonstration {
    QStringList faults{};       ///< Of the sandbox, `NAME[=VALUE]`
    bool newcomer = false;      ///< Amira Haddad, whom StreamChat does not know, is among the participants
    bool deactivated = false;   ///< The last participant is deactivated in StreamChat
    int members = 2;            ///< Participants, the initiator included
    int strangers = 0;          ///< The channel is there already, with the participants and so many others
    bool databaseFails = false; ///< No participant can be looked up
    bool sendCreator = true; ///< The run sends created_by_id, so that another defect does not hide this one

    bool operator==(const Demonstration &) const = default;
};

/// A defect of the documented flow that no waiting cures.
struct RecipeDefect {
    QString code;   ///< `recipe-no-creator`
    QString title;  ///< "The creator is never sent"
    QString quote;  ///< The words of flow.md it comes from
    int line = 0;   ///< Their line in flow.md
    QString effect; ///< What it does to a conversation
    QString cure;   ///< What the backend has to do instead
    Demonstration demonstration;

    bool operator==(const RecipeDefect &) const = default;
};

/// All known ones, the gravest first.
const std::vector<RecipeDefect> &recipeDefects();

/// Null for an unknown code.
const RecipeDefect *recipeDefectBy(const QString &code);

/// A defect that struck in a run.
struct Struck {
    QString code;
    qint64 seq = 0;   ///< The event that shows it
    QString evidence; ///< What in that event shows it, a sentence

    bool operator==(const Struck &) const = default;
};

/// Which of the defects struck in a run, from its events alone; each once, by its first sign. Nothing for a
/// run that avoided them (`hardened`, but for the row that stays when the channel cannot be had).
std::vector<Struck> defectsIn(const std::vector<RunEvent> &events);

} // namespace chatsync::diagnosis
