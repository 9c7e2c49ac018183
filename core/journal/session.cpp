// SPDX-License-Identifier: MIT
#include "core/journal/session.h"

#include <QCoreApplication>
#include <QFile>
#include <QUuid>

namespace chatsync {

namespace {

QString lockPathOf(const QString &journalPath, const QString &id)
{
    return QStringLiteral("%1.session-%2.lock").arg(journalPath, id);
}

} // namespace

JournalSession::JournalSession(const QString &journalPath, const QString &id)
    : m_id{id}
    , m_lock{lockPathOf(journalPath, id)}
{
    // A console may be open for weeks: age says nothing, only the death of the process does.
    m_lock.setStaleLockTime(0);
}

Result<std::unique_ptr<JournalSession>> JournalSession::begin(const QString &journalPath)
{
    std::unique_ptr<JournalSession> session{
        new JournalSession{journalPath, QUuid::createUuid().toString(QUuid::WithoutBraces)}};
    if (session->m_lock.tryLock(0))
        return session;
    return tl::unexpected(
        Error{Error::Kind::Storage,
              QCoreApplication::translate("Journal", "The folder of the journal %1 may not be written.")
                  .arg(journalPath),
              QCoreApplication::translate(
                  "Journal", "Check its permissions and the space left, or choose another journal."),
              QStringLiteral("QLockFile error %1").arg(int(session->m_lock.error()))});
}

bool JournalSession::isAlive(const QString &journalPath, const QString &id)
{
    const QString path = lockPathOf(journalPath, id);
    if (!QFile::exists(path))
        return false;
    QLockFile probe{path};
    probe.setStaleLockTime(0);
    return !probe.tryLock(0); // a lock that can be taken was nobody's
}

} // namespace chatsync
