// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/appstate.h"

namespace chatsync::sandbox {

/// How StreamChat writes its objects. Bytes are put together by hand: a QJsonObject for every member of every
/// answer would cost more than all the rest of the simulator.

/// `2026-01-15T10:00:00.123Z`
QByteArray timestamp(Millis at);
std::optional<Millis> millisOf(const QJsonValue &timestamp);

void appendValue(QByteArray &out, const QJsonValue &value);
/// `"key":value` for each, separated by commas.
void appendFields(QByteArray &out, const QJsonObject &object);

/// As in queries, members and creators.
void appendUser(QByteArray &out, const UserRecord &user, Millis now);
/// As in the answer of an upsert: with unread counts and devices.
void appendOwnUser(QByteArray &out, const UserRecord &user, Millis now);
void appendMember(QByteArray &out, const AppState &state, const ChannelRecord &channel,
                  const MemberRecord &member, Millis now);

/// What of a channel a reader sees now: a lagging replica shows what was before.
struct ChannelView {
    const ChannelRecord *channel;
    const QJsonObject *data;
    const std::vector<MemberRecord> *members;
};
ChannelView viewOf(const ChannelRecord &channel, Millis now);
ChannelView primaryViewOf(const ChannelRecord &channel);

void appendChannel(QByteArray &out, const AppState &state, const ChannelView &view, Millis now);
/// Newest first, as in channel state.
void appendMembers(QByteArray &out, const AppState &state, const ChannelView &view, Millis now, int limit,
                   int offset);
/// `{"channel":…,"members":[…],…` without the last brace.
QByteArray channelState(const AppState &state, const ChannelView &view, Millis now, int memberLimit,
                        int memberOffset);

bool bannedNow(const std::optional<Ban> &ban, bool shadow, Millis now);

} // namespace chatsync::sandbox
