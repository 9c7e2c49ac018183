// SPDX-License-Identifier: MIT
#include "core/directory/people.h"

#include "core/directory/lookup.h"
#include "core/directory/peoplestatements.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>

namespace chatsync {

namespace {

constexpr qsizetype idsPerStatement = 500;
constexpr qsizetype mostForConversations = 20; // Each may be a pattern of its own.

/// As typed and in lower case: what a plain index can serve.
QStringList spellings(const QStringList &emails)
{
    QStringList all;
    for (const QString &email : emails)
        all << email << email.toLower();
    all.removeDuplicates();
    return all;
}

class Finder {
public:
    Finder(Connection &connection, const Schema &schema, const PeopleQuery &query)
        : m_connection(connection)
        , m_schema(schema)
        , m_query(query)
        , m_dialect{connection.url().dialect(), schema.hasUnicodeFolding}
    {}

    Traced<PeopleAnswer> run()
    {
        for (const QString &id : m_query.ids)
            m_answer.result->byId.push_back({.asked = id});
        findPeople();
        if (m_answer.result)
            findConversations();
        return std::move(m_answer);
    }

private:
    using Person = PeopleAnswer::Person;

    void findPeople()
    {
        qsizetype start = 0;
        do {
            const QStringList ids = m_query.ids.mid(start, idsPerStatement);
            const QStringList emails = start == 0 ? spellings(m_query.emails) : QStringList{};
            if (!ask(ids, start, emails, false))
                return;
            start += idsPerStatement;
        } while (start < m_query.ids.size());
        if (const QStringList unknown = emailsWithoutAnswer(); !unknown.isEmpty())
            ask({}, 0, unknown, true);
    }

    QStringList emailsWithoutAnswer() const
    {
        QStringList unknown;
        for (const QString &email : m_query.emails) {
            const bool known = std::any_of(m_answer.result->byEmail.begin(), m_answer.result->byEmail.end(),
                                           [&email](const Person &person) { return person.asked == email; });
            if (!known)
                unknown << email;
        }
        return unknown;
    }

    /// One statement over both tables. False when nothing more can be asked.
    bool ask(const QStringList &ids, qsizetype firstIndex, const QStringList &emails, bool folded)
    {
        std::vector<PeopleFrom> parts;
        std::vector<QMultiHash<QString, qsizetype>> spelling; // As the database has it → index in byId
        for (const ParticipantTable *table : tablesOf(m_schema)) {
            PeopleFrom part{.table = table, .folded = folded};
            QMultiHash<QString, qsizetype> places;
            for (qsizetype i = 0; i < ids.size(); ++i) {
                const std::optional<QVariant> value = idValue(ids[i], table->id);
                if (!value)
                    continue;
                if (!places.contains(value->toString()))
                    part.ids << *value;
                places.insert(value->toString(), firstIndex + i);
            }
            if (table->email)
                part.emails = emails;
            if (part.isEmpty())
                continue;
            parts.push_back(part);
            spelling.push_back(places);
        }
        if (parts.empty())
            return true;
        const auto rows = m_connection.execute(selectPeople(m_dialect, parts), &m_answer.queries);
        if (!rows)
            return askApart(ids, firstIndex, rows.error());
        for (const Row &row : *rows) {
            const auto index = static_cast<std::size_t>(row.back().toInt());
            take(participantFrom(*parts.at(index).table, row), spelling.at(index));
        }
        return true;
    }

    /// Where one of the tables must not be read, the other may tell something all the same.
    bool askApart(const QStringList &ids, qsizetype firstIndex, const Error &error)
    {
        const bool lost = error.kind == Error::Kind::Timeout || error.kind == Error::Kind::Network ||
                          error.kind == Error::Kind::Cancelled;
        if (lost || tablesOf(m_schema).size() < 2) {
            m_answer.result = tl::unexpected(error);
            return false;
        }
        Traced<std::vector<Resolution>> apart = resolveIn(m_connection, m_schema, ids);
        m_answer.queries.insert(m_answer.queries.end(), apart.queries.begin(), apart.queries.end());
        if (!apart.result) {
            m_answer.result = tl::unexpected(apart.result.error());
            return false;
        }
        for (std::size_t i = 0; i < apart.result->size(); ++i) {
            const Resolution &found = (*apart.result)[i];
            Person &person = m_answer.result->byId[static_cast<std::size_t>(firstIndex) + i];
            person.user = found.user;
            person.company = found.company;
            // Whoever is not in the table that could be read may be in the other.
            person.unreadable = found.found() ? std::nullopt : std::optional{error};
        }
        return true;
    }

    void take(const Participant &found, const QMultiHash<QString, qsizetype> &places)
    {
        for (auto it = places.constFind(found.id); it != places.cend() && it.key() == found.id; ++it)
            put(m_answer.result->byId[static_cast<std::size_t>(*it)], found);
        if (!found.email)
            return;
        for (const QString &email : m_query.emails) {
            if (found.email->compare(email, Qt::CaseInsensitive) != 0)
                continue;
            auto &people = m_answer.result->byEmail;
            const auto same = std::find_if(people.begin(), people.end(), [&](const Person &person) {
                return person.asked == email && idOf(person) == found.id;
            });
            if (same == people.end())
                put(people.emplace_back(Person{.asked = email}), found);
            else
                put(*same, found);
        }
    }

    static QString idOf(const Person &person)
    {
        return person.user ? person.user->id : person.company ? person.company->id : QString{};
    }

    static void put(Person &person, const Participant &found)
    {
        auto &place = found.table == Participant::Table::Users ? person.user : person.company;
        if (!place)
            place = found;
    }

    void findConversations()
    {
        if (m_query.conversations <= 0 && m_query.conversationIds.isEmpty())
            return;
        if (!m_schema.conversations) {
            m_answer.result->conversationsUnread =
                Error{Error::Kind::Storage,
                      QCoreApplication::translate("Directory", "The database has no table of conversations."),
                      {},
                      {}};
            return;
        }
        const int limit =
            std::max(1, m_query.conversations) + static_cast<int>(m_query.conversationIds.size());
        const std::optional<Statement> statement =
            selectConversations(m_dialect, *m_schema.conversations, m_query.conversationIds,
                                m_query.conversations > 0 ? everybody() : QStringList{}, limit + 1);
        if (!statement)
            return;
        const auto rows = m_connection.execute(*statement, &m_answer.queries);
        if (!rows) {
            m_answer.result->conversationsUnread = rows.error();
            return;
        }
        for (const Row &row : *rows)
            m_answer.result->conversations.push_back(conversationFrom(row));
        m_answer.result->moreConversations = rows->size() > static_cast<std::size_t>(limit);
        if (m_answer.result->moreConversations)
            m_answer.result->conversations.pop_back();
    }

    QStringList everybody() const
    {
        QStringList ids;
        for (const Person &person : m_answer.result->byId)
            ids << (idOf(person).isEmpty() ? person.asked : idOf(person));
        for (const Person &person : m_answer.result->byEmail)
            ids << idOf(person);
        ids.removeDuplicates();
        return ids.mid(0, mostForConversations);
    }

    Connection &m_connection;
    const Schema &m_schema;
    const PeopleQuery &m_query;
    Dialect m_dialect;
    Traced<PeopleAnswer> m_answer;
};

} // namespace

Traced<PeopleAnswer> peopleIn(Connection &connection, const Schema &schema, const PeopleQuery &query)
{
    return Finder{connection, schema, query}.run();
}

} // namespace chatsync
