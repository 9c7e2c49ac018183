// SPDX-License-Identifier: MIT
#include "core/directory/peoplestatements.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace chatsync {

namespace {

QStringList marks(qsizetype count, const QString &mark = QStringLiteral("?"))
{
    return QStringList(count, mark);
}

QString listOf(const QString &column, qsizetype count, const QString &mark)
{
    return QStringLiteral("%1 IN (%2)").arg(column, marks(count, mark).join(QLatin1String(", ")));
}

QString conditionOf(const Dialect &dialect, const PeopleFrom &part, QVariantList &values)
{
    QStringList choices;
    if (!part.ids.isEmpty()) {
        choices << listOf(quotedIdentifier(part.table->id.name), part.ids.size(), QStringLiteral("?"));
        values << part.ids;
    }
    if (!part.emails.isEmpty() && part.table->email) {
        const QString column = asText(*part.table->email);
        if (part.folded) {
            choices << listOf(foldedExpression(dialect, column), part.emails.size(),
                              foldedExpression(dialect, placeholder(dialect)));
        } else {
            // The bare column: an index on it serves this, and a citext column ignores case by itself.
            choices << listOf(quotedIdentifier(part.table->email->name), part.emails.size(),
                              QStringLiteral("?"));
        }
        for (const QString &email : part.emails)
            values << email;
    }
    return choices.isEmpty() ? QStringLiteral("1 = 0") : choices.join(QLatin1String(" OR "));
}

/// `{a,"b"}` as PostgreSQL prints an array.
QStringList arrayItems(const QString &text)
{
    QStringList items;
    QString item;
    bool quoted = false;
    for (qsizetype i = 1; i + 1 < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'\\' && i + 2 < text.size())
            item += text[++i];
        else if (c == u'"')
            quoted = !quoted;
        else if (c == u',' && !quoted)
            items << std::exchange(item, {});
        else
            item += c;
    }
    if (!item.isEmpty())
        items << item;
    return items;
}

QStringList participantIdsFrom(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.startsWith(u'{'))
        return arrayItems(trimmed);
    if (trimmed.startsWith(u'[')) {
        QStringList ids;
        const QJsonArray array = QJsonDocument::fromJson(trimmed.toUtf8()).array();
        for (const QJsonValue &id : array)
            ids << (id.isDouble() ? QString::number(id.toInteger()) : id.toString());
        return ids;
    }
    QStringList ids = trimmed.split(u',', Qt::SkipEmptyParts);
    for (QString &id : ids)
        id = id.trimmed();
    return ids;
}

QString escapedPattern(const QString &id)
{
    QString escaped;
    for (const QChar c : id) {
        if (c == u'!' || c == u'%' || c == u'_')
            escaped += u'!';
        escaped += c;
    }
    return u'%' + escaped + u'%';
}

QString quotedItem(QString id)
{
    id.replace(u'\\', QLatin1String("\\\\")).replace(u'"', QLatin1String("\\\""));
    return u'"' + id + u'"';
}

/// Those who are not: a UUID column refuses any other text, and the whole statement with it.
QStringList uuidsOf(const QStringList &ids)
{
    QStringList uuids;
    for (const QString &id : ids) {
        if (idValue(id, {.name = {}, .type = ColumnType::Uuid}))
            uuids << id;
    }
    return uuids;
}

QString withParticipants(const Column &column, QStringList ids, QVariantList &values)
{
    const bool uuids = column.type == ColumnType::UuidArray;
    if (uuids)
        ids = uuidsOf(ids);
    if (ids.isEmpty())
        return {};
    const QString name = quotedIdentifier(column.name);
    if (uuids || column.type == ColumnType::TextArray) {
        QStringList items;
        for (const QString &id : ids)
            items << quotedItem(id);
        values << QVariant{u'{' + items.join(u',') + u'}'};
        return uuids ? name + QStringLiteral(" && CAST(? AS uuid[])")
                     : QStringLiteral("CAST(%1 AS text[]) && CAST(? AS text[])").arg(name);
    }
    QStringList choices;
    for (const QString &id : ids) {
        choices << QStringLiteral("%1 LIKE ? ESCAPE '!'").arg(asText(column));
        values << escapedPattern(id);
    }
    return choices.join(QLatin1String(" OR "));
}

} // namespace

Statement selectPeople(const Dialect &dialect, const std::vector<PeopleFrom> &parts)
{
    qsizetype widest = 0;
    for (const PeopleFrom &part : parts)
        widest = std::max(widest, selectedColumns(*part.table).size());
    Statement statement;
    QStringList selects;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        QStringList columns = selectedColumns(*parts[i].table);
        while (columns.size() < widest)
            columns << QStringLiteral("CAST(NULL AS TEXT)");
        columns.replaceInStrings(QRegularExpression{QStringLiteral("\\ANULL\\z")},
                                 QStringLiteral("CAST(NULL AS TEXT)"));
        columns << QStringLiteral("'%1'").arg(i);
        selects << QStringLiteral("SELECT %1 FROM %2 WHERE %3")
                       .arg(columns.join(QLatin1String(", ")),
                            qualifiedName(parts[i].table->schema, parts[i].table->name),
                            conditionOf(dialect, parts[i], statement.values));
    }
    statement.sql = selects.join(QLatin1String(" UNION ALL "));
    statement.table = parts.empty() ? QString{} : parts.front().table->name;
    return statement;
}

std::optional<Statement> selectConversations(const Dialect &dialect, const ConversationTable &table,
                                             const QStringList &ids, const QStringList &participantIds,
                                             int limit)
{
    Q_UNUSED(dialect)
    Statement statement{.sql = {}, .values = {}, .table = table.name, .writes = false};
    QStringList choices;
    QVariantList idValues;
    for (const QString &id : ids) {
        if (const std::optional<QVariant> value = idValue(id, table.id))
            idValues << *value;
    }
    if (!idValues.isEmpty()) {
        choices << listOf(quotedIdentifier(table.id.name), idValues.size(), QStringLiteral("?"));
        statement.values << idValues;
    }
    if (table.participantIds && !participantIds.isEmpty()) {
        const QString condition = withParticipants(*table.participantIds, participantIds, statement.values);
        if (!condition.isEmpty())
            choices << condition;
    }
    if (choices.isEmpty())
        return std::nullopt;
    const QStringList columns{asText(table.id),
                              asText(table.type),
                              asText(table.participantIds),
                              asText(table.conversationName),
                              asText(table.createdBy),
                              asText(table.createdAt)};
    statement.sql = QStringLiteral("SELECT %1 FROM %2 WHERE %3")
                        .arg(columns.join(QLatin1String(", ")), qualifiedName(table.schema, table.name),
                             choices.join(QLatin1String(" OR ")));
    if (table.createdAt)
        statement.sql += QStringLiteral(" ORDER BY %1 DESC").arg(quotedIdentifier(table.createdAt->name));
    statement.sql += QStringLiteral(" LIMIT %1").arg(limit);
    return statement;
}

Conversation conversationFrom(const Row &row)
{
    Conversation conversation;
    conversation.id = row[0].toString();
    conversation.type = row[1].toString();
    conversation.participantIds = participantIdsFrom(row[2].toString());
    conversation.name = row[3].toString();
    conversation.createdBy = row[4].toString();
    conversation.createdAt = timestampFrom(row[5].toString()).value_or(QDateTime{});
    return conversation;
}

} // namespace chatsync
