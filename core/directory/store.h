// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/connection.h"

#include <QFuture>
#include <QPromise>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <type_traits>

namespace chatsync {

struct StoreOptions {
    ConnectionOptions connection;
    /// From the call to its answer, queueing and connecting included.
    std::chrono::milliseconds totalTimeout{30'000};

    bool operator==(const StoreOptions &) const = default;
};

/// A database behind a worker thread: jobs run there one after another, each with the open Connection.
///
/// Lives in one thread, which needs an event loop for time-outs and for whoever awaits. A job that is stopped
/// or takes too long is answered at once; the thread that is stuck in it is told to cancel, left to itself
/// and replaced, and its late result is dropped. (A thread pool could not be left: its destructor waits.) A
/// database in memory lives in its thread's connection, so there the next job waits for the stuck one
/// instead.
///
/// Destroying the store answers what is under way with an Error of kind Cancelled and never blocks.
class Store {
public:
    explicit Store(DatabaseUrl url, StoreOptions options = {});
    ~Store();
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;

    const DatabaseUrl &url() const;
    const StoreOptions &options() const;

    /// Runs `fn(Connection &) -> Result<T>` in the worker thread. @p fn must own what it uses: it may run on
    /// after the answer. The future always gets a result.
    template<typename Fn>
    auto run(Fn fn, std::stop_token stop = {}) -> QFuture<std::invoke_result_t<Fn, Connection &>>;

    /// Answers everything under way with Cancelled; later calls are answered so at once.
    void close();

    /// Waits until threads left behind by any store have ended; false when @p patience ran out first. For the
    /// end of a program and for tests.
    static bool waitForWorkers(std::chrono::milliseconds patience);

    /// A job as the thread sees it.
    class Job {
    public:
        virtual ~Job() = default;
        /// Gives the answer, unless one was given before.
        virtual void perform(Result<Connection *> connection) = 0;
        virtual bool fail(const Error &error) = 0;
        bool isAnswered() const { return m_answered.load(); }

        std::optional<std::stop_callback<std::function<void()>>> onStop;

    protected:
        bool claimAnswer() { return !m_answered.exchange(true); }

    private:
        std::atomic<bool> m_answered = false;
    };

private:
    template<typename Answer, typename Fn>
    class TypedJob;
    struct Shared;
    struct Private;

    void enqueue(const std::shared_ptr<Job> &job, const std::stop_token &stop);

    std::unique_ptr<Private> d;
};

template<typename Answer, typename Fn>
class Store::TypedJob final : public Store::Job {
public:
    explicit TypedJob(Fn fn)
        : m_fn(std::move(fn))
    {
        m_promise.start();
    }

    QFuture<Answer> future() const { return m_promise.future(); }

    void perform(Result<Connection *> connection) override
    {
        if (isAnswered())
            return;
        answer(connection ? m_fn(**connection) : Answer{tl::unexpected(connection.error())});
    }

    bool fail(const Error &error) override { return answer(Answer{tl::unexpected(error)}); }

private:
    bool answer(Answer value)
    {
        if (!claimAnswer())
            return false;
        m_promise.addResult(std::move(value));
        m_promise.finish();
        return true;
    }

    Fn m_fn;
    QPromise<Answer> m_promise;
};

template<typename Fn>
auto Store::run(Fn fn, std::stop_token stop) -> QFuture<std::invoke_result_t<Fn, Connection &>>
{
    auto job = std::make_shared<TypedJob<std::invoke_result_t<Fn, Connection &>, Fn>>(std::move(fn));
    auto future = job->future();
    enqueue(job, stop);
    return future;
}

} // namespace chatsync
