// SPDX-License-Identifier: MIT
#include "core/domain/identity.h"

#include "core/domain/quickjson.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace chatsync {

namespace {

constexpr QLatin1String userPrefix{"onecrew_user_"};
constexpr QLatin1String companyPrefix{"onecrew_company_"};

QString fallbackName()
{
    return QStringLiteral("User");
}

} // namespace

QString roleOf(ParticipantKind kind)
{
    return kind == ParticipantKind::Company ? QStringLiteral("admin") : QStringLiteral("user");
}

QString streamIdOf(ParticipantKind kind, const QString &id)
{
    return (kind == ParticipantKind::Company ? companyPrefix : userPrefix) + id;
}

QString channelIdOf(const QString &conversationId)
{
    return QStringLiteral("onecrew_") + conversationId;
}

Identity identityOf(const Participant &participant)
{
    return {.streamId = streamIdOf(participant.kind, participant.id),
            .kind = participant.kind,
            .name = participant.name.isEmpty() ? fallbackName() : participant.name,
            .image = participant.image};
}

Identity fallbackIdentity(const QString &id)
{
    return {.streamId = streamIdOf(ParticipantKind::User, id),
            .kind = ParticipantKind::User,
            .name = fallbackName(),
            .image = std::nullopt};
}

QJsonObject upsertObject(const Identity &identity)
{
    return QJsonDocument::fromJson(upsertJson(identity).text()).object();
}

json::Object upsertJson(const Identity &identity)
{
    return {{QStringLiteral("id"), identity.streamId},
            {QStringLiteral("image"), identity.image ? json::Value{*identity.image} : json::Value{nullptr}},
            {QStringLiteral("name"), identity.name},
            {QStringLiteral("role"), roleOf(identity.kind)}};
}

std::optional<StreamUserId> parseStreamUserId(const QString &text)
{
    if (text.startsWith(companyPrefix) && text.size() > companyPrefix.size())
        return StreamUserId{ParticipantKind::Company, text.sliced(companyPrefix.size())};
    if (text.startsWith(userPrefix) && text.size() > userPrefix.size())
        return StreamUserId{ParticipantKind::User, text.sliced(userPrefix.size())};
    return std::nullopt;
}

std::optional<QString> participantIdIn(const QString &text)
{
    const QString trimmed = text.trimmed();
    const std::optional<StreamUserId> streamId = parseStreamUserId(trimmed);
    const QString candidate = streamId ? streamId->id : trimmed;
    // QUuid::fromString() ignores what stands behind a UUID: a mistyped id would become somebody else's.
    static const QRegularExpression pattern{
        QStringLiteral("\\A(\\{)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?(1)\\})\\z"),
        QRegularExpression::CaseInsensitiveOption};
    if (const QRegularExpressionMatch match = pattern.match(candidate); match.hasMatch())
        return match.captured(2).toLower();
    if (streamId)
        return streamId->id;
    return std::nullopt;
}

bool isValidStreamUserId(const QString &text)
{
    constexpr qsizetype longest = 255;
    const auto fits = [](QChar c) {
        const QChar lower{c.unicode() | 0x20};
        return (c.unicode() < 0x80 && lower >= QLatin1Char('a') && lower <= QLatin1Char('z')) ||
               (c >= QLatin1Char('0') && c <= QLatin1Char('9')) || c == QLatin1Char('@') ||
               c == QLatin1Char('_') || c == QLatin1Char('-');
    };
    return !text.isEmpty() && text.size() <= longest && std::all_of(text.cbegin(), text.cend(), fits);
}

} // namespace chatsync
