// SPDX-License-Identifier: MIT
#include "ui/settings/consoleenvironments.h"

namespace chatsync::ui {

ConsoleEnvironments::ConsoleEnvironments(Console *console, QObject *parent)
    : EnvironmentBackend(parent)
    , m_console(console)
{
    Environments *known = console->environments();
    connect(known, &Environments::changed, this, &EnvironmentBackend::changed);
    connect(known, &Environments::tested, this, &EnvironmentBackend::tested);
    connect(known, &Environments::testEnded, this, &EnvironmentBackend::testEnded);
    connect(console, &Console::environmentChanged, this, &EnvironmentBackend::inUseChanged);
}

std::vector<Environment> ConsoleEnvironments::all() const
{
    return m_console->environments()->all();
}

std::optional<Error> ConsoleEnvironments::problem() const
{
    return m_console->environments()->problem();
}

QStringList ConsoleEnvironments::notices() const
{
    return m_console->environments()->notices();
}

QString ConsoleEnvironments::inUse() const
{
    return m_console->inUse().id;
}

QFuture<Result<Environment>> ConsoleEnvironments::save(const Environment &environment)
{
    return m_console->environments()->save(environment);
}

QFuture<Result<void>> ConsoleEnvironments::remove(const QString &id)
{
    return m_console->environments()->remove(id);
}

QFuture<Result<ImportReport>> ConsoleEnvironments::import(const QByteArray &text, bool replace)
{
    return m_console->environments()->import(text, replace);
}

QByteArray ConsoleEnvironments::exported() const
{
    return m_console->environments()->exported();
}

std::optional<QString> ConsoleEnvironments::suspicion(const Environment &environment) const
{
    return m_console->environments()->suspicion(environment);
}

QFuture<std::vector<SecretState>> ConsoleEnvironments::secretStates(const Environment &environment,
                                                                    const QString &initiator)
{
    return m_console->environments()->secretStates(environment, initiator);
}

QFuture<Result<SecretState>> ConsoleEnvironments::setSecret(const Environment &environment, SecretKind kind,
                                                            const QByteArray &value, SecretSource where,
                                                            const QString &initiator)
{
    return m_console->environments()->setSecret(environment, kind, value, where, initiator);
}

QFuture<Result<void>> ConsoleEnvironments::forgetSecret(const Environment &environment, SecretKind kind,
                                                        const QString &initiator)
{
    return m_console->environments()->forgetSecret(environment, kind, initiator);
}

QUuid ConsoleEnvironments::test(const Environment &environment, const TypedSecrets &typed)
{
    return m_console->environments()->test(environment, typed);
}

void ConsoleEnvironments::stopTest()
{
    m_console->environments()->stopTest();
}

} // namespace chatsync::ui
