// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/runsummary.h"
#include "ui/runs/detailpane.h"
#include "ui/runs/runmodel.h"

#include <QElapsedTimer>
#include <QWidget>

#include <functional>

class QAction;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTimer;
class QTreeView;

namespace chatsync::ui {

class OverviewStrip;
class RunDelegate;
class RunFilter;
class RunHeader;
class RunHeaderPanel;
class TimeAxis;

/// One run: what it came to, its steps over time, and what is behind each of them. The same for a run that is
/// going on, one from the journal and one from a file: it reads events and nothing else.
///
/// GUI thread. Keys: Ctrl+F filter, F8 and Shift+F8 problems, Alt+1 to Alt+6 tabs, Ctrl++ Ctrl+- zoom, 0
/// whole run, Z back.
class RunView final : public QWidget {
    Q_OBJECT
public:
    explicit RunView(QWidget *parent = nullptr);
    ~RunView() override;

    /// Shows this run instead of the one before; a failed one at its first failure. Without run.finished
    /// among
    /// @p events it counts as going on, unless @p state says that it was interrupted.
    void setRun(std::vector<RunEvent> events, RunSummary::State state = RunSummary::State::Running);
    /// For the run that is watched; several times a second is fine: events are shown at most 10 times a
    /// second. Events of another run begin that run anew.
    void append(const std::vector<RunEvent> &events);
    void clear();
    /// Until setRun(): says that a run is being read.
    void setLoading();
    /// The number in the list of runs, 0 when it has none.
    void setRunNumber(qint64 number);
    /// "Run 12"; "this run" where it has no number.
    QString runName() const;
    /// The buttons between header and steps; hidden while the run goes on. The caller keeps the actions.
    void setActions(const QList<QAction *> &leading, const QList<QAction *> &trailing);
    /// Gives the ms since the run began; for who commands the time. Null: measured from the last event on.
    void setTimeSource(std::function<double()> source);
    /// Shows what came since the last tenth of a second.
    void flush();

    const RunModel &model() const { return *m_model; }
    QTreeView *tree() const { return m_tree; }
    DetailPane *details() const { return m_details; }
    const RunRow *currentRow() const;
    void setCurrentRow(const RunRow *row);
    QString headline() const;

    bool isFollowing() const { return m_following; }
    void setFollowing(bool follow);
    void setFilterText(const QString &text);
    int hiddenRows() const;

    /// What the current row is about: the missing user, the channel, else the run.
    QString currentId() const;
    /// One line for a chat or a ticket.
    QString summaryText() const;
    /// Empty when the row has no request.
    QString currentCurl() const;

    /// Off when the window's own actions carry F8, Ctrl+F and Alt+1 to Alt+6: two owners of a key cancel each
    /// other.
    void setShortcutsEnabled(bool enabled);

    /// Whether waits and gaps take no more room on the timeline than a mark. Remembered.
    bool isIdleCompressed() const;
    void setIdleCompressed(bool compressed);
    OverviewStrip *overview() const { return m_overview; }

    /// Splitter, columns, compression; restoreState() answers false for what it does not know.
    QByteArray saveState() const;
    bool restoreState(const QByteArray &state);

public Q_SLOTS:
    void copyId();
    void copyRow();
    void copySummary();
    void copyCurl();
    void nextProblem();
    void previousProblem();
    void focusFilter();

Q_SIGNALS:
    void lookUpRequested(const QString &streamId);
    /// A defect of the recipe that struck in this run is to be shown.
    void defectRequested(const QString &code);
    void currentRowChanged();
    void newConversationRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTree();
    QWidget *buildContent();
    QWidget *buildFilterBar();
    QWidget *buildOverview();
    void buildShortcuts();
    void tick();
    void updateTimer();
    double present() const;
    void afterChange();
    void refreshDetails();
    void follow();
    void openAtFailure();
    void expandSteps();
    void showCurrent();
    void stepProblem(int direction);
    void updateFilterBar();
    void placeFollowChip();
    void showMenu(const QPoint &at);
    void fillMenu(QMenu *menu, const RunRow *row);
    void updateIdle();
    void updateOverview();
    bool zoomKey(QKeyEvent *event);
    bool zoomWheel(QWheelEvent *event);
    void copy(const QString &text);

    RunModel *m_model;
    RunFilter *m_filter;
    TimeAxis *m_axis;
    RunDelegate *m_delegate = nullptr;
    RunHeader *m_ruler = nullptr;
    QStackedWidget *m_pages;
    RunHeaderPanel *m_header = nullptr;
    QWidget *m_actions = nullptr;
    QHBoxLayout *m_leading = nullptr;
    QHBoxLayout *m_trailing = nullptr;
    QWidget *m_filterBar = nullptr;
    QLineEdit *m_filterField = nullptr;
    QLabel *m_hidden = nullptr;
    QWidget *m_overviewBar = nullptr;
    OverviewStrip *m_overview = nullptr;
    QPushButton *m_compress = nullptr;
    QSplitter *m_splitter = nullptr;
    QTreeView *m_tree = nullptr;
    QPushButton *m_followChip = nullptr;
    DetailPane *m_details = nullptr;
    QTimer *m_ticker;
    QTimer *m_batch;
    QTimer *m_detailsTimer;
    std::vector<RunEvent> m_pending;
    std::function<double()> m_timeSource;
    QElapsedTimer m_sinceLast;
    bool m_following = true; ///< Nobody has chosen a row or scrolled since the run was opened
    bool m_moving = false;   ///< The view moves the selection, not the person
    bool m_opening = false;  ///< The details are filled at the end, once
    bool m_wasFinished = false;
};

} // namespace chatsync::ui
