// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/verdict.h"
#include "core/domain/exchange.h"
#include "core/domain/runevent.h"
#include "core/sync/repair.h"

#include <vector>

namespace chatsync {

/// From what a diagnosis advises to what a repair does. Remedies no repair performs are left out; several
/// fields of one user become one action. In the order of the remedies, each once.
RepairRequest repairRequestFor(const std::vector<diagnosis::Remedy> &remedies);

/// Of every finding in the verdict.
RepairRequest repairRequestFor(const diagnosis::Verdict &verdict);

/// The requests of a run, or of its rehearsal, that write, in order and redacted.
std::vector<Exchange> writesIn(const std::vector<RunEvent> &events);

} // namespace chatsync
