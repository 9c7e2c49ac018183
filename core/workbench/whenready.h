// SPDX-License-Identifier: MIT
#pragma once

#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace chatsync {

/// Calls @p done in the thread of @p context once the future has ended: with its answer, or with null when it
/// was cancelled or its promise went away. Never calls when @p context is deleted before.
template<typename T, typename Function>
void whenReady(const QFuture<T> &future, QObject *context, Function done)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)] {
        watcher->deleteLater();
        const bool answered = !watcher->isCanceled() && watcher->future().resultCount() > 0;
        if (!answered) {
            done(static_cast<const T *>(nullptr));
            return;
        }
        const T answer = watcher->result();
        done(&answer);
    });
    watcher->setFuture(future);
}

} // namespace chatsync
