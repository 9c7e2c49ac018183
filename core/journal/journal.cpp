// SPDX-License-Identifier: MIT
#include "core/journal/journal.h"

#include "core/journal/connection.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSqlError>
#include <QStandardPaths>

namespace chatsync {

namespace {

tl::unexpected<Error> refused(const RunEvent &event, const QString &why)
{
    return tl::unexpected(
        Error{Error::Kind::Input,
              QCoreApplication::translate("Journal", "Event %1 of run %2 does not fit into the journal: %3")
                  .arg(event.seq)
                  .arg(databaseIdOf(event.run), why),
              {},
              {}});
}

} // namespace

QString defaultJournalPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/chat-sync-console/journal.sqlite");
}

Journal::Journal(std::unique_ptr<Connection> connection)
    : m{std::move(connection)}
{}

Journal::~Journal() = default;

Result<std::unique_ptr<Journal>> Journal::open(JournalOptions options)
{
    if (options.path.isEmpty())
        options.path = defaultJournalPath();
    options.path = QFileInfo{options.path}.absoluteFilePath();
    auto connection = std::make_unique<Connection>(std::move(options));
    if (const Result<void> opened = connection->open(); !opened)
        return tl::unexpected(opened.error());
    return std::unique_ptr<Journal>{new Journal{std::move(connection)}};
}

Result<void> Journal::append(const RunEvent &event)
{
    if (m->options.readOnly)
        return refused(event, QCoreApplication::translate("Journal", "it is open for reading only."));
    auto run = m->writing.find(event.run);
    const bool first = run == m->writing.end();
    const qint64 expected = first ? 1 : run->summary.eventCount + 1;
    if (event.seq != expected)
        return refused(event, QCoreApplication::translate("Journal", "event %1 was expected.").arg(expected));
    if (first && event.kind != EventKind::RunStarted)
        return refused(event, QCoreApplication::translate("Journal", "a run begins with run.started."));

    // An ordinary event is a transaction of its own already.
    const bool severalWrites = first || event.kind == EventKind::RunFinished;
    QSqlQuery transaction{m->database};
    if (severalWrites && !transaction.exec(QStringLiteral("BEGIN IMMEDIATE")))
        return m->failure(transaction);

    Result<void> written;
    RunSummary summary;
    if (first) {
        written = m->insertRun(event);
    } else {
        summary = run->summary;
        addToSummary(summary, event);
        written = m->insertEvent(run->number, event);
        if (written && event.kind == EventKind::RunFinished)
            written = m->updateRun(run->number, summary, m->session->id());
    }
    if (written && severalWrites && !transaction.exec(QStringLiteral("COMMIT")))
        written = m->failure(transaction);
    if (!written) {
        if (severalWrites)
            transaction.exec(QStringLiteral("ROLLBACK"));
        if (first)
            m->writing.remove(event.run);
        return written;
    }
    if (event.kind == EventKind::RunFinished)
        m->writing.erase(run);
    else if (!first)
        run->summary = std::move(summary);
    return {};
}

} // namespace chatsync
