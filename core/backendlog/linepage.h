// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/linemap.h"
#include "core/domain/redactor.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>

#include <functional>
#include <vector>

class QIODevice;

namespace chatsync::backendlog {

/// A line of a log as it is shown: in one encoding, without colours and control characters, its frame taken
/// off, and redacted.
struct ShownLine {
    enum class Level { None, Debug, Info, Warning, Error };

    qint64 number = 0;
    QString text;
    QDateTime at;   ///< UTC; invalid where the line has no time with a date
    QString source; ///< Container, process or stream of logs; may be empty
    Level level = Level::None;
    bool flow = false; ///< One of the backend's lines about a conversation
    bool cut = false;  ///< The line is longer than what is shown
};

/// Of a longer line the beginning is shown.
constexpr qsizetype longestShownLine = 8 * 1024;

/// Reads @p count lines from @p first on, as they stand in @p file by now; fewer at its end. @p isStopped is
/// asked now and then.
///
/// A secret that goes on over several lines is found when it began at most 64 lines before.
std::vector<ShownLine> readLines(QIODevice &file, const LineMap &map, qint64 first, qint64 count,
                                 const Redactor &redactor, int year, const std::function<bool()> &isStopped);

} // namespace chatsync::backendlog

Q_DECLARE_METATYPE(std::vector<chatsync::backendlog::ShownLine>)
