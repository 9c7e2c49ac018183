// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/logsequence.h"
#include "ui/theme/statusglyph.h"

namespace chatsync::ui {

/// "Works", "Failed" …: with the glyph beside it.
QString word(backendlog::LogVerdict verdict);
Status statusOf(backendlog::LogVerdict verdict);
Status statusOf(backendlog::SequenceRow::State state);
QString word(backendlog::SequenceRow::State state);
Status statusOf(backendlog::LogFinding::Severity severity);

/// Stream ids in it with their middle left out, as a sentence can hold them.
QString withShortIds(const QString &text);
/// "14:31:46.902", of UTC.
QString clockTime(const QDateTime &at);
/// "+348 ms", "+1.52 s".
QString sinceBegin(qint64 ms);

} // namespace chatsync::ui
