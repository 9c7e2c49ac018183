// SPDX-License-Identifier: MIT
#include "core/sandbox/planting.h"

#include "core/sandbox/channeldata.h"
#include "core/sandbox/render.h"
#include "core/sandbox/routes.h"

#include <QDateTime>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

/// Keys of a told user which are state, not data.
const QStringList &userStateKeys()
{
    static const QStringList keys{u"id"_s,
                                  u"created_at"_s,
                                  u"updated_at"_s,
                                  u"deactivated_at"_s,
                                  u"deleted_at"_s,
                                  u"last_active"_s,
                                  u"online"_s,
                                  u"banned"_s,
                                  u"ban_expires"_s,
                                  u"shadow_banned"_s,
                                  u"blocked_user_ids"_s,
                                  u"devices"_s,
                                  u"mutes"_s,
                                  u"channel_mutes"_s,
                                  u"unread_count"_s,
                                  u"unread_channels"_s,
                                  u"unread_threads"_s,
                                  u"total_unread_count"_s};
    return keys;
}

std::optional<Ban> toldBan(const QJsonObject &told, const QString &userId, const QString &cid, Millis at)
{
    const bool shadow = told.value("shadow_banned"_L1).toBool();
    if (!shadow && !told.value("banned"_L1).toBool())
        return std::nullopt;
    return Ban{userId, cid, {}, {}, shadow, at, millisOf(told.value("ban_expires"_L1))};
}

MemberRecord toldMember(const QJsonObject &told, const QString &cid, Millis now)
{
    MemberRecord member;
    member.userId =
        told.value("user_id"_L1).toString(told.value("user"_L1).toObject().value("id"_L1).toString());
    member.channelRole = told.value("channel_role"_L1).toString(u"channel_member"_s);
    member.role = told.value("role"_L1).toString(u"member"_s);
    member.createdAt = millisOf(told.value("created_at"_L1)).value_or(now);
    member.updatedAt = millisOf(told.value("updated_at"_L1)).value_or(member.createdAt);
    member.invited = told.value("invited"_L1).toBool();
    member.ban = toldBan(told, member.userId, cid, member.createdAt);
    member.custom = told;
    for (const QString &key : {u"user_id"_s, u"user"_s, u"channel_role"_s, u"role"_s, u"created_at"_s,
                               u"updated_at"_s, u"invited"_s, u"status"_s, u"banned"_s, u"shadow_banned"_s,
                               u"ban_expires"_s, u"notifications_muted"_s})
        member.custom.remove(key);
    return member;
}

} // namespace

Millis plantedAt()
{
    static const Millis at = QDateTime{QDate{2026, 1, 1}, QTime{0, 0}, Qt::UTC}.toMSecsSinceEpoch();
    return at;
}

void plantUser(AppState &state, const QJsonObject &user, Millis now)
{
    const QString id = user.value("id"_L1).toString();
    UserRecord &record = state.addUser(id, plantedAt());
    record.createdAt = millisOf(user.value("created_at"_L1)).value_or(std::min(now, plantedAt()));
    record.updatedAt = millisOf(user.value("updated_at"_L1)).value_or(record.createdAt);
    record.visibleAt = std::numeric_limits<Millis>::min();
    record.deactivatedAt = millisOf(user.value("deactivated_at"_L1));
    record.deletedAt = millisOf(user.value("deleted_at"_L1));
    record.lastActive = millisOf(user.value("last_active"_L1));
    record.online = user.value("online"_L1).toBool();
    record.pruned = false;
    record.ban = toldBan(user, id, {}, record.createdAt);
    record.data = user;
    for (const QString &key : userStateKeys())
        record.data.remove(key);
    if (!record.data.contains("role"_L1))
        record.data.insert(u"role"_s, u"user"_s);
    record.rendered.clear();
}

bool plantDeactivation(AppState &state, const QString &id, Millis now)
{
    UserRecord *user = state.user(id);
    if (!user)
        return false;
    user->deactivatedAt = now;
    user->rendered.clear();
    return true;
}

