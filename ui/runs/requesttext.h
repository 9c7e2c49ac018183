// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/exchange.h"
#include "ui/widgets/codeview.h"

#include <QString>

namespace chatsync::ui::requesttext {

/// A text for a CodeView and the lines in it that matter.
struct MarkedText {
    QString text;
    QList<CodeView::Mark> marks;
};

/// JSON with its lines broken and indented, everything else as it came: order, escapes, repeated keys. What
/// is not JSON is given back unchanged.
QString prettyJson(const QString &text);

/// Request line, headers and body; ids that the answer calls missing are marked.
MarkedText request(const Exchange &exchange);
/// Status line, headers and body; what explains the failure is marked. Without an answer, what happened
/// instead.
MarkedText response(const Exchange &exchange);

/// The statement of a `query` event's data, and below it what was bound.
MarkedText statement(const QJsonObject &query);

/// The request as a command for a POSIX shell. Each value is quoted so that the shell takes nothing in it for
/// its own; the token is left to the variable STREAM_TOKEN.
QString curl(const Exchange &exchange);

/// @p text as one word for a POSIX shell.
QString shellQuoted(const QString &text);

} // namespace chatsync::ui::requesttext
