// SPDX-License-Identifier: MIT
#include "app/options/targetoptions.h"

#include <CLI/CLI.hpp>

namespace chatsync {

Target TargetOptions::target() const
{
    QStringList faultTexts;
    for (const std::string &fault : faults)
        faultTexts << QString::fromStdString(fault);
    if (!environment.empty()) {
        Target named;
        named.environment = QString::fromStdString(environment);
        named.faults = faultTexts;
        return named;
    }
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

/// Variables give way to a named environment; what was typed beside it cannot be meant.
std::optional<QString> TargetOptions::contradiction() const
{
    const auto isTyped = [](const std::string &value, const char *variable) {
        return !value.empty() && qgetenv(variable) != value.c_str();
    };
    const bool typed = isTyped(streamUrl, "STREAM_URL") || isTyped(streamKey, "STREAM_KEY") ||
                       isTyped(database, "DATABASE_URL");
    if (environment.empty() || !typed)
        return std::nullopt;
    return QStringLiteral(
        "--env names an environment with its own StreamChat and database. Leave --stream-url, "
        "--stream-key and --database out, or leave --env out.");
}

void addEnvironment(CLI::App *command, TargetOptions &options)
{
    command->add_option("--env", options.environment,
                        "A kept environment, by name; see `chat-sync env list`");
}

void addTarget(CLI::App *command, TargetOptions &options)
{
    const char *group = "Target (none given: the embedded sandbox)";
    addEnvironment(command, options);
    command->get_option("--env")->group(group);
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
