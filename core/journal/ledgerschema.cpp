// SPDX-License-Identifier: MIT
#include "core/journal/ledgerschema.h"

#include <QSqlQuery>
#include <QString>

namespace chatsync {

bool addLedger(QSqlQuery &query)
{
    // No reference to the run: what it created outlives what is remembered of it.
    return query.exec(QStringLiteral("CREATE TABLE ledger ("
                                     " number INTEGER PRIMARY KEY AUTOINCREMENT,"
                                     " stream TEXT NOT NULL,"
                                     " app TEXT NOT NULL,"
                                     " directory TEXT NOT NULL,"
                                     " run TEXT NOT NULL,"
                                     " kind TEXT NOT NULL,"
                                     " id TEXT NOT NULL,"
                                     " at INTEGER NOT NULL," // milliseconds since 1970, UTC
                                     " proof TEXT NOT NULL,"
                                     " detail TEXT NOT NULL," // a JSON object
                                     " state TEXT NOT NULL,"
                                     " reason TEXT NOT NULL,"
                                     " settled_at INTEGER)")) &&
           query.exec(QStringLiteral("CREATE UNIQUE INDEX ledger_by_object ON ledger (run, kind, id)")) &&
           query.exec(
               QStringLiteral("CREATE INDEX ledger_by_place ON ledger (stream, app, directory, state)")) &&
           query.exec(QStringLiteral("CREATE TABLE visibility ("
                                     " number INTEGER PRIMARY KEY AUTOINCREMENT,"
                                     " stream TEXT NOT NULL,"
                                     " app TEXT NOT NULL,"
                                     " run TEXT NOT NULL,"
                                     " at INTEGER NOT NULL,"
                                     " source TEXT NOT NULL,"
                                     " after_ms INTEGER NOT NULL,"   // not yet then; -1: never refused
                                     " by_ms INTEGER NOT NULL)")) && // a member by then; -1: not that long
           query.exec(QStringLiteral("CREATE INDEX visibility_by_app ON visibility (stream, app, number)"));
}

} // namespace chatsync
