// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/databaseurl.h"
#include "core/domain/result.h"

#include <QSqlError>

namespace chatsync {

/// The database could not be opened: the driver's words turned into a sentence with advice.
/// PostgreSQL gives no SQLSTATE at this stage, so its wording has to tell.
Error openError(const QSqlError &error, const DatabaseUrl &url);

/// A statement failed: told by SQLSTATE (PostgreSQL) or result code (SQLite), never by wording.
/// @p table is what the statement was about; may be empty.
Error statementError(const QSqlError &error, const DatabaseUrl &url, const QString &table);

/// @p text without the secrets of @p url.
QString withoutSecrets(const QString &text, const DatabaseUrl &url);

} // namespace chatsync
