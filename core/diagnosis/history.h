// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/facts.h"
#include "core/diagnosis/recognition.h"
#include "core/domain/runevent.h"

#include <vector>

namespace chatsync::diagnosis {

/// What the events of a run tell about users and channels that no read can tell now: who was refused as
/// deleted, who had been there, which channel existed, and which defects of the recipe struck.
std::vector<Hint> hintsIn(const std::vector<RunEvent> &events);

/// The same from a message that was pasted. It has no time.
std::vector<Hint> hintsIn(const Recognition &recognition);

} // namespace chatsync::diagnosis
