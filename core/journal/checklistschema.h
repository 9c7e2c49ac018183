// SPDX-License-Identifier: MIT
#pragma once

class QSqlQuery;

namespace chatsync {

/// The step of the journal's schema that makes room for checklists: see schema.cpp.
bool addChecklists(QSqlQuery &query);

} // namespace chatsync
