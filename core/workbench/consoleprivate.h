// SPDX-License-Identifier: MIT
#pragma once

// What a Console is made of. Internal to core/workbench.

#include "core/workbench/console.h"
#include "core/workbench/engine.h"

#include <QThread>

namespace chatsync {

struct Console::Private {
    ConsoleOptions options;
    Result<RunEnvironment> environment;
    IdSource newId;
    QThread thread;
    Engine *engine = nullptr;        ///< Lives in the thread, which deletes it
    EnvironmentDesk *desk = nullptr; ///< The same
    Environments *environments = nullptr;
    Environment inUse;
    bool switching = false; ///< use() is under way
    ArmingState armed;
    std::shared_ptr<Arming> arming; ///< To be disarmed from here, without waiting for the engine
    QUuid running;
    QUuid checking; ///< The checklist that is on
    ServiceHealth database;
    ServiceHealth streamChat;

    template<typename T, typename Fn>
    QFuture<T> ask(T ifDropped, Fn question);
};

template<typename T, typename Fn>
QFuture<T> Console::Private::ask(T ifDropped, Fn question)
{
    return askIn(engine, std::move(ifDropped), std::move(question));
}

} // namespace chatsync
