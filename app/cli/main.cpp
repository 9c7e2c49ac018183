// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "core/domain/version.h"
#include "resources/translations.h"

#include <QCoreApplication>

#include <csignal>

using namespace chatsync;

int main(int argc, char **argv)
{
    // A reader that goes away ends the output, not the run.
    std::signal(SIGPIPE, SIG_IGN);
    const cli::Command command = cli::parseCommandLine(argc, argv);
    if (const auto *done = std::get_if<cli::Done>(&command))
        return done->exitCode;

    QCoreApplication app{argc, argv};
    QCoreApplication::setApplicationName(QStringLiteral("chat-sync-console"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CHATSYNC_VERSION));
    installTranslations();

    struct Perform {
        int operator()(const cli::ConverseOptions &options) const { return cli::converse(options); }
        int operator()(const cli::SandboxOptions &options) const { return cli::serveSandbox(options); }
        int operator()(const cli::RunsOptions &options) const { return cli::listRuns(options); }
        int operator()(const cli::ShowOptions &options) const { return cli::showRun(options); }
        int operator()(const cli::Done &done) const { return done.exitCode; }
    };
    return std::visit(Perform{}, command);
}
