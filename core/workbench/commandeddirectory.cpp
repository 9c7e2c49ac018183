// SPDX-License-Identifier: MIT
#include "core/workbench/commandeddirectory.h"

using namespace std::chrono_literals;

namespace chatsync {

namespace {

constexpr auto statementTakes = 9ms;

void command(std::vector<QueryTrace> &queries, VirtualClock *clock)
{
    for (QueryTrace &query : queries) {
        if (query.planned)
            continue;
        query.durationMs = static_cast<double>(statementTakes.count());
        clock->advance(statementTakes);
    }
}

} // namespace

CommandedDirectory::CommandedDirectory(std::unique_ptr<Directory> directory, VirtualClock *clock)
    : m_directory(std::move(directory))
    , m_clock(clock)
{}

QCoro::Task<Result<DirectoryCapabilities>> CommandedDirectory::open(std::stop_token stop)
{
    return m_directory->open(stop);
}

QCoro::Task<Traced<std::vector<Resolution>>> CommandedDirectory::resolve(QStringList ids,
                                                                         std::stop_token stop)
{
    VirtualClock *const clock = m_clock;
    auto pending = m_directory->resolve(ids, stop);
    Traced<std::vector<Resolution>> answer = co_await pending;
    command(answer.queries, clock);
    co_return answer;
}

QCoro::Task<Traced<ParticipantPage>> CommandedDirectory::search(ParticipantSearch search,
                                                                std::stop_token stop)
{
    VirtualClock *const clock = m_clock;
    auto pending = m_directory->search(search, stop);
    Traced<ParticipantPage> answer = co_await pending;
    command(answer.queries, clock);
    co_return answer;
}

QCoro::Task<Traced<PeopleAnswer>> CommandedDirectory::people(PeopleQuery query, std::stop_token stop)
{
    VirtualClock *const clock = m_clock;
    auto pending = m_directory->people(query, stop);
    Traced<PeopleAnswer> answer = co_await pending;
    command(answer.queries, clock);
    co_return answer;
}

QCoro::Task<Traced<Conversation>> CommandedDirectory::insertConversation(Conversation conversation,
                                                                         std::stop_token stop)
{
    VirtualClock *const clock = m_clock;
    auto pending = m_directory->insertConversation(conversation, stop);
    Traced<Conversation> answer = co_await pending;
    command(answer.queries, clock);
    co_return answer;
}

} // namespace chatsync
