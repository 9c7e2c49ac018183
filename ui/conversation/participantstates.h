// SPDX-License-Identifier: MIT
#pragma once

#include "ui/conversation/conversationbackend.h"
#include "ui/widgets/chipedit.h"

#include <QHash>
#include <QObject>
#include <QStringList>

class QTimer;

namespace chatsync::ui {

/// What StreamChat has under each participant of the form. Questions of one moment are asked together.
class ParticipantStates final : public QObject {
    Q_OBJECT
public:
    /// The backend is borrowed.
    explicit ParticipantStates(ConversationBackend *backend, QObject *parent = nullptr);

    void ask(const QStringList &ids);
    const ParticipantState *of(const QString &id) const;
    /// Each id that was asked for so far, again.
    void refresh();

    /// The chip of an id: name, glyph and word, as far as they are known.
    ChipData chipOf(const QString &id, const QString &name) const;

Q_SIGNALS:
    void changed();

private:
    void send();

    ConversationBackend *m_backend;
    QTimer *m_timer;
    QStringList m_wanted;
    QHash<QString, ParticipantState> m_states;
};

} // namespace chatsync::ui
