// SPDX-License-Identifier: MIT
#include "core/sandbox/memberlists.h"

#include "core/domain/identity.h"
#include "core/sandbox/appsettings.h"

#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

MemberEntry readEntry(const QJsonValue &value)
{
    if (value.isString())
        return {value.toString(), {}, {}};
    QJsonObject object = value.toObject();
    MemberEntry entry;
    entry.userId =
        object.value("user_id"_L1).toString(object.value("user"_L1).toObject().value("id"_L1).toString());
    entry.channelRole = object.value("channel_role"_L1).toString();
    for (const QString &key : {u"user_id"_s, u"user"_s, u"channel_role"_s})
        object.remove(key);
    entry.custom = object;
    return entry;
}

} // namespace

QStringList MemberList::ids() const
{
    QStringList ids;
    for (const MemberEntry &entry : entries)
        ids.append(entry.userId);
    return ids;
}

MemberList readMembers(const QString &field, const QJsonValue &list)
{
    MemberList members;
    if (list.isUndefined() || list.isNull())
        return members;
    if (!list.isArray()) {
        members.reasons.append(field + u" must be an array"_s);
        return members;
    }
    const QJsonArray array = list.toArray();
    if (const auto fits = checkItems(field, array.size()); !fits) {
        members.reasons.append(fits.error().reason);
        return members;
    }
    QSet<QString> seen;
    for (qsizetype i = 0; i < array.size(); ++i) {
        MemberEntry entry = readEntry(array.at(i));
        if (!isValidStreamUserId(entry.userId)) {
            members.reasons.append(
                u"%1[%2].user.id is not a valid user id. a-z, 0-9, @, _ and - are allowed."_s.arg(field).arg(
                    i));
            continue;
        }
        if (seen.contains(entry.userId))
            continue;
        seen.insert(entry.userId);
        members.entries.push_back(std::move(entry));
    }
    return members;
}

tl::expected<void, ApiError> checkRoles(const MemberList &list)
{
    for (const MemberEntry &entry : list.entries) {
        if (!entry.channelRole.isEmpty() && !builtInChannelRoles().contains(entry.channelRole))
            return inputError(u"role \"%1\" provided but not defined"_s.arg(entry.channelRole));
    }
    return {};
}

QStringList missingUsers(Call &call, const QStringList &ids)
{
    QStringList missing;
    for (const QString &id : ids) {
        if (call.state.canJoin(id, call.now) || missing.contains(id))
            continue;
        missing.append(id);
        const UserRecord *user = call.state.user(id);
        if (user && user->usable())
            call.state.faultMark = u"visibility-delay"_s;
        else if (call.state.bends.planted.contains(id))
            call.state.faultMark = call.state.bends.planted.value(id);
    }
    return missing;
}

tl::unexpected<ApiError> missingUsersError(const Call &call, const QString &what, const QStringList &ids)
{
    const Bends &bends = call.state.bends;
    if (bends.oldWording) {
        call.state.faultMark = u"old-wording"_s;
        return inputError(u"could not find user %1 from add_members"_s.arg(ids.first()));
    }
    return inputError(
        u"The following users are involved in channel %1 operation, but don't exist: [%2]. Please "
        "create the user objects before setting up the channel."_s.arg(
            what, bends.anonymousErrors ? QString{} : ids.join(u' ')));
}

void addMembers(Call &call, ChannelRecord &channel, const MemberList &list, bool invited)
{
    QSet<QString> present;
    for (const MemberRecord &member : channel.members)
        present.insert(member.userId);
    for (const MemberEntry &entry : list.entries) {
        if (present.contains(entry.userId))
            continue;
        MemberRecord member;
        member.userId = entry.userId;
        member.channelRole = entry.channelRole.isEmpty() ? u"channel_member"_s : entry.channelRole;
        member.role = entry.userId == channel.createdBy              ? u"owner"_s
                      : member.channelRole == u"channel_moderator"_s ? u"moderator"_s
                                                                     : u"member"_s;
        member.custom = entry.custom;
        member.createdAt = call.now;
        member.updatedAt = call.now;
        member.invited = invited;
        channel.members.push_back(std::move(member));
    }
}

} // namespace chatsync::sandbox
