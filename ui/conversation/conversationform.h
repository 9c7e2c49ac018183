// SPDX-License-Identifier: MIT
#pragma once

#include "ui/conversation/conversationdraft.h"

#include "core/sync/flow.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;

namespace chatsync::ui {

class Badge;
class ChipEdit;
class ConversationBackend;
class FaultPanel;
class FlowPanel;
class FormField;
class KeyButton;
class ParticipantChips;
class ParticipantField;
class ParticipantStates;
class SegmentedControl;

/// What a conversation is made from, and the buttons that make it. Locked while a run goes on, and readable
/// all the same.
class ConversationForm final : public QWidget {
    Q_OBJECT
public:
    /// The backend is borrowed.
    explicit ConversationForm(ConversationBackend *backend, QWidget *parent = nullptr);

    ConversationDraft draft() const;
    void setDraft(const ConversationDraft &draft);
    void clear();

    enum class Phase { Editing, Planning, Running, Stopping };
    void setPhase(Phase phase);
    /// Checks all fields; false moves the focus to the first bad one, which says what is wrong.
    bool validate();
    /// The engine's own objection to the last run's input.
    void showRefusal(const QString &sentence);
    /// What StreamChat has now, for everybody in the form.
    void refreshStates();
    void focusFirst();
    /// Another one is worked in, or what may be written there has changed.
    void showEnvironment();
    /// The next thing that Create would do, as it is named on the button.
    QString consequence() const;

Q_SIGNALS:
    void changed();
    void createRequested();
    void planRequested();
    void stopRequested();
    void clearRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildHeader();
    QWidget *buildFields();
    QWidget *buildTarget();
    QWidget *buildFooter();
    void connectFields();
    void showParticipantCount();
    void showStates();
    void showTarget();
    ConversationTarget target() const;
    void lock(bool locked);
    QString participantsProblem() const;

    ConversationBackend *m_backend;
    ParticipantStates *m_states;
    ParticipantField *m_initiator;
    FormField *m_initiatorField = nullptr;
    ChipEdit *m_participants;
    ParticipantChips *m_chips;
    FormField *m_participantsField = nullptr;
    Badge *m_count;
    QComboBox *m_type;
    QLineEdit *m_name;
    FlowPanel *m_flow;
    SegmentedControl *m_target;
    QLabel *m_targetHint;
    FaultPanel *m_faults;
    QScrollArea *m_scroll = nullptr;
    QWidget *m_faultSection = nullptr;
    QPushButton *m_clear = nullptr;
    QPushButton *m_plan = nullptr;
    KeyButton *m_create = nullptr;
    KeyButton *m_stop = nullptr;
    QLabel *m_caption = nullptr;
    bool m_sandbox = false;
    Phase m_phase = Phase::Editing;
    bool m_showingDraft = false;
};

} // namespace chatsync::ui
