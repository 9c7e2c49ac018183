// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/result.h"

#include <QByteArray>
#include <QFile>

#include <optional>

namespace chatsync::backendlog {

/// The bytes of a file that grows, and what happens to it meanwhile: another file takes its name (rotation),
/// or it becomes shorter (truncation). Ask it again and again; it never waits.
class LogFollower {
public:
    enum class Change {
        None,
        Replaced,  ///< The name belongs to another file now; the old one was read to its end
        Truncated, ///< The file is shorter than what was read of it; reading begins anew
        Gone,      ///< There is no file of this name at the moment
    };
    struct Piece {
        Change before = Change::None; ///< Happened before these bytes
        QByteArray bytes;             ///< At most 1 MiB; empty: nothing new
    };

    explicit LogFollower(const QString &path);

    /// The first time: an Error of kind Storage when the file cannot be opened.
    Result<void> open();
    Piece read();

private:
    struct Identity {
        quint64 device = 0;
        quint64 inode = 0;
        bool operator==(const Identity &) const = default;
    };
    static std::optional<Identity> identityOf(const QString &path);

    QString m_path;
    QFile m_file;
    Identity m_identity;
    bool m_gone = false;
};

/// For a person who watches; empty for None.
QString sentenceOf(LogFollower::Change change);

} // namespace chatsync::backendlog
