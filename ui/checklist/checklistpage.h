// SPDX-License-Identifier: MIT
#pragma once

#include "ui/checklist/checklistbackend.h"
#include "ui/checklist/checklisttexts.h"
#include "ui/checklist/livechecklist.h"

#include <QPointer>
#include <QWidget>

class QAction;
class QStackedWidget;
class QTabBar;
class QTimer;

namespace chatsync::ui {

class ChecksTab;
class CompareSheet;
class MessageBar;
class OrderPanel;
class ReportsTab;
class SweepTab;

/// The view that performs the testing checklist: the seven checks, the sweep through all companies, and what
/// was reported before.
///
/// Its actions are its own (QWidget::actions()), with text, tip, shortcut and object name `checklist.*`;
/// menus and the palette show them. GUI thread; the backend is borrowed and outlives it.
class ChecklistPage final : public QWidget {
    Q_OBJECT
public:
    enum Tab { Checks, Companies, Reports };

    explicit ChecklistPage(ChecklistBackend *backend, QWidget *parent = nullptr);
    ~ChecklistPage() override;

    bool isRunning() const { return m_running != Work::None; }
    void showTab(Tab tab);
    Tab tab() const;
    ChecksTab *checks() const { return m_checks; }
    SweepTab *companies() const { return m_companies; }
    ReportsTab *reports() const { return m_reports; }
    OrderPanel *orderPanel() const { return m_order; }
    MessageBar *messages() const { return m_messages; }
    /// Null unless two checks are being compared.
    CompareSheet *compareSheet() const;
    QTabBar *tabs() const { return m_tabs; }
    const LiveChecklist &shownChecks() const { return *m_shownChecks; }

    QByteArray saveState() const;
    bool restoreState(const QByteArray &state);

public Q_SLOTS:
    void runAll();
    void runFailed();
    void runCompanies();
    void resumeCompanies();
    void stop();
    /// The report of what is shown, to a file somebody chooses.
    void exportReport();
    /// Writes it in the format that the name of the file ends in.
    void exportTo(const QString &path);
    void nextFailure();
    void previousFailure();

Q_SIGNALS:
    void runRequested(const QUuid &run);
    void lookUpRequested(const QString &id);
    void logRequested(const QString &file, int first, int last);
    /// For the rail and the status bar.
    void runningChanged(bool running);
    void failuresChanged(int failures);
    /// After a report was written, or was not.
    void exported(bool written);

protected:
    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    enum class Work { None, Checks, Companies, Cell };

    void build();
    void buildActions();
    void connectTabs();
    QAction *addPageAction(const QString &id, const QString &text, const QString &tip,
                           const QList<QKeySequence> &keys);
    checklist::Order newOrder() const;
    void perform(Work work, const checklist::Order &order);
    void runOne(const QString &check);
    void runCell(const QString &company, int column);
    void take(const checklist::Progress &news);
    void finish(const checklist::End &end);
    void tellEnd(const checklist::End &end, Work work);
    void showEnvironment();
    void refresh();
    void refreshNumbers();
    void loadResults();
    void takeResults(const std::vector<ChecklistResult> &results);
    void askUnfinished();
    void openResult(const QUuid &id);
    void compare(const QString &a, const QString &b);
    void mark(const ChecklistResult &of, checklist::Mark mark);
    void sendMarks();
    void signOff(const QUuid &id);
    void takeChanged(const ChecklistResult &result);
    void showError(const Error &error);
    void updateActions();
    const ChecklistResult *shownResult() const;
    LiveChecklist &liveOf(Work work);

    ChecklistBackend *m_backend;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    MessageBar *m_messages;
    OrderPanel *m_order;
    ChecksTab *m_checks;
    SweepTab *m_companies;
    ReportsTab *m_reports;
    QAction *m_run = nullptr;
    QAction *m_runFailed = nullptr;
    QAction *m_runCompanies = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_export = nullptr;

    std::shared_ptr<LiveChecklist> m_shownChecks;
    std::shared_ptr<LiveChecklist> m_shownCompanies = std::make_shared<LiveChecklist>();
    std::shared_ptr<LiveChecklist> m_cell = std::make_shared<LiveChecklist>(); ///< One that is run again
    QTimer *m_soon;
    int m_cellColumn = 0;
    QPointer<CompareSheet> m_sheet;
    RunNumbers m_numbers;
    Work m_running = Work::None;
    QUuid m_id;                           ///< Of the result that comes about
    std::vector<checklist::Mark> m_marks; ///< Given while it came about
    bool m_resumable = false;
    bool m_loaded = false;
    int m_round = 0; ///< Answers of an environment before are dropped
};

} // namespace chatsync::ui
