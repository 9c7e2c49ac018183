// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/clock.h"
#include "core/sandbox/simulator.h"
#include "core/stream/transport.h"

namespace chatsync::sandbox {

/// The simulator within the process, its latency and time-outs told by a clock: under the virtual one a run
/// is the same to the byte each time. An answer without a delay comes before send() returns.
///
/// Simulator and clock are borrowed and must outlive every exchange.
class SimulatorTransport final : public stream::Transport {
public:
    SimulatorTransport(Simulator *simulator, Clock *clock);

    QCoro::Task<stream::TransportResult> send(stream::HttpRequest request, std::stop_token stop) override;

private:
    Simulator *m_simulator;
    Clock *m_clock;
};

/// What a client that waits @p patience sees of a reply, in its time.
QCoro::Task<stream::TransportResult> delivered(SimulatorReply reply, Clock *clock,
                                               std::chrono::milliseconds patience, std::stop_token stop);

/// What a client sees of a reply whose delay is over.
stream::TransportResult arrivedReply(SimulatorReply reply);

} // namespace chatsync::sandbox
