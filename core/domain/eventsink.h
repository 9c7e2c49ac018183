// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/result.h"
#include "core/domain/runevent.h"

#include <span>

namespace chatsync {

/// Takes events, in order, on the thread of the run. A port: the journal, the screen, a test.
class EventSink {
public:
    virtual ~EventSink() = default;

    /// An error from the journal stops the run: what cannot be kept is not done.
    virtual Result<void> append(const RunEvent &event) = 0;

    /// Several at once, which may cost less. Those before a failing one, or all the others, are taken all the
    /// same.
    virtual Result<void> appendAll(std::span<const RunEvent> events)
    {
        Result<void> result;
        for (const RunEvent &event : events) {
            if (const Result<void> taken = append(event); !taken && result)
                result = taken;
        }
        return result;
    }
};

} // namespace chatsync
