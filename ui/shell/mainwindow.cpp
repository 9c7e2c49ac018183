// SPDX-License-Identifier: MIT
#include "ui/shell/mainwindow.h"

#include "core/workbench/whenready.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/shellstatusbar.h"
#include "ui/shell/topbar.h"
#include "ui/theme/accessiblerole.h"
#include "ui/theme/theme.h"
#include "ui/widgets/lookupfield.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/navrail.h"
#include "ui/widgets/pagestack.h"
#include "ui/widgets/sheet.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace chatsync::ui {

namespace {

constexpr QSize designSize{1360, 860};
constexpr char paneProperty[] = "chatsync.pane";

/// Where Tab would stop first inside; null when nowhere.
QWidget *firstStop(QWidget *pane)
{
    if (pane->focusPolicy() & Qt::TabFocus)
        return pane;
    for (QWidget *child = pane->nextInFocusChain(); child != pane; child = child->nextInFocusChain()) {
        if (pane->isAncestorOf(child) && child->isVisible() && child->isEnabled() &&
            (child->focusPolicy() & Qt::TabFocus))
            return child;
    }
    return nullptr;
}

} // namespace

void markPane(QWidget *pane)
{
    pane->setProperty(paneProperty, true);
}

QRect clampedToScreens(const QRect &wanted, const QList<QRect> &screens, const QSize &minimum)
{
    if (screens.isEmpty())
        return QRect(QPoint(0, 0), wanted.isValid() ? wanted.size() : designSize);
    const QSize size = (wanted.isValid() ? wanted.size() : designSize).expandedTo(minimum);
    constexpr int reachable = 120; // As much of the title as a pointer needs.
    for (const QRect &screen : screens) {
        const QRect seen = QRect(wanted.topLeft(), QSize(size.width(), 32)) & screen;
        if (wanted.isValid() && seen.width() >= reachable && seen.height() >= 24)
            return QRect(wanted.topLeft(), size.boundedTo(screen.size()));
    }
    const QRect &screen = screens.first();
    const QSize fitting = size.boundedTo(screen.size());
    return QRect(screen.center() - QPoint(fitting.width() / 2, fitting.height() / 2), fitting);
}

int minimumWidthFor(double textSize)
{
    return minimumWindowWidth + qRound(minimumWindowWidth * (std::max(textSize, 1.0) - 1) / 2);
}

MainWindow::MainWindow(Console *console, Settings settings)
    : m_console(console)
    , m_settings(std::move(settings))
    , m_actions(new ActionRegistry(this))
{
    setAccessibleRole(this, QAccessible::Window);
    setObjectName(QStringLiteral("window"));
    setWindowTitle(tr("Chat Sync Console"));
    setWindowIcon(icon(Icon::Application));
    theme().setScheme(m_settings.scheme);
    theme().setTextSize(m_settings.textSize);
    followTheme(this, [this] {
        const int wanted = minimumWidthFor(theme().textSize());
        const int there = screen() ? screen()->availableGeometry().width() : wanted;
        setMinimumSize(std::max(minimumWindowWidth, std::min(wanted, there)), minimumWindowHeight);
    });
    connect(m_actions, &ActionRegistry::added, this, [this](QAction *action) {
        // A view's own action works where the view has put it.
        if (action->parent() == m_actions)
            addAction(action);
    });
    build();
    addActions();
    connectConsole();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    m_top = new TopBar(this);
    m_rail = new NavRail(this);
    m_messages = new MessageBar(this);
    m_messages->hide();
    m_stack = new QStackedWidget(this);
    letShownPageDecide(m_stack);
    setAccessibleRole(m_stack,
                      QAccessible::LayeredPane); // Qt's own has the views alone, and no sheet over them.
    m_status = new ShellStatusBar(this);
    m_start = new StartPage(m_stack);
    m_stack->addWidget(m_start);

    auto *work = new QWidget(this);
    setSurface(work, Surface::Base);
    auto *column = new QVBoxLayout(work);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *messageArea = new QWidget(work);
    setSurface(messageArea, Surface::Window);
    auto *messageRow = new QHBoxLayout(messageArea);
    messageRow->setContentsMargins(space::base, space::base, space::base, space::base);
    messageRow->addWidget(m_messages);
    messageArea->hide();
    connect(m_messages, &MessageBar::dismissed, messageArea, &QWidget::hide);
    column->addWidget(messageArea);
    column->addWidget(m_stack, 1);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(m_top, 0, 0, 1, 2);
    grid->addWidget(m_rail, 1, 0);
    grid->addWidget(work, 1, 1);
    grid->addWidget(m_status, 2, 0, 1, 2);
    grid->setRowStretch(1, 1);
    grid->setColumnStretch(1, 1);

    m_palette = new CommandPalette(m_top->lookUp(), m_actions, this);
    connect(m_palette, &CommandPalette::chosen, this, [](QAction *action) { action->trigger(); });
    connect(m_rail, &NavRail::currentChanged, this, &MainWindow::showView);
    connect(m_status, &ShellStatusBar::jobClicked, this, [this] {
        if (!m_lastRun.isNull())
            Q_EMIT runRequested(m_lastRun);
    });
    connect(m_top, &TopBar::healthClicked, m_console, &Console::checkHealth);
    connect(m_top, &TopBar::lockClicked, m_console, &Console::disarm);
    m_top->setMenu(makeMenu());
    QMenu *environments = makeEnvironmentMenu();
    m_top->pill()->setMenu(environments);
    setAccessiblePopup(m_top, environments);
}

