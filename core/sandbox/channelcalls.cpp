// SPDX-License-Identifier: MIT
#include "core/sandbox/channeldata.h"
#include "core/sandbox/memberlists.h"
#include "core/sandbox/render.h"
#include "core/sandbox/routes.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

constexpr qsizetype longestChannelId = 64;
constexpr int memberPage = 100;

/// What a creation asks for, once its form is good.
struct Creation {
    QString creator;
    MemberList members;
    MemberList invites;
    QJsonObject data;
};

tl::expected<void, ApiError> checkAddress(const AppState &state, const QString &type, const QString &id)
{
    if (!state.app.value("channel_configs"_L1).toObject().contains(type))
        return notFound(u"Can't find channel type %1"_s.arg(type));
    if (id.contains(u'!'))
        return inputError(u"Cannot create a channel with a '!' in the ID, this is a reserved character."_s);
    if (id.size() > longestChannelId)
        return inputError(u"max channelID length exceeded (%1)"_s.arg(longestChannelId));
    if (!isChannelWord(id))
        return inputError(u"data.id is not a valid channel id. a-z, 0-9, _ and - are allowed."_s);
    return {};
}

tl::expected<Creation, ApiError> readCreation(const Call &call)
{
    if (call.body.value("watch"_L1).toBool() || call.body.value("presence"_L1).toBool())
        return inputError(u"watch and presence require an active websocket connection"_s);
    const QJsonObject data = call.body.value("data"_L1).toObject();
    const bool byObject = data.contains("created_by"_L1);
    if (byObject && data.contains("created_by_id"_L1))
        return inputError(u"cannot set both data.created_by and data.created_by_id."_s);
    Creation creation;
    creation.creator = byObject ? data.value("created_by"_L1).toObject().value("id"_L1).toString()
                                : data.value("created_by_id"_L1).toString();
    creation.members = readMembers(u"data.members"_s, data.value("members"_L1));
    creation.invites = readMembers(u"data.invites"_s, data.value("invites"_L1));
    const QStringList reasons =
        creation.members.reasons + creation.invites.reasons + reservedReasons(u"data"_s, data);
    if (!reasons.isEmpty())
        return inputError(reasons.join(u", "_s));
    if (const auto good = checkRoles(creation.members); !good)
        return tl::unexpected(good.error());
    creation.data = channelData(data);
    if (!customDataFits(creation.data, call.bodySize))
        return tl::unexpected(ApiError{413, 22, u"channel custom data cannot be bigger than 5KB"_s});
    return creation;
}

/// The fault: some who were asked for do not become members, and nobody is told.
MemberList withoutDropped(Call &call, const Creation &creation)
{
    MemberList members = creation.members;
    const Bends &bends = call.state.bends;
    int left = bends.droppedMembers;
    const auto removed = std::erase_if(members.entries, [&](const MemberEntry &entry) {
        if (bends.droppedMember)
            return entry.userId == *bends.droppedMember;
        return entry.userId != creation.creator && left-- > 0;
    });
    if (removed > 0)
        call.state.faultMark = u"member-dropped"_s;
    return members;
}

Answer create(Call &call, const QString &type, const QString &id, const Creation &creation)
{
    if (creation.creator.isEmpty()) {
        return inputError(
            u"either data.created_by or data.created_by_id must be provided when using server side auth."_s);
    }
    const QStringList involved =
        creation.members.ids() + creation.invites.ids() + QStringList{creation.creator};
    if (const QStringList missing = missingUsers(call, involved); !missing.isEmpty())
        return missingUsersError(call, u"create"_s, missing);

    ChannelRecord &channel = call.state.addChannel(type, id, call.now);
    channel.data = creation.data;
    channel.createdBy = creation.creator;
    call.state.beforeChange(channel, call.now);
    addMembers(call, channel, withoutDropped(call, creation));
    addMembers(call, channel, creation.invites, true);
    return channelState(call.state, primaryViewOf(channel), call.now, memberPage, 0);
}

/// Paging of members is honoured only together with `state`.
Answer show(const Call &call, const ChannelRecord &channel)
{
    const QJsonObject paging =
        call.body.value("state"_L1).toBool() ? call.body.value("members"_L1).toObject() : QJsonObject{};
    const auto limit = pageValue(paging, u"limit"_s, memberPage, memberPage);
    const auto offset = pageValue(paging, u"offset"_s, 0, 10'000);
    if (!limit)
        return inputError(u"members."_s + limit.error().reason);
    if (!offset)
        return inputError(u"members."_s + offset.error().reason);
    const ChannelView view = viewOf(channel, call.now);
    if (view.members != &channel.members)
        call.state.faultMark = u"read-lag"_s;
    return channelState(call.state, view, call.now, *limit, *offset);
}

QString distinctId(QStringList members)
{
    members.sort();
    const QByteArray hash = QCryptographicHash::hash(members.join(u',').toUtf8(), QCryptographicHash::Sha256)
                                .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return u"!members-"_s + QString::fromLatin1(hash);
}

} // namespace

Answer getOrCreateChannel(Call &call)
{
    const QString type = call.arguments.value(0);
    const QString id = call.arguments.value(1);
    const ChannelRecord *known = call.state.livingChannel(type + u':' + id);
    if (!known) {
        if (const auto good = checkAddress(call.state, type, id); !good)
            return tl::unexpected(good.error());
    }
    const auto creation = readCreation(call);
    if (!creation)
        return tl::unexpected(creation.error());
    return known ? show(call, *known) : create(call, type, id, *creation);
}

Answer getOrCreateDistinctChannel(Call &call)
{
    const QString type = call.arguments.value(0);
    if (const auto good = checkAddress(call.state, type, u"distinct"_s); !good)
        return tl::unexpected(good.error());
    const auto creation = readCreation(call);
    if (!creation)
        return tl::unexpected(creation.error());
    if (creation->members.entries.size() < 2)
        return inputError(u"When using member based IDs specify at least 2 members"_s);
    const QString id = distinctId(creation->members.ids());
    const ChannelRecord *known = call.state.livingChannel(type + u':' + id);
    return known ? show(call, *known) : create(call, type, id, *creation);
}

Answer getChannel(Call &call)
{
    if (call.state.bends.noGetChannel) {
        call.state.faultMark = u"no-get-channel"_s;
        return tl::unexpected(ApiError{404, 16, u"Not Found"_s});
    }
    const QString cid = call.arguments.value(0) + u':' + call.arguments.value(1);
    const ChannelRecord *channel = call.state.livingChannel(cid);
    if (!channel)
        return notFound(channelMissing(cid));
    bool numeric = true;
    const QString given = call.queryValue(u"members_limit"_s);
    const int wanted = given.isEmpty() ? memberPage : given.toInt(&numeric);
    if (!numeric || wanted < 0 || wanted > memberPage)
        return inputError(u"members_limit must be %1 or less"_s.arg(memberPage));
    const ChannelView view = viewOf(*channel, call.now);
    if (view.members != &channel->members)
        call.state.faultMark = u"read-lag"_s;
    return channelState(call.state, view, call.now, wanted == 0 ? memberPage : wanted, 0);
}

} // namespace chatsync::sandbox
