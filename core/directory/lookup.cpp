// SPDX-License-Identifier: MIT
#include "core/directory/lookup.h"

#include "core/directory/statements.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>

namespace chatsync {

namespace {

constexpr qsizetype idsPerStatement = 100;
constexpr int maxPage = 500;

/// The part of the ids that can be in a table, and how the database spells them.
struct Wanted {
    QVariantList values;
    QHash<QString, QString> spelling; ///< Id as given → as the database has it
};

Wanted wantedIn(const ParticipantTable &table, const QStringList &ids)
{
    Wanted wanted;
    QSet<QString> seen;
    for (const QString &id : ids) {
        const std::optional<QVariant> value = idValue(id, table.id);
        if (!value)
            continue;
        const QString spelling = value->toString();
        wanted.spelling.insert(id, spelling);
        if (!seen.contains(spelling)) {
            seen.insert(spelling);
            wanted.values << *value;
        }
    }
    return wanted;
}

using Found = QHash<QString, Participant>;

Result<Found> findIn(Connection &connection, const Dialect &dialect, const ParticipantTable &table,
                     const QVariantList &ids, std::vector<QueryTrace> &traces)
{
    Found found;
    const auto rows = connection.execute(selectByIds(dialect, table, ids), &traces);
    if (!rows)
        return tl::unexpected(rows.error());
    for (const Row &row : *rows) {
        const Participant participant = participantFrom(table, row);
        if (!found.contains(participant.id))
            found.insert(participant.id, participant);
    }
    return found;
}

/// Asks one table about all of the ids, and writes down what it says.
void resolveTable(Connection &connection, const Dialect &dialect, const ParticipantTable &table,
                  const QStringList &ids, Traced<std::vector<Resolution>> &answer)
{
    for (qsizetype start = 0; start < ids.size(); start += idsPerStatement) {
        const qsizetype count = std::min(idsPerStatement, ids.size() - start);
        const Wanted wanted = wantedIn(table, ids.sliced(start, count));
        if (wanted.values.isEmpty())
            continue;
        const Result<Found> found = findIn(connection, dialect, table, wanted.values, answer.queries);
        for (qsizetype i = start; i < start + count; ++i) {
            Resolution &resolution = (*answer.result)[static_cast<std::size_t>(i)];
            const auto spelling = wanted.spelling.constFind(resolution.id);
            if (spelling == wanted.spelling.cend())
                continue;
            if (!found) {
                resolution.unreadable = found.error();
            } else if (const auto row = found->constFind(*spelling); row != found->cend()) {
                (table.kind == Participant::Table::Users ? resolution.user : resolution.company) = *row;
            }
        }
    }
}

} // namespace

std::vector<const ParticipantTable *> tablesOf(const Schema &schema)
{
    std::vector<const ParticipantTable *> tables;
    if (schema.users)
        tables.push_back(&*schema.users);
    if (schema.companies)
        tables.push_back(&*schema.companies);
    return tables;
}

Traced<std::vector<Resolution>> resolveIn(Connection &connection, const Schema &schema,
                                          const QStringList &ids)
{
    const Dialect dialect{connection.url().dialect(), schema.hasUnicodeFolding};
    Traced<std::vector<Resolution>> answer;
    for (const QString &id : ids)
        answer.result->push_back(
            {.id = id, .user = std::nullopt, .company = std::nullopt, .unreadable = std::nullopt});
    for (const ParticipantTable *table : tablesOf(schema))
        resolveTable(connection, dialect, *table, ids, answer);
    for (Resolution &resolution : *answer.result) {
        if (resolution.found())
            resolution.unreadable.reset();
    }
    return answer;
}

std::vector<Statement> resolveStatements(const Schema &schema, DatabaseUrl::Dialect dialect,
                                         const QStringList &ids)
{
    std::vector<Statement> statements;
    for (const ParticipantTable *table : tablesOf(schema)) {
        for (qsizetype start = 0; start < ids.size(); start += idsPerStatement) {
            const Wanted wanted = wantedIn(*table, ids.mid(start, idsPerStatement));
            if (!wanted.values.isEmpty())
                statements.push_back(selectByIds({dialect, schema.hasUnicodeFolding}, *table, wanted.values));
        }
    }
    return statements;
}

Traced<ParticipantPage> searchIn(Connection &connection, const Schema &schema,
                                 const ParticipantSearch &search)
{
    const Dialect dialect{connection.url().dialect(), schema.hasUnicodeFolding};
    Traced<ParticipantPage> answer;
    const Result<std::optional<SearchCursor>> after = searchCursorFrom(search.after);
    if (!after) {
        answer.result = tl::unexpected(after.error());
        return answer;
    }
    const int limit = std::clamp(search.limit, 1, maxPage);
    std::vector<std::pair<SearchCursor, Participant>> found;
    for (const ParticipantTable *table : tablesOf(schema)) {
        // One more than asked for tells whether a page follows.
        const auto rows =
            connection.execute(selectMatching(dialect, *table, search, *after, limit + 1), &answer.queries);
        if (!rows) {
            answer.result = tl::unexpected(rows.error());
            return answer;
        }
        for (const Row &row : *rows) {
            Participant participant = participantFrom(*table, row);
            found.emplace_back(SearchCursor{row.back().toString(), participant.id, table->kind},
                               std::move(participant));
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto &left, const auto &right) { return isBefore(left.first, right.first); });
    const auto count = std::min(found.size(), static_cast<std::size_t>(limit));
    if (found.size() > count)
        answer.result->next = toText(found[count - 1].first);
    for (std::size_t i = 0; i < count; ++i)
        answer.result->participants.push_back(std::move(found[i].second));
    return answer;
}

Traced<ParticipantPage> listIn(Connection &connection, const Schema &schema,
                               const ParticipantListing &listing)
{
    constexpr int longestPage = 1000;
    Traced<ParticipantPage> answer;
    const auto &table = listing.table == Participant::Table::Users ? schema.users : schema.companies;
    if (!table)
        return answer;
    std::optional<QVariant> after;
    if (!listing.after.isEmpty()) {
        after = idValue(listing.after, table->id);
        if (!after)
            return answer;
    }
    const int limit = std::clamp(listing.limit, 1, longestPage);
    const Dialect dialect{connection.url().dialect(), schema.hasUnicodeFolding};
    // One more than asked for tells whether a page follows.
    const auto rows =
        connection.execute(selectInOrder(dialect, *table, after, limit + 1), &answer.queries);
    if (!rows) {
        answer.result = tl::unexpected(rows.error());
        return answer;
    }
    for (const Row &row : *rows) {
        if (static_cast<int>(answer.result->participants.size()) == limit) {
            answer.result->next = answer.result->participants.back().id;
            break;
        }
        answer.result->participants.push_back(participantFrom(*table, row));
    }
    return answer;
}

Traced<Conversation> insertIn(Connection &connection, const ConversationTable &table,
                              const Conversation &conversation)
{
    Traced<Conversation> answer{conversation, {}};
    const Result<Statement> statement =
        insertConversationRow({connection.url().dialect(), false}, table, conversation);
    if (!statement) {
        answer.result = tl::unexpected(statement.error());
        return answer;
    }
    // One statement is a transaction of its own: BEGIN and COMMIT around it would only cost two round trips.
    const auto rows = connection.execute(*statement, &answer.queries);
    if (!rows)
        answer.result = tl::unexpected(rows.error());
    else if (table.id.numbered && !rows->empty())
        answer.result->id = rows->front().front().toString();
    return answer;
}

Traced<int> deleteIn(Connection &connection, const ConversationTable &table, const Conversation &row)
{
    const Dialect dialect{connection.url().dialect(), false};
    Traced<int> answer{0, {}};
    const auto refused = [&answer](const Error &error) {
        answer.result = tl::unexpected(error);
        return answer;
    };
    const Result<Statement> statement = deleteConversationRow(table, row);
    if (!statement)
        return refused(statement.error());
    // A reference may cascade: what others hung on the row would go with it.
    const auto referrers = connection.execute(selectReferrers(dialect, table), &answer.queries);
    if (!referrers)
        return refused(referrers.error());
    for (const Row &referrer : *referrers) {
        const Statement asking = selectReferring(dialect, referrer, row.id);
        const auto referring = connection.execute(asking, &answer.queries);
        if (!referring)
            return refused(referring.error());
        if (!referring->empty()) {
            return refused({Error::Kind::Refused,
                            QCoreApplication::translate(
                                "Directory", "Rows of the table %1 refer to the conversation row %2.")
                                .arg(asking.table, row.id),
                            QCoreApplication::translate("Directory", "Remove those first, if they may go."),
                            {}});
        }
    }
    const auto done = connection.execute(*statement, &answer.queries);
    if (!done)
        return refused(done.error());
    answer.result = answer.queries.back().rows;
    return answer;
}

} // namespace chatsync
