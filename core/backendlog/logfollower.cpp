// SPDX-License-Identifier: MIT
#include "core/backendlog/logfollower.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <sys/stat.h>

namespace chatsync::backendlog {

namespace {

constexpr qint64 pieceSize = 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("BackendLog", text);
}

} // namespace

LogFollower::LogFollower(const QString &path)
    : m_path(path)
    , m_file(path)
{}

std::optional<LogFollower::Identity> LogFollower::identityOf(const QString &path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return std::nullopt;
    return Identity{status.st_dev, status.st_ino};
}

Result<void> LogFollower::open()
{
    const bool isFolder = QFileInfo{m_path}.isDir();
    if (isFolder || !m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return tl::unexpected(Error{Error::Kind::Storage,
                                    tr("The log %1 cannot be read: %2.")
                                        .arg(m_path, isFolder ? tr("it is a folder") : m_file.errorString()),
                                    tr("Check the path, and that you may read the file."),
                                    {}});
    }
    m_identity = identityOf(m_path).value_or(Identity{});
    return {};
}

LogFollower::Piece LogFollower::read()
{
    Piece piece;
    const auto readOn = [this, &piece] { piece.bytes = m_file.read(pieceSize); };
    if (m_file.isOpen() && !m_file.isSequential() && m_file.size() < m_file.pos()) {
        m_file.seek(0);
        piece.before = Change::Truncated;
    }
    if (m_file.isOpen())
        readOn();
    if (!piece.bytes.isEmpty() || piece.before != Change::None)
        return piece;
    const std::optional<Identity> now = identityOf(m_path);
    if (!now) {
        piece.before = m_gone ? Change::None : Change::Gone;
        m_gone = true;
        return piece;
    }
    if (*now == m_identity && m_file.isOpen())
        return piece;
    m_file.close();
    if (m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        m_identity = *now;
        m_gone = false;
        piece.before = Change::Replaced;
        readOn();
    }
    return piece;
}

QString sentenceOf(LogFollower::Change change)
{
    switch (change) {
    case LogFollower::Change::None:
        return {};
    case LogFollower::Change::Replaced:
        return tr("The log was rotated: another file has its name now and is read from its beginning.");
    case LogFollower::Change::Truncated:
        return tr("The log was emptied: it is read from its beginning.");
    case LogFollower::Change::Gone:
        return tr("The log is gone; waiting for a file of this name.");
    }
    Q_UNREACHABLE();
}

} // namespace chatsync::backendlog
