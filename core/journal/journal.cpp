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
    return m->write({&event, 1});
}

Result<void> Journal::appendAll(std::span<const RunEvent> events)
{
    if (events.empty() || m->write(events))
        return {};
    return EventSink::appendAll(events);
}

Result<void> Journal::Connection::write(std::span<const RunEvent> events)
{
    if (options.readOnly)
        return refused(events.front(),
                       QCoreApplication::translate("Journal", "it is open for reading only."));
    // An ordinary event is a transaction of its own already.
    const EventKind kind = events.front().kind;
    const bool severalWrites =
        events.size() > 1 || kind == EventKind::RunStarted || kind == EventKind::RunFinished;
    if (severalWrites && !begin->exec())
        return failure(*begin);
    const QHash<QUuid, Writing> before = writing;
    Result<void> written;
    for (const RunEvent &event : events) {
        written = writeOne(event);
        if (!written)
            break;
    }
    if (written && severalWrites && !commit->exec())
        written = failure(*commit);
    if (!written) {
        writing = before;
        if (severalWrites)
            QSqlQuery{database}.exec(QStringLiteral("ROLLBACK"));
    }
    return written;
}

Result<void> Journal::Connection::transaction(const std::function<Result<void>()> &work)
{
    if (options.readOnly) {
        return tl::unexpected(
            Error{Error::Kind::Input,
                  QCoreApplication::translate("Journal", "The journal %1 is open for reading only.")
                      .arg(options.path),
                  {},
                  {}});
    }
    if (!begin->exec())
        return failure(*begin);
    Result<void> done = work();
    if (done && !commit->exec())
        done = failure(*commit);
    if (!done)
        QSqlQuery{database}.exec(QStringLiteral("ROLLBACK"));
    return done;
}

Result<void> Journal::Connection::writeOne(const RunEvent &event)
{
    const auto run = writing.find(event.run);
    const bool first = run == writing.end();
    const qint64 expected = first ? 1 : run->summary.eventCount + 1;
    if (event.seq != expected)
        return refused(event, QCoreApplication::translate("Journal", "event %1 was expected.").arg(expected));
    if (first && event.kind != EventKind::RunStarted)
        return refused(event, QCoreApplication::translate("Journal", "a run begins with run.started."));
    if (first)
        return insertRun(event);
    addToSummary(run->summary, event);
    Result<void> written = insertEvent(run->number, event);
    if (written && event.kind == EventKind::RunFinished) {
        written = updateRun(run->number, run->summary, session->id());
        writing.erase(run);
    }
    return written;
}

} // namespace chatsync
