// SPDX-License-Identifier: MIT
#include "core/directory/introspection.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace chatsync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Directory", text);
}

Statement reading(const QString &sql, const QVariantList &values = {})
{
    return {.sql = sql, .values = values, .table = tr("its catalog"), .writes = false};
}

ColumnType sqliteType(const QString &declared)
{
    const QString type = declared.toUpper();
    if (type.contains(QLatin1String("BOOL")))
        return ColumnType::Boolean;
    if (type.contains(QLatin1String("INT")))
        return ColumnType::Integer;
    if (type.contains(QLatin1String("JSON")))
        return ColumnType::Json;
    if (type.contains(QLatin1String("DATE")) || type.contains(QLatin1String("TIME")))
        return ColumnType::Timestamp;
    return ColumnType::Text;
}

ColumnType postgresType(const QString &name)
{
    static const QHash<QString, ColumnType> types{
        {QStringLiteral("text"), ColumnType::Text},
        {QStringLiteral("character varying"), ColumnType::Text},
        {QStringLiteral("character"), ColumnType::Text},
        {QStringLiteral("citext"), ColumnType::Text},
        {QStringLiteral("uuid"), ColumnType::Uuid},
        {QStringLiteral("smallint"), ColumnType::Integer},
        {QStringLiteral("integer"), ColumnType::Integer},
        {QStringLiteral("bigint"), ColumnType::Integer},
        {QStringLiteral("boolean"), ColumnType::Boolean},
        {QStringLiteral("json"), ColumnType::Json},
        {QStringLiteral("jsonb"), ColumnType::Json},
        {QStringLiteral("text[]"), ColumnType::TextArray},
        {QStringLiteral("character varying[]"), ColumnType::TextArray},
        {QStringLiteral("character[]"), ColumnType::TextArray},
        {QStringLiteral("uuid[]"), ColumnType::UuidArray},
        {QStringLiteral("timestamp with time zone"), ColumnType::Timestamp},
        {QStringLiteral("timestamp without time zone"), ColumnType::Timestamp},
        {QStringLiteral("date"), ColumnType::Timestamp},
    };
    return types.value(name, ColumnType::Other);
}

/// Rows of both catalogs: schema, table, column, type, then flags as below.
enum Field { SchemaName, TableName, ColumnName, TypeName, MayRead, MayInsert, NotNull, HasDefault, Numbered };

Catalog catalogFrom(const std::vector<Row> &rows, ColumnType (*typeOf)(const QString &))
{
    Catalog catalog;
    for (const Row &row : rows) {
        const QString schema = row[SchemaName].toString();
        const QString table = row[TableName].toString();
        if (catalog.empty() || catalog.back().schema != schema || catalog.back().name != table)
            catalog.push_back({schema, table, {}});
        const bool numbered = row[Numbered].toBool();
        catalog.back().columns.push_back(
            {.name = row[ColumnName].toString(),
             .type = typeOf(row[TypeName].toString()),
             .mayRead = row[MayRead].toBool(),
             .mayInsert = row[MayInsert].toBool(),
             .required = row[NotNull].toBool() && !row[HasDefault].toBool() && !numbered,
             .numbered = numbered});
    }
    return catalog;
}

Result<Catalog> sqliteCatalog(Connection &connection)
{
    const auto rows = connection.execute(reading(QStringLiteral(
        "SELECT '', m.name, c.name, c.type, 1, m.type = 'table', c.\"notnull\", c.dflt_value IS NOT NULL,"
        " c.pk = 1 AND upper(c.type) = 'INTEGER'"
        " AND (SELECT count(*) FROM pragma_table_info(m.name) k WHERE k.pk > 0) = 1"
        " FROM sqlite_master m JOIN pragma_table_info(m.name) c"
        " WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY m.name, "
        "c.cid")));
    if (!rows)
        return tl::unexpected(rows.error());
    return catalogFrom(*rows, &sqliteType);
}

