// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/checklist: one conversation made, read back and judged.

#include "core/checklist/progress.h"
#include "core/checklist/readback.h"
#include "core/domain/participant.h"
#include "core/sync/flow.h"

namespace chatsync::checklist {

struct Stage;

/// Who talks to whom, and for which check.
struct Scene {
    CheckResult result; ///< With what is said of every result of the check
    Participant initiator;
    std::vector<Participant> others;
    std::vector<CheckEvidence> evidence; ///< What was seen before
    QString check;                       ///< The check's id; empty: a cell
    std::optional<Progress::Company> company;
    std::optional<Scenario> scenario;
};

struct Played {
    CheckResult result;
    Facts facts;
    Failure failure = Failure::None;
};

/// Makes the conversation by engine or backend, as the order says, and gives the verdict with its evidence.
/// Where the journal fails the stage is halted.
QCoro::Task<Played> play(Stage *stage, Scene scene, std::stop_token stop);

} // namespace chatsync::checklist
