// SPDX-License-Identifier: MIT
#include "core/journal/schema.h"

#include "core/journal/checklistschema.h"
#include "core/journal/ledgerschema.h"
#include "core/journal/peopletext.h"
#include "core/journal/storageerror.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <array>

namespace chatsync {

namespace {

bool executeAll(QSqlQuery &query, std::initializer_list<QLatin1String> statements)
{
    for (const QLatin1String statement : statements) {
        if (!query.exec(statement))
            return false;
    }
    return true;
}

/// The bytes of an event are stored as they were told. They are not compressed: at a tenth of a millisecond
/// for 10 KB that would cost more than writing them.
bool createTables(QSqlQuery &query)
{
    return executeAll(query,
                      {QLatin1String{"CREATE TABLE run ("
                                     " number INTEGER PRIMARY KEY AUTOINCREMENT,"
                                     " id TEXT NOT NULL UNIQUE,"
                                     " started_at INTEGER NOT NULL," // milliseconds since 1970, UTC
                                     " state TEXT NOT NULL,"
                                     " session TEXT NOT NULL,"
                                     " outcome TEXT,"
                                     " environment TEXT NOT NULL,"
                                     " preset TEXT NOT NULL,"
                                     " initiator TEXT NOT NULL,"
                                     " participants TEXT NOT NULL," // a JSON array
                                     " dry_run INTEGER NOT NULL,"
                                     " failure TEXT NOT NULL,"
                                     " error_text TEXT NOT NULL,"
                                     " attempts INTEGER NOT NULL,"
                                     " duration_ms INTEGER NOT NULL,"
                                     " event_count INTEGER NOT NULL,"
                                     " words TEXT NOT NULL)"}, // case-folded, for the search
                       QLatin1String{"CREATE INDEX run_by_start ON run (started_at, number)"},
                       QLatin1String{"CREATE INDEX run_by_state ON run (state)"},
                       QLatin1String{"CREATE TABLE event ("
                                     " run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,"
                                     " seq INTEGER NOT NULL,"
                                     " kind TEXT NOT NULL,"
                                     " json TEXT NOT NULL)"},
                       QLatin1String{"CREATE UNIQUE INDEX event_by_run ON event (run, seq)"}});
}

/// Whom each run was about, by name: for runs from before that was kept, their events tell.
bool addPeople(QSqlQuery &query)
{
    if (!executeAll(query, {QLatin1String{"ALTER TABLE run ADD COLUMN people TEXT NOT NULL DEFAULT ''"},
                            QLatin1String{"SELECT run, json FROM event WHERE kind = 'step.finished' AND json "
                                          "LIKE '%\"step\":\"resolve\"%'"}}))
        return false;
    std::vector<std::pair<qint64, QList<RunPerson>>> found;
    while (query.next()) {
        const QJsonDocument json = QJsonDocument::fromJson(query.value(1).toByteArray());
        if (const Result<RunEvent> event = runEventFromJson(json.object()))
            found.emplace_back(query.value(0).toLongLong(), peopleIn(*event));
    }
    query.prepare(
        QStringLiteral("UPDATE run SET people = ?, words = words || char(10) || ? WHERE number = ?"));
    for (const auto &[number, people] : found) {
        query.bindValue(0, peopleText(people));
        query.bindValue(1, peopleWords(people).join(u'\n').toCaseFolded());
        query.bindValue(2, number);
        if (!query.exec())
            return false;
    }
    return true;
}

using Migration = bool (*)(QSqlQuery &);

/// The step at index n leads from version n to n + 1. A step that was released is never changed.
constexpr std::array<Migration, 4> migrations{createTables, addPeople, addLedger, addChecklists};

Result<int> versionOf(QSqlDatabase &database, const QString &path)
{
    QSqlQuery query{database};
    if (!query.exec(QStringLiteral("PRAGMA user_version")) || !query.next())
        return journalError(query.lastError(), path);
    const int version = query.value(0).toInt();
    if (version > journalSchemaVersion() || version < 0) {
        return tl::unexpected(Error{
            Error::Kind::Storage,
            QCoreApplication::translate("Journal",
                                        "The journal %1 was written by a newer version of this program.")
                .arg(path),
            QCoreApplication::translate("Journal", "Update this program, or choose another journal."),
            QStringLiteral("user_version %1, known up to %2").arg(version).arg(journalSchemaVersion())});
    }
    if (version > 0)
        return version;
    // Somebody else's database has no version of ours either: leave it alone.
    if (!query.exec(QStringLiteral("SELECT count(*) FROM sqlite_master")) || !query.next())
        return journalError(query.lastError(), path);
    if (query.value(0).toInt() > 0) {
        return tl::unexpected(Error{
            Error::Kind::Storage,
            QCoreApplication::translate("Journal", "The file %1 is a database, but not a journal.").arg(path),
            QCoreApplication::translate("Journal", "Choose another file; this one is left as it is."),
            {}});
    }
    return 0;
}

} // namespace

int journalSchemaVersion()
{
    return int(migrations.size());
}

Result<void> migrateJournal(QSqlDatabase &database, const QString &path)
{
    const Result<int> version = versionOf(database, path);
    if (!version)
        return tl::unexpected(version.error());
    for (int step = *version; step < journalSchemaVersion(); ++step) {
        QSqlQuery query{database};
        const bool done = query.exec(QStringLiteral("BEGIN IMMEDIATE")) && migrations[size_t(step)](query) &&
                          query.exec(QStringLiteral("PRAGMA user_version = %1").arg(step + 1)) &&
                          query.exec(QStringLiteral("COMMIT"));
        if (!done) {
            const QSqlError error = query.lastError();
            query.exec(QStringLiteral("ROLLBACK"));
            return journalError(error, path);
        }
    }
    return {};
}

Result<void> checkJournalVersion(QSqlDatabase &database, const QString &path)
{
    const Result<int> version = versionOf(database, path);
    if (!version)
        return tl::unexpected(version.error());
    if (*version < journalSchemaVersion()) {
        return tl::unexpected(
            Error{Error::Kind::Storage,
                  QCoreApplication::translate("Journal", "The journal %1 was written by an older version.")
                      .arg(path),
                  QCoreApplication::translate("Journal", "Open it once for writing to bring it up to date."),
                  {}});
    }
    return {};
}

} // namespace chatsync
