// SPDX-License-Identifier: MIT
#include "core/domain/jsontext.h"
#include "core/sandbox/channeldata.h"
#include "core/sandbox/memberlists.h"
#include "core/sandbox/render.h"
#include "core/sandbox/routes.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

using Checked = tl::expected<void, ApiError>;

QString cidOf(const Call &call)
{
    return call.arguments.value(0) + u':' + call.arguments.value(1);
}

/// All the lists of an update, read and checked before anything is done: it happens as a whole or not at all.
struct Update {
    MemberList add;
    MemberList remove;
    MemberList invites;
    MemberList promote;
    MemberList demote;
    MemberList roles;
    QStringList filterTags;
};

tl::expected<Update, ApiError> readUpdate(const Call &call)
{
    const QJsonObject &body = call.body;
    Update update{readMembers(u"add_members"_s, body.value("add_members"_L1)),
                  readMembers(u"remove_members"_s, body.value("remove_members"_L1)),
                  readMembers(u"invites"_s, body.value("invites"_L1)),
                  readMembers(u"add_moderators"_s, body.value("add_moderators"_L1)),
                  readMembers(u"demote_moderators"_s, body.value("demote_moderators"_L1)),
                  readMembers(u"assign_roles"_s, body.value("assign_roles"_L1)),
                  {}};
    QStringList reasons;
    for (const MemberList *list :
         {&update.add, &update.remove, &update.invites, &update.promote, &update.demote, &update.roles}) {
        reasons += list->reasons;
        if (const Checked good = checkRoles(*list); !good)
            return tl::unexpected(good.error());
    }
    const QJsonObject data = body.value("data"_L1).toObject();
    reasons += reservedReasons(u"data"_s, data);
    if (const int cooldown = body.value("cooldown"_L1).toInt(); cooldown < 0 || cooldown > 120)
        reasons.append(u"cooldown must be 120 or less"_s);
    if (!reasons.isEmpty())
        return inputError(reasons.join(u", "_s));
    if (!customDataFits(data, call.bodySize))
        return tl::unexpected(ApiError{413, 22, u"channel custom data cannot be bigger than 5KB"_s});
    const QStringList removed = update.remove.ids();
    for (const QString &id : update.add.ids()) {
        if (removed.contains(id))
            return inputError(u"user %1 is in both add_members and remove_members"_s.arg(id));
    }
    return update;
}

Checked checkUsers(Call &call, const ChannelRecord &channel, const Update &update)
{
    QStringList involved;
    for (const QString &id : update.add.ids() + update.invites.ids() + update.promote.ids()) {
        if (!channel.member(id))
            involved.append(id);
    }
    if (channel.distinct() && !involved.isEmpty()) {
        return tl::unexpected(
            ApiError{403, 17,
                     u"cannot add members to the distinct channel they don't belong to, please "
                     "create a new distinct channel with the desired members"_s});
    }
    if (const QStringList missing = missingUsers(call, involved); !missing.isEmpty())
        return missingUsersError(call, u"update"_s, missing);
    const QJsonValue message = call.body.value("message"_L1);
    if (!message.isObject())
        return {};
    const QString author =
        call.body.value("user_id"_L1)
            .toString(message.toObject()
                          .value("user_id"_L1)
                          .toString(call.body.value("user"_L1).toObject().value("id"_L1).toString()));
    if (author.isEmpty())
        return inputError(
            u"either message.user or message.user_id must be provided when using server side auth."_s);
    if (const QStringList missing = missingUsers(call, {author}); !missing.isEmpty())
        return missingUsersError(call, u"update"_s, missing);
    return {};
}

void setRole(ChannelRecord &channel, const QString &id, const QString &role, Millis now)
{
    if (MemberRecord *member = channel.member(id)) {
        member->channelRole = role;
        if (member->role != u"owner")
            member->role = role == u"channel_moderator" ? u"moderator"_s : u"member"_s;
        member->updatedAt = now;
    }
}

void answerInvites(Call &call, ChannelRecord &channel)
{
    const QString id = call.body.value("user_id"_L1).toString();
    MemberRecord *member = channel.member(id);
    if (!member || !member->invited)
        return;
    if (call.body.value("accept_invite"_L1).toBool())
        member->invited = false;
    else if (call.body.value("reject_invite"_L1).toBool())
        std::erase_if(channel.members, [&id](const MemberRecord &one) { return one.userId == id; });
}

