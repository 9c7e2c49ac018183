// SPDX-License-Identifier: MIT
#pragma once

#include "core/checklist/runner.h"
#include "core/domain/redactor.h"
#include "core/environment/arming.h"
#include "core/sync/backendclient.h"
#include "core/sync/flow.h"
#include "core/workbench/target.h"

#include <memory>

namespace chatsync {

/// Everything a run stands on, put together for one target: network or simulator, database, clock, redactor.
/// GUI and command line both work at one; neither talks to SQL, HTTP or disk itself.
///
/// Every request leaves through a gate that keeps the target's write policy, whatever the caller says of the
/// request; under any policy but Allowed the database is opened for reading only.
///
/// Made and used in one thread with an event loop. Ask runs to stop and let them end before it goes.
class Workbench {
public:
    /// Real, or commanded: a fixed start, no waiting, the same ids and durations each time.
    enum class Timing { Real, Virtual };

    /// What the target is, without opening anything. Thread-safe. An Error as open() would give it.
    static Result<RunEnvironment> environmentOf(const Target &target);

    /// An Error of kind Input when the target is incomplete or a fault is unknown. Nothing is sent and
    /// nothing is connected yet. With @p dryRun, whatever would write is answered by a rehearsal instead.
    static Result<std::unique_ptr<Workbench>> open(const Target &target, bool dryRun,
                                                   Timing timing = Timing::Real);
    ~Workbench();
    Workbench(const Workbench &) = delete;
    Workbench &operator=(const Workbench &) = delete;

    /// A context for one run; the sinks are borrowed.
    FlowContext context(std::vector<EventSink *> sinks) const;

    /// A dry run over what this one stands on: it reads the same StreamChat, the embedded one included, and
    /// the same database. May outlive this one.
    Result<std::unique_ptr<Workbench>> rehearsal() const;

    /// Leave to write where the policy is WhenArmed; null where arming has no meaning. Only disarm() may be
    /// called once this is gone.
    std::shared_ptr<Arming> arming() const;

    /// Whether a test conversation may be made here. Always, when this is a rehearsal.
    Result<void> mayConverse() const;

    /// Whether what test conversations left behind may be removed here. Always, when this is a rehearsal.
    Result<void> mayCleanUp() const;

    /// How to ask OneCrew's backend, through a gate that keeps the same write policy. In the embedded sandbox
    /// a stand-in of its own is asked, which creates conversations as @p standIn says. An Error of kind Input
    /// where the backend's address or every proof of who asks is missing (where tokens are given, the run says
    /// so). Valid as long as this one.
    Result<BackendAccess> backend(const FlowSettings &standIn);

    /// All that a checklist stands on here, its journal, sinks and result's id left out; an Error as backend()
    /// gives it. In the embedded sandbox new users are rows of its own, and the stand-in's lines are the
    /// backend's log; elsewhere that is @p logFile, where one is given. Valid as
    /// long as this one, and until the next call.
    Result<checklist::RunnerContext> checklist(const checklist::Order &order, const QString &logFile);

    /// Replaces the faults of the embedded sandbox; their counts begin anew. An Error of kind Input for an
    /// unknown one, or where there is no embedded sandbox.
    Result<void> setFaults(const QStringList &faults);

    /// Only under commanded time: see VirtualClock::setEnd().
    void endTimeAt(std::chrono::milliseconds end);

private:
    struct Private;
    static Result<std::unique_ptr<Workbench>> make(std::unique_ptr<Private> d);
    explicit Workbench(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace chatsync