void MainWindow::addActions()
{
    QAction *find = m_actions->add({.id = QStringLiteral("go.find"),
                                    .text = tr("Find"),
                                    .tip = tr("Finds people by name, e-mail or id, recent runs, and every "
                                              "action of the window"),
                                    .group = ActionGroup::Go,
                                    .icon = Icon::LookUp,
                                    .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_K)}});
    connect(find, &QAction::triggered, this, [this] {
        m_top->lookUp()->setFocus(Qt::ShortcutFocusReason);
        m_top->lookUp()->selectAll();
        m_palette->open();
    });
    const auto pane = [this](const QString &id, const QString &text, const QString &tip, QKeySequence keys,
                             int step) {
        QAction *action = m_actions->add(
            {.id = id, .text = text, .tip = tip, .group = ActionGroup::Go, .shortcuts = {keys}});
        connect(action, &QAction::triggered, this, [this, step] { cyclePane(step); });
    };
    pane(QStringLiteral("go.nextPane"), tr("Next pane"), tr("Moves the focus to the next part of the window"),
         QKeySequence(Qt::Key_F6), 1);
    pane(QStringLiteral("go.previousPane"), tr("Previous pane"),
         tr("Moves the focus to the part of the window before"), QKeySequence(Qt::SHIFT | Qt::Key_F6), -1);
    QAction *start = m_actions->add({.id = QStringLiteral("go.start"),
                                     .text = tr("Start page"),
                                     .tip = tr("Shows what to begin with and whether all is connected"),
                                     .group = ActionGroup::Go});
    connect(start, &QAction::triggered, this, &MainWindow::showStart);

    QAction *stop = m_actions->add({.id = QStringLiteral("run.stop"),
                                    .text = tr("Stop the run"),
                                    .tip = tr("Ends the run safely and tells what exists now"),
                                    .group = ActionGroup::Run,
                                    .icon = Icon::Stop,
                                    .shortcuts = {QKeySequence(Qt::Key_Escape)}});
    connect(stop, &QAction::triggered, this, &MainWindow::stopOrDismiss);
    addLookActions();
    addEnvironmentActions();
    addHelpActions();
    updateRunActions();
}