bool plantDeletion(AppState &state, const QString &id, bool hard, Millis now)
{
    UserRecord *user = state.user(id);
    if (!user)
        return false;
    removeMemberships(state, id, now);
    user->deletedAt = now;
    user->rendered.clear();
    if (hard)
        state.eraseUser(id);
    return true;
}

bool plantBan(AppState &state, const Ban &ban)
{
    if (ban.cid.isEmpty()) {
        UserRecord *user = state.user(ban.userId);
        if (!user)
            return false;
        user->ban = ban;
        user->rendered.clear();
        return true;
    }
    ChannelRecord *channel = state.livingChannel(ban.cid);
    MemberRecord *member = channel ? channel->member(ban.userId) : nullptr;
    if (!member)
        return false;
    member->ban = ban;
    return true;
}

void plantChannel(AppState &state, const QJsonObject &told, const QStringList &memberIds, Millis now)
{
    ChannelRecord &channel =
        state.addChannel(told.value("type"_L1).toString(u"messaging"_s), told.value("id"_L1).toString(), now);
    channel.createdAt = millisOf(told.value("created_at"_L1)).value_or(std::min(now, plantedAt()));
    channel.updatedAt = millisOf(told.value("updated_at"_L1)).value_or(channel.createdAt);
    channel.deletedAt = millisOf(told.value("deleted_at"_L1));
    channel.createdBy = told.value("created_by_id"_L1)
                            .toString(told.value("created_by"_L1).toObject().value("id"_L1).toString());
    channel.data = channelData(told);
    for (const QString &key : {u"cid"_s, u"config"_s, u"created_at"_s, u"updated_at"_s, u"deleted_at"_s,
                               u"member_count"_s, u"last_message_at"_s, u"own_capabilities"_s})
        channel.data.remove(key);
    for (const QString &id : memberIds) {
        const bool owner = id == channel.createdBy;
        channel.members.push_back({id,
                                   u"channel_member"_s,
                                   owner ? u"owner"_s : u"member"_s,
                                   {},
                                   channel.createdAt,
                                   channel.createdAt,
                                   false,
                                   std::nullopt});
    }
}

void plantMembers(AppState &state, const QString &cid, const QJsonArray &members, Millis now)
{
    ChannelRecord *channel = state.channel(cid);
    if (!channel)
        return;
    channel->members.clear();
    for (const QJsonValue &told : members)
        channel->members.push_back(toldMember(told.toObject(), cid, now));
    std::stable_sort(channel->members.begin(), channel->members.end(),
                     [](const auto &left, const auto &right) { return left.createdAt < right.createdAt; });
}

void plantFault(AppState &state, const Fault &fault, Millis now)
{
    if (!state.bends.planted.contains(fault.id))
        return;
    if (!state.user(fault.id))
        plantUser(state, {{u"id"_s, fault.id}, {u"name"_s, u"Sandbox user"_s}}, now);
    if (fault.name == u"user-deleted")
        plantDeletion(state, fault.id, false, now);
    else if (fault.name == u"user-deactivated")
        plantDeactivation(state, fault.id, now);
    else if (fault.name == u"user-banned")
        plantBan(state, Ban{fault.id, {}, {}, u"planted"_s, false, now, std::nullopt});
}

QJsonObject snapshotOf(const AppState &state, Millis now)
{
    QJsonObject users;
    for (const auto &[id, user] : state.users) {
        QByteArray json;
        appendUser(json, user, now);
        users.insert(id, QJsonDocument::fromJson(json).object());
    }
    QJsonObject channels;
    for (const auto &[cid, channel] : state.channels) {
        QByteArray json;
        appendChannel(json, state, primaryViewOf(channel), now);
        QJsonObject object = QJsonDocument::fromJson(json).object();
        QJsonArray members;
        for (const MemberRecord &member : channel.members)
            members.append(member.userId);
        object.insert(u"members"_s, members);
        channels.insert(cid, object);
    }
    return {{u"users"_s, users}, {u"channels"_s, channels}};
}

} // namespace chatsync::sandbox
