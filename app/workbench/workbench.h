// SPDX-License-Identifier: MIT
#pragma once

#include "app/workbench/target.h"
#include "core/domain/redactor.h"
#include "core/sync/flow.h"

#include <memory>

namespace chatsync {

/// Everything a run stands on, put together for one target: network or simulator, database, clock, redactor.
/// GUI and command line both work at one; neither talks to SQL, HTTP or disk itself.
///
/// Made and used in one thread with an event loop. Ask runs to stop and let them end before it goes.
class Workbench {
public:
    /// An Error of kind Input when the target is incomplete or a fault is unknown. Nothing is sent and nothing is
    /// connected yet. With @p dryRun, whatever would write is answered by a rehearsal instead.
    static Result<std::unique_ptr<Workbench>> open(const Target &target, bool dryRun);
    ~Workbench();
    Workbench(const Workbench &) = delete;
    Workbench &operator=(const Workbench &) = delete;

    /// A context for one run; the sinks are borrowed.
    FlowContext context(std::vector<EventSink *> sinks) const;

    const Redactor &redactor() const;

private:
    struct Private;
    explicit Workbench(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace chatsync
