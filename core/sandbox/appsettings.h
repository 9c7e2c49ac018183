// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace chatsync::sandbox {

/// The `app` of `GET /app`, made-up secrets included: whoever shows it has to redact them.
QJsonObject defaultAppSettings();

/// `config` of a channel of this type.
QJsonObject channelTypeConfig(const QString &type);

QStringList builtInUserRoles();
QStringList builtInChannelRoles();
QJsonArray permissionList();

} // namespace chatsync::sandbox
