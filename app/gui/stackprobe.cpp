// SPDX-License-Identifier: MIT
#include "app/gui/stackprobe.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <execinfo.h>
#include <semaphore.h>

namespace chatsync {

namespace {

constexpr int mostCalls = 64;
constexpr int mostNames = 24;
constexpr std::chrono::milliseconds watchEvery{10};

/// Where the handler leaves what it found. A handler has no arguments, and must not ask for memory.
struct Sample {
    std::array<void *, mostCalls> calls{};
    int count = 0;
    std::atomic<quint64> turn{0};   ///< What the watched thread is at; 0: nothing
    std::atomic<quint64> wanted{0}; ///< What the watcher wants to see
    sem_t taken{};
};

Sample sample;
static_assert(std::atomic<quint64>::is_always_lock_free);

void takeSample(int)
{
    const int before = errno;
    const quint64 wanted = sample.wanted.load();
    sample.count =
        wanted != 0 && wanted == sample.turn.load() ? backtrace(sample.calls.data(), mostCalls) : 0;
    sem_post(&sample.taken);
    errno = before;
}

bool waitForSample()
{
    timespec until{};
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 2;
    int answer = 0;
    do
        answer = sem_timedwait(&sample.taken, &until);
    while (answer != 0 && errno == EINTR);
    return answer == 0;
}

} // namespace

std::chrono::nanoseconds StackProbe::steadyTime()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

StackProbe::StackProbe(std::chrono::nanoseconds limit, Clock clock)
    : m_limit(limit)
    , m_clock(clock)
    , m_watched(pthread_self())
{
    // The first call loads a library, which no handler may.
    backtrace(sample.calls.data(), mostCalls);
    sem_init(&sample.taken, 0, 0);
    struct sigaction action {};
    action.sa_handler = &takeSample;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGURG, &action, nullptr);
    m_watcher = std::jthread([this](std::stop_token stop) { watch(std::move(stop)); });
}

StackProbe::~StackProbe()
{
    m_watcher.request_stop();
    m_watcher.join();
    // As it is without a handler. One that is still on its way then finds none, instead of a semaphore that
    // is gone.
    std::signal(SIGURG, SIG_DFL);
    sem_destroy(&sample.taken);
}

void StackProbe::begin(std::chrono::nanoseconds now)
{
    sample.turn = ++m_turn;
    m_asked = false;
    m_since = now.count();
}

QStringList StackProbe::end()
{
    m_since = 0;
    sample.turn = 0;
    if (!m_asked)
        return {};
    // The names are still being looked for.
    const std::lock_guard lock{m_looking};
    return std::exchange(m_seen, {});
}

void StackProbe::watch(std::stop_token stop)
{
    while (!stop.stop_requested()) {
        std::this_thread::sleep_for(watchEvery);
        const quint64 turn = sample.turn;
        const auto since = std::chrono::nanoseconds{m_since};
        if (turn != 0 && since.count() != 0 && m_clock() - since > m_limit && !m_asked)
            look(turn);
    }
}

void StackProbe::look(quint64 turn)
{
    const std::lock_guard lock{m_looking};
    m_asked = true;
    m_seen.clear();
    while (sem_trywait(&sample.taken) == 0) {
        // One that came too late the last time.
    }
    sample.wanted = turn;
    if (pthread_kill(m_watched, SIGURG) != 0 || !waitForSample())
        return;
    QStringList names;
    qsizetype inside = 0; // The handler and what called it are nobody's business.
    for (int i = 0; i < sample.count; ++i) {
        names << m_names.nameOf(sample.calls[static_cast<size_t>(i)]);
        if (names.back().contains(QLatin1String("takeSample")))
            inside = names.size() + 1;
        // From here on outwards it is the way to the event, not what it does.
        if (names.back().contains(QLatin1String("WatchedApplication::watch")))
            break;
    }
    m_seen = names.mid(inside, mostNames);
}

} // namespace chatsync
