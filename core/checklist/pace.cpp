// SPDX-License-Identifier: MIT
#include "core/checklist/pace.h"

#include <array>

namespace chatsync::checklist {

namespace {

using std::chrono::milliseconds;
using stream::Endpoint;

/// What the documented flow sends for a conversation, and what its retry adds (flow.md, steps 3 to 7).
constexpr std::array always{Endpoint::UpdateUsers, Endpoint::GetOrCreateChannel,
                            Endpoint::GetOrCreateChannel};
constexpr std::array inTheRetry{Endpoint::UpdateUsers, Endpoint::GetOrCreateChannel, Endpoint::UpdateChannel};

} // namespace

BackendPace::BackendPace(stream::RateGovernor *governor, Clock *clock)
    : m_governor(governor)
    , m_clock(clock)
{}

QCoro::Task<bool> BackendPace::begin(std::stop_token stop)
{
    stream::RateGovernor *const governor = m_governor;
    Clock *const clock = m_clock;
    for (const Endpoint endpoint : always) {
        for (milliseconds pause = governor->delay(endpoint); pause > milliseconds{0};
             pause = governor->delay(endpoint)) {
            auto sleeping = clock->sleep(pause, stop);
            const bool whole = co_await sleeping;
            if (!whole)
                co_return false;
        }
        governor->sent(endpoint);
    }
    co_return true;
}

void BackendPace::end(bool retried)
{
    for (const Endpoint endpoint : always)
        m_governor->answered(endpoint, 0, {});
    if (!retried)
        return;
    for (const Endpoint endpoint : inTheRetry) {
        m_governor->sent(endpoint);
        m_governor->answered(endpoint, 0, {});
    }
}

} // namespace chatsync::checklist
