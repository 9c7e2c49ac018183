// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/checklist: what all checks of one performance share.

#include "core/checklist/cast.h"
#include "core/checklist/pace.h"
#include "core/checklist/readback.h"
#include "core/checklist/runner.h"
#include "core/diagnosis/gather.h"
#include "core/journal/checkliststore.h"
#include "core/stream/pacedtransport.h"

#include <QSet>

namespace chatsync::checklist {

struct Stage {
    Stage(RunnerContext given, Order asked);

    /// How to talk to StreamChat outside of runs: governed, nothing recorded.
    stream::ClientContext reader() const;
    void tell(Progress progress) const;
    void note(const QString &sentence) const;

    /// Whether something made it impossible to go on; the first one counts.
    bool halted() const { return trouble || stopsHere; }
    void halt(EndReason reason, const Error &error);
    /// True when it was kept; else the performance is over.
    bool keep(const Result<void> &kept);

    /// Fills in what every result says of its check.
    CheckResult resultOf(const Check &check) const;
    CheckResult resultOf(Scenario scenario) const;
    /// A failure ends the performance where it was asked to.
    void minds(const CheckResult &result);

    RunnerContext context;
    Order order;
    ChecklistStore store;
    ChecklistResult head;
    stream::PacedTransport paced; ///< For flows that do not ask the governor
    BackendPace backendPace;
    stream::Client client;
    Cast cast;
    diagnosis::AppCache app;
    Standing standing;

    std::optional<std::pair<EndReason, Error>> trouble;
    bool stopsHere = false;    ///< At the first failure
    int unreachableInARow = 0; ///< Conversations that found the environment unreachable, one after another
};

} // namespace chatsync::checklist
