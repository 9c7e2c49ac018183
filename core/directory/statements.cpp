// SPDX-License-Identifier: MIT
#include "core/directory/statements.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

#include <tuple>

namespace chatsync {

QString quotedIdentifier(const QString &name)
{
    QString quoted = name;
    quoted.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return QLatin1Char('"') + quoted + QLatin1Char('"');
}

QString qualifiedName(const QString &schema, const QString &name)
{
    return (schema.isEmpty() ? QString{} : quotedIdentifier(schema) + QLatin1Char('.')) +
           quotedIdentifier(name);
}

QString asText(const Column &column)
{
    return QStringLiteral("CAST(%1 AS TEXT)").arg(quotedIdentifier(column.name));
}

QString asText(const std::optional<Column> &column)
{
    return column ? asText(*column) : QStringLiteral("NULL");
}

QStringList selectedColumns(const ParticipantTable &table)
{
    QStringList columns{asText(table.id), asText(table.email), asText(table.approval),
                        asText(table.approvedAt), asText(table.createdAt)};
    for (const auto *group : {&table.names, &table.images, &table.categories}) {
        for (const Column &column : *group)
            columns << asText(column);
    }
    return columns;
}

QString foldedExpression(const Dialect &dialect, const QString &expression)
{
    return dialect.unicodeFolding ? QStringLiteral("lower(%1 COLLATE \"und-x-icu\")").arg(expression)
                                  : QStringLiteral("lower(%1)").arg(expression);
}

QString placeholder(const Dialect &dialect)
{
    return dialect.kind == DatabaseUrl::Dialect::PostgreSql ? QStringLiteral("CAST(? AS TEXT)")
                                                            : QStringLiteral("?");
}

namespace {

bool isPostgres(const Dialect &dialect)
{
    return dialect.kind == DatabaseUrl::Dialect::PostgreSql;
}

template<typename Table>
QString tableName(const Table &table)
{
    return qualifiedName(table.schema, table.name);
}

/// The same rule as in participantFrom(): the first that is not empty.
QString nameExpression(const ParticipantTable &table)
{
    QStringList parts;
    for (const Column &column : table.names)
        parts << QStringLiteral("NULLIF(%1, '')").arg(asText(column));
    parts << QStringLiteral("''");
    return parts.size() == 1 ? parts.first()
                             : QStringLiteral("COALESCE(%1)").arg(parts.join(QLatin1String(", ")));
}

/// For comparing by bytes, whatever the database's own order is.
QString byteOrder(const Dialect &dialect, const QString &expression)
{
    return isPostgres(dialect) ? QStringLiteral("(%1) COLLATE \"C\"").arg(expression) : expression;
}

QString likePattern(const QString &text, bool anywhere)
{
    QString escaped;
    for (const QChar c : text) {
        if (c == QLatin1Char('!') || c == QLatin1Char('%') || c == QLatin1Char('_'))
            escaped += QLatin1Char('!');
        escaped += c;
    }
    return (anywhere ? QStringLiteral("%") : QString{}) + escaped + QLatin1Char('%');
}

bool isAscii(const QString &text)
{
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() < 128; });
}

/// How a text is looked for in an expression; adds what has to be bound.
class Matcher {
public:
    Matcher(const Dialect &dialect, QString text, QVariantList &values)
        : m_dialect(dialect)
        , m_text(std::move(text))
        // SQLite folds ASCII only, in LIKE and lower() alike; its REGEXP is Qt's, which knows all scripts.
        , m_regexp(!isPostgres(dialect) && !isAscii(m_text))
        , m_values(values)
    {}

    QString equals(const QString &expression)
    {
        if (m_regexp)
            return regexp(expression, QStringLiteral("\\A%1\\z"));
        m_values << m_text;
        // What lower() on both sides says, without a copy of each row's text.
        if (!isPostgres(m_dialect))
            return QStringLiteral("%1 = ? COLLATE NOCASE").arg(expression);
        return QStringLiteral("%1 = %2").arg(foldedExpression(m_dialect, expression),
                                             foldedExpression(m_dialect, placeholder(m_dialect)));
    }

