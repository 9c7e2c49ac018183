// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/call.h"

namespace chatsync::sandbox {

/// One entry of a member list: a string, or `{"user_id", "channel_role"}`, or `{"user": {"id"}}`.
struct MemberEntry {
    QString userId;
    QString channelRole;
    QJsonObject custom;
};

struct MemberList {
    std::vector<MemberEntry> entries; ///< Without duplicates
    QStringList reasons;              ///< Why it can't be taken; all of them, as StreamChat lists them

    QStringList ids() const;
};

/// Reads a list and checks its form: at most 100 entries, valid ids.
MemberList readMembers(const QString &field, const QJsonValue &list);

/// Refused where a channel role is none.
tl::expected<void, ApiError> checkRoles(const MemberList &list);

/// Those who cannot become members now: never created, deleted, deactivated, or not visible yet.
QStringList missingUsers(Call &call, const QStringList &ids);

/// `The following users are involved in channel create operation, but don't exist: [a b]. …`
tl::unexpected<ApiError> missingUsersError(const Call &call, const QString &what, const QStringList &ids);

/// Adds those who are not members yet.
void addMembers(Call &call, ChannelRecord &channel, const MemberList &list, bool invited = false);

} // namespace chatsync::sandbox
