// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/participant.h"
#include "core/domain/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace chatsync {

/// Names a person gives where the console's own guesses do not fit. Whatever is empty is found by
/// introspection.
struct ParticipantMapping {
    QString table;
    QString id;
    QStringList name;  ///< The first non-empty of them counts
    QStringList image; ///< The same
    QString email;
    QStringList category; ///< A company is marked in any of them
    QString approval;
    QString approvedAt;
    QString createdAt;

    bool operator==(const ParticipantMapping &) const = default;
};

struct ConversationMapping {
    QString table;
    QString id;
    QString type;
    QString participantIds;
    QString name;
    QString createdBy;
    QString createdAt;

    bool operator==(const ConversationMapping &) const = default;
};

struct SchemaMapping {
    QString schema; ///< PostgreSQL; empty: the search path
    ParticipantMapping users;
    ParticipantMapping companies;
    ConversationMapping conversations;

    bool operator==(const SchemaMapping &) const = default;
};

/// Only what is not empty; keys `schema`, `users`, `companies`, `conversations`, in them `table`, `id`,
/// `name` …, `participant_ids`, `approved_at`; lists are arrays.
QJsonObject toJson(const SchemaMapping &mapping);
/// Unknown keys and wrong types are an Error of kind Input that names them.
Result<SchemaMapping> schemaMappingFromJson(const QJsonObject &json);

enum class ColumnType { Text, Uuid, Integer, Boolean, Json, TextArray, UuidArray, Timestamp, Other };

struct Column {
    QString name;
    ColumnType type = ColumnType::Text;
    bool mayRead = true;
    bool mayInsert = true;
    bool required = false; ///< NOT NULL without a default
    bool numbered = false; ///< The database gives the value: serial, identity, INTEGER PRIMARY KEY

    bool operator==(const Column &) const = default;
};

struct Table {
    QString schema; ///< Empty for SQLite
    QString name;
    std::vector<Column> columns;

    bool operator==(const Table &) const = default;
};

/// What introspection found, in the order in which names are looked up.
using Catalog = std::vector<Table>;

struct ParticipantTable {
    Participant::Table kind = Participant::Table::Users;
    QString schema;
    QString name;
    Column id;
    std::vector<Column> names;
    std::vector<Column> images;
    std::vector<Column> categories;
    std::optional<Column> email;
    std::optional<Column> approval;
    std::optional<Column> approvedAt;
    std::optional<Column> createdAt;

    bool operator==(const ParticipantTable &) const = default;
};

struct ConversationTable {
    QString schema;
    QString name;
    Column id;
    std::optional<Column> type;
    std::optional<Column> participantIds;
    std::optional<Column> conversationName;
    std::optional<Column> createdBy;
    std::optional<Column> createdAt;
    QString obstacle; ///< A sentence, when no row can be inserted whatever the session may do

    bool operator==(const ConversationTable &) const = default;
};

/// The tables that matter, with the columns that matter.
struct Schema {
    std::optional<ParticipantTable> users;
    std::optional<ParticipantTable> companies;
    std::optional<ConversationTable> conversations;
    bool hasUnicodeFolding = false; ///< PostgreSQL: the ICU collation that knows capitals of all scripts

    bool operator==(const Schema &) const = default;
};

/// Finds tables and columns by name, without regard to case and underscores; @p mapping comes first. An Error
/// of kind Input where the mapping names what does not exist, of kind Storage where there are neither users
/// nor companies.
Result<Schema> findSchema(const Catalog &catalog, const SchemaMapping &mapping, const QString &location);

} // namespace chatsync
