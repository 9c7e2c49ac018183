// SPDX-License-Identifier: MIT
#pragma once

// What the engine answers beside runs. Internal to core/workbench.

#include "core/stream/client.h"
#include "core/workbench/console.h"

#include <QFuture>
#include <QPromise>

namespace chatsync {

/// A promise that is kept: whoever drops it unanswered gives the answer it was made with.
template<typename T>
class Answer {
public:
    explicit Answer(T ifDropped)
        : m_ifDropped(std::move(ifDropped))
    {
        m_promise.start();
    }
    ~Answer()
    {
        if (!m_given)
            give(std::move(m_ifDropped));
    }
    Answer(const Answer &) = delete;
    Answer &operator=(const Answer &) = delete;

    QFuture<T> future() const { return m_promise.future(); }
    void give(T value)
    {
        m_given = true;
        m_promise.addResult(std::move(value));
        m_promise.finish();
    }

private:
    QPromise<T> m_promise;
    T m_ifDropped;
    bool m_given = false;
};

template<typename T>
using AnswerPtr = std::shared_ptr<Answer<T>>;

/// Puts a question to somebody in another thread. The answer travels with the call: where that is never
/// performed, its end finishes the future.
template<typename T, typename Asked, typename Fn>
QFuture<T> askIn(Asked *asked, T ifDropped, Fn question)
{
    auto answer = std::make_shared<Answer<T>>(std::move(ifDropped));
    const QFuture<T> future = answer->future();
    QMetaObject::invokeMethod(
        asked,
        [asked, question = std::move(question), answer = std::move(answer)]() mutable {
            question(asked, std::move(answer));
        },
        Qt::QueuedConnection);
    return future;
}

/// Without the events: for questions outside of runs.
stream::ClientContext questioner(const FlowContext &context, std::function<void(const Exchange &)> recorded);

QCoro::Task<Result<ParticipantPage>> findParticipants(Directory *directory, ParticipantSearch search,
                                                      std::stop_token stop);

/// One request for each fifty ids: each is asked for under both prefixes.
QCoro::Task<Result<std::vector<ParticipantState>>>
participantStates(Directory *directory, stream::ClientContext context, QStringList ids, std::stop_token stop);

QCoro::Task<ServiceHealth> databaseHealth(Directory *directory, std::stop_token stop);
QCoro::Task<ServiceHealth> streamHealth(stream::ClientContext context, std::stop_token stop);

/// What an answer tells about its endpoint's minute; nothing when it does not.
std::optional<stream::RateBudget> budgetIn(const Exchange &exchange, const QDateTime &now);

} // namespace chatsync
