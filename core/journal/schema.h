// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/result.h"

class QSqlDatabase;

namespace chatsync {

/// What `PRAGMA user_version` says of a journal this program writes.
int journalSchemaVersion();

/// Brings a journal from any older version, an empty file included, to the present one; a newer one is
/// refused.
Result<void> migrateJournal(QSqlDatabase &database, const QString &path);

/// Refuses a journal that is not of the present version: for those who may not write.
Result<void> checkJournalVersion(QSqlDatabase &database, const QString &path);

} // namespace chatsync
