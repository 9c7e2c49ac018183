// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace chatsync {

/// Who creates a conversation.
enum class ConversationTarget {
    Direct,  ///< This program
    Backend, ///< OneCrew's backend, whose word is then verified
};

/// `direct`, `backend`: as on the command line and in settings.
QString toString(ConversationTarget target);
std::optional<ConversationTarget> conversationTargetFrom(const QString &name);

/// What a person asks for. Participants are as typed: an id, a Stream user id, an e-mail or a name.
struct ConversationRequest {
    QString initiator;
    QStringList participants;
    QString type = QStringLiteral("direct"); ///< Kept in the row and in the answer; StreamChat never sees it.
    QString name;                            ///< Empty: `Conversation <row id>`.

    bool operator==(const ConversationRequest &) const = default;
};

/// The conversation row once it exists (or its stand-in where none may be inserted).
struct Conversation {
    QString id;
    QString type;
    QStringList participantIds; ///< Given ids, then the initiator, without duplicates.
    QString name;               ///< As given, may be empty.
    QString createdBy;
    QDateTime createdAt; ///< UTC

    bool operator==(const Conversation &) const = default;
};

/// The given ids, then the initiator, duplicates dropped, order kept.
QStringList allParticipants(const QStringList &given, const QString &initiator);

/// The channel's name: the one given, else `Conversation <row id>`.
QString channelNameOf(const Conversation &conversation);

/// `{"success": true, "data": {…}}`
QJsonObject successAnswer(const Conversation &conversation);

/// `{"success": false, "error": <text>}`
QJsonObject failureAnswer(const QString &error);

/// "Failed to add all members to channel. Missing: <id>[, <id> …]. This usually means these users don't exist
/// in StreamChat yet." Several ids are separated by commas.
QString missingMembersSentence(const QStringList &streamIds);

/// The documented answer to an error: where its message holds `Missing` or `doesn't exist`, the sentence
/// above with the first match of `onecrew_[^.\s]+` (or `user`); otherwise the message as it is.
QString documentedErrorText(const QString &message);

/// The documented test for "members are missing": `not found`, `Missing` or `doesn't exist`, case-sensitive.
bool documentedMissingTest(const QString &message);

} // namespace chatsync
