// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/backendlinetable.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace chatsync::backendlog {

/// What a line says of an error, in the peer's own words: diagnosis reads them.
struct LoggedError {
    QString words; ///< StreamChat's or Node's message, without the name of the error's class. Redacted
    std::optional<int> code; ///< Stream's code
    int status = 0;          ///< HTTP
    QStringList streamIds;   ///< Named in the words
};

/// One line of the backend's flow, with all the lines that belong to it.
struct LogRecord {
    BackendLine kind = BackendLine::Failed;
    qint64 line = 0; ///< 1, 2, 3 …
    qint64 lastLine = 0;
    qint64 offset = 0;   ///< Bytes, of the beginning of the line in the log (as UTF-8, if it is UTF-16)
    QDateTime at;        ///< UTC; invalid where the log has no times
    bool coarse = false; ///< The time is whole seconds
    QString source;
    QString requestId;
    QString format;

    QStringList ids;         ///< As printed: database ids or Stream ids, as the kind has it
    qint64 moreIds = 0;      ///< Left out by Node (`... 3 more items`)
    bool idsUnknown = false; ///< `[Array]`
    std::optional<int> count;
    QString conversation; ///< Its id; empty where the line does not tell
    std::optional<LoggedError> error;
    bool cut = false; ///< The log breaks off in the middle of it
    QString text;     ///< The line as printed, redacted; of an error its message alone, never the dump

    /// How many ids were printed, those that Node left out included; -1 where it cannot be known.
    qint64 total() const { return idsUnknown || cut ? -1 : ids.size() + moreIds; }
};

/// Reads what stands behind the tag (that included), line ends within as '\n'. Nothing when it is none of the
/// flow's lines. @p text is redacted already.
std::optional<LogRecord> readRecord(const QString &text);

} // namespace chatsync::backendlog
