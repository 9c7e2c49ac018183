// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QTextCursor>

class QTextDocument;

namespace chatsync::ui {

/// Gives what Markdown made (headings, tables, code) the room, the fonts and the lines of the window.
void setOff(QTextDocument *document);

/// Where the heading of that name begins, see anchorOf(); null where there is none.
QTextCursor headingOf(QTextDocument *document, const QString &anchor);

/// Every place where one of @p words stands, in order.
QList<QTextCursor> hitsIn(QTextDocument *document, const QStringList &words);

/// The text of @p markdown without its signs, for a search.
QString plainText(const QString &markdown);

} // namespace chatsync::ui
