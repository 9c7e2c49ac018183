// SPDX-License-Identifier: MIT
#include "core/domain/conversation.h"

#include "core/domain/jsontext.h"
#include "core/domain/quickjson.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace chatsync {

QString toString(ConversationTarget target)
{
    return target == ConversationTarget::Direct ? QStringLiteral("direct") : QStringLiteral("backend");
}

std::optional<ConversationTarget> conversationTargetFrom(const QString &name)
{
    for (const ConversationTarget target : {ConversationTarget::Direct, ConversationTarget::Backend}) {
        if (toString(target) == name)
            return target;
    }
    return std::nullopt;
}

QStringList allParticipants(const QStringList &given, const QString &initiator)
{
    QStringList all = given;
    all.append(initiator);
    all.removeDuplicates();
    return all;
}

QString channelNameOf(const Conversation &conversation)
{
    return conversation.name.isEmpty() ? QStringLiteral("Conversation ") + conversation.id
                                       : conversation.name;
}

QJsonObject successAnswer(const Conversation &conversation)
{
    const QJsonObject data = QJsonDocument::fromJson(conversationJson(conversation).text()).object();
    return {{QStringLiteral("success"), true}, {QStringLiteral("data"), data}};
}

json::Object conversationJson(const Conversation &conversation)
{
    QByteArray createdAt;
    if (conversation.createdAt.isValid())
        json::appendTimestamp(createdAt, conversation.createdAt.toMSecsSinceEpoch());
    const QString &name = conversation.name;
    return {{QStringLiteral("conversation_type"), conversation.type},
            {QStringLiteral("created_at"), QString::fromLatin1(createdAt)},
            {QStringLiteral("id"), conversation.id},
            {QStringLiteral("name"), name.isEmpty() ? json::Value{nullptr} : json::Value{name}},
            {QStringLiteral("participant_ids"), conversation.participantIds}};
}

QJsonObject failureAnswer(const QString &error)
{
    return {{QStringLiteral("success"), false}, {QStringLiteral("error"), error}};
}

QString missingMembersSentence(const QStringList &streamIds)
{
    return QStringLiteral("Failed to add all members to channel. Missing: %1. This usually means these users "
                          "don't exist in StreamChat yet.")
        .arg(streamIds.join(QStringLiteral(", ")));
}

QString documentedErrorText(const QString &message)
{
    if (!message.contains(QLatin1String("Missing")) && !message.contains(QLatin1String("doesn't exist")))
        return message;
    // Written as the backend has it. It would take a closing bracket along; that is one of the facts shown.
    static const QRegularExpression pattern{QStringLiteral("onecrew_[^.\\s]+")};
    const QRegularExpressionMatch match = pattern.match(message);
    return missingMembersSentence({match.hasMatch() ? match.captured() : QStringLiteral("user")});
}

bool documentedMissingTest(const QString &message)
{
    return message.contains(QLatin1String("not found")) || message.contains(QLatin1String("Missing")) ||
           message.contains(QLatin1String("doesn't exist"));
}

} // namespace chatsync
