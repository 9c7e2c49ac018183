// SPDX-License-Identifier: MIT
#include "app/gui/window.h"

#include "app/gui/backendlogview.h"
#include "app/gui/checklistview.h"
#include "app/gui/conversationview.h"
#include "app/gui/doctorview.h"
#include "app/gui/findsources.h"
#include "app/gui/lookupview.h"
#include "app/gui/runspage.h"
#include "app/gui/settingsview.h"
#include "ui/cleanup/leftovernotice.h"
#include "ui/runs/runview.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/helppage.h"

#include <QAction>
#include <QCoreApplication>

namespace chatsync::ui {

namespace {

const QString conversation = QStringLiteral("conversation");
const QString runs = QStringLiteral("runs");

QString tr(const char *text)
{
    return QCoreApplication::translate("Window", text);
}

void addRuns(MainWindow *window)
{
    window->addView({.id = runs,
                     .title = tr("Runs"),
                     .tip = tr("Every run that was kept, to be looked at again"),
                     .icon = Icon::Runs,
                     .make = [](const ViewContext &context, QWidget *parent) -> QWidget * {
                         auto *page = new RunsPage(context.console, parent);
                         MainWindow *const shell = context.window;
                         QObject::connect(page, &RunsPage::failed, shell, [shell](const Error &error) {
                             shell->showMessage(Status::Fail, error.what, error.advice);
                         });
                         QObject::connect(page->runView(), &RunView::lookUpRequested, shell,
                                          [shell](const QString &id) { lookUpIn(shell, id); });
                         QObject::connect(page->runView(), &RunView::defectRequested, shell,
                                          [shell, run = page->runView()](const QString &code) {
                                              openDoctor(shell, run, code);
                                          });
                         QObject::connect(page, &RunsPage::newConversationRequested,
                                          shell->actions()->action(QStringLiteral("conversation.new")),
                                          &QAction::trigger);
                         return page;
                     }});
    QObject::connect(window, &MainWindow::runRequested, window, [window](const QUuid &run) {
        if (auto *page = qobject_cast<RunsPage *>(window->ensureView(runs))) {
            window->showView(runs);
            page->open(run);
        }
    });
}

/// What views do with keys of their own.
void addKeyNotes(ActionRegistry *actions)
{
    const QString lookUp = tr("Look up");
    actions->addKeyNote({tr("End the search"), tr("Esc"), lookUp});
    actions->addKeyNote({tr("Tabs of the details"), tr("Alt+1 to Alt+5"), lookUp});
    actions->addKeyNote({tr("Copy the id of the line"), tr("Ctrl+C"), lookUp});
    const QString where = tr("Run");
    actions->addKeyNote({tr("Next problem, previous problem"), tr("F8, Shift+F8"), where});
    actions->addKeyNote({tr("Filter the steps"), tr("Ctrl+F"), where});
    actions->addKeyNote({tr("Tabs of the details"), tr("Alt+1 to Alt+6"), where});
    actions->addKeyNote({tr("Copy the id, copy the row"), tr("Ctrl+C"), where});
    actions->addKeyNote({tr("Compress idle time"), tr("I"), where});
    actions->addKeyNote({tr("Zoom in, zoom out, whole run, back"), tr("Ctrl++, Ctrl+-, 0, Z"), where});
    const QString log = tr("Backend log");
    actions->addKeyNote({tr("Line by line, page by page, beginning and end"),
                         tr("Arrows, Page up and down, Home, End"), log});
    actions->addKeyNote({tr("Copy the line"), tr("Ctrl+C"), log});
    actions->addKeyNote({tr("Stop reading"), tr("Esc"), log});
    const QString help = tr("Help");
    actions->addKeyNote({tr("Search the guide, next place"), tr("Ctrl+F, Return"), help});
    actions->addKeyNote({tr("Back to the page the link was on"), tr("Alt+Left"), help});
}

/// What the look-up field finds beside actions.
void addSources(MainWindow *window, Console *console)
{
    window->palette()->addSource(
        new PeopleSource(console, [window](const Participant &who) { openConversationWith(window, who); }));
    window->palette()->addSource(
        new RunsSource(console, [window](const QUuid &run) { Q_EMIT window->runRequested(run); }));
}

void addStart(MainWindow *window)
{
    ActionRegistry *actions = window->actions();
    StartPage *start = window->startPage();
    start->addTask({Icon::Conversation, tr("Support"), tr("See a chat recover"),
                    tr("Sat Education writes to somebody StreamChat does not know yet. Watch what saves it."),
                    tr("Open the example"), actions->action(QStringLiteral("conversation.example"))});
    start->addTask({Icon::Run, tr("Development"), tr("Reproduce a bug"),
                    tr("Create a conversation step by step, with faults and waits you control."),
                    tr("New conversation"), actions->action(QStringLiteral("conversation.new"))});
    start->addTask({Icon::Runs, tr("Testing"), tr("Look at earlier runs"),
                    tr("Every run is kept with its requests, answers and SQL, ready to be read again."),
                    tr("Open runs"), actions->action(QStringLiteral("go.runs"))});
    start->setSample(actions->action(QStringLiteral("conversation.sample")));
}

} // namespace

std::unique_ptr<MainWindow> makeWindow(Console *console, const Settings &settings)
{
    auto window = std::make_unique<MainWindow>(console, settings);
    addLookUpView(window.get());
    addConversationView(window.get(), console);
    addRuns(window.get());
    addChecklistView(window.get(), console, [shell = window.get()](const QString &file, int first, int) {
        openBackendLog(shell, file, first);
    });
    addBackendLogView(window.get());
    window->addView(HelpPage::view());
    addSettingsView(window.get());
    addDoctor(window.get());
    addKeyNotes(window->actions());
    addSources(window.get(), console);
    addStart(window.get());
    new LeftoverNotice{window.get(), console};
    return window;
}

} // namespace chatsync::ui
