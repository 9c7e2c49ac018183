// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/connection.h"
#include "core/directory/schema.h"

#include <vector>

namespace chatsync {

/// What one part of the mapping could be: a table for one role, and its columns.
struct TableProposal {
    struct Column {
        QString role;       ///< Key of the mapping: `id`, `name`, `participant_ids` …
        QStringList chosen; ///< As the mapping would name them; empty: none found
        bool given = false; ///< By the mapping, not found by us

        bool operator==(const Column &) const = default;
    };

    QString role;           ///< `users`, `companies`, `conversations`
    QString table;          ///< Empty: none found
    bool given = false;     ///< By the mapping, not found by us
    bool guessed = false;   ///< By kinship of names alone: to be looked at before it is taken
    QStringList tables;     ///< All there are, the likely ones first
    QStringList allColumns; ///< Of the table
    std::vector<Column> columns;
    QStringList sampleColumns;           ///< Heads of the sample rows
    std::vector<QStringList> sampleRows; ///< At most three, cells cut to 80 characters. Real people's data:
                                         ///< shown, never kept.

    bool operator==(const TableProposal &) const = default;
};

struct MappingProposal {
    SchemaMapping mapping;             ///< With everything found filled in; the given names unchanged
    std::vector<TableProposal> tables; ///< Users, companies, conversations
    int columnsFound = 0;
    int columnsKnown = 0; ///< How many the console could use

    bool operator==(const MappingProposal &) const = default;
};

/// Reads the catalog and three rows of each table, and proposes a mapping. Blocks: for the worker thread of a
/// Store.
Result<MappingProposal> proposeMapping(Connection &connection, const SchemaMapping &given);

/// One line for each table: `users: app.people (id uuid, name full_name …)`.
QStringList summaryOf(const MappingProposal &proposal);

} // namespace chatsync
