// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/checklist.

#include "core/domain/checklist.h"
#include "core/domain/runevent.h"

#include <QCoroTask>
#include <QStringList>

#include <stop_token>
#include <vector>

namespace chatsync::checklist {

struct Stage;

/// Why a conversation failed, with a code: what is wrong with somebody in it, by diagnosis; else which defect
/// of the recipe struck in its run; else what StreamChat or the backend said. Adds it to @p result, whose own
/// words stay. Reads; changes nothing.
QCoro::Task<CheckResult> explained(Stage *stage, CheckResult result, std::vector<RunEvent> events,
                                   QStringList participantIds, std::stop_token stop);

} // namespace chatsync::checklist
