// SPDX-License-Identifier: MIT
#include "core/directory/connection.h"

#include "core/directory/sqlerror.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUrl>

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <deque>

namespace chatsync {

namespace {

/// More rows than any statement here may give: a table whose ids are not unique must not fill the memory.
constexpr int maxRows = 200'000;

/// The protected constructor makes a connection that no list knows; see the class comment of Connection.
class UnlistedDatabase : public QSqlDatabase {
public:
    explicit UnlistedDatabase(const QString &driver)
        : QSqlDatabase(driver)
    {}
};

QString tr(const char *text)
{
    return QCoreApplication::translate("Directory", text);
}

QString quotedOption(const QString &value)
{
    QString quoted = value;
    quoted.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('\''), QLatin1String("\\'"));
    return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

void configurePostgres(QSqlDatabase &database, const DatabaseUrl &url, const ConnectionOptions &options)
{
    database.setHostName(url.host());
    database.setDatabaseName(url.database());
    database.setUserName(url.user());
    database.setPassword(url.password());
    DatabaseUrl::Options all = url.options();
    const auto addDefault = [&all](const QString &key, const QString &value) {
        if (std::none_of(all.cbegin(), all.cend(),
                         [&key](const auto &option) { return option.first == key; }))
            all.append({key, value});
    };
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(options.connectTimeout).count();
    addDefault(QStringLiteral("connect_timeout"), QString::number(std::max<qint64>(2, seconds)));
    addDefault(QStringLiteral("application_name"), QStringLiteral("chat-sync"));
    addDefault(QStringLiteral("client_encoding"), QStringLiteral("UTF8"));
    if (!url.port().isEmpty())
        all.append({QStringLiteral("port"), url.port()});
    QStringList parts;
    for (const auto &[key, value] : all)
        parts << key + QLatin1Char('=') + quotedOption(value);
    database.setConnectOptions(parts.join(QLatin1Char(';')));
}

void configureSqlite(QSqlDatabase &database, const DatabaseUrl &url, const ConnectionOptions &options)
{
    QStringList connectOptions{
        QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(options.statementTimeout.count()),
        QStringLiteral("QSQLITE_ENABLE_REGEXP"),
    };
    if (url.isInMemory()) {
        database.setDatabaseName(QStringLiteral(":memory:"));
    } else {
        // mode=rw opens and never creates, which no option of Qt's says.
        const bool writable = options.access == DirectoryAccess::InsertConversations;
        const char *mode = options.createSqliteFile ? "rwc" : writable ? "rw" : "ro";
        const QByteArray path = QUrl::toPercentEncoding(QFileInfo{url.path()}.absoluteFilePath(), "/");
        database.setDatabaseName(
            QStringLiteral("file:%1?mode=%2").arg(QLatin1String(path), QLatin1String(mode)));
        connectOptions << QStringLiteral("QSQLITE_OPEN_URI");
    }
    database.setConnectOptions(connectOptions.join(QLatin1Char(';')));
}

Result<void> checkSqliteFile(const DatabaseUrl &url, const ConnectionOptions &options)
{
    if (url.isInMemory() || options.createSqliteFile)
        return {};
    const QFileInfo file{url.path()};
    if (!file.exists())
        return tl::unexpected(Error{Error::Kind::Storage,
                                    tr("The database file %1 does not exist.").arg(url.path()),
                                    tr("Check the path; the console never creates a database by opening it."),
                                    {}});
    if (file.isDir())
        return tl::unexpected(Error{Error::Kind::Storage,
                                    tr("%1 is a folder, not a database file.").arg(url.path()),
                                    tr("Check the path."),
                                    {}});
    return {};
}

PGconn *postgresHandle(const QSqlDatabase &database)
{
    const QVariant handle = database.driver()->handle();
    // Qt 6 names the type after the struct behind libpq's typedef.
    const QByteArrayView type{handle.typeName()};
    return type == "PGconn*" || type == "pg_conn*" ? *static_cast<PGconn *const *>(handle.constData())
                                                   : nullptr;
}

QJsonValue jsonOf(const QVariant &value)
{
    return value.isNull() ? QJsonValue{} : QJsonValue::fromVariant(value);
}

Error tooManyRows(const DatabaseUrl &url, const QString &table)
{
    return {Error::Kind::Storage,
            tr("%1 in the database %2 gave more rows than can be right.").arg(table, url.location()),
            tr("Check that its ids are unique."),
            {}};
}

} // namespace

struct Connection::Private {
    /// A statement as the database keeps it, to be executed again.
    struct Prepared {
        QString sql;
        std::unique_ptr<QSqlQuery> query;
        int columns = -1; ///< Known after the first execution
    };

