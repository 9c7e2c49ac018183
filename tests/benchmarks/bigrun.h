// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/runevent.h"

#include <vector>

namespace chatsync::bench {

/// A real run that fails, its requests, statements and notes repeated until there are @p count events. Each
/// has an id and a body of its own: nothing in it is shared.
std::vector<RunEvent> bigRun(int count);

} // namespace chatsync::bench
