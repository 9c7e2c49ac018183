// SPDX-License-Identifier: MIT
#include "core/workbench/rehearsaldirectory.h"

namespace chatsync {

RehearsalDirectory::RehearsalDirectory(std::unique_ptr<SqlDirectory> directory)
    : m_directory(std::move(directory))
{}

QCoro::Task<Result<DirectoryCapabilities>> RehearsalDirectory::open(std::stop_token stop)
{
    return m_directory->open(stop);
}

QCoro::Task<Traced<std::vector<Resolution>>> RehearsalDirectory::resolve(QStringList ids,
                                                                         std::stop_token stop)
{
    return m_directory->resolve(ids, stop);
}

QCoro::Task<Traced<ParticipantPage>> RehearsalDirectory::search(ParticipantSearch search,
                                                                std::stop_token stop)
{
    return m_directory->search(search, stop);
}

QCoro::Task<Traced<ParticipantPage>> RehearsalDirectory::list(ParticipantListing listing,
                                                             std::stop_token stop)
{
    return m_directory->list(listing, stop);
}

QCoro::Task<Traced<PeopleAnswer>> RehearsalDirectory::people(PeopleQuery query, std::stop_token stop)
{
    return m_directory->people(query, stop);
}

QCoro::Task<Traced<Conversation>> RehearsalDirectory::insertConversation(Conversation conversation,
                                                                         std::stop_token)
{
    Traced<Conversation> planned;
    planned.queries = m_directory->plannedInsert(conversation);
    for (QueryTrace &query : planned.queries)
        query.planned = true;
    planned.result = conversation;
    co_return planned;
}

} // namespace chatsync
