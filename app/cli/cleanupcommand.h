// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/cleanup.h"

namespace chatsync::cli {

/// 0 nothing is left, 1 something is, on purpose or not; else as the run's.
int exitCodeOf(const CleanUpOutcome &outcome);

/// A line for each object that was left as it is, or is still there, and why.
void tellKept(const CleanUpOutcome &outcome);

} // namespace chatsync::cli