void MainWindow::addLookActions()
{
    QAction *menu = m_actions->add({.id = QStringLiteral("look.menu"),
                                    .text = tr("Open the menu"),
                                    .tip = tr("Shows every action of the window"),
                                    .group = ActionGroup::Look,
                                    .icon = Icon::Menu,
                                    .shortcuts = {QKeySequence(Qt::Key_F10)}});
    connect(menu, &QAction::triggered, m_top->menuButton(), &QToolButton::click);
    QAction *environment =
        m_actions->add({.id = QStringLiteral("look.environment"),
                        .text = tr("Open the environment menu"),
                        .tip = tr("Every environment, and which StreamChat and database are worked on"),
                        .group = ActionGroup::Look,
                        .shortcuts = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M)}});
    connect(environment, &QAction::triggered, m_top->pill(), [this] { m_top->pill()->showMenu(); });
    QAction *check = m_actions->add({.id = QStringLiteral("look.checkHealth"),
                                     .text = tr("Check the connections"),
                                     .tip = tr("Asks database and StreamChat for a sign of life"),
                                     .group = ActionGroup::Look,
                                     .icon = Icon::Refresh,
                                     .shortcuts = {QKeySequence(Qt::SHIFT | Qt::Key_F5)}});
    connect(check, &QAction::triggered, m_console, &Console::checkHealth);

    const auto scheme = [this](const QString &id, const QString &text, const QString &tip,
                               Theme::Scheme value) {
        QAction *action = m_actions->add(
            {.id = id, .text = text, .tip = tip, .group = ActionGroup::Look, .checkable = true});
        action->setChecked(theme().scheme() == value);
        connect(action, &QAction::triggered, this, [this, value] { setScheme(value); });
        connect(&theme(), &Theme::changed, action,
                [action, value] { action->setChecked(theme().scheme() == value); });
    };
    scheme(QStringLiteral("look.system"), tr("Colours of the system"),
           tr("Light or dark as the desktop wants it"), Theme::Scheme::System);
    scheme(QStringLiteral("look.light"), tr("Light colours"), tr("Dark text on a light ground"),
           Theme::Scheme::Light);
    scheme(QStringLiteral("look.dark"), tr("Dark colours"), tr("Light text on a dark ground"),
           Theme::Scheme::Dark);

    const auto size = [this](const QString &id, const QString &text, const QString &tip, QKeySequence keys,
                             double step) {
        QAction *action = m_actions->add(
            {.id = id, .text = text, .tip = tip, .group = ActionGroup::Look, .shortcuts = {keys}});
        connect(action, &QAction::triggered, this,
                [this, step] { setTextSize(step == 0 ? 1.0 : theme().textSize() + step); });
    };
    size(QStringLiteral("look.larger"), tr("Larger text"), tr("Makes all text a step larger"),
         QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Plus), 0.1);
    size(QStringLiteral("look.smaller"), tr("Smaller text"), tr("Makes all text a step smaller"),
         QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Minus), -0.1);
    QAction *defaults =
        m_actions->add({.id = QStringLiteral("look.defaults"),
                        .text = tr("Restore the default layout"),
                        .tip = tr("Window, panes, columns and text size as they were at first"),
                        .group = ActionGroup::Look,
                        .icon = Icon::Undo,
                        .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_0)}});
    connect(defaults, &QAction::triggered, this, &MainWindow::restoreDefaults);
}

void MainWindow::addHelpActions()
{
    QAction *about = m_actions->add({.id = QStringLiteral("help.about"),
                                     .text = tr("About Chat Sync Console"),
                                     .tip = tr("Version, licence, and where files are kept"),
                                     .group = ActionGroup::Help});
    connect(about, &QAction::triggered, this, &MainWindow::showAbout);
    QAction *copy = m_actions->add(
        {.id = QStringLiteral("help.diagnostics"),
         .text = tr("Copy diagnostics"),
         .tip = tr("Copies version, environment and state of the connections, without secrets"),
         .group = ActionGroup::Help,
         .icon = Icon::Copy});
    connect(copy, &QAction::triggered, this, [this] {
        QApplication::clipboard()->setText(diagnostics());
        showMessage(Status::Info, tr("Copied"), tr("The diagnostics are in the clipboard."));
    });
    QAction *quit = m_actions->add({.id = QStringLiteral("help.quit"),
                                    .text = tr("Quit"),
                                    .tip = tr("Closes the window; a run under way is asked about first"),
                                    .group = ActionGroup::Help,
                                    .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_Q)}});
    connect(quit, &QAction::triggered, this, &QWidget::close);
}

