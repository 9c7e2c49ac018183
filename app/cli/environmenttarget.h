// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/environmentstore.h"
#include "core/environment/secrets.h"
#include "core/workbench/target.h"

#include <functional>

namespace chatsync::cli {

/// Exit codes of what goes wrong before there is a run.
int exitCodeOf(const Error &error);

/// The target to work on: for one that names an environment, with its secrets as Secrets finds them, asked
/// for on the terminal where nobody has them; any other as it is. Complains about what looks like production
/// under another kind. Runs an event loop.
Result<Target> targetFor(const Target &given);

/// Finds tokens that a named environment has for one initiator alone; null for one that has none, and for
/// loose options. @p secrets is borrowed.
std::function<QCoro::Task<QByteArray>(QString, std::stop_token)> backendTokensOf(const Target &given,
                                                                               Secrets *secrets);

} // namespace chatsync::cli
