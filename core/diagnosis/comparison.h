// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/facts.h"

namespace chatsync::diagnosis {

/// One row of the table "Database and StreamChat".
struct FieldComparison {
    enum class Result { Match, Different, Missing, NotCompared };

    QString field;    ///< For people: "Role"
    QString key;      ///< Stable: `stream_id`, `exists`, `role`, `name`, `image`, `state`, `teams` …
    QString expected; ///< From the database, as shown; empty: nothing expected
    QString actual;   ///< From StreamChat, as shown; empty: nothing there
    Result result = Result::NotCompared;
    QString words;       ///< The result in words: "Missing", "Different"
    QString consequence; ///< Of a difference; empty otherwise

    bool operator==(const FieldComparison &) const = default;
};

QString toString(FieldComparison::Result result); ///< `match`, `different`, `missing`, `not_compared`

/// Stream id, exists, role, name, image, state, teams; then online, last active, created, updated, custom
/// data, which have nothing to be compared with.
std::vector<FieldComparison> compare(const PersonFacts &person);

/// "Matches the database", "Missing from StreamChat", "Wrong role: admin instead of user" …: a line for
/// lists.
QString summaryOf(const PersonFacts &person);

/// Why somebody counts as a user or a company, a sentence.
QString kindSentence(const PersonFacts &person);

} // namespace chatsync::diagnosis
