// SPDX-License-Identifier: MIT
#include "core/directory/store.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <thread>

namespace chatsync {

namespace {

/// All threads of all stores. Never destroyed: a thread may outlive main() when its server hangs.
class Threads {
public:
    static Threads &instance()
    {
        static auto *threads = new Threads;
        return *threads;
    }

    void start(std::function<void()> work)
    {
        const std::lock_guard lock{m_mutex};
        joinEnded();
        Entry &entry = m_entries.emplace_back();
        entry.thread = std::thread{[this, &entry, work = std::move(work)]() mutable {
            work();
            work = nullptr;
            const std::lock_guard endLock{m_mutex};
            entry.ended = true;
            m_changed.notify_all();
        }};
    }

    bool wait(std::chrono::milliseconds patience)
    {
        std::unique_lock lock{m_mutex};
        const auto end = std::chrono::system_clock::now() + patience;
        const bool all = m_changed.wait_until(lock, end, [this] {
            return std::all_of(m_entries.cbegin(), m_entries.cend(),
                               [](const Entry &entry) { return entry.ended; });
        });
        joinEnded();
        return all;
    }

private:
    struct Entry {
        std::thread thread;
        bool ended = false;
    };

    /// What is left of an ended thread are its thread-local destructors: this does not wait for work.
    void joinEnded()
    {
        for (auto entry = m_entries.begin(); entry != m_entries.end();) {
            if (entry->ended) {
                entry->thread.join();
                entry = m_entries.erase(entry);
            } else {
                ++entry;
            }
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::list<Entry> m_entries;
};

Error stopped()
{
    return cancelledError().value();
}

} // namespace

/// What the store and its threads have in common. Only the thread of the newest generation takes jobs.
struct Store::Shared {
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<std::shared_ptr<Job>> queue;
    std::shared_ptr<Job> running;
    std::function<void()> canceller;
    quint64 generation = 0;
    bool threadRuns = false;
    bool closed = false;
    DatabaseUrl url;
    StoreOptions options;

    static void work(const std::shared_ptr<Shared> &shared, quint64 generation);
    static void startThread(const std::shared_ptr<Shared> &shared);
    static void leaveThread(const std::shared_ptr<Shared> &shared);
    static void giveUp(const std::shared_ptr<Shared> &shared, const std::shared_ptr<Job> &job,
                       const Error &error);
    bool takeJob(quint64 mine, std::shared_ptr<Job> &job);
};

bool Store::Shared::takeJob(quint64 mine, std::shared_ptr<Job> &job)
{
    std::unique_lock lock{mutex};
    wake.wait(lock, [this, mine] { return generation != mine || closed || !queue.empty(); });
    if (generation != mine || closed)
        return false;
    job = std::move(queue.front());
    queue.pop_front();
    running = job;
    return true;
}

void Store::Shared::work(const std::shared_ptr<Shared> &shared, quint64 generation)
{
    Connection connection{shared->url, shared->options.connection};
    std::shared_ptr<Job> job;
    while (shared->takeJob(generation, job)) {
        if (!job->isAnswered()) {
            const bool wasOpen = connection.isOpen();
            Result<void> open = connection.open();
            if (!wasOpen && open) {
                auto canceller = connection.canceller();
                const std::lock_guard lock{shared->mutex};
                if (shared->generation == generation)
                    shared->canceller = std::move(canceller);
            }
            job->perform(open ? Result<Connection *>{&connection} : tl::unexpected(open.error()));
        }
        {
            const std::lock_guard lock{shared->mutex};
            if (shared->generation == generation)
                shared->running.reset();
        }
        // Outside the lock: a job that goes waits for its stop callback, which may want the lock.
        job.reset();
    }
}

/// Call with the mutex locked.
void Store::Shared::startThread(const std::shared_ptr<Shared> &shared)
{
    if (std::exchange(shared->threadRuns, true))
        return;
    Threads::instance().start([shared, generation = shared->generation] { work(shared, generation); });
}

/// Call with the mutex locked.
void Store::Shared::leaveThread(const std::shared_ptr<Shared> &shared)
{
    ++shared->generation;
    shared->threadRuns = false;
    shared->running.reset();
    // Cancelling opens a connection of its own, which may hang as well.
    if (auto cancel = std::exchange(shared->canceller, nullptr))
        Threads::instance().start(std::move(cancel));
    shared->wake.notify_all();
}

void Store::Shared::giveUp(const std::shared_ptr<Shared> &shared, const std::shared_ptr<Job> &job,
                           const Error &error)
{
    if (!job->fail(error))
        return;
    const std::lock_guard lock{shared->mutex};
    if (shared->running != job || shared->url.isInMemory())
        return;
    leaveThread(shared);
    if (!shared->queue.empty())
        startThread(shared);
}

struct Store::Private {
    std::shared_ptr<Shared> shared = std::make_shared<Shared>();
    QTimer timer;
    /// In the order of their deadlines, since all have the same time.
    std::deque<std::pair<QDeadlineTimer, std::weak_ptr<Job>>> watched;

