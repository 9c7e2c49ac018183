// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/connection.h"
#include "core/directory/directory.h"
#include "core/directory/schema.h"

namespace chatsync {

/// A name as both databases take it, whatever is in it. (QSqlDriver::escapeIdentifier takes names apart at
/// dots and trusts quotes that are there already.)
QString quotedIdentifier(const QString &name);

/// `"schema"."name"`; the name alone without a schema.
QString qualifiedName(const QString &schema, const QString &name);

/// The column's value as text; NULL where there is no column.
/// @{
QString asText(const Column &column);
QString asText(const std::optional<Column> &column);
/// @}

/// How SQL is written for one database.
struct Dialect {
    DatabaseUrl::Dialect kind = DatabaseUrl::Dialect::Sqlite;
    bool unicodeFolding = false; ///< See Schema::hasUnicodeFolding
};

/// Without case, as far as the database can.
QString foldedExpression(const Dialect &dialect, const QString &expression);

/// For a text that is bound.
QString placeholder(const Dialect &dialect);

/// In the order in which participantFrom() reads.
QStringList selectedColumns(const ParticipantTable &table);

/// ISO 8601, or seconds or milliseconds since 1970; without an offset taken as UTC.
std::optional<QDateTime> timestampFrom(const QString &text);

/// The id as the column takes it; nothing when it cannot be in there (no UUID, no number, a NUL in it).
std::optional<QVariant> idValue(const QString &id, const Column &column);

/// All rows of a table under @p ids, which idValue() has passed.
Statement selectByIds(const Dialect &dialect, const ParticipantTable &table, const QVariantList &ids);

/// At most @p limit rows behind the id @p after, which idValue() has passed, in the order of the ids as the
/// database compares them.
Statement selectInOrder(const Dialect &dialect, const ParticipantTable &table,
                        const std::optional<QVariant> &after, int limit);

/// Where a page ended: the sort key of its last row as the database made it.
struct SearchCursor {
    QString key;
    QString id;
    Participant::Table table = Participant::Table::Users;

    bool operator==(const SearchCursor &) const = default;
};
QString toText(const SearchCursor &cursor);
Result<std::optional<SearchCursor>> searchCursorFrom(const QString &text);

/// At most @p limit rows after @p after, in the order of isBefore(); the sort key is each row's last column.
Statement selectMatching(const Dialect &dialect, const ParticipantTable &table,
                         const ParticipantSearch &search, const std::optional<SearchCursor> &after,
                         int limit);

/// The order of a search over both tables: key, id, users before companies; texts compared as UTF-8 bytes,
/// which is what SQLite's BINARY and PostgreSQL's "C" do.
bool isBefore(const SearchCursor &left, const SearchCursor &right);

/// A row of selectByIds() or selectMatching().
Participant participantFrom(const ParticipantTable &table, const Row &row);

/// Inserts the row; gives the id back where the database numbers. An Error of kind Input where a value cannot
/// be in its column.
Result<Statement> insertConversationRow(const Dialect &dialect, const ConversationTable &table,
                                        const Conversation &conversation);

/// Deletes the row with this id and this creator. An Error of kind Input where the id cannot be in the table.
Result<Statement> deleteConversationRow(const ConversationTable &table, const Conversation &row);

/// Which columns of other tables refer to the conversations table: rows of table (as SQL) and column.
Statement selectReferrers(const Dialect &dialect, const ConversationTable &table);

/// One row if @p column of @p table, as selectReferrers() gives them, has this id.
Statement selectReferring(const Dialect &dialect, const Row &referrer, const QString &id);

} // namespace chatsync
