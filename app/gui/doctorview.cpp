// SPDX-License-Identifier: MIT
#include "app/gui/doctorview.h"

#include "core/workbench/console.h"
#include "ui/doctor/doctorsheet.h"
#include "ui/runs/runview.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/mainwindow.h"

#include <QAction>
#include <QCoreApplication>

namespace chatsync::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("DoctorView", text);
}

const RunView *shownRun(MainWindow *window)
{
    QWidget *view = window->view(window->currentView());
    if (!view)
        return nullptr;
    for (const RunView *run : view->findChildren<RunView *>()) {
        if (run->isVisible() && !run->model().events().empty())
            return run;
    }
    return nullptr;
}

} // namespace

void openDoctor(MainWindow *window, const RunView *run, const QString &code)
{
    Console *const console = window->console();
    auto *sheet = new DoctorSheet([console](const QString &defect) { return console->demonstrate(defect); },
                                  window->sheetPlace());
    QObject::connect(sheet, &Sheet::cancelled, sheet, &QObject::deleteLater);
    if (run)
        sheet->setStruck(diagnosis::defectsIn({run->model().events().begin(), run->model().events().end()}),
                         run->runName());
    sheet->showDefect(code);
    window->openSheet(sheet);
}

void addDoctor(MainWindow *window)
{
    QAction *open = window->actions()->add(
        {.id = QStringLiteral("help.doctor"),
         .text = tr("Recipe doctor..."),
         .tip = tr(
             "Defects of the documented flow: what each does, which struck in this run, shown on a sandbox"),
         .group = ActionGroup::Help,
         .icon = Icon::SameCause});
    QObject::connect(open, &QAction::triggered, window, [window] { openDoctor(window, shownRun(window)); });
}

} // namespace chatsync::ui
