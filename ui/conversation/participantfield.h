// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/participant.h"

#include <QLineEdit>

#include <optional>

namespace chatsync::ui {

class ConversationBackend;
class ListArrow;
class ParticipantSearcher;

/// One participant, found by typing a name, an e-mail or an id, or picked from the list behind the arrow.
/// Once somebody is meant, avatar, name and kind stand in the field.
class ParticipantField final : public QLineEdit {
    Q_OBJECT
public:
    /// The backend is borrowed.
    explicit ParticipantField(ConversationBackend *backend, QWidget *parent = nullptr);

    const std::optional<Participant> &participant() const { return m_participant; }
    /// Kind and name of an id without a name come later, by updateParticipant().
    void setParticipant(const std::optional<Participant> &participant);
    /// New facts about the one in the field; nothing when it is another one.
    void updateParticipant(const Participant &participant);

    /// What a request carries: the id, or what was typed.
    QString requestText() const;
    /// Finds out who the typed text means, as leaving the field does.
    void settle();
    void setLocked(bool locked);
    ParticipantSearcher *searcher() const { return m_searcher; }

    QSize sizeHint() const override;

Q_SIGNALS:
    /// Somebody else is meant, or nobody any more.
    void participantChanged();
    /// Empty: nothing is wrong (any more).
    void refused(const QString &sentence);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeRoom();
    void placeArrow();
    void openList();

    ConversationBackend *m_backend;
    ParticipantSearcher *m_searcher;
    ListArrow *m_arrow;
    std::optional<Participant> m_participant;
    bool m_settling = false;
};

} // namespace chatsync::ui
