// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/logconversation.h"
#include "core/domain/runevent.h"

namespace chatsync::backendlog {

/// Where a conversation was read.
struct LogOrigin {
    QString name;     ///< The file's, or `-`
    QDateTime readAt; ///< UTC: stands in where the log has no times
    QString version;  ///< Of the program
};

/// The conversation as a run, in the kinds and keys of a live one (see RunEvent), so that whatever shows,
/// compares and reports runs does it with this one. The preset is `log`. In addition `data` has
///
/// - `log_line` and `log_line_end` wherever an event stands for a line,
/// - `times` in run.started: `log`, or `none` where the log has no times; then every event has the same,
/// - `verdict` in run.finished (see toString(LogVerdict)).
///
/// Findings are notes, beside the line they are about. Judge first.
std::vector<RunEvent> runOf(const LogConversation &conversation, const LogOrigin &origin);

/// One object: verdict, sentence, where it stands, findings.
QJsonObject toJson(const LogConversation &conversation);
QJsonObject toJson(const LogFinding &finding);

/// The id under which runOf() tells it: from the lines and the log's name, so that reading again gives the
/// same.
QUuid runIdOf(const LogConversation &conversation, const QString &logName);

} // namespace chatsync::backendlog
