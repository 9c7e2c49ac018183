// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/backendoptions.h"
#include "app/cli/checklistoptions.h"
#include "app/cli/environmentoptions.h"
#include "app/cli/lookupoptions.h"
#include "app/cli/repairoptions.h"
#include "app/cli/reportoptions.h"
#include "core/domain/conversation.h"
#include "core/sync/preset.h"
#include "core/workbench/target.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

namespace chatsync::cli {

struct ConverseOptions {
    ConversationRequest request;
    FlowSettings settings;
    Target target;
    BackendOptions backend;
    QString journal;
    bool dryRun = false;
    bool json = false;
    bool cleanUp = false; ///< Afterwards, whatever came of it
};

struct CleanUpOptions {
    Target target;
    QString journal;
    QStringList runs; ///< Ids, their beginnings, or `last`; empty: all
    bool dryRun = false;
    bool json = false;
};

struct ProbeOptions {
    Target target;
    QString journal;
    int times = 10; ///< 0: only tell what was measured before
    bool json = false;
};

struct SandboxOptions {
    int port = 0; ///< 0: any that is free
    quint32 seed = 1;
    QStringList faults;
    bool limits = true; ///< StreamChat's rate limits
    SandboxBackendOptions backend;
};

struct RunsOptions {
    QString journal;
    QString search;
    int limit = 50;
    bool json = false;
};

struct ShowOptions {
    enum class Form { Log, Json, BackendLog };
    QString run; ///< Id, the beginning of one, or `last`
    QString journal;
    Form form = Form::Log;
};

struct LogOptions {
    QString file; ///< `-`: standard input
    bool json = false;
    bool follow = false;
    bool checkNow = false; ///< How the people of its conversations are today
    Target target;         ///< Where that is asked
};

/// Nothing left to do: help or a complaint was printed.
struct Done {
    int exitCode = 0;
};

using Command = std::variant<ConverseOptions, LookupOptions, DiagnoseOptions, RepairOptions, ExplainOptions,
                             DoctorOptions, SandboxOptions, RunsOptions, ShowOptions, LogOptions,
                             ReportOptions, ChecklistOptions, CleanUpOptions, ProbeOptions, EnvCommand, Done>;

/// Reads the command line. StreamChat's secret comes from the environment alone, so that no list of processes
/// shows it.
Command parseCommandLine(int argc, char **argv);

} // namespace chatsync::cli