void MainWindow::connectConsole()
{
    connect(m_console, &Console::events, this, [this](const QUuid &run, const std::vector<RunEvent> &events) {
        m_lastRun = run;
        m_status->showEvents(events);
        updateRunActions();
    });
    connect(m_console, &Console::ended, this, &MainWindow::onEnded);
    // Its runs are told like any other, and the last of them has no end of its own.
    connect(m_console, &Console::checklistEnded, this, [this](const checklist::End &end) {
        RunResult result;
        int failed = countOf(end.result.checks).of(CheckVerdict::Failed);
        for (const CompanyResult &company : end.result.companies)
            failed += countOf(company.cells).of(CheckVerdict::Failed);
        result.outcome = end.reason == checklist::EndReason::Stopped ? Outcome::Cancelled
                         : end.error || failed > 0                   ? Outcome::Failed
                                                                     : Outcome::Passed;
        m_status->showEnd(result);
    });
    connect(m_console, &Console::healthChanged, this, &MainWindow::showHealth);
    connect(m_console, &Console::requested, m_status, &ShellStatusBar::showRequest);
    connect(m_console, &Console::rateBudgetChanged, m_status, &ShellStatusBar::showBudget);
    connectEnvironments();
    if (const Result<RunEnvironment> environment = m_console->environment(); !environment)
        showMessage(Status::Fail, environment.error().what, environment.error().advice);
    showEnvironment();
    showHealth();
}

bool MainWindow::isSandbox() const
{
    return m_console->inUse().isEmbedded();
}

void MainWindow::showHealth()
{
    m_top->setHealth(m_console->database(), m_console->streamChat());
    m_start->setHealth(m_console->database(), m_console->streamChat());
}

void MainWindow::onEnded(const QUuid &run, const RunResult &result)
{
    m_lastRun = run;
    m_status->showEnd(result);
    updateRunActions();
    if (result.journalError)
        showMessage(Status::Fail, result.journalError->what, result.journalError->advice);
    if (m_closing == Closing::WhenRunEnds) {
        m_closing = Closing::Now;
        close();
        QCoreApplication::quit();
    } else if (m_edited) {
        openEdited(*m_edited);
    }
}

void MainWindow::updateRunActions()
{
    m_actions->setEnabled(QStringLiteral("run.stop"), m_console->isRunning() || !m_jobs.isEmpty(),
                          tr("No run is under way."));
}

void MainWindow::stopOrDismiss()
{
    if (m_palette->isVisible())
        m_palette->dismiss();
    else if (m_sheet && m_sheet->isVisible())
        m_sheet->cancel();
    else if (!m_jobs.isEmpty()) {
        const QHash<QString, std::function<void()>> jobs = m_jobs; // A job that ends takes itself out.
        for (const std::function<void()> &stop : jobs)
            stop();
    } else
        m_console->stop();
}

// ---- Views

void MainWindow::addView(const ViewSpec &spec)
{
    QKeySequence keys = spec.shortcut;
    if (keys.isEmpty() && spec.numbered)
        keys = QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + m_numbered++));
    m_places.push_back({spec, nullptr});
    QAction *go = m_actions->add({.id = QStringLiteral("go.") + spec.id,
                                  .text = spec.title,
                                  .tip = spec.tip,
                                  .group = ActionGroup::Go,
                                  .icon = spec.icon,
                                  .shortcuts = {keys}});
    connect(go, &QAction::triggered, this, [this, id = spec.id] { showView(id); });
    m_rail->addItem(spec.id, spec.icon, spec.title, go->toolTip(), spec.place);
}

MainWindow::Place *MainWindow::place(const QString &id)
{
    const auto found = std::find_if(m_places.begin(), m_places.end(),
                                    [&id](const Place &known) { return known.spec.id == id; });
    return found == m_places.end() ? nullptr : &*found;
}