    QString contains(const QString &expression)
    {
        return m_regexp ? regexp(expression, QStringLiteral("%1")) : like(expression, true);
    }

    QString startsWith(const QString &expression)
    {
        return m_regexp ? regexp(expression, QStringLiteral("\\A%1")) : like(expression, false);
    }

private:
    QString regexp(const QString &expression, const QString &frame)
    {
        m_values << QStringLiteral("(?i)") + frame.arg(QRegularExpression::escape(m_text));
        return QStringLiteral("%1 REGEXP ?").arg(expression);
    }

    QString like(const QString &expression, bool anywhere)
    {
        m_values << likePattern(m_text, anywhere);
        return QStringLiteral("%1 LIKE %2 ESCAPE '!'")
            .arg(foldedExpression(m_dialect, expression),
                 foldedExpression(m_dialect, placeholder(m_dialect)));
    }

    Dialect m_dialect;
    QString m_text;
    bool m_regexp;
    QVariantList &m_values;
};

QString firstFilled(const Row &row, qsizetype first, std::size_t count)
{
    for (qsizetype i = first; i < first + static_cast<qsizetype>(count); ++i) {
        if (const QString text = row[i].toString(); !text.isEmpty())
            return text;
    }
    return {};
}

std::optional<QString> filled(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional{text};
}

} // namespace

/// ISO 8601 with a blank or a T, without an offset taken as UTC; a bare number is seconds or milliseconds
/// since 1970.
std::optional<QDateTime> timestampFrom(const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (isNumber) {
        constexpr qint64 largestSeconds = 100'000'000'000;
        return number > largestSeconds ? QDateTime::fromMSecsSinceEpoch(number, Qt::UTC)
                                       : QDateTime::fromSecsSinceEpoch(number, Qt::UTC);
    }
    QString iso = text;
    if (iso.size() > 10 && iso[10] == QLatin1Char(' '))
        iso[10] = QLatin1Char('T');
    QDateTime time = QDateTime::fromString(iso, Qt::ISODateWithMs);
    if (!time.isValid())
        return std::nullopt;
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toUTC();
}

namespace {

/// The database's own word; a yes or no is put into one.
std::optional<QString> approvalFrom(const std::optional<Column> &column, const QString &text)
{
    if (!column || text.isEmpty())
        return std::nullopt;
    if (column->type != ColumnType::Boolean)
        return text;
    const bool yes = text == QLatin1String("true") || text == QLatin1String("1");
    return yes ? QStringLiteral("approved") : QStringLiteral("not approved");
}

tl::unexpected<Error> unfitting(const QString &value, const Column &column)
{
    return tl::unexpected(
        Error{Error::Kind::Input,
              QCoreApplication::translate(
                  "Directory", "\"%1\" cannot be kept in the column \"%2\" of the conversations table.")
                  .arg(value.left(100), column.name),
              QCoreApplication::translate("Directory", "Use an id of the kind that the database uses."),
              {}});
}

QString arrayLiteral(const QStringList &items)
{
    QStringList quoted;
    for (QString item : items) {
        item.replace(QLatin1Char('\\'), QLatin1String("\\\\"))
            .replace(QLatin1Char('"'), QLatin1String("\\\""));
        quoted << QLatin1Char('"') + item + QLatin1Char('"');
    }
    return QLatin1Char('{') + quoted.join(QLatin1Char(',')) + QLatin1Char('}');
}

Result<QVariant> participantIdsValue(const QStringList &ids, const Column &column)
{
    for (const QString &id : ids) {
        if (!idValue(id,
                     {.name = {},
                      .type = column.type == ColumnType::UuidArray ? ColumnType::Uuid : ColumnType::Text}))
            return unfitting(id, column);
    }
    if (column.type == ColumnType::TextArray || column.type == ColumnType::UuidArray)
        return QVariant{arrayLiteral(ids)};
    return QVariant{
        QString::fromUtf8(QJsonDocument{QJsonArray::fromStringList(ids)}.toJson(QJsonDocument::Compact))};
}

} // namespace

