// SPDX-License-Identifier: MIT
#pragma once

#include "core/journal/journal.h"
#include "core/journal/session.h"
#include "core/journal/storageerror.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <functional>

namespace chatsync {

/// The database of one Journal, with what it knows of the runs it writes.
struct Journal::Connection {
    explicit Connection(JournalOptions journalOptions);
    ~Connection();

    Result<void> open();

    /// All of @p events (at least one), or none.
    Result<void> write(std::span<const RunEvent> events);
    Result<void> writeOne(const RunEvent &event);
    Result<void> insertRun(const RunEvent &event);
    Result<void> insertEvent(qint64 run, const RunEvent &event);
    Result<void> updateRun(qint64 run, const RunSummary &summary, const QString &session);
    Result<std::vector<RunEvent>> eventsOf(qint64 run) const;

    /// @p work in one transaction, undone where it gives an error.
    Result<void> transaction(const std::function<Result<void>()> &work);

    tl::unexpected<Error> failure(const QSqlQuery &query) const
    {
        return journalError(query.lastError(), options.path);
    }

    struct Writing {
        qint64 number = 0;
        RunSummary summary;
    };

    JournalOptions options;
    QString name; ///< Of the connection, unique in the process
    std::unique_ptr<JournalSession> session;
    QSqlDatabase database;
    // Prepared once: they run for each event, or for each few.
    std::unique_ptr<QSqlQuery> insert;
    std::unique_ptr<QSqlQuery> begin;
    std::unique_ptr<QSqlQuery> commit;
    std::unique_ptr<QSqlQuery> beginRun;
    std::unique_ptr<QSqlQuery> endRun;
    QHash<QUuid, Writing> writing;

private:
    Result<void> execute(const std::unique_ptr<QSqlQuery> &statement, const QVariantList &values);
    Result<void> prepareFile() const;
    Result<void> configure();
    Result<void> markInterrupted();
};

QString databaseIdOf(const QUuid &run);

} // namespace chatsync
