// SPDX-License-Identifier: MIT
#include "app/options/targetoptions.h"

#include <CLI/CLI.hpp>

namespace chatsync {

Target TargetOptions::target() const
{
    QStringList faultTexts;
    for (const std::string &fault : faults)
        faultTexts << QString::fromStdString(fault);
    return {.streamUrl = QString::fromStdString(streamUrl),
            .streamKey = QString::fromStdString(streamKey),
            .streamSecret = qgetenv("STREAM_SECRET"),
            .database = QString::fromStdString(database),
            .faults = faultTexts};
}

QString TargetOptions::journalPath() const
{
    return QString::fromStdString(journal);
}

void addTarget(CLI::App *command, TargetOptions &options)
{
    const char *group = "Target (none given: the embedded sandbox)";
    command->add_option("--stream-url", options.streamUrl, "Where StreamChat is")
        ->envname("STREAM_URL")
        ->group(group);
    command
        ->add_option("--stream-key", options.streamKey, "The app's key; its secret comes from STREAM_SECRET")
        ->envname("STREAM_KEY")
        ->group(group);
    command
        ->add_option("--database", options.database,
                     "sqlite:PATH or postgresql://USER@HOST/NAME; put one with a password into DATABASE_URL")
        ->envname("DATABASE_URL")
        ->group(group);
    command
        ->add_option("--fault", options.faults,
                     "A fault of the embedded sandbox, NAME[=VALUE]; see `chat-sync sandbox --help`")
        ->group(group);
}

void addJournal(CLI::App *command, TargetOptions &options)
{
    command->add_option("--journal", options.journal, "The file that keeps the runs");
}

} // namespace chatsync
