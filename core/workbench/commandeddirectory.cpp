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

/// Static: this may go while an answer is under way.
template<typename T, typename Ask>
QCoro::Task<Traced<T>> CommandedDirectory::inTurn(std::shared_ptr<Directory> directory, VirtualClock *clock,
                                                  QFuture<void> *turns, Ask ask)
{
    const Turn turn{*turns};
    const QFuture<void> before = turn.before();
    if (!before.isFinished())
        co_await before;
    auto pending = ask(*directory);
    Traced<T> answer = co_await pending;
    command(answer.queries, clock);
    co_return answer;
}

QCoro::Task<Result<DirectoryCapabilities>> CommandedDirectory::open(std::stop_token stop)
{
    return m_directory->open(stop);
}

QCoro::Task<Traced<std::vector<Resolution>>> CommandedDirectory::resolve(QStringList ids,
                                                                         std::stop_token stop)
{
    return inTurn<std::vector<Resolution>>(m_directory, m_clock, &m_turns, [ids, stop](Directory &directory) {
        return directory.resolve(ids, stop);
    });
}

QCoro::Task<Traced<ParticipantPage>> CommandedDirectory::search(ParticipantSearch search,
                                                                std::stop_token stop)
{
    return inTurn<ParticipantPage>(m_directory, m_clock, &m_turns, [search, stop](Directory &directory) {
        return directory.search(search, stop);
    });
}

QCoro::Task<Traced<ParticipantPage>> CommandedDirectory::list(ParticipantListing listing,
                                                             std::stop_token stop)
{
    return inTurn<ParticipantPage>(m_directory, m_clock, &m_turns, [listing, stop](Directory &directory) {
        return directory.list(listing, stop);
    });
}

QCoro::Task<Traced<PeopleAnswer>> CommandedDirectory::people(PeopleQuery query, std::stop_token stop)
{
    return inTurn<PeopleAnswer>(m_directory, m_clock, &m_turns, [query, stop](Directory &directory) {
        return directory.people(query, stop);
    });
}

QCoro::Task<Traced<Conversation>> CommandedDirectory::insertConversation(Conversation conversation,
                                                                         std::stop_token stop)
{
    return inTurn<Conversation>(m_directory, m_clock, &m_turns, [conversation, stop](Directory &directory) {
        return directory.insertConversation(conversation, stop);
    });
}

QCoro::Task<Traced<int>> CommandedDirectory::deleteConversation(Conversation row, std::stop_token stop)
{
    return inTurn<int>(m_directory, m_clock, &m_turns, [row, stop](Directory &directory) {
        return directory.deleteConversation(row, stop);
    });
}

} // namespace chatsync