std::optional<QVariant> idValue(const QString &id, const Column &column)
{
    if (id.isEmpty() || id.contains(QChar::Null))
        return std::nullopt;
    if (column.type == ColumnType::Uuid) {
        const QUuid uuid = QUuid::fromString(id);
        // QUuid takes "{x" and trailing text for a UUID, and every broken one for the null UUID.
        const QString plain = uuid.toString(QUuid::WithoutBraces);
        const bool same = id.compare(plain, Qt::CaseInsensitive) == 0 ||
                          id.compare(uuid.toString(QUuid::WithBraces), Qt::CaseInsensitive) == 0;
        return same ? std::optional<QVariant>{plain} : std::nullopt;
    }
    if (column.type == ColumnType::Integer) {
        bool ok = false;
        const qlonglong number = id.toLongLong(&ok);
        return ok && QString::number(number) == id ? std::optional<QVariant>{number} : std::nullopt;
    }
    return QVariant{id};
}

Statement selectByIds(const Dialect &dialect, const ParticipantTable &table, const QVariantList &ids)
{
    Q_UNUSED(dialect)
    const QStringList marks(ids.size(), QStringLiteral("?"));
    return {.sql = QStringLiteral("SELECT ") + selectedColumns(table).join(QLatin1String(", ")) +
                   QStringLiteral(" FROM ") + tableName(table) + QStringLiteral(" WHERE ") +
                   quotedIdentifier(table.id.name) + QStringLiteral(" IN (") +
                   marks.join(QLatin1String(", ")) + QLatin1Char(')'),
            .values = ids,
            .table = table.name,
            .writes = false};
}

Statement selectInOrder(const Dialect &dialect, const ParticipantTable &table,
                        const std::optional<QVariant> &after, int limit)
{
    Q_UNUSED(dialect)
    const QString id = quotedIdentifier(table.id.name);
    QString sql = QStringLiteral("SELECT ") + selectedColumns(table).join(QLatin1String(", ")) +
                  QStringLiteral(" FROM ") + tableName(table);
    QVariantList values;
    if (after) {
        sql += QStringLiteral(" WHERE %1 > ?").arg(id);
        values << *after;
    }
    sql += QStringLiteral(" ORDER BY %1 LIMIT %2").arg(id).arg(limit);
    return {.sql = sql, .values = values, .table = table.name, .writes = false};
}

