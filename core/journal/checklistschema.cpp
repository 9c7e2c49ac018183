// SPDX-License-Identifier: MIT
#include "core/journal/checklistschema.h"

#include <QSqlQuery>

namespace chatsync {

bool addChecklists(QSqlQuery &query)
{
    const char *const statements[] = {
        "CREATE TABLE checklist ("
        " number INTEGER PRIMARY KEY AUTOINCREMENT,"
        " id TEXT NOT NULL UNIQUE,"
        " environment TEXT NOT NULL,"
        " name TEXT NOT NULL,"
        " state TEXT NOT NULL," // running, stopped, finished
        " session TEXT NOT NULL,"
        " head TEXT NOT NULL," // the result as JSON, without checks and companies
        " plan TEXT NOT NULL)",
        "CREATE INDEX checklist_by_environment ON checklist (environment, number)",
        "CREATE TABLE checklist_check ("
        " checklist INTEGER NOT NULL REFERENCES checklist (number) ON DELETE CASCADE,"
        " place INTEGER NOT NULL,"
        " id TEXT NOT NULL,"
        " json TEXT NOT NULL,"
        " facts TEXT NOT NULL,"
        " PRIMARY KEY (checklist, id)) WITHOUT ROWID",
        "CREATE TABLE checklist_company ("
        " checklist INTEGER NOT NULL REFERENCES checklist (number) ON DELETE CASCADE,"
        " place INTEGER NOT NULL,"
        " id TEXT NOT NULL,"
        " name TEXT NOT NULL,"
        " newly_approved INTEGER NOT NULL,"
        " PRIMARY KEY (checklist, place)) WITHOUT ROWID",
        "CREATE TABLE checklist_cell ("
        " checklist INTEGER NOT NULL REFERENCES checklist (number) ON DELETE CASCADE,"
        " company INTEGER NOT NULL,"
        " place INTEGER NOT NULL,"
        " json TEXT NOT NULL,"
        " facts TEXT NOT NULL,"
        " PRIMARY KEY (checklist, company, place)) WITHOUT ROWID",
    };
    for (const char *statement : statements) {
        if (!query.exec(QString::fromLatin1(statement)))
            return false;
    }
    return true;
}

} // namespace chatsync
