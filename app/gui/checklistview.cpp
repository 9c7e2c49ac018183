// SPDX-License-Identifier: MIT
#include "app/gui/checklistview.h"

#include "app/gui/lookupview.h"
#include "app/pdf/reportfile.h"
#include "core/workbench/console.h"
#include "ui/checklist/checklistpage.h"
#include "ui/checklist/checkstab.h"
#include "ui/checklist/consolechecks.h"
#include "ui/checklist/evidencepane.h"
#include "ui/checklist/sweeptab.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/mainwindow.h"

#include <QAction>
#include <QBoxLayout>
#include <QCoreApplication>
#include <QTableView>

namespace chatsync::ui {

namespace {

const QString viewId = QStringLiteral("checklist");

QString tr(const char *text)
{
    return QCoreApplication::translate("ChecklistView", text);
}

Result<void> write(const ReportRequest &request)
{
    const std::optional<report::Format> format = report::formatFrom(request.format);
    if (!format)
        return tl::unexpected(Error{Error::Kind::Input, tr("There is no such format of a report."), {}, {}});
    return writeReport({*format, request.path}, request.result, request.last, request.earlier);
}

/// The page as the shell keeps it.
class ChecklistHolder final : public QWidget, public RemembersState {
public:
    ChecklistHolder(const ViewContext &context, QWidget *parent)
        : QWidget(parent)
        , m_page(new ChecklistPage(new ConsoleChecks(context.console, &write, this), this))
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_page);
        setFocusProxy(m_page);
        for (QWidget *pane :
             std::initializer_list<QWidget *>{m_page->checks()->table(), m_page->checks()->pane(),
                                              m_page->companies()->table(), m_page->companies()->pane()})
            markPane(pane);
    }

    ChecklistPage *page() const { return m_page; }
    QByteArray saveState() const override { return m_page->saveState(); }
    bool restoreState(const QByteArray &state) override { return m_page->restoreState(state); }

private:
    ChecklistPage *m_page;
};

ChecklistPage *pageOf(MainWindow *window)
{
    return static_cast<ChecklistHolder *>(window->ensureView(viewId))->page();
}

void showWhere(MainWindow *window, const QString &file, int first, int last)
{
    const QString lines = first > 0 ? tr("%1, lines %2 to %3").arg(file).arg(first).arg(last) : file;
    window->showMessage(Status::Info, tr("The lines stand in the backend's log."), lines);
}

QWidget *makeView(const ViewContext &context, QWidget *parent, const OpenLog &openLog)
{
    auto *holder = new ChecklistHolder(context, parent);
    ChecklistPage *page = holder->page();
    MainWindow *const window = context.window;
    for (QAction *action : page->actions()) {
        const QString name = action->objectName();
        // Stopping is the window's, so that it works in every view.
        if (name == QLatin1String("checklist.stop"))
            action->setShortcuts(QList<QKeySequence>{});
        QObject::connect(action, &QAction::triggered, window, [window] { window->showView(viewId); });
        context.actions->adopt(action, ActionGroup::Checklist,
                               name.startsWith(QLatin1String("checklist.run")));
    }
    QObject::connect(page, &ChecklistPage::runRequested, window, &MainWindow::runRequested);
    QObject::connect(page, &ChecklistPage::lookUpRequested, window,
                     [window](const QString &id) { lookUpIn(window, id); });
    QObject::connect(page, &ChecklistPage::logRequested, window,
                     [window, openLog](const QString &file, int first, int last) {
                         openLog ? openLog(file, first, last) : showWhere(window, file, first, last);
                     });
    QObject::connect(page, &ChecklistPage::runningChanged, window, [window, page](bool running) {
        window->setBusy(viewId, running);
        if (running)
            window->setJob(viewId, [page] { page->stop(); });
        else
            window->setJob(viewId, {});
    });
    QObject::connect(page, &ChecklistPage::failuresChanged, window,
                     [window](int failures) { window->setFailures(viewId, failures); });
    return holder;
}

} // namespace

void addChecklistView(MainWindow *window, Console *console, OpenLog openLog)
{
    ActionRegistry *actions = window->actions();
    window->addView({.id = viewId,
                     .title = tr("Checklist"),
                     .tip = tr("Performs the testing checklist and shows what speaks for each verdict"),
                     .icon = Icon::Checklist,
                     .make = [openLog = std::move(openLog)](const ViewContext &context, QWidget *parent) {
                         return makeView(context, parent, openLog);
                     }});
    QAction *begin = actions->add({.id = QStringLiteral("checklist.begin"),
                                   .text = tr("Run the testing checklist"),
                                   .tip = tr("Opens the checklist and performs all its checks"),
                                   .group = ActionGroup::Checklist,
                                   .icon = Icon::Checklist,
                                   .writes = true});
    QObject::connect(begin, &QAction::triggered, window, [window] {
        window->showView(viewId);
        pageOf(window)->runAll();
    });
    const auto lock = [actions, console] {
        const Result<void> may = console->mayConverse();
        actions->setEnabled(QStringLiteral("checklist.begin"), may.has_value(),
                            may ? QString{} : may.error().what);
    };
    QObject::connect(console, &Console::environmentChanged, window, lock);
    lock();
    const QString where = tr("Checklist");
    actions->addKeyNote({tr("Seven checks, all companies, reports"), tr("Alt+1 to Alt+3"), where});
    actions->addKeyNote({tr("Next failure, previous failure"), tr("F8, Shift+F8"), where});
    actions->addKeyNote({tr("Open the run of the row or the cell"), tr("Return"), where});
    actions->addKeyNote({tr("Export the report"), tr("Ctrl+E"), where});
}

} // namespace chatsync::ui
