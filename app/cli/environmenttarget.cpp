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
        Environment loose = environmentOf(given);
        if (loose.name.isEmpty())
            loose.name = tr("This target");
        tellSuspicion(loose, known.value_or(std::vector<Environment>{}));
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

std::function<QCoro::Task<QByteArray>(QString, std::stop_token)> backendTokensOf(const Target &given,
                                                                               Secrets *secrets)
{
    if (given.environment.isEmpty())
        return {};
    EnvironmentStore store;
    const Result<std::vector<Environment>> known = store.load();
    if (!known)
        return {};
    const Result<Environment> environment = findEnvironment(*known, given.environment);
    if (!environment || environment->isEmbedded() || environment->backendSignIn != BackendSignIn::Token)
        return {};
    const auto finding = [](Secrets *from, Environment place, QString initiator,
                            std::stop_token stop) -> QCoro::Task<QByteArray> {
        auto found = from->find(place, SecretKind::BackendToken, stop, initiator);
        const FoundSecret secret = co_await found;
        co_return secret.value;
    };
    return [finding, secrets, place = *environment](QString initiator, std::stop_token stop) {
        return finding(secrets, place, std::move(initiator), std::move(stop));
    };
}

} // namespace chatsync::cli
