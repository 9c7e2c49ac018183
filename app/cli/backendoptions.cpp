// SPDX-License-Identifier: MIT
#include "app/cli/backendoptions.h"

#include "core/sandbox/backendfault.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>

namespace chatsync::cli {

namespace {

constexpr const char *backendGroup = "Who does the work";

QString tr(const char *text)
{
    return QCoreApplication::translate("BackendOptions", text);
}

tl::unexpected<Error> wrong(const QString &what, const QString &advice)
{
    return tl::unexpected(Error{Error::Kind::Input, what, advice, {}});
}

} // namespace

Result<void> BackendOptions::apply(Target &target, bool named) const
{
    if (!asked) {
        for (const QString &fault : target.faults) {
            if (sandbox::isBackendFault(fault))
                return wrong(tr("The fault “%1” is one of the backend's.").arg(fault),
                             tr("Give --target backend, too."));
        }
        return {};
    }
    if (named && urlTyped && !target.backendUrl.isEmpty() && url != target.backendUrl)
        return wrong(tr("The environment has a backend of its own."),
                     tr("Leave --backend-url out, or leave --env out."));
    if (!named || target.backendUrl.isEmpty())
        target.backendUrl = url;
    if (flowGiven && !target.isSandbox())
        return wrong(tr("How a conversation is made is the backend's own affair."),
                     tr("Leave --flow, --wait-ms, --retry-wait-ms, --attempts and --send-creator out with "
                        "--target backend."));
    // A named environment's own were found with its other secrets.
    if (named && (!target.backendToken.isEmpty() || !target.backendSecret.isEmpty()))
        return {};
    target.backendToken = qgetenv("BACKEND_TOKEN").trimmed();
    target.backendSecret = qgetenv("BACKEND_SECRET");
    return {};
}

BackendOptions RawBackend::options(const CLI::App &command) const
{
    BackendOptions options;
    options.asked = target == "backend";
    options.url = QString::fromStdString(url);
    options.urlTyped = !url.empty() && qgetenv("BACKEND_URL") != url.c_str();
    options.timeout = std::chrono::milliseconds{timeoutMs};
    for (const char *name : {"--flow", "--wait-ms", "--retry-wait-ms", "--attempts", "--send-creator"})
        options.flowGiven = options.flowGiven || command.count(name) > 0;
    return options;
}

void addBackend(CLI::App *command, RawBackend &raw)
{
    command
        ->add_option("--target", raw.target,
                     "direct: this program; backend: OneCrew's backend, whose word is then verified")
        ->check(CLI::IsMember({"direct", "backend"}))
        ->capture_default_str()
        ->group(backendGroup);
    addBackendAddress(command, raw);
}

void addBackendAddress(CLI::App *command, RawBackend &raw)
{
    command
        ->add_option("--backend-url", raw.url,
                     "Where the backend creates conversations; token or secret come from BACKEND_TOKEN or "
                     "BACKEND_SECRET")
        ->envname("BACKEND_URL")
        ->group(backendGroup);
    command->add_option("--backend-timeout-ms", raw.timeoutMs, "How long to wait for the backend's answer")
        ->check(CLI::Range(1, 3'600'000))
        ->capture_default_str()
        ->group(backendGroup);
}

SandboxBackendOptions RawSandboxBackend::options() const
{
    SandboxBackendOptions options;
    options.port = port;
    options.log = QString::fromStdString(log);
    const std::optional<Preset> chosen = presetFrom(QString::fromStdString(preset));
    if (!chosen)
        return options;
    options.settings = settingsOf(*chosen);
    options.settings->sendCreator = options.settings->sendCreator || sendCreator;
    return options;
}

void addSandboxBackend(CLI::App *command, RawSandboxBackend &raw)
{
    CLI::Option *backend =
        command
            ->add_option("--backend", raw.preset,
                         "Also stand in for OneCrew's backend, which creates conversations in this way")
            ->check(CLI::IsMember({"documented", "unsynced", "hardened"}));
    command->add_flag("--send-creator", raw.sendCreator, "Let a `documented` backend send created_by_id, too")
        ->needs(backend);
    command->add_option("--backend-port", raw.port, "The backend's port; 0: any that is free")
        ->check(CLI::Range(0, 65535))
        ->needs(backend);
    command
        ->add_option("--backend-log", raw.log, "The file for the backend's log; standard output unless given")
        ->needs(backend);
}

} // namespace chatsync::cli
