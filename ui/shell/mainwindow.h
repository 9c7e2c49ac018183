// SPDX-License-Identifier: MIT
#pragma once

#include "core/workbench/console.h"
#include "ui/shell/settings.h"
#include "ui/shell/startpage.h"
#include "ui/shell/view.h"
#include "ui/theme/statusglyph.h"

#include <QHash>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <functional>

class QMenu;
class QStackedWidget;

namespace chatsync::ui {

class ActionRegistry;
class CommandPalette;
class MessageBar;
class NavRail;
class Sheet;
class ShellStatusBar;
class TopBar;

/// The window round the views: environment, health, navigation, actions, state. It knows no view; they are
/// registered with addView(), and everything else a view wants it adds through actions().
class MainWindow final : public QWidget {
    Q_OBJECT
public:
    /// Borrowed, both outlive the window.
    MainWindow(Console *console, Settings settings);
    ~MainWindow() override;

    ActionRegistry *actions() const { return m_actions; }
    StartPage *startPage() const { return m_start; }
    ShellStatusBar *statusBar() const { return m_status; }
    TopBar *topBar() const { return m_top; }
    CommandPalette *palette() const { return m_palette; }
    /// The one inside this program.
    bool isSandbox() const;

    /// Goes to work there, and remembers it. Says why where that cannot be: a run is on, a secret is nowhere.
    void useEnvironment(const chatsync::Environment &environment);
    /// Where the window works there: goes on with the values given, at once or when the run under way is over.
    void openEdited(const chatsync::Environment &environment);
    /// By name or id, once the file has been read: at the start. Empty: stays in the sandbox.
    void openEnvironment(const QString &nameOrId);
    /// Asks for the environment's name first; only where the policy is WhenArmed.
    void openArming();

    Console *console() const { return m_console; }
    /// What a sheet of this window covers: the views, but nothing of the bars around them.
    QWidget *sheetPlace() const;
    /// Opens it; one that was open is cancelled. It goes by itself when another view is shown.
    void openSheet(Sheet *sheet);

    void addView(const ViewSpec &spec);
    QString currentView() const;
    /// Makes the view when it is shown for the first time; unknown ids are ignored.
    void showView(const QString &id);
    /// Null before it was shown.
    QWidget *view(const QString &id) const;
    /// Made if need be.
    QWidget *ensureView(const QString &id);
    void setBusy(const QString &viewId, bool busy);
    /// A count of open failures at the view's place in the rail.
    void setFailures(const QString &viewId, int failures);
    /// What a view does by itself, beside runs: Stop and Esc end it by @p stop. Empty: it is over.
    void setJob(const QString &viewId, std::function<void()> stop);
    void showStart();

    /// Above the views; errors stay until closed.
    void showMessage(Status status, const QString &heading, const QString &text = {});

    /// A quiet word above the views that stays until it is answered: @p perform, or @p later, which closes
    /// it.
    void showNotice(const QString &heading, const QString &action, const QString &later,
                    std::function<void()> perform);
    /// What sheets hang from: the place of the views.
    QWidget *workArea() const;
    MessageBar *messages() const { return m_messages; }

    /// After all views are there: shows the start page while no run was ever kept, else the view of last
    /// time.
    void begin();

    /// What would be saved now.
    Settings settings() const;
    void restoreDefaults();
    QString diagnostics() const;
    /// Quits without a question; a run under way is stopped safely first.
    void stopAndQuit();

Q_SIGNALS:
    /// The job in the status bar was clicked.
    void runRequested(const QUuid &run);
    void settingsChanged(const chatsync::ui::Settings &settings);

protected:
    void closeEvent(QCloseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Place {
        ViewSpec spec;
        QPointer<QWidget> widget;
    };

    void build();
    void addActions();
    void addLookActions();
    void addHelpActions();
    void connectConsole();
    void showHealth();
    void onEnded(const QUuid &run, const RunResult &result);
    void updateRunActions();
    QMenu *makeMenu();
    QMenu *makeEnvironmentMenu();
    void fillEnvironmentMenu(QMenu *menu);
    void addEnvironmentChoices(QMenu *menu);
    void addEnvironmentFacts(QMenu *menu, const RunEnvironment &environment);
    void addEnvironmentActions();
    void connectEnvironments();
    void openWaiting(bool wasRead = false);
    void showEnvironment();
    void showArming();
    void tickArming();
    void showTitle();
    void placeWindow(const QRect &wanted);
    void setScheme(Theme::Scheme scheme);
    void setTextSize(double factor);
    void cyclePane(int step);
    void putStatusLast();
    QList<QWidget *> panes() const;
    void askBeforeClosing();
    QString unsaved() const;
    void askBeforeLosing(const QString &what);
    void switchTo(const Environment &environment);
    void stopOrDismiss();
    void showAbout();
    Place *place(const QString &id);
    const Place *place(const QString &id) const;

    Console *m_console;
    Settings m_settings;
    ActionRegistry *m_actions;
    TopBar *m_top = nullptr;
    NavRail *m_rail = nullptr;
    MessageBar *m_messages = nullptr;
    QStackedWidget *m_stack = nullptr;
    ShellStatusBar *m_status = nullptr;
    StartPage *m_start = nullptr;
    CommandPalette *m_palette = nullptr;
    QPointer<Sheet> m_sheet;
    QHash<QString, std::function<void()>> m_jobs; ///< How to end what views do, by their ids
    std::optional<Environment> m_edited; ///< To be opened anew when the run under way is over
    std::vector<Place> m_places;
    QUuid m_lastRun;
    QString m_switchingTo;        ///< Name of the environment that is being opened; empty: none
    QString m_waitingEnvironment; ///< To be opened once it is known
    QTimer m_countdown;
    bool m_armed = false;
    int m_numbered = 0;
    bool m_placed = false;
    enum class Closing { No, WhenRunEnds, Now } m_closing = Closing::No;
};

/// The least width of the window at that text size: half of the growth is left to wrapping and eliding.
int minimumWidthFor(double textSize);

/// Where a window wanted at @p wanted goes on screens of these available areas: as wanted if its title can be
/// reached, else centred on the first, never larger than that.
QRect clampedToScreens(const QRect &wanted, const QList<QRect> &screens, const QSize &minimum);

} // namespace chatsync::ui
