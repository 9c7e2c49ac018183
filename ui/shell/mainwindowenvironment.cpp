// SPDX-License-Identifier: MIT
// Which environment the window works in: its menu, going to another one, arming.
#include "ui/shell/mainwindow.h"

#include "core/environment/arming.h"
#include "core/workbench/whenready.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/armsheet.h"
#include "ui/shell/topbar.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QStackedWidget>

namespace chatsync::ui {

namespace {

constexpr std::chrono::milliseconds countdownStep{100};

/// A menu takes an ampersand for a mnemonic.
QString plain(QString text)
{
    return text.replace(u'&', QLatin1String("&&"));
}

QString hostOf(const Environment &environment)
{
    if (environment.isEmbedded())
        return MainWindow::tr("in this program");
    const Result<QUrl> url = streamUrlFrom(environment.streamUrl);
    return url ? url->host() : environment.streamUrl;
}

/// Of the environment's own colour, whatever the text of the menu has.
QIcon signOf(EnvironmentKind kind)
{
    switch (kind) {
    case EnvironmentKind::Sandbox:
        return icon(
            iconOf(kind), +[] { return theme().tokens().sandbox.strip; });
    case EnvironmentKind::Staging:
        return icon(
            iconOf(kind), +[] { return theme().tokens().staging.strip; });
    case EnvironmentKind::Production:
        break;
    }
    return icon(
        iconOf(kind), +[] { return theme().tokens().production.strip; });
}

} // namespace

QMenu *MainWindow::makeEnvironmentMenu()
{
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillEnvironmentMenu(menu); });
    return menu;
}

void MainWindow::fillEnvironmentMenu(QMenu *menu)
{
    menu->clear();
    menu->addSection(tr("Work in"));
    addEnvironmentChoices(menu);
    const bool armable = m_console->inUse().writes == WritePolicy::WhenArmed;
    if (armable) {
        menu->addSeparator();
        menu->addAction(
            m_actions->action(m_armed ? QStringLiteral("look.lock") : QStringLiteral("look.arm")));
    }
    if (const Result<RunEnvironment> environment = m_console->environment())
        addEnvironmentFacts(menu, *environment);
    menu->addSeparator();
    menu->addAction(m_actions->action(QStringLiteral("look.checkHealth")));
    menu->addAction(m_actions->action(QStringLiteral("help.diagnostics")));
    if (QAction *settings = m_actions->action(QStringLiteral("go.settings")))
        menu->addAction(settings);
}

void MainWindow::addEnvironmentChoices(QMenu *menu)
{
    const Environment inUse = m_console->inUse();
    std::vector<Environment> all = m_console->environments()->all();
    if (inUse.id.isEmpty())
        all.insert(all.begin(), inUse); // Of the command line, known to no file.
    auto *group = new QActionGroup(menu);
    for (const Environment &environment : all) {
        const bool current = environment.id == inUse.id;
        QString text = plain(environment.name);
        if (current)
            text = tr("%1 (in use)").arg(text);
        QAction *choice =
            menu->addAction(signOf(kindOf(environment)), text + u'\t' + plain(hostOf(environment)));
        choice->setObjectName(QStringLiteral("environment.") + environment.id);
        choice->setActionGroup(group);
        choice->setCheckable(true);
        choice->setChecked(current);
        QFont font = theme().font(current ? FontRole::Label : FontRole::Body);
        choice->setFont(font);
        choice->setToolTip(current ? tr("The window works there.")
                                   : tr("Works with %1 from then on: %2")
                                         .arg(environment.name, titleOf(environment.writes))
                                         .toHtmlEscaped());
        connect(choice, &QAction::triggered, this, [this, environment, current] {
            if (!current)
                useEnvironment(environment);
        });
    }
}

