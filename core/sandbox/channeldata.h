// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace chatsync::sandbox {

/// Letters, digits, `_` and `-`: what channel types and ids are made of.
bool isChannelWord(const QString &text);

/// `data.muted is a reserved field`, one for each.
QStringList reservedReasons(const QString &where, const QJsonObject &data);

/// Without what is no data but an instruction: members, creator, paging.
QJsonObject channelData(const QJsonObject &data);

} // namespace chatsync::sandbox
