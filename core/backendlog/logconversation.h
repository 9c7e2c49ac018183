// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/logrecord.h"

#include <QUuid>

#include <vector>

namespace chatsync::backendlog {

/// What a log says of a conversation in the end.
enum class LogVerdict {
    Works,      ///< Every expected line, in order, and all members there
    Recovered,  ///< Works after the retry, or after missing members were added
    Deviates,   ///< The channel exists, but a line is missing, early, twice or out of order, or a step failed
    Incomplete, ///< Success was claimed with members missing
    Failed,     ///< The backend answered with an error
    Unclear,    ///< The log does not tell: it begins late, ends early, is cut, or cannot be told apart
};

QString toString(LogVerdict verdict); ///< `works`, `recovered`, `deviates`, `incomplete`, `failed`, `unclear`

/// Works and Recovered: nothing else is.
bool isHealthy(LogVerdict verdict);

struct LogFinding {
    enum class Severity { Info, Warning, Error };

    QString code; ///< Stable: `too_early`, `missing_line`, `secret_leaked` …
    Severity severity = Severity::Info;
    QString sentence;
    QString advice;  ///< May be empty
    qint64 line = 0; ///< Where it stands; 0: nowhere in particular
    QStringList streamIds;
    std::optional<LoggedError> error; ///< The peer's own words
};

QString toString(LogFinding::Severity severity); ///< `info`, `warning`, `error`: as notes have it

/// One conversation of a log: its lines in the order in which they were printed.
struct LogConversation {
    std::vector<LogRecord> records;
    QString conversation; ///< Its id in the database; empty where no line tells
    QString source;
    QString requestId;
    bool beganBefore = false;  ///< Its first lines are not in the log
    bool ended = false;        ///< Its last expected line is there
    QStringList people;        ///< Database ids of all participants, in order; the initiator is the last
    qint64 morePeople = 0;     ///< Left out by Node
    bool doubtful = false;     ///< Some line may belong to another conversation that looks the same
    bool doubtMatters = false; ///< And that one did not go well
    std::vector<qint64> doubtfulLines;
    std::vector<size_t> outOfOrder; ///< Indexes of the records that were not due
    std::vector<size_t> repeated;   ///< Indexes of the records that were there already

    QUuid run; ///< The same each time the same log is read
    LogVerdict verdict = LogVerdict::Unclear;
    QString sentence;
    std::vector<LogFinding> findings;

    const LogRecord *first(BackendLine kind) const;
    const LogRecord *last(BackendLine kind) const;
    bool has(BackendLine kind) const { return first(kind) != nullptr; }
};

} // namespace chatsync::backendlog
