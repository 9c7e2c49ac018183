// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/result.h"

#include <QLockFile>
#include <QString>

#include <memory>

namespace chatsync {

/// A journal that is open for writing, told to other processes by a lock file beside the database. The file
/// names its process and goes with the object; one that outlives its process is recognised as dead.
class JournalSession {
public:
    static Result<std::unique_ptr<JournalSession>> begin(const QString &journalPath);

    QString id() const { return m_id; }

    /// False only where the process of the session is known to be gone.
    static bool isAlive(const QString &journalPath, const QString &id);

private:
    JournalSession(const QString &journalPath, const QString &id);

    QString m_id;
    QLockFile m_lock;
};

} // namespace chatsync
