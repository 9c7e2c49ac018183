// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/call.h"

namespace chatsync::sandbox {

/// One endpoint: a method, a path with `*` for what is captured, and who answers.
struct Route {
    QByteArray method;
    QStringList path;
    QString operation;
    int limit; ///< Calls a minute, by default
    bool mutating;
    Handler handler; ///< None: answered by the Simulator itself, which has the counts
};

const std::vector<Route> &routes();

/// The route of a request, its captures put into @p arguments; none: 404.
const Route *routeOf(const QByteArray &method, const QString &path, QStringList *arguments);

// usercalls.cpp
Answer upsertUsers(Call &call);
Answer updateUsersPartial(Call &call);
// userqueries.cpp
Answer queryUsers(Call &call);
// userlifecalls.cpp
Answer deleteUser(Call &call);
Answer deleteUsers(Call &call);
Answer restoreUsers(Call &call);
Answer deactivateUser(Call &call);
Answer reactivateUser(Call &call);
Answer deactivateUsers(Call &call);
Answer reactivateUsers(Call &call);
// channelcalls.cpp
Answer getOrCreateChannel(Call &call);
Answer getOrCreateDistinctChannel(Call &call);
Answer getChannel(Call &call);
// channelupdates.cpp
Answer updateChannel(Call &call);
Answer updateChannelPartial(Call &call);
Answer deleteChannel(Call &call);
Answer deleteChannels(Call &call);
// channelqueries.cpp
Answer queryChannels(Call &call);
Answer queryMembers(Call &call);
// appcalls.cpp, bancalls.cpp
Answer getApp(Call &call);
Answer getTask(Call &call);
Answer listRoles(Call &call);
Answer createRole(Call &call);
Answer deleteRole(Call &call);
Answer listPermissions(Call &call);
Answer ban(Call &call);
Answer unban(Call &call);
Answer queryBannedUsers(Call &call);

/// Takes somebody's memberships away, as StreamChat does when it deletes a user.
void removeMemberships(AppState &state, const QString &userId, Millis now);
void removeConversations(AppState &state, const QStringList &userIds, bool hard, Millis now);

} // namespace chatsync::sandbox