    void watch(const std::shared_ptr<Job> &job);
    void expire();
};

void Store::Private::watch(const std::shared_ptr<Job> &job)
{
    const auto isDone = [](const std::weak_ptr<Job> &weak) {
        const std::shared_ptr<Job> other = weak.lock();
        return !other || other->isAnswered();
    };
    while (!watched.empty() && isDone(watched.front().second))
        watched.pop_front();
    watched.emplace_back(QDeadlineTimer{shared->options.totalTimeout}, job);
    if (!timer.isActive())
        timer.start(shared->options.totalTimeout);
}

void Store::Private::expire()
{
    const Error error{
        Error::Kind::Timeout,
        QCoreApplication::translate("Directory", "The database %1 did not answer in time.")
            .arg(shared->url.location()),
        QCoreApplication::translate("Directory", "Try again; if it stays, look for locks or a slow network."),
        {}};
    while (!watched.empty() && watched.front().first.hasExpired()) {
        const std::shared_ptr<Job> job = watched.front().second.lock();
        watched.pop_front();
        if (job)
            Shared::giveUp(shared, job, error);
    }
    if (!watched.empty())
        timer.start(std::max(
            std::chrono::milliseconds{1},
            std::chrono::ceil<std::chrono::milliseconds>(watched.front().first.remainingTimeAsDuration())));
}

Store::Store(DatabaseUrl url, StoreOptions options)
    : d(new Private)
{
    d->shared->url = std::move(url);
    d->shared->options = options;
    d->timer.setSingleShot(true);
    QObject::connect(&d->timer, &QTimer::timeout, &d->timer, [this] { d->expire(); });
}

Store::~Store()
{
    close();
}

const DatabaseUrl &Store::url() const
{
    return d->shared->url;
}

const StoreOptions &Store::options() const
{
    return d->shared->options;
}

void Store::close()
{
    std::deque<std::shared_ptr<Job>> left;
    {
        const std::lock_guard lock{d->shared->mutex};
        if (std::exchange(d->shared->closed, true))
            return;
        left = std::exchange(d->shared->queue, {});
        if (d->shared->running)
            left.push_back(d->shared->running);
        else
            d->shared->canceller = nullptr;
        Shared::leaveThread(d->shared);
    }
    for (const std::shared_ptr<Job> &job : left)
        job->fail(stopped());
    d->timer.stop();
}

void Store::enqueue(const std::shared_ptr<Job> &job, const std::stop_token &stop)
{
    const std::weak_ptr<Shared> weakShared = d->shared;
    const std::weak_ptr<Job> weakJob = job;
    // Runs right here when the stop has been asked for already.
    job->onStop.emplace(stop, [weakShared, weakJob] {
        const std::shared_ptr<Shared> shared = weakShared.lock();
        const std::shared_ptr<Job> self = weakJob.lock();
        if (shared && self)
            Shared::giveUp(shared, self, stopped());
        else if (self)
            self->fail(stopped());
    });
    if (job->isAnswered())
        return;
    {
        const std::lock_guard lock{d->shared->mutex};
        if (d->shared->closed) {
            job->fail(stopped());
            return;
        }
        d->shared->queue.push_back(job);
        Shared::startThread(d->shared);
        d->shared->wake.notify_all();
    }
    d->watch(job);
}

bool Store::waitForWorkers(std::chrono::milliseconds patience)
{
    return Threads::instance().wait(patience);
}

} // namespace chatsync