void apply(Call &call, ChannelRecord &channel, const Update &update)
{
    call.state.beforeChange(channel, call.now);
    addMembers(call, channel, update.add);
    addMembers(call, channel, update.invites, true);
    addMembers(call, channel, update.promote);
    const QStringList removed = update.remove.ids();
    std::erase_if(channel.members,
                  [&removed](const MemberRecord &one) { return removed.contains(one.userId); });
    for (const QString &id : update.promote.ids())
        setRole(channel, id, u"channel_moderator"_s, call.now);
    for (const QString &id : update.demote.ids())
        setRole(channel, id, u"channel_member"_s, call.now);
    for (const MemberEntry &entry : update.roles.entries)
        setRole(channel, entry.userId, entry.channelRole, call.now);
    answerInvites(call, channel);
    if (call.body.value("data"_L1).isObject())
        channel.data = channelData(call.body.value("data"_L1).toObject());
    if (call.body.contains("cooldown"_L1))
        channel.data.insert(u"cooldown"_s, call.body.value("cooldown"_L1));
    channel.updatedAt = call.now;
}

QByteArray systemMessage(Call &call)
{
    QJsonObject message = call.body.value("message"_L1).toObject();
    message.insert(u"id"_s, call.state.newId());
    message.insert(u"type"_s, u"system"_s);
    message.insert(u"created_at"_s, QString::fromLatin1(timestamp(call.now)));
    message.insert(u"updated_at"_s, QString::fromLatin1(timestamp(call.now)));
    QByteArray out;
    appendValue(out, message);
    return out;
}

} // namespace

Answer updateChannel(Call &call)
{
    ChannelRecord *channel = call.state.livingChannel(cidOf(call));
    if (!channel)
        return notFound(channelMissing(cidOf(call)));
    const auto update = readUpdate(call);
    if (!update)
        return tl::unexpected(update.error());
    if (const Checked good = checkUsers(call, *channel, *update); !good)
        return tl::unexpected(good.error());
    apply(call, *channel, *update);

    const ChannelView view = primaryViewOf(*channel);
    QByteArray out = "{\"channel\":";
    appendChannel(out, call.state, view, call.now);
    out += ",\"members\":";
    appendMembers(out, call.state, view, call.now, 100, 0);
    out += ",\"message\":";
    out += call.body.value("message"_L1).isObject() ? systemMessage(call) : QByteArray{"null"};
    return out;
}

Answer updateChannelPartial(Call &call)
{
    ChannelRecord *channel = call.state.livingChannel(cidOf(call));
    if (!channel)
        return notFound(channelMissing(cidOf(call)));
    const QJsonObject set = call.body.value("set"_L1).toObject();
    const QJsonArray unset = call.body.value("unset"_L1).toArray();
    if (const Checked good = checkPartialKeys(set, unset); !good)
        return tl::unexpected(good.error());
    if (const QStringList reasons = reservedReasons(u"set"_s, set); !reasons.isEmpty())
        return inputError(reasons.join(u", "_s));
    QJsonObject data = channel->data;
    applyPartial(data, set, unset);
    if (!customDataFits(data, 0))
        return tl::unexpected(ApiError{413, 22, u"channel custom data cannot be bigger than 5KB"_s});
    call.state.beforeChange(*channel, call.now);
    channel->data = channelData(data);
    channel->updatedAt = call.now;

    // The echo of this call may come from a replica behind the write, as two official test suites note.
    const ChannelView view = viewOf(*channel, call.now);
    if (view.data != &channel->data)
        call.state.faultMark = u"read-lag"_s;
    QByteArray out = "{\"channel\":";
    appendChannel(out, call.state, view, call.now);
    out += ",\"members\":";
    appendMembers(out, call.state, view, call.now, 100, 0);
    return out;
}

Answer deleteChannel(Call &call)
{
    const QString cid = cidOf(call);
    const bool hard = call.queryFlag(u"hard_delete"_s);
    ChannelRecord *channel = call.state.channel(cid);
    if (!channel || (channel->deletedAt && !hard))
        return notFound(channelMissing(cid));
    channel->deletedAt = call.now;
    channel->members.clear();
    channel->replica.reset();
    QByteArray out = "{\"channel\":";
    appendChannel(out, call.state, primaryViewOf(*channel), call.now);
    if (hard)
        call.state.eraseChannel(cid);
    return out;
}

Answer deleteChannels(Call &call)
{
    const auto cids = idList(call, u"cids"_s);
    if (!cids)
        return tl::unexpected(cids.error());
    const bool hard = call.body.value("hard_delete"_L1).toBool();
    QJsonObject result;
    for (const QString &cid : *cids) {
        ChannelRecord *channel = call.state.channel(cid);
        if (!channel || (channel->deletedAt && !hard)) {
            result.insert(cid, QJsonObject{{u"status"_s, u"error"_s}, {u"error"_s, channelMissing(cid)}});
            continue;
        }
        channel->deletedAt = call.now;
        channel->members.clear();
        channel->replica.reset();
        if (hard)
            call.state.eraseChannel(cid);
        result.insert(cid, QJsonObject{{u"status"_s, u"ok"_s}});
    }
    QByteArray out = "{\"task_id\":";
    json::appendString(out, call.state.addTask(result, call.now).id);
    out += ",\"result\":{}";
    return out;
}

} // namespace chatsync::sandbox
