// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/clock.h"
#include "core/domain/jsonreader.h"
#include "core/stream/callerror.h"
#include "core/stream/transport.h"

#include <QLatin1String>

namespace chatsync::stream {

/// What a call expects of its answer.
struct Expectation {
    bool writes = false; ///< Whether a lost answer leaves open what was done
    QLatin1String key; ///< A key without which the answer is none of StreamChat's; empty: any object will do
};

/// The one place where an answer, or what came instead, becomes a value or a typed error. Pure but for the
/// clock, which is asked only about refusals that name a time. Status first: a 429 or a 5xx need not hold
/// JSON.
CallResult<json::Document> interpret(const TransportResult &result, const Expectation &expected,
                                     const Clock &clock);

/// The error of a call that was stopped before anything was sent.
CallError cancelledCall();

} // namespace chatsync::stream
