// SPDX-License-Identifier: MIT
#include "core/sandbox/filter.h"
#include "core/sandbox/render.h"
#include "core/sandbox/routes.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

QString cidOf(const QString &type, const QString &id)
{
    return type.isEmpty() && id.isEmpty() ? QString{} : type + u':' + id;
}

/// Where the ban of this user is kept: on them, or on their membership. Null where they are none.
tl::expected<std::optional<Ban> *, ApiError> banPlace(Call &call, const QString &userId, const QString &cid)
{
    UserRecord *user = call.state.user(userId);
    if (!user || user->deletedAt)
        return notFound(u"Can't find user with id %1"_s.arg(userId));
    if (cid.isEmpty()) {
        user->rendered.clear();
        return &user->ban;
    }
    ChannelRecord *channel = call.state.livingChannel(cid);
    if (!channel)
        return notFound(channelMissing(cid));
    MemberRecord *member = channel->member(userId);
    if (!member)
        return notFound(u"Can't find member with id %1"_s.arg(userId));
    return &member->ban;
}

std::vector<const Ban *> allBans(const AppState &state)
{
    std::vector<const Ban *> bans;
    for (const auto &[id, user] : state.users) {
        if (user.ban)
            bans.push_back(&*user.ban);
    }
    for (const auto &[cid, channel] : state.channels) {
        for (const MemberRecord &member : channel.members) {
            if (member.ban)
                bans.push_back(&*member.ban);
        }
    }
    std::sort(bans.begin(), bans.end(), [](const Ban *left, const Ban *right) {
        return std::tie(right->createdAt, left->userId, left->cid) <
               std::tie(left->createdAt, right->userId, right->cid);
    });
    return bans;
}

QJsonValue banField(const Ban &ban, const QString &field)
{
    if (field == u"user_id")
        return ban.userId;
    if (field == u"channel_cid")
        return ban.cid.isEmpty() ? QJsonValue{QJsonValue::Undefined} : QJsonValue{ban.cid};
    if (field == u"banned_by_id")
        return ban.by;
    if (field == u"reason")
        return ban.reason;
    return QString::fromLatin1(timestamp(ban.createdAt));
}

void appendBan(QByteArray &out, const Call &call, const Ban &ban)
{
    out += "{\"user\":";
    if (const UserRecord *user = call.state.user(ban.userId))
        appendUser(out, *user, call.now);
    else
        out += "null";
    if (const ChannelRecord *channel = call.state.channel(ban.cid)) {
        out += ",\"channel\":";
        appendChannel(out, call.state, primaryViewOf(*channel), call.now);
    }
    if (const UserRecord *by = call.state.user(ban.by)) {
        out += ",\"banned_by\":";
        appendUser(out, *by, call.now);
    }
    QJsonObject rest{{u"created_at"_s, QString::fromLatin1(timestamp(ban.createdAt))}};
    if (ban.expires)
        rest.insert(u"expires"_s, QString::fromLatin1(timestamp(*ban.expires)));
    if (!ban.reason.isEmpty())
        rest.insert(u"reason"_s, ban.reason);
    if (ban.shadow)
        rest.insert(u"shadow"_s, true);
    out += ',';
    appendFields(out, rest);
    out += '}';
}

} // namespace

Answer ban(Call &call)
{
    const QString userId = call.body.value("target_user_id"_L1).toString();
    const QString by = call.body.value("banned_by_id"_L1)
                           .toString(call.body.value("banned_by"_L1).toObject().value("id"_L1).toString());
    if (userId.isEmpty())
        return inputError(u"target_user_id is a required field"_s);
    if (by.isEmpty())
        return inputError(
            u"either banned_by or banned_by_id must be provided when using server side auth."_s);
    const QString cid = cidOf(call.body.value("type"_L1).toString(), call.body.value("id"_L1).toString());
    const auto place = banPlace(call, userId, cid);
    if (!place)
        return tl::unexpected(place.error());
    Ban banned{userId,
               cid,
               by,
               call.body.value("reason"_L1).toString(),
               call.body.value("shadow"_L1).toBool(),
               call.now,
               std::nullopt};
    if (const double minutes = call.body.value("timeout"_L1).toDouble(); minutes > 0)
        banned.expires = call.now + static_cast<Millis>(std::min(minutes, 1e7) * 60'000);
    **place = banned;
    return QByteArray{"{"};
}

Answer unban(Call &call)
{
    const QString userId = call.queryValue(u"target_user_id"_s);
    if (userId.isEmpty())
        return inputError(u"target_user_id is a required field"_s);
    const auto place = banPlace(call, userId, cidOf(call.queryValue(u"type"_s), call.queryValue(u"id"_s)));
    if (!place)
        return tl::unexpected(place.error());
    (*place)->reset();
    return QByteArray{"{"};
}

Answer queryBannedUsers(Call &call)
{
    static const FieldRules rules{
        {u"user_id"_s, {u"$eq"_s, u"$in"_s}},
        {u"channel_cid"_s, {u"$eq"_s, u"$in"_s}},
        {u"banned_by_id"_s, {u"$eq"_s, u"$in"_s}},
        {u"created_at"_s, {u"$eq"_s, u"$gt"_s, u"$gte"_s, u"$lt"_s, u"$lte"_s}},
        {u"reason"_s, {u"$eq"_s, u"$autocomplete"_s}},
    };
    const QJsonObject filter = call.body.value("filter_conditions"_L1).toObject();
    if (const auto good = checkFilter(filter, rules, {}); !good)
        return tl::unexpected(good.error());
    const auto keys = sortKeys(call.body, 1, {u"created_at"_s});
    const auto limit = pageValue(call.body, u"limit"_s, 100, 300);
    const auto offset = pageValue(call.body, u"offset"_s, 0, 10'000);
    if (!keys)
        return tl::unexpected(keys.error());
    if (!limit)
        return tl::unexpected(limit.error());
    if (!offset)
        return tl::unexpected(offset.error());
    std::vector<const Ban *> bans;
    const bool expiredToo = !call.body.value("exclude_expired_bans"_L1).toBool();
    for (const Ban *one : allBans(call.state)) {
        const auto read = [one](const QString &field) { return banField(*one, field); };
        if ((expiredToo || one->holds(call.now)) && matches(filter, read))
            bans.push_back(one);
    }
    if (!keys->empty() && keys->front().ascending)
        std::reverse(bans.begin(), bans.end());
    QByteArray out = "{\"bans\":[";
    const auto begin = std::min(bans.size(), static_cast<std::size_t>(*offset));
    const auto end = std::min(bans.size(), begin + static_cast<std::size_t>(*limit));
    for (auto at = begin; at < end; ++at) {
        if (at > begin)
            out += ',';
        appendBan(out, call, *bans[at]);
    }
    out += ']';
    return out;
}

} // namespace chatsync::sandbox
