// SPDX-License-Identifier: MIT
#include "ui/lookup/consolelookups.h"

namespace chatsync::ui {

ConsoleLookUps::ConsoleLookUps(Console *console, QObject *parent)
    : LookUpBackend(parent)
    , m_console(console)
{
    connect(console, &Console::events, this, &LookUpBackend::events);
    connect(console, &Console::ended, this, &LookUpBackend::ended);
    connect(console, &Console::armingChanged, this, &LookUpBackend::leaveChanged);
    connect(console, &Console::environmentChanged, this, &LookUpBackend::leaveChanged);
}

Result<RunEnvironment> ConsoleLookUps::environment() const
{
    return m_console->environment();
}

/// What the gate at the end of everything will say, told beforehand.
WriteLeave ConsoleLookUps::writeLeave() const
{
    const Result<RunEnvironment> here = m_console->environment();
    if (!here)
        return {false, here.error().what};
    switch (m_console->inUse().writes) {
    case WritePolicy::Allowed:
        return {};
    case WritePolicy::ReadOnly:
        return {false, tr("%1 is read-only here. Send the repair request to an operator.").arg(here->name)};
    case WritePolicy::WhenArmed:
        if (m_console->arming().armed)
            return {};
        return {false,
                tr("%1 is read-only until it is armed. Arm it, or send the repair request to an operator.")
                    .arg(here->name)};
    }
    Q_UNREACHABLE();
}

QFuture<Result<diagnosis::LookupResult>> ConsoleLookUps::lookUp(const diagnosis::LookupRequest &request)
{
    return m_console->lookUp(request);
}

void ConsoleLookUps::cancelLookUps()
{
    m_console->cancelLookUps();
}

QFuture<Result<std::vector<RunSummary>>> ConsoleLookUps::runs(const RunFilter &filter)
{
    return m_console->runs(filter);
}

QFuture<Result<std::vector<RunEvent>>> ConsoleLookUps::loadEvents(const QUuid &run)
{
    return m_console->loadEvents(run);
}

QFuture<Result<RepairPlan>> ConsoleLookUps::planRepair(const RepairRequest &request)
{
    return m_console->planRepair(request);
}

QFuture<std::vector<RunEvent>> ConsoleLookUps::rehearse(const RepairPlan &plan)
{
    return m_console->rehearse(plan);
}

QUuid ConsoleLookUps::repair(const RepairPlan &plan)
{
    return m_console->repair(plan);
}

} // namespace chatsync::ui
