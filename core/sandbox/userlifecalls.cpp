// SPDX-License-Identifier: MIT
#include "core/domain/jsontext.h"
#include "core/sandbox/render.h"
#include "core/sandbox/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

QString userMissing(const QString &id)
{
    return u"Can't find user with id %1"_s.arg(id);
}

QByteArray userAnswer(const Call &call, const UserRecord &user)
{
    QByteArray out = "{\"user\":";
    appendUser(out, user, call.now);
    return out;
}

QByteArray taskAnswer(Call &call, const QJsonObject &result)
{
    QByteArray out = "{\"task_id\":";
    json::appendString(out, call.state.addTask(result, call.now).id);
    return out;
}

void erase(Call &call, UserRecord &user, const QString &kind)
{
    removeMemberships(call.state, user.id, call.now);
    if (kind == u"hard") {
        call.state.eraseUser(user.id);
        return;
    }
    user.deletedAt = call.now;
    user.updatedAt = call.now;
    user.rendered.clear();
    if (kind == u"pruning") {
        user.pruned = true;
        user.data = QJsonObject{{u"role"_s, user.data.value("role"_L1)}};
    }
}

/// The users of a batch, or why it is refused as a whole.
tl::expected<std::vector<UserRecord *>, ApiError> usersOf(Call &call, const QStringList &ids)
{
    std::vector<UserRecord *> users;
    for (const QString &id : ids) {
        UserRecord *user = call.state.user(id);
        if (!user)
            return notFound(userMissing(id));
        users.push_back(user);
    }
    return users;
}

void setDeactivated(Call &call, UserRecord &user, bool deactivated)
{
    user.deactivatedAt = deactivated ? std::optional{call.now} : std::nullopt;
    user.updatedAt = call.now;
    user.rendered.clear();
}

tl::expected<void, ApiError> checkActivation(const Call &call, const UserRecord &user, bool deactivate)
{
    if (user.deletedAt)
        return notFound(userWas(call.state, user.id, u"deleted"_s));
    if (deactivate && user.deactivatedAt)
        return inputError(u"user %1 is already deactivated"_s.arg(user.id));
    if (!deactivate && !user.deactivatedAt)
        return inputError(u"user %1 is not deactivated"_s.arg(user.id));
    return {};
}

Answer setActivation(Call &call, bool deactivate)
{
    const QString id = call.arguments.value(0);
    UserRecord *user = call.state.user(id);
    if (!user)
        return notFound(userMissing(id));
    if (const auto good = checkActivation(call, *user, deactivate); !good)
        return tl::unexpected(good.error());
    setDeactivated(call, *user, deactivate);
    const QString name = call.body.value("name"_L1).toString();
    if (!deactivate && !name.isEmpty())
        user->data.insert(u"name"_s, name);
    return userAnswer(call, *user);
}

Answer setActivations(Call &call, bool deactivate)
{
    const auto ids = idList(call, u"user_ids"_s);
    if (!ids)
        return tl::unexpected(ids.error());
    const auto users = usersOf(call, *ids);
    if (!users)
        return tl::unexpected(users.error());
    QJsonArray done;
    for (UserRecord *user : *users) {
        if (!checkActivation(call, *user, deactivate))
            continue;
        setDeactivated(call, *user, deactivate);
        done.append(QJsonObject{{u"id"_s, user->id}});
    }
    return taskAnswer(call, {{u"users"_s, done}});
}

} // namespace

void removeMemberships(AppState &state, const QString &userId, Millis now)
{
    for (auto &[cid, channel] : state.channels) {
        if (!channel.member(userId))
            continue;
        state.beforeChange(channel, now);
        std::erase_if(channel.members, [&userId](const MemberRecord &one) { return one.userId == userId; });
    }
}

void removeConversations(AppState &state, const QStringList &userIds, bool hard, Millis now)
{
    QStringList gone;
    for (auto &[cid, channel] : state.channels) {
        if (channel.deletedAt || channel.members.size() > 2)
            continue;
        for (const MemberRecord &member : channel.members) {
            if (userIds.contains(member.userId))
                gone.append(cid);
        }
    }
    gone.removeDuplicates();
    for (const QString &cid : gone) {
        ChannelRecord &channel = *state.channel(cid);
        channel.deletedAt = now;
        channel.members.clear();
        if (hard)
            state.eraseChannel(cid);
    }
}

Answer deleteUser(Call &call)
{
    const QString id = call.arguments.value(0);
    UserRecord *user = call.state.user(id);
    const bool hard = call.queryFlag(u"hard_delete"_s);
    if (!user || (user->deletedAt && !hard))
        return notFound(userMissing(id));
    if (call.queryFlag(u"delete_conversation_channels"_s))
        removeConversations(call.state, {id}, hard, call.now);
    user->deletedAt = call.now;
    user->rendered.clear();
    const QByteArray out = userAnswer(call, *user);
    erase(call, *user, hard ? u"hard"_s : u"soft"_s);
    return out;
}

Answer deleteUsers(Call &call)
{
    const auto ids = idList(call, u"user_ids"_s);
    if (!ids)
        return tl::unexpected(ids.error());
    const auto mode = [&call](const char *key) { return call.body.value(QLatin1String(key)).toString(); };
    const QString kind = mode("user").isEmpty() ? u"soft"_s : mode("user");
    const QString conversations = mode("conversations");
    if (kind != u"soft" && kind != u"pruning" && kind != u"hard")
        return inputError(u"user must be one of [soft pruning hard]"_s);
    const auto contradicts = [](const QString &value) { return !value.isEmpty() && value != u"hard"; };
    if (kind == u"hard" && (contradicts(mode("messages")) || contradicts(conversations)))
        return inputError(u"messages and conversations must be hard when user is hard"_s);
    if (const auto known = usersOf(call, *ids); !known)
        return tl::unexpected(known.error());
    if (!conversations.isEmpty())
        removeConversations(call.state, *ids, conversations == u"hard", call.now);
    QJsonObject result;
    for (const QString &id : *ids) {
        if (UserRecord *user = call.state.user(id))
            erase(call, *user, kind);
        result.insert(id, QJsonObject{{u"status"_s, u"ok"_s}});
    }
    return taskAnswer(call, result);
}

Answer restoreUsers(Call &call)
{
    const auto ids = idList(call, u"user_ids"_s);
    if (!ids)
        return tl::unexpected(ids.error());
    const auto users = usersOf(call, *ids);
    if (!users)
        return tl::unexpected(users.error());
    for (const UserRecord *user : *users) {
        if (user->pruned)
            return notFound(userWas(call.state, user->id, u"deleted"_s));
    }
    for (UserRecord *user : *users) {
        user->deletedAt.reset();
        user->updatedAt = call.now;
        user->rendered.clear();
    }
    return QByteArray{"{"};
}

Answer deactivateUser(Call &call)
{
    return setActivation(call, true);
}

Answer reactivateUser(Call &call)
{
    return setActivation(call, false);
}

Answer deactivateUsers(Call &call)
{
    return setActivations(call, true);
}

Answer reactivateUsers(Call &call)
{
    return setActivations(call, false);
}

} // namespace chatsync::sandbox
