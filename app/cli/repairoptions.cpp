// SPDX-License-Identifier: MIT
#include "app/cli/repairoptions.h"

#include <CLI/CLI.hpp>

namespace chatsync::cli {

CLI::App *addRepair(CLI::App &app, RepairRaw &raw, TargetOptions &target, bool &json)
{
    CLI::App *command = app.add_subcommand(
        "repair", "Show what would put people right at StreamChat, field by field; write it once confirmed");
    CLI::Option *who = command->add_option("TEXT", raw.texts,
                                           "Whom: an error message, ids, e-mails or names, as for lookup");
    CLI::Option *undo = command->add_option(
        "--undo", raw.undo, "Take back the repair of this run: its id, its beginning, or `last`");
    undo->excludes(who);
    command->add_option("--confirm", raw.confirm, "Write, when exactly so many objects are to be written")
        ->check(CLI::Range(1, 1000));
    command->add_option(
        "--arm", raw.arm,
        "The environment's name, typed: lets this one command write where that has to be armed");
    command->add_flag("--json", json, "The preview, then the events, one JSON object a line");
    addTarget(command, target);
    addJournal(command, target);
    return command;
}

RepairOptions repairOptions(const RepairRaw &raw, const TargetOptions &target, bool json)
{
    QStringList texts;
    for (const std::string &text : raw.texts)
        texts << QString::fromStdString(text);
    return {.text = texts.join(u'\n'),
            .undo = QString::fromStdString(raw.undo),
            .confirm = raw.confirm > 0 ? std::optional{raw.confirm} : std::nullopt,
            .arm = QString::fromStdString(raw.arm),
            .target = target.target(),
            .journal = target.journalPath(),
            .json = json};
}

} // namespace chatsync::cli
