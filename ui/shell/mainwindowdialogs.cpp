// SPDX-License-Identifier: MIT
// What the window asks and tells about itself: menus, closing, about.
#include "ui/shell/mainwindow.h"

#include "core/domain/version.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/topbar.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/theme.h"
#include "ui/widgets/sheet.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QCloseEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QSysInfo>

namespace chatsync::ui {

namespace {

constexpr int sheetWidth = 560;

QLabel *line(const QString &text, Ink ink = Ink::Primary)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setInk(label, ink);
    return label;
}

QString stateText(const ServiceHealth &health)
{
    switch (health.state) {
    case ServiceHealth::State::NotSetUp:
        return QStringLiteral("not asked");
    case ServiceHealth::State::Checking:
        return QStringLiteral("being asked");
    case ServiceHealth::State::Up:
    case ServiceHealth::State::Slow:
        return QStringLiteral("works, %1 ms").arg(health.latency.count());
    case ServiceHealth::State::Down:
        return QStringLiteral("down: %1").arg(health.error.what);
    }
    Q_UNREACHABLE();
}

} // namespace

QMenu *MainWindow::makeMenu()
{
    auto *menu = new QMenu(this);
    // Filled when it opens: views may add actions at any time.
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        m_actions->fillMenu(menu);
    });
    m_actions->fillMenu(menu);
    return menu;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_closing == Closing::No && m_console->isRunning()) {
        event->ignore();
        askBeforeClosing();
        return;
    }
    if (const QString lost = unsaved(); m_closing == Closing::No && !lost.isEmpty()) {
        event->ignore();
        askBeforeLosing(lost);
        return;
    }
    Q_EMIT settingsChanged(settings());
    event->accept();
}

QString MainWindow::unsaved() const
{
    for (const Place &place : m_places) {
        const auto *holder = dynamic_cast<const HoldsUnsaved *>(place.widget.data());
        if (holder && !holder->unsaved().isEmpty())
            return holder->unsaved();
    }
    return {};
}

void MainWindow::askBeforeLosing(const QString &what)
{
    auto *sheet = new Sheet(tr("Close without saving?"), sheetWidth, m_stack);
    sheet->content()->addWidget(line(what));
    sheet->content()->addWidget(
        line(tr("Nothing else is lost: runs are kept as they happen."), Ink::Secondary));
    sheet->footer()->addStretch();
    sheet->cancelButton()->setText(tr("Stay"));
    sheet->setAction(tr("Close without saving"), true)->setToolTip(tr("What was edited is lost"));
    connect(sheet, &Sheet::accepted, this, [this] {
        m_closing = Closing::Now;
        close();
    });
    connect(sheet, &Sheet::cancelled, sheet, &QObject::deleteLater);
    openSheet(sheet);
}

void MainWindow::stopAndQuit()
{
    if (m_console->isRunning()) {
        m_closing = Closing::WhenRunEnds;
        m_console->stop();
        return;
    }
    m_closing = Closing::Now;
    close();
    QCoreApplication::quit();
}

QWidget *MainWindow::sheetPlace() const
{
    return m_stack;
}

void MainWindow::openSheet(Sheet *sheet)
{
    if (m_sheet && m_sheet->isVisible())
        m_sheet->cancel();
    m_sheet = sheet;
    sheet->open();
}

void MainWindow::askBeforeClosing()
{
    const QString closing = QStringLiteral("closing");
    if (m_sheet && m_sheet->isVisible()) {
        if (m_sheet->objectName() == closing)
            return;
        m_sheet->cancel();
    }
    m_sheet = new Sheet(tr("A run is still under way"), sheetWidth, m_stack);
    m_sheet->setObjectName(closing);
    if (const Result<RunEnvironment> environment = m_console->environment())
        m_sheet->setEnvironment(kindOf(*environment));
    m_sheet->content()->addWidget(
        line(tr("Finish in background: the window goes, the run is done and kept, then the program ends.")));
    m_sheet->content()->addWidget(
        line(tr("Stop safely: the run ends now, and the journal keeps what exists and what does not."),
             Ink::Secondary));
    auto *stop = new QPushButton(tr("Stop safely"));
    setButtonKind(stop, ButtonKind::Destructive);
    stop->setToolTip(tr("Ends the run, then the program"));
    m_sheet->footer()->addWidget(stop);
    m_sheet->footer()->addStretch();
    m_sheet->cancelButton()->setText(tr("Stay"));
    m_sheet->setAction(tr("Finish in background"))->setToolTip(tr("The program ends after the run"));
    connect(stop, &QPushButton::clicked, this, [this] {
        m_closing = Closing::WhenRunEnds;
        m_console->stop();
        m_sheet->hide();
    });
    connect(m_sheet, &Sheet::accepted, this, [this] {
        m_closing = Closing::WhenRunEnds;
        hide();
    });
    connect(m_sheet, &Sheet::cancelled, m_sheet, &QObject::deleteLater);
    // The run may end while the question is open: then there is nothing left to ask.
    connect(m_console, &Console::ended, m_sheet, [this] {
        if (m_closing != Closing::No)
            return;
        m_sheet->cancel();
        close();
    });
    m_sheet->open();
}

void MainWindow::showAbout()
{
    if (m_sheet && m_sheet->isVisible())
        return;
    m_sheet =
        new Sheet(tr("Chat Sync Console %1").arg(QStringLiteral(CHATSYNC_VERSION)), sheetWidth, m_stack);
    if (const Result<RunEnvironment> environment = m_console->environment())
        m_sheet->setEnvironment(kindOf(*environment));
    QVBoxLayout *content = m_sheet->content();
    content->addWidget(
        line(tr("Creates test conversations on StreamChat step by step, and shows why they fail.")));
    content->addWidget(
        line(tr("MIT licence. Built with Qt %1.").arg(QString::fromLatin1(qVersion())), Ink::Secondary));
    content->addWidget(line(tr("Runs are kept in %1").arg(m_console->journalPath()), Ink::Secondary));
    m_sheet->footer()->addStretch();
    m_sheet->cancelButton()->setText(tr("Close"));
    m_sheet->setAction(tr("Copy diagnostics"));
    connect(m_sheet, &Sheet::accepted, m_actions->action(QStringLiteral("help.diagnostics")),
            &QAction::trigger);
    connect(m_sheet, &Sheet::accepted, m_sheet, &QObject::deleteLater);
    connect(m_sheet, &Sheet::cancelled, m_sheet, &QObject::deleteLater);
    m_sheet->open();
}

/// For a report of a fault; in English, whatever the language of the window.
QString MainWindow::diagnostics() const
{
    QStringList lines{QStringLiteral("Chat Sync Console %1").arg(QStringLiteral(CHATSYNC_VERSION)),
                      QStringLiteral("Qt %1, %2, %3")
                          .arg(QString::fromLatin1(qVersion()), QSysInfo::prettyProductName(),
                               QGuiApplication::platformName())};
    if (const Result<RunEnvironment> environment = m_console->environment()) {
        lines << QStringLiteral("Environment: %1 (%2)").arg(environment->name, environment->kind)
              << QStringLiteral("StreamChat: %1, %2")
                     .arg(environment->streamUrl, stateText(m_console->streamChat()))
              << QStringLiteral("Database: %1, %2")
                     .arg(environment->database, stateText(m_console->database()));
    } else {
        lines << QStringLiteral("Environment: %1").arg(environment.error().what);
    }
    lines << QStringLiteral("Journal: %1").arg(m_console->journalPath());
    return lines.join(u'\n');
}

} // namespace chatsync::ui
