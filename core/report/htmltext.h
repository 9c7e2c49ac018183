// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checklist.h"

#include <QString>
#include <QStringList>

namespace chatsync::report::html {

/// Nothing reaches the page but through one of these.

/// Text between tags or in a quoted attribute; characters that a page may not hold are replaced.
QString escaped(const QString &text);
/// The same, on one line of at most @p limit characters, in a direction of its own.
QString name(const QString &text, int limit = 200);
/// Prose of ours or a server's: isolated, with ids as code and removed secrets marked. At most @p limit
/// characters.
QString prose(const QString &text, int limit = 2000);
/// A body: JSON coloured, removed secrets marked, @p guilty ids in the colour of failure.
QString code(const QString &text, bool isJson, const QStringList &guilty);

/// An element with a class around what is HTML already.
QString element(const QString &tag, const QString &classes, const QString &html);
/// A verdict's shape; the word stands beside it, or in @ref spokenWord.
QString glyph(CheckVerdict verdict, const QString &classes = QStringLiteral("g16"));
/// The word, for who does not see the shape.
QString spokenWord(CheckVerdict verdict);
/// The class of a verdict: `failed`, `not_run` …
QString classOf(CheckVerdict verdict);
/// "Label" and what belongs to it, one below the other.
QString labelled(const QString &label, const QString &html);

} // namespace chatsync::report::html
