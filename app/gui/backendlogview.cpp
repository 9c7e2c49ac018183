// SPDX-License-Identifier: MIT
#include "app/gui/backendlogview.h"

#include "app/gui/lookupview.h"
#include "ui/backendlog/backendlogpage.h"
#include "ui/backendlog/consolelogs.h"
#include "ui/runs/runview.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/helppage.h"
#include "ui/shell/mainwindow.h"

#include <QAction>
#include <QBoxLayout>
#include <QCoreApplication>

namespace chatsync::ui {

namespace {

const QString viewId = QStringLiteral("backendlog");

QString tr(const char *text)
{
    return QCoreApplication::translate("BackendLogView", text);
}

/// The page as the shell keeps it.
class BackendLogHolder final : public QWidget, public RemembersState {
public:
    BackendLogHolder(const ViewContext &context, QWidget *parent)
        : QWidget(parent)
        , m_page(new BackendLogPage(new ConsoleLogs(context.console, this), this))
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_page);
        setFocusProxy(m_page);
        markPane(m_page->leftPane());
        markPane(m_page->rightPane());
    }

    QByteArray saveState() const override { return m_page->saveState(); }
    bool restoreState(const QByteArray &state) override { return m_page->restoreState(state); }
    BackendLogPage *page() const { return m_page; }

private:
    BackendLogPage *m_page;
};

QWidget *makeView(const ViewContext &context, QWidget *parent)
{
    auto *holder = new BackendLogHolder(context, parent);
    BackendLogPage *page = holder->page();
    MainWindow *const window = context.window;
    for (QAction *action : page->actions()) {
        QObject::connect(action, &QAction::triggered, window, [window] { window->showView(viewId); });
        context.actions->adopt(action, ActionGroup::Run);
    }
    QObject::connect(page, &BackendLogPage::busyChanged, window,
                     [window](bool busy) { window->setBusy(viewId, busy); });
    QObject::connect(page, &BackendLogPage::lookUpRequested, window,
                     [window](const QString &text) { lookUpIn(window, text); });
    QObject::connect(page, &BackendLogPage::helpRequested, window, [window] {
        window->showView(QStringLiteral("help"));
        if (auto *help = qobject_cast<HelpPage *>(window->view(QStringLiteral("help"))))
            help->showTopic(QStringLiteral("backend-log"));
    });
    return holder;
}

} // namespace

void addBackendLogView(MainWindow *window)
{
    window->addView({.id = viewId,
                     .title = tr("Backend log"),
                     .tip = tr("What OneCrew's backend printed: its conversations, and why they failed"),
                     .icon = Icon::BackendLog,
                     .make = &makeView});
}

void openBackendLog(MainWindow *window, const QString &file, int line)
{
    BackendLogPage *page = static_cast<BackendLogHolder *>(window->ensureView(viewId))->page();
    window->showView(viewId);
    page->openFileAt(file, line);
}

} // namespace chatsync::ui
