// SPDX-License-Identifier: MIT
#include "core/directory/schema.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace chatsync {

namespace {

using Names = std::vector<const char *>;

QString tr(const char *text)
{
    return QCoreApplication::translate("Directory", text);
}

/// `displayName`, `display_name` and `DISPLAY_NAME` are one name in three hands.
QString folded(const QString &name)
{
    return name.toLower().remove(QLatin1Char('_'));
}

/// Looks for columns in one table; remembers the first name that a mapping gave and the table lacks.
class ColumnFinder {
public:
    ColumnFinder(const Table &table, bool readableOnly)
        : m_table(table)
        , m_readableOnly(readableOnly && std::any_of(table.columns.cbegin(), table.columns.cend(),
                                                     [](const Column &column) { return column.mayRead; }))
    {}

    std::optional<Column> find(const QString &mapped, const Names &candidates)
    {
        if (!mapped.isEmpty())
            return exact(mapped);
        for (const char *candidate : candidates) {
            if (const auto column = like(QLatin1String(candidate)))
                return column;
        }
        return std::nullopt;
    }

    std::vector<Column> findAll(const QStringList &mapped, const Names &candidates)
    {
        std::vector<Column> found;
        for (const QString &name : mapped) {
            if (const auto column = exact(name))
                found.push_back(*column);
        }
        if (!mapped.isEmpty())
            return found;
        for (const char *candidate : candidates) {
            if (const auto column = like(QLatin1String(candidate)))
                found.push_back(*column);
        }
        return found;
    }

    const QString &missing() const { return m_missing; }

private:
    std::optional<Column> exact(const QString &name)
    {
        for (const Column &column : m_table.columns) {
            if (column.name == name)
                return column;
        }
        if (m_missing.isEmpty())
            m_missing = name;
        return std::nullopt;
    }

    std::optional<Column> like(QLatin1String name) const
    {
        std::optional<Column> found;
        for (const Column &column : m_table.columns) {
            if ((m_readableOnly && !column.mayRead) || folded(column.name) != folded(name))
                continue;
            if (!found || column.name == name)
                found = column;
        }
        return found;
    }

