// SPDX-License-Identifier: MIT
#include "app/cli/environmenttarget.h"

#include "app/cli/askedsecret.h"
#include "app/cli/await.h"
#include "app/cli/output.h"

#include <QCoreApplication>

namespace chatsync::cli {

namespace {

constexpr int usageExit = 2;
constexpr int environmentExit = 3;
constexpr int interruptedExit = 130;

QString tr(const char *text)
{
    return QCoreApplication::translate("EnvironmentCommands", text);
}

/// Loose options, as an environment to be looked at.
Environment described(const Target &target)
{
    Environment environment;
    environment.name = target.name.isEmpty() ? tr("This target") : target.name;
    environment.kind = target.kind;
    environment.streamUrl = target.streamUrl;
    environment.streamKey = target.streamKey;
    environment.database = target.database;
    environment.backendUrl = target.backendUrl;
    return environment;
}

void tellSuspicion(const Environment &environment, const std::vector<Environment> &known)
{
    if (const auto suspicion = productionSuspicion(environment, known))
        complain(
            printable(*suspicion),
            tr("Make it a Production environment (chat-sync env add), which is read-only unless armed."));
}

/// Where somebody sits who can be asked: StreamChat's secret, for this command alone.
Result<EnvironmentSecrets> secretsFor(const Environment &environment)
{
    Secrets secrets{systemKeychain()};
    const std::stop_token never;
    const Result<EnvironmentSecrets> found = awaited(secrets.findAll(environment, never));
    if (found || !canAsk())
        return found;
    complain(printable(found.error().what));
    const Result<QByteArray> typed =
        askSecret(tr("StreamChat's secret of %1, for this command: ").arg(printable(environment.name)));
    if (!typed)
        return tl::unexpected(typed.error());
    if (typed->isEmpty())
        return found;
    secrets.keepForSession(environment, SecretKind::StreamSecret, *typed);
    return awaited(secrets.findAll(environment, never));
}

} // namespace

int exitCodeOf(const Error &error)
{
    if (error.kind == Error::Kind::Cancelled)
        return interruptedExit;
    return error.kind == Error::Kind::Input ? usageExit : environmentExit;
}

Result<Target> targetFor(const Target &given)
{
    EnvironmentStore store;
    const Result<std::vector<Environment>> known = store.load();
    if (given.environment.isEmpty()) {
        if (!given.isSandbox())
            tellSuspicion(described(given), known.value_or(std::vector<Environment>{}));
        return given;
    }
    if (!known)
        return tl::unexpected(known.error());
    for (const QString &notice : store.notices())
        complain(printable(notice));
    const Result<Environment> environment = findEnvironment(*known, given.environment);
    if (!environment)
        return tl::unexpected(environment.error());
    tellSuspicion(*environment, *known);
    const Result<EnvironmentSecrets> secrets = secretsFor(*environment);
    if (!secrets)
        return tl::unexpected(secrets.error());
    return targetOf(*environment, *secrets, given.faults);
}

} // namespace chatsync::cli