/// Only schemas in the search path, unless one is named; domains count as what they are made of.
Result<Catalog> postgresCatalog(Connection &connection, const QString &schema)
{
    const QString sql = QStringLiteral(
        "SELECT n.nspname::text, c.relname::text, a.attname::text,"
        " format_type(CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END, NULL),"
        " has_column_privilege(c.oid, a.attnum, 'SELECT'), has_column_privilege(c.oid, a.attnum, 'INSERT'),"
        " a.attnotnull, a.atthasdef,"
        " a.attidentity <> '' OR coalesce(pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%', false)"
        " FROM pg_catalog.pg_class c"
        " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
        " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
        " JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
        " LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum"
        " WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND %1"
        " ORDER BY array_position(current_schemas(false), n.nspname), n.nspname, c.relname, a.attnum");
    // The two conditions are ours, the name is bound.
    const auto rows =
        schema.isEmpty()
            ? connection.execute(reading(sql.arg(QLatin1String("n.nspname = ANY(current_schemas(false))"))))
            : connection.execute(reading(sql.arg(QLatin1String("n.nspname = ?")), {schema}));
    if (!rows)
        return tl::unexpected(rows.error());
    return catalogFrom(*rows, &postgresType);
}

Result<bool> hasUnicodeFolding(Connection &connection)
{
    const auto rows = connection.execute(reading(QStringLiteral(
        "SELECT 1 FROM pg_catalog.pg_collation WHERE collname = 'und-x-icu'"
        " AND collnamespace = 'pg_catalog'::regnamespace AND getdatabaseencoding() = 'UTF8'")));
    if (!rows)
        return tl::unexpected(rows.error());
    return !rows->empty();
}

/// Whether the session may write at all: a sentence where not.
Result<QString> sessionObstacle(Connection &connection)
{
    if (connection.options().access == DirectoryAccess::ReadOnly)
        return tr("The database was opened for reading only.");
    const DatabaseUrl &url = connection.url();
    if (url.dialect() == DatabaseUrl::Dialect::Sqlite) {
        if (!url.isInMemory() && !QFileInfo{url.path()}.isWritable())
            return tr("The database file may only be read.");
        return QString{};
    }
    const auto rows = connection.execute(reading(QStringLiteral(
        "SELECT pg_is_in_recovery(), current_setting('default_transaction_read_only')::boolean")));
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->front()[0].toBool())
        return tr("The database server is a standby that may only be read.");
    if (rows->front()[1].toBool())
        return tr("The database user may only read.");
    return QString{};
}

} // namespace

Result<Catalog> readCatalog(Connection &connection, const SchemaMapping &mapping)
{
    const bool sqlite = connection.url().dialect() == DatabaseUrl::Dialect::Sqlite;
    return sqlite ? sqliteCatalog(connection) : postgresCatalog(connection, mapping.schema);
}

Result<Introspection> introspect(Connection &connection, const SchemaMapping &mapping)
{
    const bool sqlite = connection.url().dialect() == DatabaseUrl::Dialect::Sqlite;
    const Result<Catalog> catalog = readCatalog(connection, mapping);
    if (!catalog)
        return tl::unexpected(catalog.error());
    Result<Schema> schema = findSchema(*catalog, mapping, connection.url().location());
    if (!schema)
        return tl::unexpected(schema.error());
    if (!sqlite) {
        const Result<bool> folding = hasUnicodeFolding(connection);
        if (!folding)
            return tl::unexpected(folding.error());
        schema->hasUnicodeFolding = *folding;
    }
    Result<QString> obstacle = sessionObstacle(connection);
    if (!obstacle)
        return tl::unexpected(obstacle.error());
    if (!schema->conversations)
        *obstacle = tr("The database has no conversations table.");
    else if (obstacle->isEmpty())
        *obstacle = schema->conversations->obstacle;
    DirectoryCapabilities capabilities{.dialect = connection.url().dialectName(),
                                       .location = connection.url().location(),
                                       .hasUsers = schema->users.has_value(),
                                       .hasCompanies = schema->companies.has_value(),
                                       .hasConversations = schema->conversations.has_value(),
                                       .mayInsertConversation = obstacle->isEmpty(),
                                       .whyNoInsert = *obstacle,
                                       .numbersConversations =
                                           schema->conversations && schema->conversations->id.numbered};
    return Introspection{std::move(*schema), std::move(capabilities)};
}

} // namespace chatsync