const MainWindow::Place *MainWindow::place(const QString &id) const
{
    return const_cast<MainWindow *>(this)->place(id);
}

QWidget *MainWindow::view(const QString &id) const
{
    const Place *known = place(id);
    return known ? known->widget.data() : nullptr;
}

QWidget *MainWindow::ensureView(const QString &id)
{
    Place *known = place(id);
    if (!known)
        return nullptr;
    if (!known->widget) {
        known->widget = known->spec.make({m_console, m_actions, this}, m_stack);
        known->widget->setAccessibleName(known->spec.title);
        m_stack->addWidget(known->widget);
        auto *remembers = dynamic_cast<RemembersState *>(known->widget.data());
        if (remembers && m_settings.views.contains(id))
            remembers->restoreState(m_settings.views.value(id));
        putStatusLast();
    }
    return known->widget;
}

/// What is made later comes later for Tab; the status bar stands below all of it.
void MainWindow::putStatusLast()
{
    const auto takesTab = [](const QWidget *widget) { return widget->focusPolicy() & Qt::TabFocus; };
    for (QWidget *part : m_status->findChildren<QWidget *>()) {
        QWidget *last = previousInFocusChain();
        while (last != this && !takesTab(last))
            last = last->previousInFocusChain(); // Qt refuses to put anything behind what takes no focus.
        if (takesTab(part) && last != this && last != part)
            setTabOrder(last, part);
    }
}

void MainWindow::showView(const QString &id)
{
    QWidget *wanted = ensureView(id);
    if (!wanted)
        return;
    const QWidget *focus = QApplication::focusWidget();
    const bool fromRail = focus && m_rail->isAncestorOf(focus);
    const bool arrives = m_stack->currentWidget() != wanted;
    if (arrives && m_sheet)
        m_sheet->cancel(); // It asked about what was seen.
    m_stack->setCurrentWidget(wanted);
    // Along the rail one looks at one view after the other; from elsewhere one came to work.
    if (QWidget *stop = arrives && !fromRail ? firstStop(wanted) : nullptr)
        stop->setFocus(Qt::TabFocusReason);
    m_settings.view = id;
    m_rail->setCurrent(id);
    showTitle();
}

void MainWindow::showStart()
{
    m_stack->setCurrentWidget(m_start);
    m_rail->setCurrent({});
    showTitle();
}

QString MainWindow::currentView() const
{
    for (const Place &known : m_places) {
        if (known.widget && m_stack->currentWidget() == known.widget)
            return known.spec.id;
    }
    return {};
}

void MainWindow::setBusy(const QString &viewId, bool busy)
{
    m_rail->setBusy(viewId, busy);
}

void MainWindow::setFailures(const QString &viewId, int failures)
{
    m_rail->setBadge(viewId, failures);
}

void MainWindow::setJob(const QString &viewId, std::function<void()> stop)
{
    if (stop)
        m_jobs.insert(viewId, std::move(stop));
    else
        m_jobs.remove(viewId);
    updateRunActions();
}

void MainWindow::showMessage(Status status, const QString &heading, const QString &text)
{
    m_messages->clearActions();
    m_messages->setAutoHides(true);
    m_messages->parentWidget()->show();
    m_messages->showMessage(status, heading, text);
}

void MainWindow::showNotice(const QString &heading, const QString &action, const QString &later,
                            std::function<void()> perform)
{
    showMessage(Status::Info, heading);
    m_messages->setAutoHides(false);
    m_messages->showMessage(Status::Info, heading);
    connect(m_messages->addAction(action, true), &QPushButton::clicked, this,
            [this, perform = std::move(perform)] {
                m_messages->dismiss();
                perform();
            });
    connect(m_messages->addAction(later), &QPushButton::clicked, m_messages, &MessageBar::dismiss);
}

QWidget *MainWindow::workArea() const
{
    return m_stack;
}