void MainWindow::addEnvironmentFacts(QMenu *menu, const RunEnvironment &environment)
{
    const auto copyable = [this, menu](const QString &text, const QString &value) {
        if (value.isEmpty())
            return;
        QAction *copy = menu->addAction(icon(Icon::Copy), plain(text.arg(value)));
        copy->setToolTip(tr("Copies %1").arg(value).toHtmlEscaped());
        connect(copy, &QAction::triggered, this, [this, value] {
            QApplication::clipboard()->setText(value);
            showMessage(Status::Info, tr("Copied"), value);
        });
    };
    menu->addSeparator();
    copyable(tr("StreamChat: %1"), environment.streamUrl);
    copyable(tr("Key: %1"), m_console->streamKey());
    copyable(tr("Database: %1"), environment.database);
    copyable(tr("Journal: %1"), m_console->journalPath());
    if (!environment.faults.isEmpty())
        menu->addSection(tr("Faults of the sandbox"));
    for (const QString &fault : environment.faults)
        copyable(QStringLiteral("%1"), fault);
}

void MainWindow::addEnvironmentActions()
{
    QAction *arm = m_actions->add({.id = QStringLiteral("look.arm"),
                                   .text = tr("Arm for repairs..."),
                                   .tip = tr("Lets repairs write to a read-only environment for ten minutes"),
                                   .group = ActionGroup::Look,
                                   .icon = Icon::Unlocked});
    connect(arm, &QAction::triggered, this, &MainWindow::openArming);
    QAction *lock =
        m_actions->add({.id = QStringLiteral("look.lock"),
                        .text = tr("Lock now"),
                        .tip = tr("Ends the leave to write at once; a request under way is finished"),
                        .group = ActionGroup::Look,
                        .icon = Icon::Locked,
                        .shortcuts = {QKeySequence(Qt::Key_F9)}});
    connect(lock, &QAction::triggered, m_console, &Console::disarm);
}

void MainWindow::connectEnvironments()
{
    m_countdown.setInterval(countdownStep);
    connect(&m_countdown, &QTimer::timeout, this, &MainWindow::tickArming);
    connect(m_console, &Console::environmentChanged, this, [this] {
        if (m_sheet)
            m_sheet->cancel(); // It asked about another place.
        showEnvironment();
        m_console->checkHealth();
    });
    connect(m_console, &Console::armingChanged, this, &MainWindow::showArming);
    connect(m_console->environments(), &Environments::changed, this, [this] { openWaiting(true); });
}

void MainWindow::showEnvironment()
{
    const Result<RunEnvironment> environment = m_console->environment();
    if (!environment)
        return;
    const WritePolicy writes = m_console->inUse().writes;
    QString note = writes == WritePolicy::Allowed ? QString{} : tr("read-only");
    if (!m_switchingTo.isEmpty())
        note = tr("opening %1").arg(m_switchingTo);
    m_top->setEnvironment(*environment, note);
    m_start->setEnvironment(*environment, m_console->mayConverse().has_value());
    showTitle();
    showArming();
}

void MainWindow::showTitle()
{
    const Result<RunEnvironment> environment = m_console->environment();
    const QString where = environment ? environment->name : QString{};
    const Place *shown = place(currentView());
    if (where.isEmpty())
        setWindowTitle(tr("Chat Sync Console"));
    else if (shown)
        setWindowTitle(tr("%1 - %2 - Chat Sync Console").arg(shown->spec.title, where));
    else
        setWindowTitle(tr("%1 - Chat Sync Console").arg(where));
}

void MainWindow::useEnvironment(const Environment &environment)
{
    if (!m_switchingTo.isEmpty()) {
        showMessage(Status::Info, tr("%1 is still being opened").arg(m_switchingTo),
                    tr("The keychain may be waiting for an answer of yours."));
        return;
    }
    if (environment.id != m_console->inUse().id)
        switchTo(environment);
}

void MainWindow::openEdited(const Environment &environment)
{
    if (environment.id != m_console->inUse().id || !m_switchingTo.isEmpty())
        return;
    if (!m_console->isRunning()) {
        switchTo(environment);
        return;
    }
    m_edited = environment;
    showMessage(Status::Info, tr("%1 was changed").arg(environment.name),
                tr("The run under way goes on with the values of before; the next one has the new ones."));
}

