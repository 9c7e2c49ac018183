// SPDX-License-Identifier: MIT
#include "core/stream/pacedtransport.h"

#include <utility>

namespace chatsync::stream {

PacedTransport::PacedTransport(Transport *onwards, RateGovernor *governor, Clock *clock)
    : m_onwards(onwards)
    , m_governor(governor)
    , m_clock(clock)
{}

QCoro::Task<TransportResult> PacedTransport::send(HttpRequest request, std::stop_token stop)
{
    const auto exchange = [](Transport *onwards, RateGovernor *governor, Clock *clock, HttpRequest asked,
                             std::stop_token stopping) -> QCoro::Task<TransportResult> {
        using std::chrono::milliseconds;
        for (milliseconds pause = governor->delay(asked.endpoint); pause > milliseconds{0};
             pause = governor->delay(asked.endpoint)) {
            auto sleeping = clock->sleep(pause, stopping);
            const bool whole = co_await sleeping;
            if (!whole)
                co_return tl::unexpected(
                    TransportFailure{.kind = TransportFailure::Kind::Cancelled, .message = {}});
        }
        const Endpoint endpoint = asked.endpoint;
        governor->sent(endpoint);
        auto sending = onwards->send(std::move(asked), stopping);
        const TransportResult result = co_await sending;
        const HttpResponse &told = result ? *result : result.error().partial;
        governor->answered(endpoint, told.status, told.headers);
        co_return result;
    };
    return exchange(m_onwards, m_governor, m_clock, std::move(request), std::move(stop));
}

} // namespace chatsync::stream
