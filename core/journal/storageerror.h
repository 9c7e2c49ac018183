// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/result.h"

class QSqlError;

namespace chatsync {

/// What SQLite refused, in a sentence that says what to do.
tl::unexpected<Error> journalError(const QSqlError &error, const QString &path);

} // namespace chatsync
