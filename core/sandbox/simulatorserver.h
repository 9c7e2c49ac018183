// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/result.h"
#include "core/sandbox/simulator.h"

#include <QUrl>

#include <functional>
#include <memory>

namespace chatsync::sandbox {

/// A simulator on loopback HTTP, for any client: only 127.0.0.1, real time, real delays, cuts and hangs. (Or
/// whatever else answers requests as values.)
///
/// Beside StreamChat's paths a simulator's answers, with the same key and token, what tests want to know and
/// change: `GET` and `DELETE /__sandbox/requests` (the request log), `GET /__sandbox/snapshot`, and `PUT
/// /__sandbox/faults` with `{"faults": ["NAME=VALUE", …]}`.
///
/// start() and stop() belong to one thread; requests are served by threads of its own. The simulator is
/// borrowed.
class SimulatorServer {
public:
    /// Answers one request; called by several threads at once.
    using Answer = std::function<SimulatorReply(const SimulatorRequest &)>;

    explicit SimulatorServer(Simulator *simulator);
    explicit SimulatorServer(Answer answer);
    ~SimulatorServer();
    SimulatorServer(const SimulatorServer &) = delete;
    SimulatorServer &operator=(const SimulatorServer &) = delete;

    /// Listens, on any free port when @p port is 0, and gives the port.
    Result<quint16> start(quint16 port = 0);

    /// Ends every exchange, answered or not, and joins all threads. Harmless when it does not run.
    void stop();

    /// `http://127.0.0.1:<port>`; empty when it does not run.
    QUrl url() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace chatsync::sandbox
