// SPDX-License-Identifier: MIT
#include "core/stream/rategovernor.h"

#include "core/stream/ratelimitheaders.h"

#include <algorithm>
#include <array>
#include <deque>

namespace chatsync::stream {

namespace {

using namespace std::chrono_literals;
using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr microseconds minute = 60s;
constexpr microseconds second = 1s;
constexpr milliseconds longestBlock = 90s; // as Stream's own tests: a reset further off is a wrong clock

/// Requests a minute before the first answer tells: the defaults of self-serve plans (docs: rate_limits), 6
/// for the batch deletion of users (stream-chat-go, http_test.go). What is not documented is taken for "other
/// calls": 60.
int defaultLimit(Endpoint endpoint)
{
    switch (endpoint) {
    case Endpoint::GetOrCreateChannel:
    case Endpoint::QueryChannels:
    case Endpoint::GetApp:
        return 10'000;
    case Endpoint::QueryUsers:
        return 1'000;
    case Endpoint::UpdateUsers:
    case Endpoint::UpdateUsersPartial:
    case Endpoint::UpdateChannel:
    case Endpoint::UpdateChannelPartial:
    case Endpoint::QueryMembers:
        return 300;
    case Endpoint::DeleteUsers:
        return 6;
    case Endpoint::GetChannel:
    case Endpoint::DeleteChannel:
    case Endpoint::DeleteChannels:
    case Endpoint::RestoreUsers:
    case Endpoint::DeactivateUser:
    case Endpoint::ReactivateUser:
    case Endpoint::QueryBannedUsers:
    case Endpoint::GetRateLimits:
    case Endpoint::GetTask:
    case Endpoint::ListRoles:
        return 60;
    }
    Q_UNREACHABLE();
}

/// The requests to one endpoint. StreamChat counts a request at some moment between its sending and its
/// answer, so one counts here from the sending until a whole window after the answer: then no window of
/// StreamChat's, however it lies, sees more than the limit.
struct Window {
    int limit = 0;
    int inFlight = 0;
    std::deque<microseconds> answered; // ascending, of the last minute
    std::optional<int> remaining;      // as told, less what was sent since
    microseconds windowEnd{0};         // until when `remaining` holds
    QDateTime reset;
    microseconds blockedUntil{0}; // after a 429
    int refusals = 0;             // 429 in a row

    int perSecond() const { return std::max(1, limit / 30); }

    void forget(microseconds now)
    {
        while (!answered.empty() && answered.front() + minute <= now)
            answered.pop_front();
        if (remaining && windowEnd <= now)
            remaining.reset();
    }

    /// How long until fewer than @p most requests count within @p span.
    microseconds waitFor(int most, microseconds span, microseconds now) const
    {
        const int answeredThatMayCount = most - inFlight - 1;
        if (answeredThatMayCount < 0)
            return span; // at the earliest: the next answer has not even come
        const auto index = static_cast<qsizetype>(answered.size()) - 1 - answeredThatMayCount;
        if (index < 0)
            return 0us;
        return answered[static_cast<std::size_t>(index)] + span - now;
    }

    microseconds wait(microseconds now) const
    {
        microseconds longest = blockedUntil - now;
        longest = std::max(longest, waitFor(perSecond(), second, now));
        longest = std::max(longest, waitFor(limit, minute, now));
        if (remaining && *remaining <= 0)
            longest = std::max(longest, windowEnd - now);
        return std::max(longest, 0us);
    }
};

microseconds backOff(int refusals)
{
    return std::min<microseconds>(30s, 2s * (1 << std::min(refusals - 1, 4)));
}

} // namespace

struct RateGovernor::Private {
    Clock *clock;
    mutable std::array<std::optional<Window>, static_cast<std::size_t>(Endpoint::ListRoles) + 1> windows;

    Window &window(Endpoint endpoint) const
    {
        std::optional<Window> &window = windows.at(static_cast<std::size_t>(endpoint));
        if (!window) {
            window.emplace();
            window->limit = defaultLimit(endpoint);
        }
        return *window;
    }

    void learn(Window &window, const RateLimitHeaders &told, microseconds now) const
    {
        if (told.limit && *told.limit > 0)
            window.limit = *told.limit;
        if (!told.remaining || !told.untilReset || *told.untilReset <= 0ms || *told.remaining > window.limit)
            return;
        const microseconds end = now + std::min(*told.untilReset, longestBlock);
        // Answers overtake each other: within one window the least counts. What is in flight may not be
        // counted yet.
        const int left = *told.remaining - window.inFlight;
        const bool sameWindow = window.remaining && end <= window.windowEnd + second;
        window.remaining = sameWindow ? std::min(*window.remaining, left) : left;
        window.windowEnd = sameWindow ? std::max(window.windowEnd, end) : end;
        window.reset = clock->now().addMSecs(std::min(*told.untilReset, longestBlock).count());
    }

    void refuse(Window &window, const RateLimitHeaders &told, microseconds now) const
    {
        ++window.refusals;
        const std::optional<milliseconds> asked = waitAskedFor(told);
        const microseconds pause = asked ? std::min(*asked, longestBlock) : backOff(window.refusals);
        window.blockedUntil = std::max(window.blockedUntil, now + pause);
    }
};

RateGovernor::RateGovernor(Clock *clock)
    : d(std::make_unique<Private>())
{
    d->clock = clock;
}

RateGovernor::~RateGovernor() = default;

std::chrono::milliseconds RateGovernor::delay(Endpoint endpoint) const
{
    Window &window = d->window(endpoint);
    const microseconds now = d->clock->elapsed();
    window.forget(now);
    return std::chrono::ceil<milliseconds>(window.wait(now));
}

void RateGovernor::sent(Endpoint endpoint)
{
    Window &window = d->window(endpoint);
    ++window.inFlight;
    if (window.remaining)
        --*window.remaining;
}

void RateGovernor::answered(Endpoint endpoint, int status, const HttpHeaders &headers)
{
    Window &window = d->window(endpoint);
    const microseconds now = d->clock->elapsed();
    window.forget(now);
    if (window.inFlight > 0)
        --window.inFlight;
    window.answered.push_back(now);
    if (status == 0)
        return;
    const RateLimitHeaders told = rateLimitHeadersFrom(headers, d->clock->now());
    d->learn(window, told, now);
    if (status == 429)
        d->refuse(window, told, now);
    else
        window.refusals = 0;
}

std::optional<RateBudget> RateGovernor::budget(Endpoint endpoint) const
{
    const std::optional<Window> &known = d->windows.at(static_cast<std::size_t>(endpoint));
    if (!known)
        return std::nullopt;
    Window window = *known;
    const microseconds now = d->clock->elapsed();
    window.forget(now);
    const int counted = window.inFlight + static_cast<int>(window.answered.size());
    RateBudget budget;
    budget.limit = window.limit;
    budget.remaining = std::max(0, std::min(window.limit - counted, window.remaining.value_or(window.limit)));
    if (window.remaining)
        budget.reset = window.reset;
    else if (!window.answered.empty())
        budget.reset = d->clock->now().addMSecs(
            std::chrono::ceil<milliseconds>(window.answered.front() + minute - now).count());
    return budget;
}

} // namespace chatsync::stream
