// SPDX-License-Identifier: MIT
#include "core/journal/connection.h"

#include "core/journal/peopletext.h"
#include "core/journal/schema.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLockFile>
#include <QSqlError>

namespace chatsync {

namespace {

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QString wordsOf(const RunSummary &summary)
{
    QStringList words{databaseIdOf(summary.id), summary.environment, summary.preset,
                      summary.initiator,        summary.failure,     summary.errorText,
                      toString(summary.state)};
    words += summary.participants + peopleWords(summary.people);
    if (summary.outcome)
        words.append(toString(*summary.outcome));
    return words.join(QLatin1Char('\n')).toCaseFolded();
}

bool makeFolder(const QString &path)
{
    const QFileInfo info{path};
    if (info.isDir())
        return true;
    if (info.exists() || path == info.path() || !makeFolder(info.path()))
        return false;
    return QDir{}.mkdir(path, ownerOnly | QFileDevice::ExeOwner) || QFileInfo{path}.isDir();
}

QVariant notNull(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

} // namespace

QString databaseIdOf(const QUuid &run)
{
    return run.toString(QUuid::WithoutBraces);
}

Journal::Connection::Connection(JournalOptions journalOptions)
    : options{std::move(journalOptions)}
    , name{QStringLiteral("journal-") + QUuid::createUuid().toString(QUuid::WithoutBraces)}
{}

Journal::Connection::~Connection()
{
    for (std::unique_ptr<QSqlQuery> *statement : {&insert, &begin, &commit, &beginRun, &endRun})
        statement->reset();
    database.close();
    database = {};
    QSqlDatabase::removeDatabase(name);
}

Result<void> Journal::Connection::prepareFile() const
{
    const QString folder = QFileInfo{options.path}.absolutePath();
    if (!makeFolder(folder)) {
        return tl::unexpected(
            Error{Error::Kind::Storage,
                  QCoreApplication::translate("Journal", "The folder %1 of the journal cannot be created.")
                      .arg(folder),
                  QCoreApplication::translate("Journal", "Check its permissions, or choose another journal."),
                  {}});
    }
    if (QFileInfo::exists(options.path))
        return {};
    // SQLite would create it readable for everybody, and gives its side files the permissions of the main
    // one.
    QFile file{options.path};
    if (file.open(QIODevice::ReadWrite | QIODevice::Append, ownerOnly))
        return {};
    return tl::unexpected(
        Error{Error::Kind::Storage,
              QCoreApplication::translate("Journal", "The journal %1 cannot be created.").arg(options.path),
              QCoreApplication::translate("Journal",
                                          "Check the permissions of the folder, or choose another journal."),
              file.errorString()});
}

Result<void> Journal::Connection::configure()
{
    QSqlQuery query{database};
    if (!options.readOnly) {
        for (const QLatin1String pragma :
             {QLatin1String{"PRAGMA journal_mode = WAL"}, QLatin1String{"PRAGMA synchronous = NORMAL"},
              QLatin1String{"PRAGMA foreign_keys = ON"}}) {
            if (!query.exec(pragma))
                return failure(query);
        }
    }
    if (options.maxBytes > 0) {
        if (!query.exec(QStringLiteral("PRAGMA page_size")) || !query.next())
            return failure(query);
        const qint64 pages = qMax<qint64>(1, options.maxBytes / query.value(0).toLongLong());
        if (!query.exec(QStringLiteral("PRAGMA max_page_count = %1").arg(pages)))
            return failure(query);
    }
    return {};
}

Result<void> Journal::Connection::open()
{
    database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
    database.setDatabaseName(options.path);
    const QString timeout = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(options.busyTimeout.count());
    database.setConnectOptions(options.readOnly ? QStringLiteral("QSQLITE_OPEN_READONLY;") + timeout
                                                : timeout);
    if (!options.readOnly) {
        if (const Result<void> ready = prepareFile(); !ready)
            return ready;
        if (Result<std::unique_ptr<JournalSession>> begun = JournalSession::begin(options.path); begun)
            session = std::move(*begun);
        else
            return tl::unexpected(begun.error());
    }
    if (!database.open())
        return journalError(database.lastError(), options.path);
    if (options.readOnly)
        return checkJournalVersion(database, options.path);

    // Two processes that create one file at the same moment get in each other's way; SQLite's own waiting
    // does not cover the change to WAL.
    QLockFile opening{options.path + QStringLiteral(".opening.lock")};
    opening.setStaleLockTime(0);
    if (!opening.tryLock(int(options.busyTimeout.count()))) {
        return tl::unexpected(
            Error{Error::Kind::Storage,
                  QCoreApplication::translate("Journal", "The journal %1 is being opened by another program.")
                      .arg(options.path),
                  QCoreApplication::translate("Journal", "Try again, or choose another journal."),
                  {}});
    }
    return configure()
        .and_then([this] { return migrateJournal(database, options.path); })
        .and_then([this]() -> Result<void> {
            const std::pair<std::unique_ptr<QSqlQuery> &, QString> statements[] = {
                {insert, // Bound as bytes, which are UTF-8 already: a text would go to UTF-16 and back.
                 QStringLiteral(
                     "INSERT INTO event (run, seq, kind, json) VALUES (?, ?, ?, CAST(? AS TEXT))")},
                {begin, QStringLiteral("BEGIN IMMEDIATE")},
                {commit, QStringLiteral("COMMIT")},
                {beginRun,
                 QStringLiteral("INSERT INTO run (id, started_at, state, session, environment, preset, "
                                "initiator, participants, dry_run, "
                                "failure, error_text, attempts, duration_ms, event_count, words) "
                                "VALUES (?, ?, 'running', ?, ?, ?, ?, ?, ?, '', '', 0, 0, 1, ?)")},
                {endRun,
                 QStringLiteral("UPDATE run SET state = ?, session = ?, outcome = ?, failure = ?, "
                                "error_text = ?, attempts = ?, duration_ms = ?, event_count = ?, people = ?, "
                                "words = ? WHERE number = ? AND state = 'running'")},
            };
            for (const auto &[query, text] : statements) {
                query = std::make_unique<QSqlQuery>(database);
                if (!query->prepare(text))
                    return failure(*query);
            }
            return {};
        })
        .and_then([this] { return markInterrupted(); });
}

Result<void> Journal::Connection::markInterrupted()
{
    QSqlQuery query{database};
    if (!query.exec(QStringLiteral("SELECT number, session FROM run WHERE state = 'running'")))
        return failure(query);
    std::vector<qint64> dead;
    while (query.next()) {
        if (!JournalSession::isAlive(options.path, query.value(1).toString()))
            dead.push_back(query.value(0).toLongLong());
    }
    query.finish();
    for (const qint64 number : dead) {
        const Result<std::vector<RunEvent>> events = eventsOf(number);
        if (!events)
            return tl::unexpected(events.error());
        if (events->empty())
            continue;
        RunSummary summary = summarize(*events);
        summary.state = RunSummary::State::Interrupted;
        if (const Result<void> updated = updateRun(number, summary, session->id()); !updated)
            return updated;
    }
    return {};
}

Result<void> Journal::Connection::insertRun(const RunEvent &event)
{
    Writing run;
    addToSummary(run.summary, event);
    const QJsonArray participants = QJsonArray::fromStringList(run.summary.participants);
    const Result<void> begun =
        execute(beginRun, {databaseIdOf(event.run), event.at.toMSecsSinceEpoch(), session->id(),
                           notNull(run.summary.environment), notNull(run.summary.preset),
                           notNull(run.summary.initiator),
                           QString::fromUtf8(QJsonDocument{participants}.toJson(QJsonDocument::Compact)),
                           run.summary.dryRun ? 1 : 0, wordsOf(run.summary)});
    if (!begun)
        return begun;
    run.number = beginRun->lastInsertId().toLongLong();
    if (const Result<void> inserted = insertEvent(run.number, event); !inserted)
        return inserted;
    writing.insert(event.run, std::move(run));
    return {};
}

Result<void> Journal::Connection::insertEvent(qint64 run, const RunEvent &event)
{
    insert->bindValue(0, run);
    insert->bindValue(1, event.seq);
    insert->bindValue(2, toString(event.kind));
    insert->bindValue(3, toJsonLine(event));
    if (!insert->exec())
        return failure(*insert);
    insert->finish();
    return {};
}

Result<void> Journal::Connection::updateRun(qint64 run, const RunSummary &summary, const QString &sessionId)
{
    return execute(endRun, {toString(summary.state), sessionId,
                            summary.outcome ? QVariant{toString(*summary.outcome)} : QVariant{},
                            notNull(summary.failure), notNull(summary.errorText), summary.attempts,
                            summary.durationMs, summary.eventCount, peopleText(summary.people),
                            wordsOf(summary), run});
}

Result<void> Journal::Connection::execute(const std::unique_ptr<QSqlQuery> &statement,
                                          const QVariantList &values)
{
    for (int i = 0; i < static_cast<int>(values.size()); ++i)
        statement->bindValue(i, values[i]);
    if (!statement->exec())
        return failure(*statement);
    return {};
}

} // namespace chatsync
