// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/participant.h"
#include "ui/widgets/chipedit.h"

#include <QHash>

namespace chatsync::ui {

class ConversationBackend;
class ParticipantSearcher;
class ParticipantStates;
struct Identified;

/// The participants of the form: what is typed, pasted or dropped becomes a chip at once and is identified
/// behind it.
class ParticipantChips final : public QObject {
    Q_OBJECT
public:
    /// Both are borrowed; this lives as long as @p edit.
    ParticipantChips(ConversationBackend *backend, ParticipantStates *states, ChipEdit *edit);

    /// What a request carries: ids, or what was typed where it is not known yet whom it means.
    QStringList requestTexts() const;
    void setTexts(const QStringList &texts, const QHash<QString, Participant> &known);
    void addTexts(const QStringList &texts);
    /// The text that stands in the field becomes a chip, too.
    void takeTyped();
    /// Of the first chip that cannot be used; empty when all can.
    QString problem() const;
    QHash<QString, Participant> known() const { return m_known; }
    void setLocked(bool locked);
    ParticipantSearcher *searcher() const { return m_searcher; }

Q_SIGNALS:
    void changed();
    void problemChanged(const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addParticipant(const Participant &participant);
    void settle(const QString &text);
    void settled(const QString &text, const Identified &who);
    void showStates();
    void forgetRemoved();

    ConversationBackend *m_backend;
    ParticipantStates *m_states;
    ChipEdit *m_edit;
    ParticipantSearcher *m_searcher;
    QHash<QString, Participant> m_known;
    QHash<QString, QString> m_problems; ///< By what was typed
    QStringList m_typed;                ///< Texts that are not identified (yet)
};

} // namespace chatsync::ui
