// SPDX-License-Identifier: MIT
#include "app/cli/lookupoptions.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace chatsync::cli {

namespace {

QStringList texts(const LookupRaw &raw)
{
    QStringList list;
    for (const std::string &text : raw.texts)
        list << QString::fromStdString(text);
    return list;
}

/// Words typed without quotes are one text; arguments with blanks in them were quoted, each for itself.
QString joined(const QStringList &arguments)
{
    const bool quoted = std::any_of(arguments.begin(), arguments.end(),
                                    [](const QString &argument) { return argument.contains(u' '); });
    return arguments.join(quoted ? u'\n' : u' ');
}

} // namespace

CLI::App *addLookup(CLI::App &app, LookupRaw &raw, TargetOptions &target, bool &json)
{
    CLI::App *command = app.add_subcommand(
        "lookup", "Find whom a text names, and tell whether others can chat with them; reads only");
    command
        ->add_option(
            "TEXT", raw.texts,
            "An error message, ids, e-mails, part of a name, a log line, a list, CSV; - reads standard "
            "input")
        ->required();
    CLI::Option *asJson = command->add_flag("--json", json, "One JSON object with everything");
    command->add_flag("--csv", raw.csv, "A table as CSV, one row for each participant")->excludes(asJson);
    addTarget(command, target);
    addJournal(command, target);
    return command;
}

CLI::App *addDiagnose(CLI::App &app, LookupRaw &raw, TargetOptions &target, bool &json)
{
    CLI::App *command = app.add_subcommand(
        "diagnose", "Tell whether people can chat with each other now, and why not; reads only");
    command->add_option("WHO", raw.texts, "Two or more: id, StreamChat id, e-mail or name")
        ->required()
        ->expected(2, 10);
    command->add_flag("--json", json, "One JSON object with everything");
    addTarget(command, target);
    addJournal(command, target);
    return command;
}

CLI::App *addExplain(CLI::App &app, LookupRaw &raw, bool &json)
{
    CLI::App *command = app.add_subcommand("explain", "Tell what a code or an error message means");
    command->add_option("TEXT", raw.texts, "A code of StreamChat's or of a finding, or any error text")
        ->required();
    command->add_flag("--json", json, "One JSON object");
    return command;
}

CLI::App *addDoctor(CLI::App &app, LookupRaw &raw, TargetOptions &target, bool &json)
{
    CLI::App *command = app.add_subcommand(
        "doctor", "List the defects of the documented flow and show each, or tell which struck in a run");
    command->add_option("RUN", raw.texts, "A run that was kept: its id, the beginning of it, or `last`")
        ->expected(0, 1);
    command->add_flag("--json", json, "One JSON object a line");
    addJournal(command, target);
    return command;
}

LookupOptions lookupOptions(const LookupRaw &raw, const TargetOptions &target, bool json)
{
    const QStringList arguments = texts(raw);
    return {.text = joined(arguments),
            .fromInput = arguments == QStringList{QStringLiteral("-")},
            .target = target.target(),
            .journal = target.journalPath(),
            .json = json,
            .csv = raw.csv};
}

DiagnoseOptions diagnoseOptions(const LookupRaw &raw, const TargetOptions &target, bool json)
{
    return {.people = texts(raw), .target = target.target(), .journal = target.journalPath(), .json = json};
}

ExplainOptions explainOptions(const LookupRaw &raw, bool json)
{
    return {.text = texts(raw).join(u' '), .json = json};
}

DoctorOptions doctorOptions(const LookupRaw &raw, const TargetOptions &target, bool json)
{
    return {.run = texts(raw).value(0), .journal = target.journalPath(), .json = json};
}

} // namespace chatsync::cli