QString toText(const SearchCursor &cursor)
{
    const QJsonArray json{cursor.key, cursor.id, cursor.table == Participant::Table::Companies};
    return QString::fromLatin1(QJsonDocument{json}
                                   .toJson(QJsonDocument::Compact)
                                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Result<std::optional<SearchCursor>> searchCursorFrom(const QString &text)
{
    if (text.isEmpty())
        return std::nullopt;
    const QByteArray bytes = QByteArray::fromBase64(text.toLatin1(), QByteArray::Base64UrlEncoding);
    const QJsonArray json = QJsonDocument::fromJson(bytes).array();
    if (json.size() != 3 || !json[0].isString() || !json[1].isString() || !json[2].isBool()) {
        return tl::unexpected(
            Error{Error::Kind::Input,
                  QCoreApplication::translate("Directory",
                                              "The place where the search should go on cannot be read."),
                  QCoreApplication::translate("Directory", "Start the search anew."),
                  {}});
    }
    return SearchCursor{json[0].toString(), json[1].toString(),
                        json[2].toBool() ? Participant::Table::Companies : Participant::Table::Users};
}

Statement selectMatching(const Dialect &dialect, const ParticipantTable &table,
                         const ParticipantSearch &search, const std::optional<SearchCursor> &after, int limit)
{
    const QString name = nameExpression(table);
    const QString key = byteOrder(dialect, foldedExpression(dialect, name));
    const QString id = byteOrder(dialect, asText(table.id));
    // Neither database can hold a NUL in a text, and it would cut the statement in two.
    const QString text = QString{search.text}.remove(QChar::Null);
    QVariantList values;
    QStringList conditions;
    Matcher matcher{dialect, text, values};
    if (search.exactNameOnly) {
        QStringList choices{matcher.equals(name)};
        if (table.email)
            choices << matcher.equals(asText(*table.email));
        conditions << QLatin1Char('(') + choices.join(QLatin1String(" OR ")) + QLatin1Char(')');
    } else if (!text.isEmpty()) {
        QStringList choices{matcher.contains(name)};
        if (table.email)
            choices << matcher.contains(asText(*table.email));
        choices << matcher.startsWith(asText(table.id));
        conditions << QLatin1Char('(') + choices.join(QLatin1String(" OR ")) + QLatin1Char(')');
    }
    if (after) {
        // A company with the key and id of a user comes right behind it.
        const bool same =
            after->table == Participant::Table::Users && table.kind == Participant::Table::Companies;
        conditions << QStringLiteral("(%1 > %4 OR (%1 = %4 AND %2 %3 %4))")
                          .arg(key, id, same ? QStringLiteral(">=") : QStringLiteral(">"),
                               placeholder(dialect));
        values << after->key << after->key << after->id;
    }
    QString sql = QStringLiteral("SELECT ") + (selectedColumns(table) << key).join(QLatin1String(", ")) +
                  QStringLiteral(" FROM ") + tableName(table);
    if (!conditions.isEmpty())
        sql += QStringLiteral(" WHERE ") + conditions.join(QLatin1String(" AND "));
    sql += QStringLiteral(" ORDER BY ") + key + QStringLiteral(", ") + id +
           QStringLiteral(" LIMIT %1").arg(limit);
    return {.sql = sql, .values = values, .table = table.name, .writes = false};
}

bool isBefore(const SearchCursor &left, const SearchCursor &right)
{
    const auto parts = [](const SearchCursor &cursor) {
        return std::tuple{cursor.key.toUtf8(), cursor.id.toUtf8(),
                          cursor.table == Participant::Table::Companies};
    };
    return parts(left) < parts(right);
}

Participant participantFrom(const ParticipantTable &table, const Row &row)
{
    constexpr qsizetype fixed = 5;
    const auto imageStart = fixed + static_cast<qsizetype>(table.names.size());
    const auto categoryStart = imageStart + static_cast<qsizetype>(table.images.size());
    Participant found;
    found.id = row[0].toString();
    found.table = table.kind;
    found.email = filled(row[1].toString());
    found.approval = approvalFrom(table.approval, row[2].toString());
    found.approvedAt = timestampFrom(row[3].toString());
    found.createdAt = timestampFrom(row[4].toString());
    found.name = firstFilled(row, fixed, table.names.size());
    found.image = filled(firstFilled(row, imageStart, table.images.size()));
    bool company = table.kind == Participant::Table::Companies;
    for (std::size_t i = 0; i < table.categories.size(); ++i) {
        const QString category = row[categoryStart + static_cast<qsizetype>(i)].toString();
        company = company || category.compare(QLatin1String("company"), Qt::CaseInsensitive) == 0;
    }
    found.kind = company ? ParticipantKind::Company : ParticipantKind::User;
    return found;
}

Result<Statement> insertConversationRow(const Dialect &dialect, const ConversationTable &table,
                                        const Conversation &conversation)
{
    Q_UNUSED(dialect)
    Statement statement{.sql = {}, .values = {}, .table = table.name, .writes = true};
    QStringList columns;
    const auto add = [&statement, &columns](const Column &column, const QVariant &value) {
        columns << quotedIdentifier(column.name);
        statement.values << value;
    };
    if (!table.id.numbered) {
        const std::optional<QVariant> id = idValue(conversation.id, table.id);
        if (!id)
            return unfitting(conversation.id, table.id);
        add(table.id, *id);
    }
    if (table.type)
        add(*table.type, conversation.type);
    if (table.participantIds) {
        const Result<QVariant> ids = participantIdsValue(conversation.participantIds, *table.participantIds);
        if (!ids)
            return tl::unexpected(ids.error());
        add(*table.participantIds, *ids);
    }
    if (table.conversationName) {
        const bool absent = conversation.name.isEmpty() && !table.conversationName->required;
        add(*table.conversationName,
            absent ? QVariant{QMetaType::fromType<QString>()} : QVariant{conversation.name});
    }
    if (table.createdBy) {
        const std::optional<QVariant> creator = idValue(conversation.createdBy, *table.createdBy);
        if (!creator)
            return unfitting(conversation.createdBy, *table.createdBy);
        add(*table.createdBy, *creator);
    }
    if (table.createdAt) {
        const bool isNumber = table.createdAt->type == ColumnType::Integer;
        add(*table.createdAt, isNumber
                                  ? QVariant{conversation.createdAt.toSecsSinceEpoch()}
                                  : QVariant{conversation.createdAt.toUTC().toString(Qt::ISODateWithMs)});
    }
    const QStringList marks(columns.size(), QStringLiteral("?"));
    statement.sql = QStringLiteral("INSERT INTO ") + tableName(table) + QStringLiteral(" (") +
                    columns.join(QLatin1String(", ")) + QStringLiteral(") VALUES (") +
                    marks.join(QLatin1String(", ")) + QLatin1Char(')');
    // Only where it is needed: reading the id back takes a permission of its own.
    if (table.id.numbered)
        statement.sql += QStringLiteral(" RETURNING ") + quotedIdentifier(table.id.name);
    return statement;
}

Result<Statement> deleteConversationRow(const ConversationTable &table, const Conversation &row)
{
    const std::optional<QVariant> id = idValue(row.id, table.id);
    if (!id)
        return unfitting(row.id, table.id);
    Statement statement{.sql = QStringLiteral("DELETE FROM ") + tableName(table) + QStringLiteral(" WHERE ") +
                               quotedIdentifier(table.id.name) + QStringLiteral(" = ?"),
                        .values = {*id},
                        .table = table.name,
                        .writes = true};
    if (table.createdBy && !row.createdBy.isEmpty()) {
        const std::optional<QVariant> creator = idValue(row.createdBy, *table.createdBy);
        if (!creator)
            return unfitting(row.createdBy, *table.createdBy);
        statement.sql +=
            QStringLiteral(" AND ") + quotedIdentifier(table.createdBy->name) + QStringLiteral(" = ?");
        statement.values << *creator;
    }
    return statement;
}

Statement selectReferrers(const Dialect &dialect, const ConversationTable &table)
{
    if (!isPostgres(dialect)) {
        return {.sql = QStringLiteral("SELECT m.name, f.\"from\" FROM sqlite_master AS m"
                                      " JOIN pragma_foreign_key_list(m.name) AS f"
                                      " WHERE m.type = 'table' AND f.\"table\" = ? COLLATE NOCASE"),
                .values = {table.name},
                .table = table.name,
                .writes = false};
    }
    return {.sql =
                QStringLiteral("SELECT n.nspname::text, r.relname::text, a.attname::text"
                               " FROM pg_catalog.pg_constraint c"
                               " JOIN pg_catalog.pg_class r ON r.oid = c.conrelid"
                               " JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace"
                               " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid"
                               " AND a.attnum = ANY(c.conkey)"
                               " WHERE c.contype = 'f' AND c.confrelid = CAST(CAST(? AS TEXT) AS regclass)"),
            .values = {tableName(table)},
            .table = table.name,
            .writes = false};
}

Statement selectReferring(const Dialect &dialect, const Row &referrer, const QString &id)
{
    const QString column = quotedIdentifier(referrer.back().toString());
    const bool hasSchema = referrer.size() > 2;
    const QString name = hasSchema ? qualifiedName(referrer[0].toString(), referrer[1].toString())
                                   : quotedIdentifier(referrer[0].toString());
    return {.sql = QStringLiteral("SELECT 1 FROM %1 WHERE CAST(%2 AS TEXT) = %3 LIMIT 1")
                       .arg(name, column, placeholder(dialect)),
            .values = {id},
            .table = hasSchema ? referrer[1].toString() : referrer[0].toString(),
            .writes = false};
}

} // namespace chatsync
