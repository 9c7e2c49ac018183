// SPDX-License-Identifier: MIT
#include "core/environment/databasetest.h"

#include "core/directory/introspection.h"
#include "core/directory/store.h"

#include <QCoreApplication>
#include <QCoroFuture>

namespace chatsync {

namespace {

const QString reachable = QStringLiteral("database.reachable");
const QString tables = QStringLiteral("database.tables");
const QString readOnly = QStringLiteral("database.read_only");

QString tr(const char *text)
{
    return QCoreApplication::translate("ConnectionTest", text);
}

Statement reading(const QString &sql)
{
    return {.sql = sql, .values = {}, .table = tr("its catalog"), .writes = false};
}

/// What a fresh connection is like.
struct Server {
    QString version;
    QString tls; ///< `TLSv1.3`; empty: not encrypted
};

Result<Server> askServer(Connection &connection)
{
    Server server;
    if (connection.url().dialect() == DatabaseUrl::Dialect::Sqlite) {
        const auto rows = connection.execute(reading(QStringLiteral("SELECT sqlite_version()")));
        if (!rows)
            return tl::unexpected(rows.error());
        server.version = rows->front().value(0).toString();
        return server;
    }
    const auto version =
        connection.execute(reading(QStringLiteral("SELECT current_setting('server_version')")));
    if (!version)
        return tl::unexpected(version.error());
    server.version = version->front().value(0).toString().section(u' ', 0, 0);
    // Not every server that speaks PostgreSQL's language has this view.
    const auto tls = connection.execute(reading(
        QStringLiteral("SELECT version FROM pg_catalog.pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl")));
    if (tls && !tls->empty())
        server.tls = tls->front().value(0).toString();
    return server;
}

bool isLocal(const DatabaseUrl &url)
{
    const QString host = url.host();
    return host.isEmpty() || host.startsWith(u'/') || host == u"localhost" || host == u"127.0.0.1" ||
           host == u"::1";
}

void tellServer(ConnectionRows &rows, const DatabaseUrl &url, const Server &server, double took)
{
    if (url.dialect() == DatabaseUrl::Dialect::Sqlite) {
        rows.ok(reachable, tr("SQLite %1, the file can be read").arg(server.version), took);
        return;
    }
    const QString name = tr("PostgreSQL %1").arg(server.version);
    QString mode;
    for (const auto &[key, value] : url.options()) {
        if (key == u"sslmode")
            mode = value;
    }
    if (server.tls.isEmpty()) {
        if (isLocal(url))
            rows.ok(reachable, tr("%1, on this machine, not encrypted").arg(name), took);
        else
            rows.warn(reachable,
                      tr("%1, not encrypted: passwords and rows can be read on their way").arg(name),
                      tr("Add ?sslmode=verify-full to the address of the database."), took);
        return;
    }
    const QString proof = mode == u"verify-full" ? tr("host name verified")
                          : mode == u"verify-ca" ? tr("certificate verified, host name not")
                                                 : tr("certificate not verified");
    rows.ok(reachable, QStringLiteral("%1, %2, %3").arg(name, server.tls, proof), took);
}

/// Introspection as runs do it, and a proposal whatever came of that.
struct Tables {
    Result<Introspection> found;
    std::optional<MappingProposal> proposal;
};

Result<Tables> findTables(Connection &connection, const SchemaMapping &mapping)
{
    Tables answer{introspect(connection, mapping), std::nullopt};
    if (const Result<MappingProposal> proposal = proposeMapping(connection, mapping))
        answer.proposal = *proposal;
    return answer;
}

/// The first reason why the tables are not as they should be.
struct Flaw {
    CheckRow::State state = CheckRow::State::Warn;
    QString seen;
    QString advice;
};

std::optional<Flaw> unreadable(const std::optional<ParticipantTable> &table)
{
    if (!table)
        return std::nullopt;
    std::vector<Column> columns = table->names;
    columns.push_back(table->id);
    for (const Column &column : columns) {
        if (!column.mayRead)
            return Flaw{CheckRow::State::Fail,
                        tr("The database user may not read “%1” of “%2”").arg(column.name, table->name),
                        tr("Ask the administrator of the database for SELECT on it.")};
    }
    return std::nullopt;
}

std::optional<Flaw> flawOf(const Schema &schema, const std::optional<MappingProposal> &proposal)
{
    if (auto flaw = unreadable(schema.users))
        return flaw;
    if (auto flaw = unreadable(schema.companies))
        return flaw;
    const QString name = tr("Name the table in the schema mapping, if it is there under another name.");
    if (!schema.users)
        return Flaw{CheckRow::State::Warn, tr("There is no table of users: nobody can be found as one"),
                    name};
    if (!schema.companies)
        return Flaw{CheckRow::State::Warn, tr("There is no table of companies: nobody can be found as one"),
                    name};
    if (schema.users->names.empty() || schema.companies->names.empty())
        return Flaw{CheckRow::State::Warn, tr("A table has no column for names: all are called “User”"),
                    tr("Name the column in the schema mapping.")};
    const bool empty = proposal && proposal->tables.size() > 1 && proposal->tables[0].sampleRows.empty() &&
                       proposal->tables[1].sampleRows.empty();
    if (empty)
        return Flaw{CheckRow::State::Warn, tr("The tables are there, but nobody is in them"),
                    tr("Check that this is the right database, and that its rows may be seen by this user.")};
    return std::nullopt;
}

void tellTables(ConnectionRows &rows, const Tables &answer, double took)
{
    if (!answer.found) {
        ConnectionRows::Finding finding{CheckRow::State::Fail, answer.found.error().what,
                                        answer.found.error().advice, answer.found.error().detail, took};
        if (answer.proposal) {
            const QStringList lines = summaryOf(*answer.proposal);
            finding.advice += u' ' + tr("Proposed: %1.").arg(lines.join(QStringLiteral("; ")));
        }
        rows.tell(tables, finding);
        return;
    }
    const auto count = [](bool there) { return there ? 1 : 0; };
    const DirectoryCapabilities &has = answer.found->capabilities;
    const int found = count(has.hasUsers) + count(has.hasCompanies) + count(has.hasConversations);
    QString seen = QCoreApplication::translate("ConnectionTest", "%n table(s)", nullptr, found);
    if (answer.proposal)
        seen += QStringLiteral(", ") + tr("%1 of %2 columns found")
                                           .arg(answer.proposal->columnsFound)
                                           .arg(answer.proposal->columnsKnown);
    if (const auto flaw = flawOf(answer.found->schema, answer.proposal))
        rows.tell(tables, {flaw->state, tr("%1 (%2)").arg(flaw->seen, seen), flaw->advice, {}, took});
    else
        rows.ok(tables, seen, took);
}

/// What came of the attempt to write.
struct Proof {
    bool refused = false;
    QString sign; ///< SQLSTATE, or SQLite's word
    Error error;
};

/// A statement without effect, and rolled back should it go through. Where nothing may be written both
/// databases refuse it before they do anything, and before they look at permissions: PostgreSQL with 25006,
/// SQLite with 8 (READONLY). (SQLite makes temporary tables even then; PostgreSQL prepares no CREATE.)
Result<Proof> tryToWrite(Connection &connection)
{
    const bool sqlite = connection.url().dialect() == DatabaseUrl::Dialect::Sqlite;
    Statement attempt =
        reading(sqlite ? QStringLiteral("CREATE TABLE chat_sync_proof (one integer)")
                       : QStringLiteral("SELECT 1 FROM pg_catalog.pg_class WHERE false FOR UPDATE"));
    attempt.writes = true;
    const Error rolledBack = cancelledError().value();
    bool sessionWrites = false;
    const Result<void> done = connection.transaction([&]() -> Result<void> {
        if (!sqlite) {
            const auto mode = connection.execute(
                reading(QStringLiteral("SELECT current_setting('transaction_read_only')")));
            if (!mode)
                return tl::unexpected(mode.error());
            sessionWrites = mode->front().value(0).toString() != u"on";
        }
        const auto written = connection.execute(attempt);
        return tl::unexpected(written ? rolledBack : written.error());
    });
    Proof proof;
    proof.error = done.error();
    proof.refused = proof.error != rolledBack && !sessionWrites;
    const QString code = sqlite ? QStringLiteral("8") : QStringLiteral("25006");
    proof.sign = sqlite ? QStringLiteral("READONLY") : code;
    // Locked by somebody else, for one, proves nothing.
    if (proof.refused && !proof.error.detail.contains(u'(' + code + u')'))
        return tl::unexpected(proof.error);
    return proof;
}

void tellProof(ConnectionRows &rows, const Environment &environment, const Result<Proof> &proof, double took)
{
    if (!proof) {
        rows.tell(
            readOnly,
            {CheckRow::State::Warn,
             tr("Not proven: the attempt to write failed for another reason. %1").arg(proof.error().what),
             proof.error().advice, proof.error().detail, took});
        return;
    }
    if (proof->refused) {
        rows.ok(readOnly, tr("Proven: a write was refused by the database (%1)").arg(proof->sign), took);
        return;
    }
    rows.tell(
        readOnly,
        {CheckRow::State::Fail,
         tr("The database would have let a write through, though %1 may only be read").arg(environment.name),
         tr("Use a database user without permission to write, and no pooler that forgets the "
            "session's settings."),
         {},
         took});
}

void tellWritable(ConnectionRows &rows, const Tables &answer)
{
    if (!answer.found)
        rows.tell(readOnly, {CheckRow::State::Skipped, tr("Writing is allowed here; nothing to prove")});
    else if (answer.found->capabilities.mayInsertConversation)
        rows.ok(readOnly,
                tr("Writing is allowed here: a run inserts its conversation row, and nothing else"));
    else
        rows.ok(readOnly,
                tr("Writing is allowed here, but no row can be inserted: runs take ids of their own. %1")
                    .arg(answer.found->capabilities.whyNoInsert));
}

double millisecondsSince(std::chrono::microseconds from, const Clock &clock)
{
    return static_cast<double>((clock.elapsed() - from).count()) / 1000.0;
}

} // namespace

QCoro::Task<std::optional<MappingProposal>> testDatabase(std::shared_ptr<ConnectionRows> rows,
                                                         ConnectionTestContext context, std::stop_token stop)
{
    const QString service = QStringLiteral("database");
    const Environment &environment = context.environment;
    const Result<DatabaseUrl> url = DatabaseUrl::parse(environment.database);
    if (!url) {
        rows->fail(reachable, url.error());
        rows->skipRest(service, tr("Not tried: the database has no address"));
        co_return std::nullopt;
    }
    const bool writable = environment.writes == WritePolicy::Allowed;
    StoreOptions options;
    options.connection.access = writable ? DirectoryAccess::InsertConversations : DirectoryAccess::ReadOnly;
    options.connection.connectTimeout = std::min(options.connection.connectTimeout, context.timeout);
    options.connection.statementTimeout = context.timeout;
    options.totalTimeout = 2 * context.timeout;
    const QString &password = context.secrets.databasePassword;
    Store store{password.isEmpty() ? *url : url->withPassword(password), options};

    std::chrono::microseconds from = context.clock->elapsed();
    auto asking = store.run([](Connection &connection) { return askServer(connection); }, stop);
    const Result<Server> server = co_await asking;
    if (stop.stop_requested())
        co_return std::nullopt;
    if (!server) {
        rows->fail(reachable, server.error(), millisecondsSince(from, *context.clock));
        rows->skipRest(service, tr("Not tried: the database is not reached"));
        co_return std::nullopt;
    }
    tellServer(*rows, *url, *server, millisecondsSince(from, *context.clock));

    from = context.clock->elapsed();
    auto look = [mapping = environment.mapping](Connection &connection) {
        return findTables(connection, mapping);
    };
    auto looking = store.run(std::move(look), stop);
    const Result<Tables> found = co_await looking;
    if (stop.stop_requested())
        co_return std::nullopt;
    if (!found) {
        rows->fail(tables, found.error(), millisecondsSince(from, *context.clock));
        rows->skipRest(service, tr("Not tried: the tables could not be read"));
        co_return std::nullopt;
    }
    tellTables(*rows, *found, millisecondsSince(from, *context.clock));

    if (writable) {
        tellWritable(*rows, *found);
        co_return found->proposal;
    }
    from = context.clock->elapsed();
    auto proving = store.run([](Connection &connection) { return tryToWrite(connection); }, stop);
    const Result<Proof> proof = co_await proving;
    if (!stop.stop_requested())
        tellProof(*rows, environment, proof, millisecondsSince(from, *context.clock));
    co_return found->proposal;
}

} // namespace chatsync
