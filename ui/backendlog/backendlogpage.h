// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/logsession.h"
#include "core/diagnosis/thenandnow.h"
#include "ui/backendlog/backendlogbackend.h"
#include "ui/theme/statusglyph.h"

#include <QWidget>

#include <memory>

class QAction;
class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace chatsync::ui {

class Badge;
class CheckPane;
class ElidedLabel;
class LogHome;
class LogLinesView;
class LogList;
class MessageBar;
class PaneBar;
class ProgressBar;
class RunView;
class SegmentedControl;
class SequenceList;
class VerdictBanner;

/// The view that reads a backend's log: its lines, its conversations beside the expected sequence or as runs,
/// and what became of their people since. Either side selects the other.
///
/// Its actions are its own (QWidget::actions()), with text, tip, shortcut and object name `backendlog.*`. GUI
/// thread; the backend is borrowed and outlives it. Nothing is read in this thread.
class BackendLogPage final : public QWidget {
    Q_OBJECT
public:
    explicit BackendLogPage(BackendLogBackend *backend, QWidget *parent = nullptr);
    ~BackendLogPage() override;

    void openFile(const QString &path);
    /// The same, and goes to a line as soon as it is read; 1 is the first.
    void openFileAt(const QString &path, qint64 line);
    void openText(const QString &name, const QString &text);
    /// Files to open or text to read; says so when it can be neither.
    void openFrom(const class QMimeData *mime);

    bool isReading() const { return m_progress.reading; }
    const backendlog::LogProgress &progress() const { return m_progress; }
    const backendlog::LogCatalogue &catalogue() const { return m_catalogue; }
    /// Null when none is chosen.
    const backendlog::LogConversation *conversation() const { return m_chosen ? &*m_chosen : nullptr; }
    const std::optional<diagnosis::ThenAndNow> &comparison() const { return m_comparison; }
    bool isChecking() const { return m_checking; }

    LogLinesView *lines() const { return m_lines; }
    LogList *list() const { return m_list; }
    SequenceList *sequence() const { return m_sequence; }
    RunView *runView() const { return m_run; }
    CheckPane *checkPane() const { return m_check; }
    LogHome *home() const { return m_home; }
    VerdictBanner *verdict() const { return m_verdict; }
    /// What is to be said of the log as a whole: a leak before all else.
    VerdictBanner *warning() const { return m_warning; }
    MessageBar *messages() const { return m_messages; }
    QLineEdit *searchField() const { return m_search; }
    QPlainTextEdit *lineText() const { return m_lineText; }
    QWidget *leftPane() const { return m_left; }
    QWidget *rightPane() const { return m_right; }
    QString status() const;

    QByteArray saveState() const;
    bool restoreState(const QByteArray &state);

public Q_SLOTS:
    void askForFile();
    void paste();
    void checkNow();
    /// The log as lines, or the chosen conversation as a run.
    void showLines();
    void showRun();
    void nextHit();
    void previousHit();
    void closeLog();

Q_SIGNALS:
    void busyChanged(bool busy);
    void lookUpRequested(const QString &text);
    /// A page of the help.
    void helpRequested();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void build();
    QWidget *buildLeft();
    QWidget *buildRight();
    QWidget *buildFileBar();
    QWidget *buildRequestBar();
    QWidget *buildFoot();
    QWidget *buildActionsBar();
    void buildActions();
    QAction *addPageAction(const QString &id, const QString &text, const QString &tip,
                           const QList<QKeySequence> &keys, void (BackendLogPage::*slot)());
    void fillFileMenu();

