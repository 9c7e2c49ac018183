// SPDX-License-Identifier: MIT
#include "core/environment/mappingassistant.h"

#include "core/directory/introspection.h"
#include "core/directory/statements.h"

#include <QCoreApplication>

#include <algorithm>

namespace chatsync {

namespace {

constexpr int sampleSize = 3;
constexpr qsizetype longestCell = 80;

/// What tables of each role are called where none has a usual name: any of these within the name.
struct Kinship {
    const char *role;
    std::vector<const char *> words;
};
constexpr const char *users = "users";
constexpr const char *companies = "companies";
constexpr const char *conversations = "conversations";

const std::vector<Kinship> &kinships()
{
    static const std::vector<Kinship> all{
        {users, {"user", "person", "people", "member", "account", "profile", "candidate", "crew", "staff"}},
        {companies, {"compan", "organi", "firm", "business", "employer", "agenc", "school", "vendor"}},
        {conversations, {"conversation", "chat", "thread", "channel", "dialog"}}};
    return all;
}

bool isKin(const Table &table, const QString &role)
{
    const QString name = table.name.toLower();
    for (const Kinship &kinship : kinships()) {
        if (role != QLatin1String(kinship.role))
            continue;
        return std::any_of(kinship.words.begin(), kinship.words.end(),
                           [&name](const char *word) { return name.contains(QLatin1String(word)); });
    }
    return false;
}

const Column *columnLike(const Table &table, std::initializer_list<const char *> endings)
{
    for (const char *ending : endings) {
        for (const Column &column : table.columns) {
            if (column.mayRead && column.name.toLower().endsWith(QLatin1String(ending)))
                return &column;
        }
    }
    return nullptr;
}

QStringList namesOf(const std::vector<Column> &columns)
{
    QStringList names;
    for (const Column &column : columns)
        names << column.name;
    return names;
}

QStringList nameOf(const std::optional<Column> &column)
{
    return column ? QStringList{column->name} : QStringList{};
}

using Columns = std::vector<TableProposal::Column>;

TableProposal::Column proposed(const char *role, const QStringList &found, bool given)
{
    return {QLatin1String(role), found, given};
}

Columns columnsOf(const ParticipantTable &table, const ParticipantMapping &given)
{
    return {proposed("id", {table.id.name}, !given.id.isEmpty()),
            proposed("name", namesOf(table.names), !given.name.isEmpty()),
            proposed("image", namesOf(table.images), !given.image.isEmpty()),
            proposed("email", nameOf(table.email), !given.email.isEmpty()),
            proposed("category", namesOf(table.categories), !given.category.isEmpty()),
            proposed("approval", nameOf(table.approval), !given.approval.isEmpty()),
            proposed("approved_at", nameOf(table.approvedAt), !given.approvedAt.isEmpty()),
            proposed("created_at", nameOf(table.createdAt), !given.createdAt.isEmpty())};
}

Columns columnsOf(const ConversationTable &table, const ConversationMapping &given)
{
    return {proposed("id", {table.id.name}, !given.id.isEmpty()),
            proposed("type", nameOf(table.type), !given.type.isEmpty()),
            proposed("participant_ids", nameOf(table.participantIds), !given.participantIds.isEmpty()),
            proposed("name", nameOf(table.conversationName), !given.name.isEmpty()),
            proposed("created_by", nameOf(table.createdBy), !given.createdBy.isEmpty()),
            proposed("created_at", nameOf(table.createdAt), !given.createdAt.isEmpty())};
}

QString first(const QStringList &names)
{
    return names.value(0);
}

/// The proposal as a mapping that says all of it.
void fill(ParticipantMapping &mapping, const ParticipantTable &table)
{
    mapping.table = table.name;
    mapping.id = table.id.name;
    mapping.name = namesOf(table.names);
    mapping.image = namesOf(table.images);
    mapping.email = first(nameOf(table.email));
    mapping.category = namesOf(table.categories);
    mapping.approval = first(nameOf(table.approval));
    mapping.approvedAt = first(nameOf(table.approvedAt));
    mapping.createdAt = first(nameOf(table.createdAt));
}

void fill(ConversationMapping &mapping, const ConversationTable &table)
{
    mapping.table = table.name;
    mapping.id = table.id.name;
    mapping.type = first(nameOf(table.type));
    mapping.participantIds = first(nameOf(table.participantIds));
    mapping.name = first(nameOf(table.conversationName));
    mapping.createdBy = first(nameOf(table.createdBy));
    mapping.createdAt = first(nameOf(table.createdAt));
}

/// Names for tables and columns which findSchema() would not guess: by kinship, to be looked at by a person.
void guess(SchemaMapping &mapping, const Catalog &catalog, const std::optional<Schema> &found)
{
    const auto participants = [&catalog](ParticipantMapping &part, const char *role) {
        for (const Table &table : catalog) {
            const Column *id = columnLike(table, {"id", "uuid", "key"});
            if (!part.table.isEmpty() || !id || !isKin(table, QLatin1String(role)))
                continue;
            part.table = table.name;
            part.id = id->name;
            if (const Column *name = columnLike(table, {"name", "title", "label"});
                name && part.name.isEmpty())
                part.name = {name->name};
            if (const Column *email = columnLike(table, {"mail"}); email && part.email.isEmpty())
                part.email = email->name;
            if (const Column *image = columnLike(table, {"image", "avatar", "photo", "picture", "logo"});
                image && part.image.isEmpty())
                part.image = {image->name};
        }
    };
    if (!found || !found->users)
        participants(mapping.users, users);
    if (!found || !found->companies)
        participants(mapping.companies, companies);
}

QString cell(const QVariant &value)
{
    const QString text = value.toString();
    return text.size() > longestCell ? text.left(longestCell - 1) + u'…' : text;
}

/// Three rows, with what could not be read left out: a sample is a help, never a reason to fail.
void sample(Connection &connection, const QString &schema, TableProposal &proposal)
{
    for (const TableProposal::Column &column : proposal.columns) {
        for (const QString &name : column.chosen) {
            if (!proposal.sampleColumns.contains(name))
                proposal.sampleColumns << name;
        }
    }
    QStringList quoted;
    for (const QString &name : proposal.sampleColumns)
        quoted << quotedIdentifier(name);
    const QString prefix = schema.isEmpty() ? QString{} : quotedIdentifier(schema) + u'.';
    const Statement statement{
        .sql = QStringLiteral("SELECT %1 FROM %2 LIMIT %3")
                   .arg(quoted.join(QStringLiteral(", ")), prefix + quotedIdentifier(proposal.table))
                   .arg(sampleSize),
        .values = {},
        .table = proposal.table};
    const Result<std::vector<Row>> rows = connection.execute(statement);
    if (!rows)
        return;
    for (const Row &row : *rows) {
        QStringList cells;
        for (const QVariant &value : row)
            cells << cell(value);
        proposal.sampleRows.push_back(cells);
    }
}

const Table *tableNamed(const Catalog &catalog, const QString &schema, const QString &name)
{
    for (const Table &table : catalog) {
        if (table.name == name && (schema.isEmpty() || table.schema == schema))
            return &table;
    }
    return nullptr;
}

TableProposal blank(const Catalog &catalog, const char *role, const QString &given)
{
    TableProposal proposal;
    proposal.role = QLatin1String(role);
    proposal.given = !given.isEmpty();
    QStringList others;
    for (const Table &table : catalog)
        (isKin(table, proposal.role) ? proposal.tables : others) << table.name;
    proposal.tables += others;
    proposal.tables.removeDuplicates();
    return proposal;
}

template<typename FoundTable, typename Mapping>
TableProposal propose(Connection &connection, const Catalog &catalog, const char *role,
                      const std::optional<FoundTable> &found, const Mapping &given, Mapping &whole)
{
    TableProposal proposal = blank(catalog, role, given.table);
    if (!found)
        return proposal;
    proposal.table = found->name;
    proposal.guessed = given.table.isEmpty() && whole.table == found->name;
    fill(whole, *found);
    proposal.columns = columnsOf(*found, given);
    if (const Table *table = tableNamed(catalog, found->schema, found->name))
        proposal.allColumns = namesOf(table->columns);
    sample(connection, found->schema, proposal);
    return proposal;
}

} // namespace

Result<MappingProposal> proposeMapping(Connection &connection, const SchemaMapping &given)
{
    const Result<Catalog> catalog = readCatalog(connection, given);
    if (!catalog)
        return tl::unexpected(catalog.error());
    const QString location = connection.url().location();
    MappingProposal proposal;
    proposal.mapping = given;
    Result<Schema> schema = findSchema(*catalog, given, location);
    const bool asGiven = schema.has_value();
    if (!asGiven || !schema->users || !schema->companies) {
        guess(proposal.mapping, *catalog, asGiven ? std::optional{*schema} : std::nullopt);
        Result<Schema> guessed = findSchema(*catalog, proposal.mapping, location);
        // The names given are wrong themselves: what would be found without them?
        if (!guessed) {
            proposal.mapping = {};
            proposal.mapping.schema = given.schema;
            guess(proposal.mapping, *catalog, std::nullopt);
            guessed = findSchema(*catalog, proposal.mapping, location);
        }
        if (guessed)
            schema = std::move(guessed);
        else
            proposal.mapping = given;
    }
    const Schema known = schema.value_or(Schema{});
    proposal.tables = {propose(connection, *catalog, users, known.users, given.users, proposal.mapping.users),
                       propose(connection, *catalog, companies, known.companies, given.companies,
                               proposal.mapping.companies),
                       propose(connection, *catalog, conversations, known.conversations, given.conversations,
                               proposal.mapping.conversations)};
    for (const TableProposal &table : proposal.tables) {
        for (const TableProposal::Column &column : table.columns) {
            ++proposal.columnsKnown;
            proposal.columnsFound += column.chosen.isEmpty() ? 0 : 1;
        }
    }
    return proposal;
}

QStringList summaryOf(const MappingProposal &proposal)
{
    QStringList lines;
    for (const TableProposal &table : proposal.tables) {
        if (table.table.isEmpty()) {
            lines << QCoreApplication::translate("Environments", "%1: no table found").arg(table.role);
            continue;
        }
        QStringList columns;
        for (const TableProposal::Column &column : table.columns) {
            if (!column.chosen.isEmpty())
                columns << column.role + u' ' + column.chosen.join(QStringLiteral(" or "));
        }
        lines
            << QStringLiteral("%1: %2 (%3)").arg(table.role, table.table, columns.join(QStringLiteral(", ")));
    }
    return lines;
}

} // namespace chatsync
