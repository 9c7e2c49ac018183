// SPDX-License-Identifier: MIT
#include "app/cli/options.h"

#include "app/options/targetoptions.h"
#include "core/domain/version.h"
#include "core/sandbox/backendfault.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace chatsync::cli {

namespace {

constexpr int usageExit = 2;

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

QStringList texts(const std::vector<std::string> &values)
{
    QStringList list;
    for (const std::string &value : values)
        list << text(value);
    return list;
}

/// What CLI11 fills in, before it becomes options of ours.
struct Raw {
    std::string from;
    std::vector<std::string> with;
    std::string type = "direct";
    std::string name;
    std::string flow = "hardened";
    int waitMs = 0;
    int retryWaitMs = 0;
    int attempts = 0;
    bool sendCreator = false;
    bool dryRun = false;
    bool json = false;
    bool backendLog = false;
    TargetOptions target;
    RawBackend backend;
    RawSandboxBackend sandboxBackend;
    std::vector<std::string> faults; ///< Of the sandbox that is served
    std::string limits = "on";
    int port = 0;
    quint32 seed = 1;
    std::string run;
    std::string search;
    int limit = 50;
    LookupRaw lookup;
    RepairRaw repair;
    std::string log;
    RawReport report;
    bool follow = false;
    ChecklistRaw checklist;
    bool cleanUp = false;
    std::vector<std::string> runs;
    int times = 10;
    bool checkNow = false;
};

void addFlow(CLI::App *command, Raw &raw)
{
    command->add_option("--flow", raw.flow, "How it is done")
        ->check(CLI::IsMember({"hardened", "documented", "unsynced"}))
        ->capture_default_str();
    command->add_option("--wait-ms", raw.waitMs, "The wait after an upsert (1000 to 2000)");
    command->add_option("--retry-wait-ms", raw.retryWaitMs, "The wait before the first retry");
    command->add_option("--attempts", raw.attempts, "How often to try to create the channel");
    command->add_flag("--send-creator", raw.sendCreator, "Let `documented` send created_by_id, too");
}

CLI::App *addConverse(CLI::App &app, Raw &raw)
{
    CLI::App *command = app.add_subcommand("converse", "Create a test conversation and watch every step");
    command->add_option("--from", raw.from, "The initiator: id, StreamChat id, e-mail or name")->required();
    command
        ->add_option("--with", raw.with, "A participant: id, StreamChat id, e-mail or name; may be repeated")
        ->required();
    command->add_option("--type", raw.type, "The conversation's type")->capture_default_str();
    command->add_option("--name", raw.name, "The conversation's name");
    addFlow(command, raw);
    command->add_flag("--dry-run", raw.dryRun, "Show what would be sent; send nothing that writes");
    command->add_flag("--json", raw.json, "The events, one JSON object a line");
    command->add_flag("--clean-up", raw.cleanUp,
                      "Remove afterwards what this conversation created, and nothing else");
    addTarget(command, raw.target);
    addBackend(command, raw.backend);
    addJournal(command, raw.target);
    return command;
}

CLI::App *addSandbox(CLI::App &app, Raw &raw)
{
    CLI::App *command = app.add_subcommand("sandbox", "Serve the sandbox on loopback until stopped");
    command->add_option("--port", raw.port, "0: any that is free")->check(CLI::Range(0, 65535));
    command->add_option("--seed", raw.seed, "Same seed, same data")->capture_default_str();
    command->add_option("--fault", raw.faults, "NAME[=VALUE]; may be repeated");
    command
        ->add_option("--limits", raw.limits,
                     "StreamChat's rate limits; off: for measuring how fast clients are")
        ->check(CLI::IsMember({"on", "off"}))
        ->capture_default_str();
    addSandboxBackend(command, raw.sandboxBackend);
    // Only made when somebody asks for this help.
    command->footer([] {
        std::string text = "Faults, and what one would see in production (backend-*: of the stand-in):\n";
        for (const sandbox::FaultKind &fault : sandbox::faultCatalogue() + sandbox::backendFaultCatalogue()) {
            const QString name = fault.syntax.isEmpty() ? fault.name : fault.name + u'=' + fault.syntax;
            text += QStringLiteral("  %1\n      %2\n").arg(name, fault.effect).toStdString();
        }
        return text;
    });
    return command;
}

CLI::App *addRuns(CLI::App &app, Raw &raw)
{
    CLI::App *command = app.add_subcommand("runs", "List the runs that were kept, newest first");
    command->add_option("--search", raw.search, "Only runs with this in their participants, error or id");
    command->add_option("--limit", raw.limit, "How many at the most")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    command->add_flag("--json", raw.json, "One JSON object a line");
    addJournal(command, raw.target);
    return command;
}

CLI::App *addShow(CLI::App &app, Raw &raw)
{
    CLI::App *command = app.add_subcommand("show", "Show a run that was kept");
    command->add_option("RUN", raw.run, "Its id, the beginning of it, or `last`")->required();
    CLI::Option *json = command->add_flag("--json", raw.json, "Its events, one JSON object a line");
    command->add_flag("--backend-log", raw.backendLog, "The lines OneCrew's backend would have printed")
        ->excludes(json);
    addJournal(command, raw.target);
    return command;
}

CLI::App *addLog(CLI::App &app, Raw &raw)
{
    CLI::App *command =
        app.add_subcommand("log", "Read a backend's log: its conversations, and what went wrong in each");
    command->add_option("FILE", raw.log, "The log; `-` is standard input")->required();
    command->add_flag("--json", raw.json,
                      "The events of each conversation and its findings, one JSON object a line");
    CLI::Option *follow =
        command->add_flag("--follow", raw.follow, "Go on as the file grows, until interrupted");
    command
        ->add_flag("--check-now", raw.checkNow,
                   "Ask how the people are today, and whether it would succeed; reads only")
        ->excludes(follow);
    addTarget(command, raw.target);
    return command;
}

CLI::App *addChecklistCommand(CLI::App &app, Raw &raw)
{
    CLI::App *command = addChecklist(app, raw.checklist);
    addFlow(command, raw);
    command->add_flag("--json", raw.json, "The news, one JSON object a line, the result on the last");
    addTarget(command, raw.target);
    addBackendAddress(command, raw.backend);
    addJournal(command, raw.target);
    return command;
}

CLI::App *addCleanUp(CLI::App &app, Raw &raw)
{
    CLI::App *command = app.add_subcommand(
        "cleanup", "Remove what test conversations left behind, and nothing that is not proven to be theirs");
    command->add_option("--run", raw.runs,
                        "Only what this run left: its id, the beginning of it, or `last`; may be repeated");
    command->add_flag("--dry-run", raw.dryRun, "Read and list what is left; remove nothing");
    command->add_flag("--json", raw.json, "One JSON object a line: each object, then the counts");
    addTarget(command, raw.target);
    addJournal(command, raw.target);
    return command;
}

CLI::App *addProbe(CLI::App &app, Raw &raw)
{
    CLI::App *command = app.add_subcommand(
        "probe", "Measure how long after an upsert a user can be a member, and what wait that asks for");
    command->add_option("--times", raw.times, "How often; 0: only tell what was measured before")
        ->check(CLI::Range(0, 1000))
        ->capture_default_str();
    command->add_flag("--json", raw.json, "The distribution and the advice as one JSON object");
    addTarget(command, raw.target);
    addJournal(command, raw.target);
    return command;
}

FlowSettings settingsFrom(const CLI::App &command, const Raw &raw)
{
    FlowSettings settings = settingsOf(presetFrom(text(raw.flow)).value_or(Preset::Hardened));
    if (command.count("--wait-ms") > 0)
        settings.wait = std::chrono::milliseconds{raw.waitMs};
    if (command.count("--retry-wait-ms") > 0)
        settings.retryWait = std::chrono::milliseconds{raw.retryWaitMs};
    if (command.count("--attempts") > 0)
        settings.attempts = raw.attempts;
    settings.sendCreator = settings.sendCreator || raw.sendCreator;
    return settings;
}

} // namespace

