// SPDX-License-Identifier: MIT
#include "core/sandbox/fields.h"

#include "core/sandbox/render.h"

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

QJsonValue timeValue(const std::optional<Millis> &at)
{
    return at ? QJsonValue{QString::fromLatin1(timestamp(*at))} : QJsonValue{QJsonValue::Undefined};
}

} // namespace

QJsonValue userField(const UserRecord &user, const QString &field, Millis now)
{
    if (field == u"id")
        return user.id;
    if (field == u"created_at")
        return timeValue(user.createdAt);
    if (field == u"updated_at")
        return timeValue(user.updatedAt);
    if (field == u"last_active")
        return timeValue(user.lastActive);
    if (field == u"deactivated_at")
        return timeValue(user.deactivatedAt);
    if (field == u"banned")
        return bannedNow(user.ban, false, now);
    if (field == u"shadow_banned")
        return bannedNow(user.ban, true, now);
    if (field == u"language")
        return user.data.value(field).toString();
    if (field == u"username")
        return user.data.value("name"_L1);
    if (!field.contains(u'.'))
        return user.data.value(field);
    QJsonValue value = user.data;
    for (const QString &part : field.split(u'.'))
        value = value.toObject().value(part);
    return value;
}

QJsonValue channelField(const ChannelRecord &channel, const QString &field)
{
    if (field == u"cid")
        return channel.cid();
    if (field == u"id")
        return channel.id;
    if (field == u"type")
        return channel.type;
    if (field == u"created_by_id")
        return channel.createdBy;
    if (field == u"created_at" || field == u"last_updated")
        return timeValue(channel.createdAt);
    if (field == u"updated_at")
        return timeValue(channel.updatedAt);
    if (field == u"member_count")
        return static_cast<qint64>(channel.members.size());
    if (field == u"frozen" || field == u"disabled")
        return channel.data.value(field).toBool();
    if (field == u"has_unread")
        return false;
    if (field == u"members") {
        QJsonArray ids;
        for (const MemberRecord &member : channel.members)
            ids.append(member.userId);
        return ids;
    }
    return channel.data.value(field);
}

QJsonValue memberField(const AppState &state, const ChannelRecord &channel, const MemberRecord &member,
                       const QString &field, Millis now)
{
    const UserRecord *user = state.user(member.userId);
    if (field == u"id" || field == u"user_id")
        return member.userId;
    if (field == u"created_at")
        return timeValue(member.createdAt);
    if (field == u"updated_at")
        return timeValue(member.updatedAt);
    if (field == u"channel_role")
        return member.channelRole;
    if (field == u"cid")
        return channel.cid();
    if (field == u"banned")
        return bannedNow(member.ban, false, now);
    if (field == u"joined")
        return !member.invited;
    if (field == u"is_moderator")
        return member.channelRole == u"channel_moderator";
    if (field == u"notifications_muted")
        return false;
    if (field == u"invite")
        return member.invited ? QJsonValue{u"pending"_s} : QJsonValue{QJsonValue::Undefined};
    if (field == u"user.nd_deactivated")
        return user && user->deactivatedAt.has_value();
    if (!user)
        return QJsonValue::Undefined;
    if (field == u"name")
        return user->data.value(field);
    if (field == u"last_active")
        return timeValue(user->lastActive);
    return member.custom.value(field);
}

} // namespace chatsync::sandbox
