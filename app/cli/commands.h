// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/options.h"

namespace chatsync::cli {

/// Each performs one subcommand inside a QCoreApplication and gives the exit code.
int converse(const ConverseOptions &options);
int serveSandbox(const SandboxOptions &options);
int listRuns(const RunsOptions &options);
int showRun(const ShowOptions &options);
int readLog(const LogOptions &options);

} // namespace chatsync::cli
