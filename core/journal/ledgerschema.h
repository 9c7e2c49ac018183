// SPDX-License-Identifier: MIT
#pragma once

class QSqlQuery;

namespace chatsync {

/// The step of the journal's schema that adds the ledger, and the measurements of how long after an upsert a
/// user could be a member. False where a statement failed; the query tells why.
bool addLedger(QSqlQuery &query);

} // namespace chatsync
