// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/options.h"

namespace chatsync::cli {

/// Each performs one subcommand inside a QCoreApplication and gives the exit code.
int converse(const ConverseOptions &options);
int lookUp(const LookupOptions &options);
int diagnose(const DiagnoseOptions &options);
int repair(const RepairOptions &options);
int explain(const ExplainOptions &options);
int doctor(const DoctorOptions &options);
int serveSandbox(const SandboxOptions &options);
int listRuns(const RunsOptions &options);
int showRun(const ShowOptions &options);
int listEnvironments(const EnvListOptions &options);
int addEnvironment(const EnvAddOptions &options);
int testEnvironment(const EnvTestOptions &options);
int exportEnvironments(const EnvExportOptions &options);
int importEnvironments(const EnvImportOptions &options);
int removeEnvironment(const EnvRemoveOptions &options);
int readLog(const LogOptions &options);
int makeReport(const ReportOptions &options);
int runChecklist(const ChecklistOptions &options);
int probeVisibility(const ProbeOptions &options);
int cleanUpLeftovers(const CleanUpOptions &options);

} // namespace chatsync::cli
