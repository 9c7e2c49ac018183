// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/participant.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace chatsync {

/// Who somebody is in StreamChat. The rules are those of the flow's table "Identity".
struct Identity {
    QString streamId; ///< `onecrew_user_<id>` or `onecrew_company_<id>`
    ParticipantKind kind = ParticipantKind::User;
    QString name;                 ///< Never empty.
    std::optional<QString> image; ///< Absent is sent as null.

    bool operator==(const Identity &) const = default;
};

/// `admin` for a company, `user` for a user.
QString roleOf(ParticipantKind kind);

/// `onecrew_company_<id>` or `onecrew_user_<id>`.
QString streamIdOf(ParticipantKind kind, const QString &id);

/// `onecrew_<conversation id>`, a channel of type `messaging`.
QString channelIdOf(const QString &conversationId);

/// The identity of a row that was found.
Identity identityOf(const Participant &participant);

/// `{id: onecrew_user_<id>, name: User, image: null, role: user}`: for whoever was not found or not readable.
Identity fallbackIdentity(const QString &id);

/// The user object of an upsert: id, name, image (null when absent) and role, always all four.
QJsonObject upsertObject(const Identity &identity);

struct StreamUserId {
    ParticipantKind kind = ParticipantKind::User;
    QString id;
    bool operator==(const StreamUserId &) const = default;
};

/// Takes `onecrew_user_<id>` apart; nothing when the text is not such an id.
std::optional<StreamUserId> parseStreamUserId(const QString &text);

/// The database id in what a person typed: a UUID in any spelling (braces, capitals) becomes its lower-case
/// form, a Stream user id loses its prefix. Nothing when the text is neither.
std::optional<QString> participantIdIn(const QString &text);

/// Whether StreamChat accepts the text as a user id: letters, digits, `_`, `@`, `-`, 1 to 255 of them.
/// Source: jsonschemas/chat/user.schema.json of GetStream/protocol.
bool isValidStreamUserId(const QString &text);

} // namespace chatsync
