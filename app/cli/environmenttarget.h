// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/environmentstore.h"
#include "core/environment/secrets.h"
#include "core/workbench/target.h"

namespace chatsync::cli {

/// Exit codes of what goes wrong before there is a run.
int exitCodeOf(const Error &error);

/// The target to work on: for one that names an environment, with its secrets as Secrets finds them, asked
/// for on the terminal where nobody has them; any other as it is. Complains about what looks like production
/// under another kind. Runs an event loop.
Result<Target> targetFor(const Target &given);

} // namespace chatsync::cli