    DatabaseUrl url;
    ConnectionOptions options;
    std::unique_ptr<QSqlDatabase> database;
    bool inTransaction = false;
    std::deque<Prepared> prepared; ///< The last used first

    void close()
    {
        prepared.clear();
        database.reset();
    }

    Prepared *findPrepared(const QString &sql);
    Prepared *keep(Prepared statement);
};

Connection::Private::Prepared *Connection::Private::findPrepared(const QString &sql)
{
    const auto found = std::find_if(prepared.begin(), prepared.end(),
                                    [&sql](const Prepared &statement) { return statement.sql == sql; });
    if (found == prepared.end())
        return nullptr;
    std::rotate(prepared.begin(), found, found + 1);
    return &prepared.front();
}

Connection::Private::Prepared *Connection::Private::keep(Prepared statement)
{
    constexpr std::size_t mostPrepared = 16;
    if (prepared.size() == mostPrepared)
        prepared.pop_back();
    prepared.push_front(std::move(statement));
    return &prepared.front();
}

Connection::Connection(DatabaseUrl url, ConnectionOptions options)
    : d(new Private{std::move(url), options, {}, false, {}})
{}

Connection::~Connection()
{
    d->close();
}

const DatabaseUrl &Connection::url() const
{
    return d->url;
}

const ConnectionOptions &Connection::options() const
{
    return d->options;
}

bool Connection::isOpen() const
{
    return d->database && d->database->isOpen();
}

Result<void> Connection::open()
{
    if (isOpen())
        return {};
    d->close();
    const bool sqlite = d->url.dialect() == DatabaseUrl::Dialect::Sqlite;
    if (sqlite) {
        if (Result<void> usable = checkSqliteFile(d->url, d->options); !usable)
            return usable;
    }
    d->database =
        std::make_unique<UnlistedDatabase>(sqlite ? QStringLiteral("QSQLITE") : QStringLiteral("QPSQL"));
    if (!d->database->isValid()) {
        d->close();
        return tl::unexpected(Error{Error::Kind::Storage,
                                    tr("Qt's driver for this kind of database is not installed."),
                                    tr("Install the package libqt6sql6-sqlite or libqt6sql6-psql."),
                                    {}});
    }
    sqlite ? configureSqlite(*d->database, d->url, d->options)
           : configurePostgres(*d->database, d->url, d->options);
    if (!d->database->open()) {
        const QSqlError error = d->database->lastError();
        d->close();
        return tl::unexpected(openError(error, d->url));
    }
    Result<void> prepared = prepareSession();
    if (!prepared)
        d->close();
    return prepared;
}

Result<void> Connection::prepareSession()
{
    QStringList statements;
    if (d->url.dialect() == DatabaseUrl::Dialect::Sqlite) {
        // The first statement that reads the file: tells whether it is a database at all.
        statements << QStringLiteral("PRAGMA schema_version");
    } else {
        if (d->options.access == DirectoryAccess::ReadOnly)
            statements << QStringLiteral("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
        statements << QStringLiteral("SET statement_timeout = %1").arg(d->options.statementTimeout.count())
                   << QStringLiteral("SET TIME ZONE 'UTC'")
                   << QStringLiteral("SET standard_conforming_strings = on");
    }
    for (const QString &sql : statements) {
        QSqlQuery query{*d->database};
        if (!query.exec(sql))
            return tl::unexpected(statementError(query.lastError(), d->url, {}));
    }
    return {};
}

Result<std::vector<Row>> Connection::execute(const Statement &statement, std::vector<QueryTrace> *traces)
{
    // Lost by the statement before this one, and not to be had back then.
    if (!d->database) {
        if (Result<void> opened = open(); !opened)
            return tl::unexpected(opened.error());
    }
    for (bool again : {true, false}) {
        QueryTrace trace{.sql = statement.sql,
                         .values = {},
                         .rows = 0,
                         .durationMs = 0,
                         .writes = statement.writes,
                         .planned = false,
                         .error = std::nullopt};
        for (const QVariant &value : statement.values)
            trace.values.append(jsonOf(value));
        Result<std::vector<Row>> rows = executeOnce(statement, trace);
        if (!rows)
            trace.error = rows.error();
        if (traces)
            traces->push_back(std::move(trace));
        const bool lost = !rows && !isOpen();
        if (!lost || !again || statement.writes || d->inTransaction)
            return rows;
        if (Result<void> reopened = open(); !reopened)
            return tl::unexpected(reopened.error());
    }
    Q_UNREACHABLE();
}

Result<std::vector<Row>> Connection::executeOnce(const Statement &statement, QueryTrace &trace)
{
    QElapsedTimer timer;
    timer.start();
    const auto finish = [&timer, &trace] {
        trace.durationMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    };
    const auto failed = [&](const QSqlError &error) {
        finish();
        // Whatever is wrong with it, the next time begins afresh.
        d->prepared.pop_front();
        return tl::unexpected(statementError(error, d->url, statement.table));
    };
    Private::Prepared *prepared = d->findPrepared(statement.sql);
    const bool reused = prepared;
    if (!prepared) {
        prepared = d->keep({statement.sql, std::make_unique<QSqlQuery>(*d->database), -1});
        prepared->query->setForwardOnly(true);
        if (!prepared->query->prepare(statement.sql))
            return failed(prepared->query->lastError());
    }
    QSqlQuery &query = *prepared->query;
    for (qsizetype i = 0; i < statement.values.size(); ++i)
        query.bindValue(static_cast<int>(i), statement.values[i]);
    if (!query.exec()) {
        // PostgreSQL refuses what was prepared before a column changed.
        const bool stale = reused && !statement.writes && !d->inTransaction && isOpen() &&
                           d->url.dialect() == DatabaseUrl::Dialect::PostgreSql;
        if (!stale)
            return failed(query.lastError());
        d->prepared.pop_front();
        return executeOnce(statement, trace);
    }
    if (prepared->columns < 0)
        prepared->columns = static_cast<int>(query.isSelect() ? query.record().count() : 0);
    std::vector<Row> rows;
    const int columns = prepared->columns;
    while (columns > 0 && query.next()) {
        if (rows.size() >= maxRows) {
            finish();
            query.finish();
            return tl::unexpected(tooManyRows(d->url, statement.table));
        }
        Row row;
        row.reserve(columns);
        for (int column = 0; column < columns; ++column)
            row.append(query.value(column));
        rows.push_back(std::move(row));
    }
    finish();
    // A row that cannot be read (SQLite: busy, damaged) ends the loop like the end of the table does.
    if (query.lastError().isValid())
        return failed(query.lastError());
    trace.rows = columns > 0 ? static_cast<int>(rows.size()) : std::max(0, query.numRowsAffected());
    // Else it would hold its lock.
    query.finish();
    return rows;
}

Result<void> Connection::transaction(const std::function<Result<void>()> &work)
{
    if (!d->database->transaction())
        return tl::unexpected(statementError(d->database->lastError(), d->url, {}));
    d->inTransaction = true;
    Result<void> done = work();
    d->inTransaction = false;
    if (!done) {
        d->database->rollback();
        return done;
    }
    if (!d->database->commit()) {
        const Error error = statementError(d->database->lastError(), d->url, {});
        d->database->rollback();
        return tl::unexpected(error);
    }
    return {};
}

std::function<void()> Connection::canceller() const
{
    PGconn *connection = isOpen() ? postgresHandle(*d->database) : nullptr;
    if (!connection)
        return {};
    const std::shared_ptr<PGcancel> cancel{PQgetCancel(connection), &PQfreeCancel};
    return [cancel] {
        std::array<char, 256> reason{};
        if (cancel)
            PQcancel(cancel.get(), reason.data(), static_cast<int>(reason.size()));
    };
}

} // namespace chatsync
