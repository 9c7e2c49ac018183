// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QCoroTask>
#include <QObject>

#include <optional>

namespace chatsync::cli {

/// Runs the event loop until the task has ended, and gives its answer.
template<typename T>
T awaited(QCoro::Task<T> task)
{
    std::optional<T> answer;
    QObject receiver;
    QCoro::connect(std::move(task), &receiver, [&answer](const T &value) {
        answer = value;
        QCoreApplication::quit();
    });
    // What never had to wait is over before there is a loop to end.
    if (!answer)
        QCoreApplication::exec();
    return *answer;
}

} // namespace chatsync::cli
