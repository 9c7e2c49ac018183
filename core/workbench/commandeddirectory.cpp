// SPDX-License-Identifier: MIT
#include "core/workbench/commandeddirectory.h"

#include <QCoroFuture>
#include <QPromise>
#include <QTimer>

#include <utility>

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

/// Takes its place behind the calls before it, and lets the next one in when whoever waits for it has gone
/// on.
class CommandedDirectory::Turn {
public:
    explicit Turn(QFuture<void> &turns)
        : m_before(std::exchange(turns, m_ended->future()))
    {
        m_ended->start();
    }
    ~Turn()
    {
        QTimer::singleShot(0, [ended = m_ended] { ended->finish(); });
    }
    Turn(const Turn &) = delete;
    Turn &operator=(const Turn &) = delete;

    QFuture<void> before() const { return m_before; }

private:
    std::shared_ptr<QPromise<void>> m_ended = std::make_shared<QPromise<void>>();
    QFuture<void> m_before;
};

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
    const std::shared_ptr<Directory> directory = m_directory;
    const Turn turn{m_turns};
    const QFuture<void> before = turn.before();
    if (!before.isFinished())
        co_await before;
    auto pending = directory->resolve(ids, stop);
    Traced<std::vector<Resolution>> answer = co_await pending;
    command(answer.queries, clock);
    co_return answer;
}

QCoro::Task<Traced<ParticipantPage>> CommandedDirectory::search(ParticipantSearch search,
                                                                std::stop_token stop)
{
    VirtualClock *const clock = m_clock;
    const std::shared_ptr<Directory> directory = m_directory;
    const Turn turn{m_turns};
    const QFuture<void> before = turn.before();
    if (!before.isFinished())
        co_await before;
    auto pending = directory->search(search, stop);
    Traced<ParticipantPage> answer = co_await pending;
    command(answer.queries, clock);
    co_return answer;
}

QCoro::Task<Traced<PeopleAnswer>> CommandedDirectory::people(PeopleQuery query, std::stop_token stop)
{
    VirtualClock *const clock = m_clock;
    const std::shared_ptr<Directory> directory = m_directory;
    const Turn turn{m_turns};
    const QFuture<void> before = turn.before();
    if (!before.isFinished())
        co_await before;
    auto pending = directory->people(query, stop);
    Traced<PeopleAnswer> answer = co_await pending;
    command(answer.queries, clock);
    co_return answer;
}

QCoro::Task<Traced<Conversation>> CommandedDirectory::insertConversation(Conversation conversation,
                                                                         std::stop_token stop)
{
    VirtualClock *const clock = m_clock;
    const std::shared_ptr<Directory> directory = m_directory;
    const Turn turn{m_turns};
    const QFuture<void> before = turn.before();
    if (!before.isFinished())
        co_await before;
    auto pending = directory->insertConversation(conversation, stop);
    Traced<Conversation> answer = co_await pending;
    command(answer.queries, clock);
    co_return answer;
}

QCoro::Task<Traced<int>> CommandedDirectory::deleteConversation(Conversation row, std::stop_token stop)
{
    VirtualClock *const clock = m_clock;
    const std::shared_ptr<Directory> directory = m_directory;
    const Turn turn{m_turns};
    const QFuture<void> before = turn.before();
    if (!before.isFinished())
        co_await before;
    auto pending = directory->deleteConversation(row, stop);
    Traced<int> answer = co_await pending;
    command(answer.queries, clock);
    co_return answer;
}

} // namespace chatsync
