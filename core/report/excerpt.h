// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace chatsync::report {

/// What may be printed of a text that somebody else wrote: control characters, and those that turn the
/// direction of what follows, become U+FFFD. Line breaks, tabs and the joiners of scripts and emoji stay.
/// What XML does not allow is among what goes.
QString clean(const QString &text);

/// The same on one line.
QString cleanLine(const QString &text);

/// At most @p limit characters, never half of one; what is left out is said at the end.
QString bounded(const QString &text, int limit);

/// Part of a body, fit for print.
struct Excerpt {
    QString text;
    QString omission; ///< "The first 4,000 of 20,481 characters." Empty: it is complete
    bool isJson = false;
};

/// A body as a person reads it: JSON is laid out, with its members in their order; at most 4,000 characters
/// and 60 lines.
Excerpt excerptOf(const QByteArray &body);

/// JSON laid out anew: a member a line, short lists and objects on one. What is no JSON comes back as it is.
QString laidOut(const QString &json);

} // namespace chatsync::report
