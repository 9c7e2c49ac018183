// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/clock.h"
#include "core/stream/rategovernor.h"
#include "core/stream/transport.h"

namespace chatsync::stream {

/// Holds each request back until the governor lets it go, for callers that do not ask the governor
/// themselves. One of these and a governed client must not stand above each other: each request would count
/// twice.
class PacedTransport final : public Transport {
public:
    /// All are borrowed.
    PacedTransport(Transport *onwards, RateGovernor *governor, Clock *clock);

    QCoro::Task<TransportResult> send(HttpRequest request, std::stop_token stop) override;

private:
    Transport *m_onwards;
    RateGovernor *m_governor;
    Clock *m_clock;
};

} // namespace chatsync::stream
