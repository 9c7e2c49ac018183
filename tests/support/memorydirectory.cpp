// SPDX-License-Identifier: MIT
#include "tests/support/memorydirectory.h"

#include <algorithm>

namespace chatsync::test {

namespace {

QueryTrace trace(const QString &sql, int rows)
{
    return {.sql = sql, .rows = rows};
}

Error unreadableError()
{
    return {Error::Kind::Storage,
            QStringLiteral("The database did not answer."),
            QStringLiteral("Try again."),
            {}};
}

} // namespace

void MemoryDirectory::add(const Participant &participant)
{
    auto &table = participant.table == Participant::Table::Users ? m_users : m_companies;
    table.insert(participant.id, participant);
}

void MemoryDirectory::remove(const QString &id)
{
    m_users.remove(id);
    m_companies.remove(id);
}

QCoro::Task<Result<DirectoryCapabilities>> MemoryDirectory::open(std::stop_token)
{
    if (openFails)
        co_return tl::unexpected(*openFails);
    DirectoryCapabilities capabilities;
    capabilities.dialect = QStringLiteral("memory");
    capabilities.location = QStringLiteral("memory");
    capabilities.hasUsers = capabilities.hasCompanies = capabilities.hasConversations = true;
    capabilities.mayInsertConversation = mayInsert;
    if (!mayInsert)
        capabilities.whyNoInsert = QStringLiteral("The database is read-only.");
    co_return capabilities;
}

QCoro::Task<Traced<std::vector<Resolution>>> MemoryDirectory::resolve(QStringList ids, std::stop_token)
{
    Traced<std::vector<Resolution>> answer;
    if (resolveFails) {
        answer.result = tl::unexpected(*resolveFails);
        co_return answer;
    }
    std::vector<Resolution> resolutions;
    for (const QString &id : ids) {
        Resolution resolution{.id = id};
        if (unreadable.contains(id)) {
            resolution.unreadable = unreadableError();
        } else {
            if (const auto found = m_users.constFind(id); found != m_users.constEnd())
                resolution.user = *found;
            if (const auto found = m_companies.constFind(id); found != m_companies.constEnd())
                resolution.company = *found;
        }
        resolutions.push_back(resolution);
    }
    answer.queries.push_back(
        trace(QStringLiteral("SELECT * FROM users WHERE id IN (…)"), static_cast<int>(ids.size())));
    answer.result = resolutions;
    co_return answer;
}

QCoro::Task<Traced<ParticipantPage>> MemoryDirectory::search(ParticipantSearch search, std::stop_token)
{
    ParticipantPage page;
    for (const auto *table : {&m_users, &m_companies}) {
        for (const Participant &participant : *table) {
            const bool exact =
                participant.name.compare(search.text, Qt::CaseInsensitive) == 0 ||
                participant.email.value_or(QString{}).compare(search.text, Qt::CaseInsensitive) == 0;
            const bool part = participant.name.contains(search.text, Qt::CaseInsensitive);
            if (exact || (part && !search.exactNameOnly))
                page.participants.push_back(participant);
        }
    }
    std::sort(page.participants.begin(), page.participants.end(),
              [](const Participant &a, const Participant &b) { return a.id < b.id; });
    Traced<ParticipantPage> answer;
    answer.queries.push_back(
        trace(QStringLiteral("SELECT … WHERE name = ?"), static_cast<int>(page.participants.size())));
    answer.result = page;
    co_return answer;
}

QCoro::Task<Traced<PeopleAnswer>> MemoryDirectory::people(PeopleQuery query, std::stop_token stop)
{
    auto finding = Directory::people(query, stop);
    Traced<PeopleAnswer> answer = co_await finding;
    if (!answer.result)
        co_return answer;
    for (const Conversation &row : conversations) {
        const bool named = query.conversationIds.contains(row.id);
        const bool theirs = query.conversations > 0 &&
                            std::any_of(query.ids.begin(), query.ids.end(),
                                        [&](const QString &id) { return row.participantIds.contains(id); });
        if (named || theirs)
            answer.result->conversations.push_back(row);
    }
    co_return answer;
}

QCoro::Task<Traced<Conversation>> MemoryDirectory::insertConversation(Conversation conversation,
                                                                      std::stop_token)
{
    Traced<Conversation> answer;
    if (insertFails) {
        answer.result = tl::unexpected(*insertFails);
        co_return answer;
    }
    inserted.push_back(conversation);
    conversations.insert(conversations.begin(), conversation);
    answer.queries.push_back(
        {.sql = QStringLiteral("INSERT INTO conversations …"), .rows = 1, .writes = true});
    answer.result = conversation;
    co_return answer;
}

QCoro::Task<Traced<int>> MemoryDirectory::deleteConversation(Conversation row, std::stop_token)
{
    Traced<int> answer;
    if (deleteFails) {
        answer.result = tl::unexpected(*deleteFails);
        co_return answer;
    }
    const int gone = static_cast<int>(std::erase_if(conversations, [&row](const Conversation &one) {
        return one.id == row.id && one.createdBy == row.createdBy;
    }));
    answer.queries.push_back(
        {.sql = QStringLiteral("DELETE FROM conversations …"), .rows = gone, .writes = true});
    answer.result = gone;
    co_return answer;
}

Participant user(const QString &id, const QString &name)
{
    return {.id = id, .name = name};
}

Participant company(const QString &id, const QString &name)
{
    return {.id = id, .table = Participant::Table::Companies, .kind = ParticipantKind::Company, .name = name};
}

} // namespace chatsync::test
