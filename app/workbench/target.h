// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace chatsync {

/// Where to work: a real StreamChat app with its database, or, with nothing given, the embedded sandbox.
struct Target {
    QString streamUrl; ///< Empty: StreamChat's default address
    QString streamKey;
    QByteArray streamSecret;
    QString database;   ///< `sqlite:PATH` or a libpq URI
    QStringList faults; ///< Of the embedded sandbox, `NAME[=VALUE]`

    bool isSandbox() const
    {
        return streamUrl.isEmpty() && streamKey.isEmpty() && streamSecret.isEmpty() && database.isEmpty();
    }
};

} // namespace chatsync