void MainWindow::switchTo(const Environment &environment)
{
    m_edited.reset();
    m_switchingTo = environment.name;
    showEnvironment();
    whenReady(m_console->use(environment), this, [this, environment](const Result<RunEnvironment> *answer) {
        m_switchingTo.clear();
        showEnvironment();
        if (!answer)
            return;
        if (!*answer) {
            showMessage(Status::Fail,
                        tr("Still in %1. %2").arg(m_console->inUse().name, answer->error().what),
                        answer->error().advice);
            return;
        }
        m_settings.environment = environment.isEmbedded() ? QString{} : environment.id;
        Q_EMIT settingsChanged(settings());
    });
}

void MainWindow::openEnvironment(const QString &nameOrId)
{
    m_waitingEnvironment = nameOrId;
    openWaiting();
    if (!m_waitingEnvironment.isEmpty())
        m_console->environments()->reload();
}

/// The file is read in another thread: until then only the sandbox is known.
void MainWindow::openWaiting(bool wasRead)
{
    if (m_waitingEnvironment.isEmpty())
        return;
    const Environments *known = m_console->environments();
    if (const Result<Environment> found = findEnvironment(known->all(), m_waitingEnvironment)) {
        m_waitingEnvironment.clear();
        useEnvironment(*found);
        return;
    }
    if (!wasRead)
        return;
    const std::optional<Error> problem = known->problem();
    showMessage(Status::Warn,
                tr("%1 is not known here any more").arg(std::exchange(m_waitingEnvironment, {})),
                problem ? problem->what : tr("The window works in %1.").arg(m_console->inUse().name));
}

// ---- Arming

void MainWindow::openArming()
{
    const Environment environment = m_console->inUse();
    if (environment.writes != WritePolicy::WhenArmed || (m_sheet && m_sheet->isVisible()))
        return;
    const Result<RunEnvironment> place = m_console->environment();
    auto *sheet = new ArmSheet(environment, place ? place->database : QString{}, m_stack);
    connect(sheet, &Sheet::cancelled, sheet, &QObject::deleteLater);
    connect(sheet, &Sheet::accepted, this, [this, sheet] {
        sheet->deleteLater();
        whenReady(m_console->arm(sheet->typedName(), sheet->reason()), this,
                  [this](const Result<ArmingState> *answer) {
                      if (answer && !*answer)
                          showMessage(Status::Fail, answer->error().what, answer->error().advice);
                  });
    });
    openSheet(sheet);
}

void MainWindow::showArming()
{
    const ArmingState state = m_console->arming();
    const bool was = std::exchange(m_armed, state.armed);
    const bool armable = m_console->inUse().writes == WritePolicy::WhenArmed;
    m_actions->setEnabled(QStringLiteral("look.arm"), armable && !m_armed,
                          m_armed ? tr("It is armed already.")
                                  : tr("Only environments that are read-only unless armed can be."));
    m_actions->setEnabled(QStringLiteral("look.lock"), m_armed, tr("Nothing is armed."));
    if (m_armed)
        m_countdown.start();
    else
        m_countdown.stop();
    tickArming();
    if (was && !m_armed && armable)
        showMessage(Status::Info, tr("%1 is read-only again").arg(m_console->inUse().name),
                    tr("What was under way is finished; nothing more is written."));
}

/// Whole seconds, rounded up: at 0:00 it is over.
void MainWindow::tickArming()
{
    const ArmingState state = m_console->arming();
    if (!state.armed) {
        m_top->setArmed(std::nullopt);
        return;
    }
    const auto left = std::chrono::ceil<std::chrono::seconds>(state.remaining);
    const auto whole = std::chrono::duration_cast<std::chrono::seconds>(Arming::duration);
    m_top->setArmed(left, static_cast<double>(left.count()) / static_cast<double>(whole.count()));
}

} // namespace chatsync::ui