Command parseCommandLine(int argc, char **argv)
{
    Raw raw;
    CLI::App app{"Create test conversations on StreamChat step by step, and see why they fail.", "chat-sync"};
    app.set_version_flag("--version", std::string{"chat-sync "} + CHATSYNC_VERSION);
    app.require_subcommand(1);
    const CLI::App *converse = addConverse(app, raw);
    const CLI::App *lookup = addLookup(app, raw.lookup, raw.target, raw.json);
    const CLI::App *diagnose = addDiagnose(app, raw.lookup, raw.target, raw.json);
    const CLI::App *repair = addRepair(app, raw.repair, raw.target, raw.json);
    const CLI::App *explain = addExplain(app, raw.lookup, raw.json);
    const CLI::App *doctor = addDoctor(app, raw.lookup, raw.target, raw.json);
    const CLI::App *sandbox = addSandbox(app, raw);
    const CLI::App *runs = addRuns(app, raw);
    const CLI::App *show = addShow(app, raw);
    const CLI::App *log = addLog(app, raw);
    const CLI::App *report = addReport(app, raw.report);
    const CLI::App *checklist = addChecklistCommand(app, raw);
    const CLI::App *cleanUp = addCleanUp(app, raw);
    const CLI::App *probe = addProbe(app, raw);
    const EnvParser env{app};
    addEnvironment(&app, raw.target);
    app.footer(
        "Exit codes: 0 works, 1 the conversation, a repair, a check or a test failed or a problem was found, "
        "2 wrong\n"
        "usage, 3 database, StreamChat or backend not reached or refused, 4 the journal cannot be written, "
        "130\n"
        "interrupted.");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        const bool complaint = app.exit(error) != 0;
        return Done{complaint ? usageExit : 0};
    }
    if (const std::optional<QString> complaint = raw.target.contradiction()) {
        std::cerr << complaint->toStdString() << '\n';
        return Done{usageExit};
    }
    if (const std::optional<EnvCommand> command = env.command())
        return *command;
    if (converse->parsed()) {
        return ConverseOptions{.request = {.initiator = text(raw.from),
                                           .participants = texts(raw.with),
                                           .type = text(raw.type),
                                           .name = text(raw.name)},
                               .settings = settingsFrom(*converse, raw),
                               .target = raw.target.target(),
                               .backend = raw.backend.options(*converse),
                               .journal = raw.target.journalPath(),
                               .dryRun = raw.dryRun,
                               .json = raw.json,
                               .cleanUp = raw.cleanUp};
    }
    if (cleanUp->parsed()) {
        return CleanUpOptions{.target = raw.target.target(),
                              .journal = raw.target.journalPath(),
                              .runs = texts(raw.runs),
                              .dryRun = raw.dryRun,
                              .json = raw.json};
    }
    if (probe->parsed()) {
        return ProbeOptions{.target = raw.target.target(),
                            .journal = raw.target.journalPath(),
                            .times = raw.times,
                            .json = raw.json};
    }
    if (lookup->parsed())
        return lookupOptions(raw.lookup, raw.target, raw.json);
    if (diagnose->parsed())
        return diagnoseOptions(raw.lookup, raw.target, raw.json);
    if (repair->parsed())
        return repairOptions(raw.repair, raw.target, raw.json);
    if (explain->parsed())
        return explainOptions(raw.lookup, raw.json);
    if (doctor->parsed())
        return doctorOptions(raw.lookup, raw.target, raw.json);
    if (sandbox->parsed())
        return SandboxOptions{.port = raw.port,
                              .seed = raw.seed,
                              .faults = texts(raw.faults),
                              .limits = raw.limits == "on",
                              .backend = raw.sandboxBackend.options()};
    if (runs->parsed())
        return RunsOptions{.journal = raw.target.journalPath(),
                           .search = text(raw.search),
                           .limit = raw.limit,
                           .json = raw.json};
    if (show->parsed()) {
        const ShowOptions::Form form = raw.json         ? ShowOptions::Form::Json
                                       : raw.backendLog ? ShowOptions::Form::BackendLog
                                                        : ShowOptions::Form::Log;
        return ShowOptions{.run = text(raw.run), .journal = raw.target.journalPath(), .form = form};
    }
    if (checklist->parsed()) {
        Result<ChecklistOptions> options = checklistOptions(raw.checklist);
        if (!options) {
            std::cerr << options.error().what.toStdString() << '\n'
                      << options.error().advice.toStdString() << '\n';
            return Done{usageExit};
        }
        options->order.settings = settingsFrom(*checklist, raw);
        options->target = raw.target.target();
        raw.backend.target = raw.checklist.target;
        options->backend = raw.backend.options(*checklist);
        options->journal = raw.target.journalPath();
        options->json = raw.json;
        return *options;
    }
    if (log->parsed()) {
        if (raw.follow && raw.log == "-") {
            std::cerr << "Standard input cannot be followed: it is read to its end anyway.\n";
            return Done{usageExit};
        }
        return LogOptions{.file = text(raw.log),
                          .json = raw.json,
                          .follow = raw.follow,
                          .checkNow = raw.checkNow,
                          .target = raw.target.target()};
    }
    if (report->parsed())
        return raw.report.options();
    return Done{usageExit};
}

} // namespace chatsync::cli
