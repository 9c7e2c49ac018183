// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "core/directory/store.h"
#include "core/domain/version.h"
#include "resources/translations.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdlib>

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

    struct PerformEnv {
        int operator()(const cli::EnvListOptions &options) const { return cli::listEnvironments(options); }
        int operator()(const cli::EnvAddOptions &options) const { return cli::addEnvironment(options); }
        int operator()(const cli::EnvTestOptions &options) const { return cli::testEnvironment(options); }
        int operator()(const cli::EnvExportOptions &options) const
        {
            return cli::exportEnvironments(options);
        }
        int operator()(const cli::EnvImportOptions &options) const
        {
            return cli::importEnvironments(options);
        }
        int operator()(const cli::EnvRemoveOptions &options) const { return cli::removeEnvironment(options); }
    };
    struct Perform {
        int operator()(const cli::ConverseOptions &options) const { return cli::converse(options); }
        int operator()(const cli::LookupOptions &options) const { return cli::lookUp(options); }
        int operator()(const cli::DiagnoseOptions &options) const { return cli::diagnose(options); }
        int operator()(const cli::RepairOptions &options) const { return cli::repair(options); }
        int operator()(const cli::ExplainOptions &options) const { return cli::explain(options); }
        int operator()(const cli::DoctorOptions &options) const { return cli::doctor(options); }
        int operator()(const cli::SandboxOptions &options) const { return cli::serveSandbox(options); }
        int operator()(const cli::RunsOptions &options) const { return cli::listRuns(options); }
        int operator()(const cli::ShowOptions &options) const { return cli::showRun(options); }
        int operator()(const cli::EnvCommand &env) const { return std::visit(PerformEnv{}, env); }
        int operator()(const cli::LogOptions &options) const { return cli::readLog(options); }
        int operator()(const cli::ReportOptions &options) const { return cli::makeReport(options); }
        int operator()(const cli::ChecklistOptions &options) const { return cli::runChecklist(options); }
        int operator()(const cli::ProbeOptions &options) const { return cli::probeVisibility(options); }
        int operator()(const cli::CleanUpOptions &options) const { return cli::cleanUpLeftovers(options); }
        int operator()(const cli::Done &done) const { return done.exitCode; }
    };
    const int exitCode = std::visit(Perform{}, command);
    // A database's thread may still be at work: what it stands on must not be taken down under it.
    if (!Store::waitForWorkers(std::chrono::seconds{2}))
        std::_Exit(exitCode);
    return exitCode;
}
