// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace chatsync::backendlog {

/// A line of a log as a person would have wanted to read it, and what had to be done for that.
struct LineText {
    QString text;             ///< Without line end, colours and control characters (tabs stay)
    bool repaired = false;    ///< Was UTF-8 read in another encoding, or Windows-1252
    bool hadControls = false; ///< Held NULs or other control characters that belong into no text
};

LineText lineText(QByteArrayView bytes);

/// Without the sequences that colour a terminal: as bytes (ESC [ … m), as programs for logs spell the ESC
/// (`#033`, `^[`, `\u001b`), and with the ESC lost.
QString withoutColours(const QString &text);

} // namespace chatsync::backendlog
