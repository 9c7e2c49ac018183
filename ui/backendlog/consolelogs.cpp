// SPDX-License-Identifier: MIT
#include "ui/backendlog/consolelogs.h"

namespace chatsync::ui {

ConsoleLogs::ConsoleLogs(Console *console, QObject *parent)
    : BackendLogBackend(parent)
    , m_console(console)
{
    connect(console, &Console::environmentChanged, this, &BackendLogBackend::environmentChanged);
}

Redactor ConsoleLogs::redactor() const
{
    Redactor redactor;
    redactor.addSecret(QStringLiteral("api_secret"), qgetenv("STREAM_SECRET"));
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
