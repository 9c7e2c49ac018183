// SPDX-License-Identifier: MIT
#include "ui/backendlog/consolelogs.h"

#include "core/environment/secrets.h"

namespace chatsync::ui {

ConsoleLogs::ConsoleLogs(Console *console, QObject *parent)
    : BackendLogBackend(parent)
    , m_console(console)
{
    connect(console, &Console::environmentChanged, this, &BackendLogBackend::environmentChanged);
}

Redactor ConsoleLogs::redactor() const
{
    // Tokens are known by their syntax; the secret they are made with may stand in a variable.
    Redactor redactor;
    const QString own = Secrets::variableFor(m_console->inUse(), SecretKind::StreamSecret);
    redactor.addSecret(QStringLiteral("api_secret"), qgetenv("STREAM_SECRET"));
    redactor.addSecret(QStringLiteral("api_secret"), qgetenv(own.toLatin1().constData()));
    return redactor;
}

QString ConsoleLogs::environmentName() const
{
    const Result<RunEnvironment> here = m_console->environment();
    return here ? here->name : QString{};
}

QFuture<Result<diagnosis::LookupResult>> ConsoleLogs::lookUp(const diagnosis::LookupRequest &request)
{
    return m_console->lookUp(request);
}

void ConsoleLogs::cancelLookUps()
{
    m_console->cancelLookUps();
}

} // namespace chatsync::ui