    void open(backendlog::LogSource source);
    void forgetLog();
    void goToAwaited();
    void takeProgress(const backendlog::LogProgress &progress);
    void takeFound(const std::vector<backendlog::FoundConversation> &found);
    void takeHits(const QString &text, const std::vector<qint64> &lines, bool done);
    void takeFailure(const Error &error);
    void setFollowing(bool follow);
    void choose(size_t conversation, bool goThere);
    void forgetConversation();
    void showConversation();
    void onLine(qint64 line);
    void onSequence(int row);
    void onRunRow();
    void selectInRun(qint64 line);
    void goTo(qint64 line);
    void showLineText();
    void fitLineText();
    void showWarning();
    void showTrouble();
    void updateFoot();
    void updateActions();
    void updateHits();
    void startSearch();
    void stepHit(bool forward);
    void nextTrouble();
    void previousTrouble();
    void findText();
    void toggleFollow();
    void lookUp();
    void cancel();
    void dropComparison();
    void rememberFile(const QString &path);

    BackendLogBackend *m_backend;
    std::unique_ptr<backendlog::LogSession> m_session;
    backendlog::LogCatalogue m_catalogue;
    backendlog::LogProgress m_progress;
    std::optional<size_t> m_chosenPlace;
    std::optional<backendlog::LogConversation> m_chosen;
    std::vector<RunEvent> m_events; ///< Of the chosen one
    std::optional<diagnosis::ThenAndNow> m_comparison;
    int m_round = 0; ///< Of the checks
    bool m_checking = false;
    bool m_autoChoose = true; ///< Nobody has chosen a conversation of this log yet
    qint64 m_awaitedLine = 0; ///< To be shown once it is read; 0: none
    bool m_syncing = false;
    bool m_troubleShown = false;
    size_t m_troubleSeen = 0;
    std::vector<std::pair<qint64, Status>> m_trouble;
    std::vector<qint64> m_hits;
    QString m_hitText;
    bool m_searching = false;
    QStringList m_recent;

    QSplitter *m_splitter = nullptr;
    QSplitter *m_rightSplitter = nullptr;
    QWidget *m_left = nullptr;
    QWidget *m_right = nullptr;
    QStackedWidget *m_pages = nullptr; ///< Home, or the log
    QStackedWidget *m_body = nullptr;  ///< Lines, or the run
    LogHome *m_home = nullptr;
    QPushButton *m_file = nullptr;
    class QMenu *m_fileMenu = nullptr;
    QLineEdit *m_search = nullptr;
    QLabel *m_hitCount = nullptr;
    QToolButton *m_previousHit = nullptr;
    QToolButton *m_nextHit = nullptr;
    SegmentedControl *m_mode = nullptr;
    QPushButton *m_follow = nullptr;
    ElidedLabel *m_request = nullptr;
    QCheckBox *m_dim = nullptr;
    QWidget *m_messageArea = nullptr;
    MessageBar *m_messages = nullptr;
    QWidget *m_warningArea = nullptr;
    VerdictBanner *m_warning = nullptr;
    qint64 m_warningLine = 0;
    LogLinesView *m_lines = nullptr;
    QWidget *m_lineArea = nullptr;
    QLabel *m_lineHead = nullptr;
    QPlainTextEdit *m_lineText = nullptr;
    RunView *m_run = nullptr;
    ElidedLabel *m_state = nullptr;
    ProgressBar *m_bar = nullptr;
    QPushButton *m_cancel = nullptr;
    QLabel *m_position = nullptr;
    LogList *m_list = nullptr;
    QLabel *m_sequenceHead = nullptr;
    Badge *m_badge = nullptr;
    QWidget *m_detail = nullptr;
    VerdictBanner *m_verdict = nullptr;
    SequenceList *m_sequence = nullptr;
    CheckPane *m_check = nullptr;
    QPushButton *m_checkButton = nullptr;
    QPushButton *m_lookUpButton = nullptr;

    QAction *m_openAction = nullptr;
    QAction *m_pasteAction = nullptr;
    QAction *m_followAction = nullptr;
    QAction *m_findAction = nullptr;
    QAction *m_nextHitAction = nullptr;
    QAction *m_previousHitAction = nullptr;
    QAction *m_nextTroubleAction = nullptr;
    QAction *m_previousTroubleAction = nullptr;
    QAction *m_checkAction = nullptr;
    QAction *m_runAction = nullptr;
    QAction *m_linesAction = nullptr;
    QAction *m_closeAction = nullptr;
};

} // namespace chatsync::ui
