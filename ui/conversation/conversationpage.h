// SPDX-License-Identifier: MIT
#pragma once

#include "ui/conversation/conversationbackend.h"
#include "ui/conversation/conversationdraft.h"

#include <QUuid>
#include <QWidget>

#include <optional>

class QAction;
class QSettings;

namespace chatsync::ui {

class ConversationForm;
class RunPane;
class RunView;

/// The view that creates a test conversation: the form at the start, its run beside it.
///
/// Its actions are its own (QWidget::actions()), with text, tip, shortcut and object name `conversation.*`;
/// menus and the palette show them. GUI thread; the backend is borrowed and outlives it.
class ConversationPage final : public QWidget {
    Q_OBJECT
public:
    explicit ConversationPage(ConversationBackend *backend, QWidget *parent = nullptr);
    ~ConversationPage() override;

    ConversationDraft draft() const;
    /// Fills the form; nothing is sent.
    void setDraft(const ConversationDraft &draft);
    bool isRunning() const { return !m_run.isNull(); }
    bool isPlanning() const { return m_planning; }
    /// To watch or command the run beside the form.
    QWidget *form() const;
    RunView *runView() const;

    /// What a window remembers of it.
    QByteArray viewState() const;
    bool restoreViewState(const QByteArray &state);

    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);

public Q_SLOTS:
    /// Starts the run of the form, or goes to the first field that keeps it from starting.
    void create();
    void plan();
    void stop();
    /// The same input as the last run, whatever the form says now.
    void replay();
    /// Empties the form and begins at its first field. Not while a run goes on.
    void clear();
    /// The sandbox's story: a company writes to somebody StreamChat does not know, and the second attempt
    /// saves it.
    void fillExample();

Q_SIGNALS:
    /// For the rail and the status bar.
    void runningChanged(bool running);
    /// Why runs are locked; empty: they are not.
    void lockChanged(const QString &reason);
    void runStarted(const QUuid &run);
    void runEnded(const QUuid &run, const chatsync::RunResult &result);

protected:
    bool event(QEvent *event) override;

private:
    void buildActions();
    QAction *addPageAction(const QString &id, const QString &text, const QString &tip,
                           const QList<QKeySequence> &keys);
    bool applyFaults(const QStringList &faults);
    void start(const ConversationDraft &draft);
    void showPlan(const std::vector<RunEvent> *events);
    void takeEvents(const QUuid &run, const std::vector<RunEvent> &events);
    void finish(const QUuid &run, const RunResult &result);
    void showEnvironment();
    void updateActions();

    ConversationBackend *m_backend;
    ConversationForm *m_form;
    RunPane *m_pane;
    QAction *m_create = nullptr;
    QAction *m_plan = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_replay = nullptr;
    QAction *m_clear = nullptr;
    QUuid m_run; ///< Null: none is under way
    std::optional<ConversationDraft> m_last;
    std::optional<ConversationDraft> m_planned;
    QStringList m_faults; ///< As the sandbox has them
    bool m_planning = false;
    bool m_stopping = false;
    int m_planRound = 0; ///< Answers of earlier ones are dropped
};

} // namespace chatsync::ui
