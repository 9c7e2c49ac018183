// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/appstate.h"

namespace chatsync::sandbox {

/// Single fields, as filters and sorts see them. Undefined where there is none.
QJsonValue userField(const UserRecord &user, const QString &field, Millis now);
QJsonValue channelField(const ChannelRecord &channel, const QString &field);
QJsonValue memberField(const AppState &state, const ChannelRecord &channel, const MemberRecord &member,
                       const QString &field, Millis now);

} // namespace chatsync::sandbox
