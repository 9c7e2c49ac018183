// SPDX-License-Identifier: MIT
#include "core/sandbox/routes.h"

#include "core/sandbox/fault.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

Route route(const char *method, const char *path, const char *operation, int limit, bool mutating,
            Handler handler)
{
    return {method,
            QString::fromLatin1(path).split(u'/', Qt::SkipEmptyParts),
            QString::fromLatin1(operation),
            limit,
            mutating,
            handler};
}

/// Limits as documented for self-serve plans; 60 for what the documentation does not name. Fixed words stand
/// before captures in the same place.
std::vector<Route> makeRoutes()
{
    return {
        route("POST", "/users", "UpdateUsers", 300, true, &upsertUsers),
        route("PATCH", "/users", "UpdateUsersPartial", 300, true, &updateUsersPartial),
        route("GET", "/users", "QueryUsers", 1000, false, &queryUsers),
        route("POST", "/users/delete", "DeleteUsers", 6, true, &deleteUsers),
        route("POST", "/users/restore", "RestoreUsers", 60, true, &restoreUsers),
        route("POST", "/users/deactivate", "DeactivateUsers", 60, true, &deactivateUsers),
        route("POST", "/users/reactivate", "ReactivateUsers", 60, true, &reactivateUsers),
        route("POST", "/users/*/deactivate", "DeactivateUser", 60, true, &deactivateUser),
        route("POST", "/users/*/reactivate", "ReactivateUser", 60, true, &reactivateUser),
        route("DELETE", "/users/*", "DeleteUser", 60, true, &deleteUser),
        route("POST", "/channels", "QueryChannels", 10'000, false, &queryChannels),
        route("POST", "/channels/delete", "DeleteChannels", 60, true, &deleteChannels),
        route("POST", "/channels/*/query", "GetOrCreateChannel", 10'000, true, &getOrCreateDistinctChannel),
        route("POST", "/channels/*/*/query", "GetOrCreateChannel", 10'000, true, &getOrCreateChannel),
        route("GET", "/channels/*/*", "GetChannel", 10'000, false, &getChannel),
        route("POST", "/channels/*/*", "UpdateChannel", 300, true, &updateChannel),
        route("PATCH", "/channels/*/*", "UpdateChannelPartial", 300, true, &updateChannelPartial),
        route("DELETE", "/channels/*/*", "DeleteChannel", 60, true, &deleteChannel),
        route("GET", "/members", "QueryMembers", 300, false, &queryMembers),
        route("GET", "/tasks/*", "GetTask", 300, false, &getTask),
        route("GET", "/app", "GetApp", 10'000, false, &getApp),
        route("GET", "/rate_limits", "GetRateLimits", 60, false, nullptr),
        route("GET", "/roles", "ListRoles", 60, false, &listRoles),
        route("POST", "/roles", "CreateRole", 60, true, &createRole),
        route("DELETE", "/roles/*", "DeleteRole", 60, true, &deleteRole),
        route("GET", "/permissions", "ListPermissions", 60, false, &listPermissions),
        route("POST", "/moderation/ban", "Ban", 300, true, &ban),
        route("DELETE", "/moderation/ban", "Unban", 300, true, &unban),
        route("GET", "/query_banned_users", "QueryBannedUsers", 300, false, &queryBannedUsers),
    };
}

bool fits(const Route &candidate, const QByteArray &method, const QList<QStringView> &path)
{
    if (candidate.path.size() != path.size() || candidate.method != method)
        return false;
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (candidate.path.at(i) != u"*" && candidate.path.at(i) != path.at(i))
            return false;
    }
    return true;
}

} // namespace

const std::vector<Route> &routes()
{
    static const std::vector<Route> all = makeRoutes();
    return all;
}

const Route *routeOf(const QByteArray &method, const QString &path, QStringList *arguments)
{
    const QList<QStringView> parts = QStringView{path}.split(u'/', Qt::SkipEmptyParts);
    for (const Route &candidate : routes()) {
        if (!fits(candidate, method, parts))
            continue;
        for (qsizetype i = 0; i < parts.size(); ++i) {
            if (candidate.path.at(i) == u"*")
                arguments->append(parts.at(i).toString());
        }
        return &candidate;
    }
    return nullptr;
}

const QStringList &simulatedEndpoints()
{
    static const QStringList names = [] {
        QStringList list;
        for (const Route &one : routes()) {
            if (!list.contains(one.operation))
                list.append(one.operation);
        }
        return list;
    }();
    return names;
}

} // namespace chatsync::sandbox
