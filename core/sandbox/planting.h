// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/appstate.h"
#include "core/sandbox/fault.h"

namespace chatsync::sandbox {

/// State that is put into an app directly, not by calls. Objects are as StreamChat tells them.

/// When things were made that do not say so: 2026-01-01T00:00:00Z.
Millis plantedAt();

void plantUser(AppState &state, const QJsonObject &user, Millis now);
bool plantDeactivation(AppState &state, const QString &id, Millis now);
bool plantDeletion(AppState &state, const QString &id, bool hard, Millis now);
bool plantBan(AppState &state, const Ban &ban);
void plantChannel(AppState &state, const QJsonObject &channel, const QStringList &memberIds, Millis now);
void plantMembers(AppState &state, const QString &cid, const QJsonArray &members, Millis now);
/// What a fault like `user-deleted` wants to be there already.
void plantFault(AppState &state, const Fault &fault, Millis now);

QJsonObject snapshotOf(const AppState &state, Millis now);

} // namespace chatsync::sandbox
