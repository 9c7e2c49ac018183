// SPDX-License-Identifier: MIT
#include "core/diagnosis/facts.h"

#include <algorithm>

namespace chatsync::diagnosis {

QString toString(Existence existence)
{
    switch (existence) {
    case Existence::Unknown:
        return QStringLiteral("unknown");
    case Existence::Absent:
        return QStringLiteral("absent");
    case Existence::Exists:
        return QStringLiteral("exists");
    case Existence::Deactivated:
        return QStringLiteral("deactivated");
    case Existence::Deleted:
        return QStringLiteral("deleted");
    }
    Q_UNREACHABLE();
}

QString toString(KindReason reason)
{
    switch (reason) {
    case KindReason::UsersTable:
        return QStringLiteral("users_table");
    case KindReason::CompaniesTable:
        return QStringLiteral("companies_table");
    case KindReason::MarkedAsCompany:
        return QStringLiteral("marked_as_company");
    case KindReason::StreamPrefix:
        return QStringLiteral("stream_prefix");
    case KindReason::StreamOnly:
        return QStringLiteral("stream_only");
    case KindReason::Fallback:
        return QStringLiteral("fallback");
    }
    Q_UNREACHABLE();
}

QString PersonFacts::displayName() const
{
    if (const Participant *known = row(); known && !known->name.isEmpty())
        return known->name;
    for (const StreamSide *side : {&stream, &other}) {
        if (side->user && !side->user->name.isEmpty())
            return side->user->name;
    }
    if (const Participant *known = row(); known && known->email)
        return *known->email;
    return id.isEmpty() ? asked : id;
}

bool ChannelFacts::isOf(const QStringList &streamIds, const QStringList &participantIds) const
{
    const auto has = [](const QStringList &all) {
        return [&all](const QString &id) { return all.contains(id); };
    };
    if (row)
        return std::all_of(participantIds.begin(), participantIds.end(), has(row->participantIds));
    return std::all_of(streamIds.begin(), streamIds.end(), has(present));
}

std::optional<std::chrono::seconds> ageOf(const Reading &reading, const QDateTime &now)
{
    if (!reading.at.isValid())
        return std::nullopt;
    return std::chrono::seconds{std::max<qint64>(0, reading.at.secsTo(now))};
}

} // namespace chatsync::diagnosis