void MainWindow::begin()
{
    m_console->checkHealth();
    // One after the other, behind the first paint: their actions are to be found before they are shown.
    for (const Place &known : m_places)
        QTimer::singleShot(0, this, [this, id = known.spec.id] { ensureView(id); });
    // Not QFuture::then(): in Qt 6.4 it asserts when its context dies before the future ends.
    whenReady(m_console->runs({.text = {}, .limit = 1, .before = std::nullopt}), this,
              [this](const Result<std::vector<RunSummary>> *answer) {
                  if (!answer)
                      return;
                  const Result<std::vector<RunSummary>> &runs = *answer;
                  if (!runs)
                      showMessage(Status::Fail, runs.error().what, runs.error().advice);
                  if (!currentView().isEmpty())
                      return; // Whoever was quicker than the journal is at work already.
                  if (!runs || runs->empty() || m_places.empty())
                      showStart();
                  else
                      showView(place(m_settings.view) ? m_settings.view : m_places.front().spec.id);
              });
}

// ---- State

Settings MainWindow::settings() const
{
    Settings now = m_settings;
    now.maximized = isMaximized();
    now.window = isMaximized() ? normalGeometry() : geometry();
    now.scheme = theme().scheme();
    now.textSize = theme().textSize();
    for (const Place &known : m_places) {
        if (const auto *remembers = dynamic_cast<const RemembersState *>(known.widget.data()))
            now.views.insert(known.spec.id, remembers->saveState());
    }
    return now;
}

void MainWindow::placeWindow(const QRect &wanted)
{
    QList<QRect> screens;
    for (const QScreen *screen : QGuiApplication::screens())
        screens << screen->availableGeometry();
    setGeometry(clampedToScreens(wanted, screens, minimumSize()));
}

void MainWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_placed, true) || event->spontaneous())
        return;
    if (m_settings.window.isValid() || !testAttribute(Qt::WA_Resized))
        placeWindow(m_settings.window);
    if (m_settings.maximized)
        setWindowState(windowState() | Qt::WindowMaximized);
}

void MainWindow::restoreDefaults()
{
    setWindowState(windowState() & ~(Qt::WindowMaximized | Qt::WindowFullScreen));
    placeWindow({});
    m_settings.views.clear();
    for (const Place &known : m_places) {
        if (auto *remembers = dynamic_cast<RemembersState *>(known.widget.data()))
            remembers->restoreState({});
    }
    setTextSize(1.0);
    showMessage(Status::Info, tr("The default layout is back"));
}

void MainWindow::setScheme(Theme::Scheme scheme)
{
    theme().setScheme(scheme);
    // A click on the checked one would have unchecked it.
    Q_EMIT theme().changed();
    Q_EMIT settingsChanged(settings());
}

void MainWindow::setTextSize(double factor)
{
    theme().setTextSize(factor);
    Q_EMIT settingsChanged(settings());
}

QList<QWidget *> MainWindow::panes() const
{
    QList<QWidget *> all{m_top, m_rail};
    const QWidget *current = m_stack->currentWidget();
    QList<QWidget *> inside;
    for (QWidget *child : current->findChildren<QWidget *>()) {
        if (child->property(paneProperty).toBool() && child->isVisible())
            inside << child;
    }
    if (inside.isEmpty())
        inside << m_stack->currentWidget();
    all += inside;
    all << m_status;
    return all;
}

void MainWindow::cyclePane(int step)
{
    const QList<QWidget *> all = panes();
    const QWidget *focus = QApplication::focusWidget();
    qsizetype at = -1;
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (focus && (all[i] == focus || all[i]->isAncestorOf(focus)))
            at = i; // The innermost comes last.
    }
    if (at < 0)
        at = step > 0 ? -1 : 0;
    for (qsizetype tried = 0; tried < all.size(); ++tried) {
        at = (at + step + all.size()) % all.size();
        QWidget *pane = all[at];
        if (QWidget *wanted = firstStop(pane)) {
            wanted->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

void MainWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange && m_placed)
        Q_EMIT settingsChanged(settings());
}

void MainWindow::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().tokens().window);
}

} // namespace chatsync::ui
