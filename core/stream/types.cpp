// SPDX-License-Identifier: MIT
#include "core/stream/types.h"

#include "core/domain/jsontext.h"

#include <algorithm>
#include <array>

namespace chatsync::stream {

namespace {

using Key = QLatin1String;

// Stream's own keys which are state, not data of the customer's, and which we do not read.
// (Protocol v236, UserResponse and ChannelResponse; stream-chat npm 9.53.0 `UserResponse`.)
constexpr std::array userState{
    Key{"anon"},
    Key{"avg_response_time"},
    Key{"ban_expires"},
    Key{"blocked_user_ids"},
    Key{"bypass_moderation"},
    Key{"channel_mutes"},
    Key{"channel_unread_count"},
    Key{"devices"},
    Key{"invisible"},
    Key{"language"},
    Key{"mutes"},
    Key{"privacy_settings"},
    Key{"push_notifications"},
    Key{"revoke_tokens_issued_before"},
    Key{"teams_role"},
    Key{"total_unread_count"},
    Key{"unread_channels"},
    Key{"unread_count"},
    Key{"unread_threads"},
};

constexpr std::array channelState{
    Key{"auto_translation_enabled"},
    Key{"auto_translation_language"},
    Key{"blocked"},
    Key{"config"},
    Key{"config_overrides"},
    Key{"cooldown"},
    Key{"filter_tags"},
    Key{"hidden"},
    Key{"hide_messages_before"},
    Key{"invites"},
    Key{"members"},
    Key{"message_count"},
    Key{"mute_expires_at"},
    Key{"muted"},
    Key{"own_capabilities"},
    Key{"truncated_at"},
    Key{"truncated_by"},
    Key{"truncated_by_id"},
    Key{"updated_at"},
};

constexpr std::array memberState{
    Key{"archived_at"},
    Key{"ban_expires"},
    Key{"created_at"},
    Key{"deleted_at"},
    Key{"deleted_messages"},
    Key{"invite_accepted_at"},
    Key{"invite_rejected_at"},
    Key{"invited"},
    Key{"is_moderator"},
    Key{"notifications_muted"},
    Key{"pinned_at"},
    Key{"role"}, // owner, admin, moderator, member: deprecated in favour of channel_role
    Key{"status"},
    Key{"updated_at"},
};

template<std::size_t N>
bool isListed(const std::array<Key, N> &keys, json::Key key)
{
    return std::any_of(keys.begin(), keys.end(), [key](Key known) { return key == known; });
}

std::optional<QDateTime> timeFrom(json::Node value)
{
    return json::timestampFrom(value.toUtf8());
}

QStringList stringsFrom(json::Node value)
{
    QStringList strings;
    value.forEachItem([&strings](json::Node item) {
        if (item.isString())
            strings.append(item.toString());
    });
    return strings;
}

/// Takes one key into its field. False when the key is none of ours.
bool readUserKey(User &user, json::Key key, json::Node value)
{
    if (key == Key{"id"})
        user.id = value.toString();
    else if (key == Key{"role"})
        user.role = value.toString();
    else if (key == Key{"name"})
        user.name = value.toString();
    else if (key == Key{"image"})
        user.image = value.isString() ? std::optional{value.toString()} : std::nullopt;
    else if (key == Key{"teams"})
        user.teams = stringsFrom(value);
    else if (key == Key{"online"})
        user.online = value.toBool();
    else if (key == Key{"banned"})
        user.banned = value.toBool();
    else if (key == Key{"shadow_banned"})
        user.shadowBanned = value.toBool();
    else if (key == Key{"deactivated_at"})
        user.deactivatedAt = timeFrom(value);
    else if (key == Key{"deleted_at"})
        user.deletedAt = timeFrom(value);
    else if (key == Key{"last_active"})
        user.lastActive = timeFrom(value);
    else if (key == Key{"created_at"})
        user.createdAt = timeFrom(value);
    else if (key == Key{"updated_at"})
        user.updatedAt = timeFrom(value);
    else
        return isListed(userState, key);
    return true;
}

bool readMemberKey(Member &member, json::Key key, json::Node value)
{
    if (key == Key{"user_id"})
        member.userId = value.toString();
    else if (key == Key{"channel_role"})
        member.channelRole = value.toString();
    else if (key == Key{"banned"})
        member.banned = value.toBool();
    else if (key == Key{"shadow_banned"})
        member.shadowBanned = value.toBool();
    else if (key == Key{"user"})
        member.user = value.isObject() ? std::optional{userFrom(value)} : std::nullopt;
    else
        return isListed(memberState, key);
    return true;
}

bool readChannelKey(Channel &channel, json::Key key, json::Node value)
{
    if (key == Key{"type"})
        channel.type = value.toString();
    else if (key == Key{"id"})
        channel.id = value.toString();
    else if (key == Key{"cid"})
        channel.cid = value.toString();
    else if (key == Key{"name"})
        channel.name = value.toString();
    else if (key == Key{"created_by"}) {
        channel.createdById = value[Key{"id"}].toString();
        channel.createdByDeletedAt = timeFrom(value[Key{"deleted_at"}]);
    } else if (key == Key{"team"})
        channel.team = value.toString();
    else if (key == Key{"last_message_at"})
        channel.lastMessageAt = timeFrom(value);
    else if (key == Key{"member_count"})
        channel.memberCount = value.isDouble() ? std::optional{value.toInt()} : std::nullopt;
    else if (key == Key{"frozen"})
        channel.frozen = value.toBool();
    else if (key == Key{"disabled"})
        channel.disabled = value.toBool();
    else if (key == Key{"created_at"})
        channel.createdAt = timeFrom(value);
    else if (key == Key{"deleted_at"})
        channel.deletedAt = timeFrom(value);
    else
        return isListed(channelState, key);
    return true;
}

} // namespace

User userFrom(json::Node json)
{
    User user;
    json.forEachMember([&user](json::Key key, json::Node value) {
        if (!readUserKey(user, key, value))
            user.custom.insert(key.toString(), value.toJsonValue());
    });
    return user;
}

QJsonObject toJson(const User &user)
{
    QJsonObject json = user.custom;
    json.insert(Key{"id"}, user.id);
    json.insert(Key{"role"}, user.role);
    json.insert(Key{"name"}, user.name);
    if (user.image)
        json.insert(Key{"image"}, *user.image);
    json.insert(Key{"teams"}, QJsonArray::fromStringList(user.teams));
    json.insert(Key{"online"}, user.online);
    json.insert(Key{"banned"}, user.banned);
    json.insert(Key{"shadow_banned"}, user.shadowBanned);
    const auto insertTime = [&json](Key key, const std::optional<QDateTime> &time) {
        if (time)
            json.insert(key, time->toUTC().toString(Qt::ISODateWithMs));
    };
    insertTime(Key{"deactivated_at"}, user.deactivatedAt);
    insertTime(Key{"deleted_at"}, user.deletedAt);
    insertTime(Key{"last_active"}, user.lastActive);
    insertTime(Key{"created_at"}, user.createdAt);
    insertTime(Key{"updated_at"}, user.updatedAt);
    return json;
}

Member memberFrom(json::Node json)
{
    Member member;
    json.forEachMember([&member](json::Key key, json::Node value) {
        if (!readMemberKey(member, key, value))
            member.custom.insert(key.toString(), value.toJsonValue());
    });
    if (member.userId.isEmpty() && member.user)
        member.userId = member.user->id;
    return member;
}

Channel channelFrom(json::Node json)
{
    Channel channel;
    json.forEachMember([&channel](json::Key key, json::Node value) {
        if (!readChannelKey(channel, key, value))
            channel.custom.insert(key.toString(), value.toJsonValue());
    });
    if (channel.cid.isEmpty() && !channel.type.isEmpty() && !channel.id.isEmpty())
        channel.cid = channel.type + u':' + channel.id;
    return channel;
}

ChannelState channelStateFrom(json::Node json)
{
    ChannelState state;
    state.channel = channelFrom(json[Key{"channel"}]);
    const json::Node members = json[Key{"members"}];
    state.members.reserve(static_cast<std::size_t>(members.size()));
    members.forEachItem([&state](json::Node member) {
        if (member.isObject())
            state.members.push_back(memberFrom(member));
    });
    return state;
}

User userFrom(const QJsonObject &json)
{
    return userFrom(json::Document::of(json).root());
}

Member memberFrom(const QJsonObject &json)
{
    return memberFrom(json::Document::of(json).root());
}

Channel channelFrom(const QJsonObject &json)
{
    return channelFrom(json::Document::of(json).root());
}

ChannelState channelStateFrom(const QJsonObject &json)
{
    return channelStateFrom(json::Document::of(json).root());
}

} // namespace chatsync::stream
