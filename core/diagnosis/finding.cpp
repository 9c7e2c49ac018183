// SPDX-License-Identifier: MIT
#include "core/diagnosis/finding.h"

namespace chatsync::diagnosis {

QString toString(Severity severity)
{
    switch (severity) {
    case Severity::Blocks:
        return QStringLiteral("blocks");
    case Severity::Risk:
        return QStringLiteral("risk");
    case Severity::Note:
        return QStringLiteral("note");
    case Severity::Healthy:
        return QStringLiteral("healthy");
    }
    Q_UNREACHABLE();
}

QString toString(Waiting waiting)
{
    switch (waiting) {
    case Waiting::DoesNotHelp:
        return QStringLiteral("does_not_help");
    case Waiting::Helps:
        return QStringLiteral("helps");
    case Waiting::MayHelp:
        return QStringLiteral("may_help");
    }
    Q_UNREACHABLE();
}

} // namespace chatsync::diagnosis
