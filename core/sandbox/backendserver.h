// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/backendstandin.h"

#include <memory>

namespace chatsync::sandbox {

struct BackendServerOptions {
    BackendOptions backend;
    QString database; ///< The path of a demo database; conversation rows are inserted
    /// As BackendSurroundings::log; called by a thread of the server's.
    std::function<void(const QString &)> log;
};

/// The stand-in for OneCrew's backend on loopback HTTP: only 127.0.0.1, real time. It works on a simulator in
/// this process and on a demo database in a file.
///
/// start() and stop() belong to one thread; conversations are made in a thread of its own, several at a time.
/// The simulator is borrowed.
class BackendServer {
public:
    BackendServer(Simulator *simulator, BackendServerOptions options);
    ~BackendServer();
    BackendServer(const BackendServer &) = delete;
    BackendServer &operator=(const BackendServer &) = delete;

    /// Listens, on any free port when @p port is 0, and gives the port.
    Result<quint16> start(quint16 port = 0);

    /// Ends the conversations under way as a stop ends a run, and joins all threads. Harmless when it does
    /// not run.
    void stop();

    /// Where conversations are created; empty when it does not run.
    QUrl url() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace chatsync::sandbox
