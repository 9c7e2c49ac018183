// SPDX-License-Identifier: MIT
#include "ui/conversation/participantstates.h"

#include "core/workbench/whenready.h"
#include "ui/conversation/conversationbackend.h"
#include "ui/conversation/participantlist.h"

#include <QTimer>

namespace chatsync::ui {

ParticipantStates::ParticipantStates(ConversationBackend *backend, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
    , m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    m_timer->setInterval(0);
    connect(m_timer, &QTimer::timeout, this, &ParticipantStates::send);
}

void ParticipantStates::ask(const QStringList &ids)
{
    for (const QString &id : ids) {
        if (!m_wanted.contains(id))
            m_wanted << id;
    }
    if (!m_wanted.isEmpty())
        m_timer->start();
}

const ParticipantState *ParticipantStates::of(const QString &id) const
{
    const auto found = m_states.constFind(id);
    return found == m_states.constEnd() ? nullptr : &*found;
}

void ParticipantStates::refresh()
{
    ask(m_states.keys());
}

void ParticipantStates::send()
{
    const QStringList asked = std::exchange(m_wanted, {});
    whenReady(m_backend->states(asked), this,
              [this, asked](const Result<std::vector<ParticipantState>> *answer) {
                  if (!answer || !*answer)
                      return; // The chips keep saying that nothing is known.
                  for (const ParticipantState &state : **answer)
                      m_states.insert(state.resolution.id, state);
                  Q_EMIT changed();
              });
}

ChipData ParticipantStates::chipOf(const QString &id, const QString &name) const
{
    ChipData chip{id, name.isEmpty() ? id : name, Status::NotStarted, tr("Not looked up")};
    const ParticipantState *state = of(id);
    if (!state)
        return chip;
    const Participant *found = state->resolution.found();
    if (found)
        chip.name = shownName(*found);
    const QString missingRow = state->resolution.unreadable ? tr("The database could not be asked")
                               : found                      ? QString()
                                                            : tr("Not in the database");
    switch (state->inStream) {
    case ParticipantState::InStream::Unknown:
        chip.statusText = tr("StreamChat could not be asked");
        break;
    case ParticipantState::InStream::Absent:
        chip.status = Status::Fail;
        chip.statusText = tr("Missing from StreamChat");
        break;
    case ParticipantState::InStream::Exists:
        chip.status = missingRow.isEmpty() ? Status::Ok : Status::Warn;
        chip.statusText = tr("Exists in StreamChat");
        break;
    case ParticipantState::InStream::Deactivated:
        chip.status = Status::Deactivated;
        chip.statusText = tr("Deactivated in StreamChat");
        break;
    }
    if (!missingRow.isEmpty())
        chip.statusText = missingRow + QStringLiteral(". ") + chip.statusText;
    return chip;
}

} // namespace chatsync::ui
