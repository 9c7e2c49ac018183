// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/jsonreader.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace chatsync::stream {

/// A user as StreamChat tells it. `custom` holds every key that is not read into a field: on v1 paths custom
/// data lies flat beside the built-in keys, and nothing of it may be lost.
struct User {
    QString id;
    QString role;
    QString name;
    std::optional<QString> image;
    QStringList teams;
    bool online = false;
    bool banned = false;
    bool shadowBanned = false;
    std::optional<QDateTime> deactivatedAt;
    std::optional<QDateTime> deletedAt;
    std::optional<QDateTime> lastActive;
    std::optional<QDateTime> createdAt;
    std::optional<QDateTime> updatedAt;
    QJsonObject custom;

    bool operator==(const User &) const = default;
};

struct Member {
    QString userId; ///< From `user_id`, else from `user.id`
    QString channelRole;
    bool banned = false;
    bool shadowBanned = false;
    std::optional<User> user;
    QJsonObject custom; ///< As for User

    bool operator==(const Member &) const = default;
};

struct Channel {
    QString type;
    QString id;
    QString cid;
    QString name;
    QString createdById;
    std::optional<int> memberCount;
    bool frozen = false;
    bool disabled = false;
    QString team;                                ///< In apps that keep teams apart
    std::optional<QDateTime> createdByDeletedAt; ///< The creator's, where it is told
    std::optional<QDateTime> createdAt;
    std::optional<QDateTime> lastMessageAt;
    std::optional<QDateTime> deletedAt;
    QJsonObject custom;

    bool operator==(const Channel &) const = default;
};

/// The answer of get-or-create, of a channel update, and one item of a channel query.
struct ChannelState {
    Channel channel;
    std::vector<Member> members; ///< One page, newest first, at most 100

    bool operator==(const ChannelState &) const = default;
};

/// A long-running job of StreamChat's: `waiting`, `pending`, `running`, `completed`, `failed`.
struct Task {
    QString id;
    QString status;
    QJsonObject result; ///< By cid or user id: `{"status": "ok"}` or an error
    QString error;

    bool operator==(const Task &) const = default;
};

struct RateLimit {
    int limit = 0;
    int remaining = 0;
    QDateTime reset; ///< UTC

    bool operator==(const RateLimit &) const = default;
};

/// What is no object reads like an empty one.
User userFrom(json::Node json);
Member memberFrom(json::Node json);
Channel channelFrom(json::Node json);
ChannelState channelStateFrom(json::Node json);

User userFrom(const QJsonObject &json);
/// What userFrom() reads, and the custom data; StreamChat's own state which is not read is not in it.
QJsonObject toJson(const User &user);
Member memberFrom(const QJsonObject &json);
Channel channelFrom(const QJsonObject &json);
ChannelState channelStateFrom(const QJsonObject &json);

} // namespace chatsync::stream
