// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/recipe.h"
#include "core/domain/result.h"
#include "core/domain/runevent.h"

#include <QCoroTask>

#include <stop_token>
#include <vector>

namespace chatsync {

/// A defect of the recipe, shown: the same world and request, once by the documented flow and once hardened.
struct DemonstrationResult {
    QString code;
    std::vector<RunEvent> documented;
    std::vector<RunEvent> hardened;
    bool documentedShows = false; ///< defectsIn(documented) has it
    bool hardenedShows = false;   ///< defectsIn(hardened) has it
    QString documentedOutcome;    ///< A sentence
    QString hardenedOutcome;

    bool proven() const { return documentedShows && !hardenedShows; }
};

/// Performs a demonstration on a sandbox of its own, under commanded time: nothing leaves the process, and it
/// takes milliseconds. An Error of kind Input for an unknown code.
QCoro::Task<Result<DemonstrationResult>> demonstrate(QString defectCode, std::stop_token stop);

} // namespace chatsync
