// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace chatsync::stream {

/// How a message names users.
enum class Naming {
    None,
    List,   ///< After the pattern, in brackets: `[a, b]`, `["a" "b"]`, `['a', 'b']`, `[a b]`; else as Phrase
    Phrase, ///< `user a from …`, `user 'a' doesn't …`, `the user a was …`
};

/// The ids a message names, in its order, each once. How Stream separates several was never seen, so commas,
/// blanks and any quotes do. Hostile input is cut: at most 1000 ids, and nothing longer than an id may be
/// (255).
/// @p from is where the pattern ended: the list is looked for behind it, then anywhere.
QStringList namedIds(const QString &message, qsizetype from, Naming naming);

} // namespace chatsync::stream
