// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QList>

namespace chatsync::sandbox {

/// Whom the demo's StreamChat knows: everybody in the demo database but demoUnknownIds(), each with custom
/// data that an upsert would lose. For Simulator::seedDemo().
QList<QJsonObject> demoStreamUsers(quint32 seed);

} // namespace chatsync::sandbox
