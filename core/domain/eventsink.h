// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/result.h"
#include "core/domain/runevent.h"

namespace chatsync {

/// Takes events, in order, on the thread of the run. A port: the journal, the screen, a test.
class EventSink {
public:
    virtual ~EventSink() = default;

    /// An error from the journal stops the run: what cannot be kept is not done.
    virtual Result<void> append(const RunEvent &event) = 0;
};

} // namespace chatsync
