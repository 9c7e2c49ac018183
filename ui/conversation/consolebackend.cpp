// SPDX-License-Identifier: MIT
#include "ui/conversation/consolebackend.h"

namespace chatsync::ui {

ConsoleBackend::ConsoleBackend(Console *console, QObject *parent)
    : ConversationBackend(parent)
    , m_console(console)
{
    connect(console, &Console::events, this, &ConversationBackend::events);
    connect(console, &Console::environmentChanged, this, &ConversationBackend::environmentChanged);
    connect(console, &Console::ended, this, &ConversationBackend::ended);
}

Result<RunEnvironment> ConsoleBackend::environment() const
{
    return m_console->environment();
}

bool ConsoleBackend::isEmbedded() const
{
    return m_console->inUse().isEmbedded();
}

Result<void> ConsoleBackend::mayConverse() const
{
    return m_console->mayConverse();
}

QFuture<Result<ParticipantPage>> ConsoleBackend::search(const ParticipantSearch &search)
{
    return m_console->search(search);
}

QFuture<Result<std::vector<ParticipantState>>> ConsoleBackend::states(const QStringList &participantIds)
{
    return m_console->states(participantIds);
}

QFuture<std::vector<RunEvent>> ConsoleBackend::plan(const ConversationRequest &request,
                                                    const FlowSettings &settings, ConversationTarget target)
{
    return m_console->plan(request, settings, target);
}

QUuid ConsoleBackend::converse(const ConversationRequest &request, const FlowSettings &settings,
                               ConversationTarget target)
{
    return m_console->converse(request, settings, target);
}

Result<void> ConsoleBackend::mayAskBackend() const
{
    return m_console->mayAskBackend();
}

void ConsoleBackend::stop()
{
    m_console->stop();
}

Result<void> ConsoleBackend::setFaults(const QStringList &faults)
{
    return m_console->setFaults(faults);
}

} // namespace chatsync::ui