    const Table &m_table;
    bool m_readableOnly;
    QString m_missing;
};

Error mappingError(const QString &what)
{
    return {Error::Kind::Input,
            what,
            tr("Correct the schema mapping, or leave the name out to have it found."),
            {}};
}

Error missingColumn(const QString &column, const Table &table)
{
    return mappingError(
        tr("The schema mapping names the column \"%1\", which the table \"%2\" does not have.")
            .arg(column, table.name));
}

/// The table a mapping names, or the first that is called like a candidate and has an id; nullptr where there
/// is none.
Result<const Table *> findTable(const Catalog &catalog, const QString &mapped, const Names &candidates,
                                const QString &mappedId, const Names &ids)
{
    if (!mapped.isEmpty()) {
        for (const Table &table : catalog) {
            if (table.name == mapped)
                return &table;
        }
        return tl::unexpected(mappingError(
            tr("The schema mapping names the table \"%1\", which the database does not have.").arg(mapped)));
    }
    for (const char *candidate : candidates) {
        const Table *found = nullptr;
        for (const Table &table : catalog) {
            if (folded(table.name) != folded(QLatin1String(candidate)) ||
                !ColumnFinder{table, false}.find(mappedId, ids))
                continue;
            if (!found || (found->name != QLatin1String(candidate) && table.name == QLatin1String(candidate)))
                found = &table;
        }
        if (found)
            return found;
    }
    return nullptr;
}

Result<std::optional<ParticipantTable>>
findParticipants(const Catalog &catalog, const ParticipantMapping &mapping, Participant::Table kind)
{
    const bool users = kind == Participant::Table::Users;
    const Names tables =
        users ? Names{"users", "user", "app_users", "app_user", "user_accounts", "user_profiles", "profiles"}
              : Names{"companies",     "company",       "app_companies", "company_profiles",
                      "organizations", "organisations", "businesses"};
    const Names ids = users ? Names{"id", "uuid", "user_id"} : Names{"id", "uuid", "company_id"};
    const Result<const Table *> table = findTable(catalog, mapping.table, tables, mapping.id, ids);
    if (!table)
        return tl::unexpected(table.error());
    if (!*table)
        return std::nullopt;
    ColumnFinder finder{**table, true};
    const std::optional<Column> id = finder.find(mapping.id, ids);
    ParticipantTable found{
        .kind = kind,
        .schema = (*table)->schema,
        .name = (*table)->name,
        .id = id.value_or(Column{}),
        .names = finder.findAll(mapping.name, {"name", "company_name", "display_name"}),
        .images = finder.findAll(mapping.image, {"image_url", "logo_url", "avatar_url"}),
        .categories = finder.findAll(mapping.category, {"category", "type", "user_type"}),
        .email = finder.find(mapping.email, {"email", "email_address", "contact_email", "mail"}),
        .approval = finder.find(mapping.approval, {"approval_status", "status", "is_approved", "approved"}),
        .approvedAt = finder.find(mapping.approvedAt, {"approved_at", "approved_on", "approval_date"}),
        .createdAt = finder.find(mapping.createdAt, {"created_at", "created_on", "created", "created_date"})};
    if (found.names.empty())
        found.names = finder.findAll({}, {"full_name", "username", "title"});
    if (!finder.missing().isEmpty())
        return tl::unexpected(missingColumn(finder.missing(), **table));
    if (!id)
        return tl::unexpected(
            mappingError(tr("The table \"%1\" has no column that looks like an id.").arg(found.name)));
    return found;
}

QString obstacleOf(const Table &table, const ConversationTable &found)
{
    const std::vector<std::optional<Column>> mapped{found.type, found.participantIds, found.conversationName,
                                                    found.createdBy, found.createdAt};
    if (!found.participantIds)
        return tr("The table \"%1\" has no column for the participants' ids.").arg(table.name);
    if (found.id.type == ColumnType::Integer && !found.id.numbered)
        return tr("The ids of the table \"%1\" are numbers that the database does not give itself.")
            .arg(table.name);
    for (const Column &column : table.columns) {
        const bool isId = column.name == found.id.name;
        const bool isMapped =
            std::any_of(mapped.cbegin(), mapped.cend(), [&column](const std::optional<Column> &other) {
                return other && other->name == column.name;
            });
        if (column.required && !isId && !isMapped)
            return tr("The column \"%1\" of the table \"%2\" must have a value, and the console knows none "
                      "for it.")
                .arg(column.name, table.name);
        if (!column.mayInsert && ((isId && !column.numbered) || isMapped))
            return tr("The database user may not insert rows into the table \"%1\".").arg(table.name);
    }
    return {};
}

Result<std::optional<ConversationTable>> findConversations(const Catalog &catalog,
                                                           const ConversationMapping &mapping)
{
    const Names ids{"id", "uuid", "conversation_id"};
    const Result<const Table *> table =
        findTable(catalog, mapping.table,
                  {"conversations", "conversation", "app_conversations", "chat_conversations", "chats"},
                  mapping.id, ids);
    if (!table)
        return tl::unexpected(table.error());
    if (!*table)
        return std::nullopt;
    ColumnFinder finder{**table, false};
    const std::optional<Column> id = finder.find(mapping.id, ids);
    ConversationTable found{
        .schema = (*table)->schema,
        .name = (*table)->name,
        .id = id.value_or(Column{}),
        .type = finder.find(mapping.type, {"conversation_type", "type"}),
        .participantIds =
            finder.find(mapping.participantIds, {"participant_ids", "participants", "member_ids", "members"}),
        .conversationName = finder.find(mapping.name, {"name", "conversation_name", "title"}),
        .createdBy =
            finder.find(mapping.createdBy, {"created_by", "created_by_id", "creator_id", "initiator_id"}),
        .createdAt = finder.find(mapping.createdAt, {"created_at", "created_on", "created"}),
        .obstacle = {}};
    if (!finder.missing().isEmpty())
        return tl::unexpected(missingColumn(finder.missing(), **table));
    if (!id)
        return tl::unexpected(
            mappingError(tr("The table \"%1\" has no column that looks like an id.").arg(found.name)));
    found.obstacle = obstacleOf(**table, found);
    return found;
}

Error noTables(const Catalog &catalog, const QString &location)
{
    constexpr qsizetype shown = 20;
    QStringList names;
    for (const Table &table : catalog)
        names << table.name;
    names.removeDuplicates();
    const QString list = names.isEmpty()
                             ? tr("It has no tables that this user can see.")
                             : tr("It has these tables: %1.")
                                   .arg(names.first(std::min(shown, names.size())).join(QLatin1String(", ")));
    return {Error::Kind::Storage,
            tr("The database %1 has neither a users nor a companies table. %2").arg(location, list),
            tr("Check the address and the search path, or name the tables in the schema mapping."),
            names.join(QLatin1String(", "))};
}

} // namespace

Result<Schema> findSchema(const Catalog &catalog, const SchemaMapping &mapping, const QString &location)
{
    Schema schema;
    auto users = findParticipants(catalog, mapping.users, Participant::Table::Users);
    if (!users)
        return tl::unexpected(users.error());
    auto companies = findParticipants(catalog, mapping.companies, Participant::Table::Companies);
    if (!companies)
        return tl::unexpected(companies.error());
    auto conversations = findConversations(catalog, mapping.conversations);
    if (!conversations)
        return tl::unexpected(conversations.error());
    if (!*users && !*companies)
        return tl::unexpected(noTables(catalog, location));
    schema.users = std::move(*users);
    schema.companies = std::move(*companies);
    schema.conversations = std::move(*conversations);
    return schema;
}

} // namespace chatsync
