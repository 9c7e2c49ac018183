// SPDX-License-Identifier: MIT
#include "app/gui/settingsview.h"

#include "core/domain/version.h"
#include "ui/settings/appearancepage.h"
#include "ui/settings/consoleenvironments.h"
#include "ui/settings/environmentform.h"
#include "ui/settings/environmentlist.h"
#include "ui/settings/environmentspage.h"
#include "ui/settings/factspage.h"
#include "ui/settings/selftestpane.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/mainwindow.h"

#include <QAction>
#include <QBoxLayout>
#include <QCoreApplication>
#include <QDataStream>
#include <QPushButton>

namespace chatsync::ui {

namespace {

const QString viewId = QStringLiteral("settings");
constexpr quint8 stateVersion = 1;

QString tr(const char *text)
{
    return QCoreApplication::translate("SettingsView", text);
}

AppearancePage *makeAppearance(const ViewContext &context)
{
    auto *page = new AppearancePage;
    const auto trigger = [actions = context.actions](const QString &id) { actions->action(id)->trigger(); };
    QObject::connect(page, &AppearancePage::schemeChosen, context.window, [trigger](Theme::Scheme scheme) {
        trigger(scheme == Theme::Scheme::Light  ? QStringLiteral("look.light")
                : scheme == Theme::Scheme::Dark ? QStringLiteral("look.dark")
                                                : QStringLiteral("look.system"));
    });
    QObject::connect(page, &AppearancePage::largerRequested, context.window,
                     [trigger] { trigger(QStringLiteral("look.larger")); });
    QObject::connect(page, &AppearancePage::smallerRequested, context.window,
                     [trigger] { trigger(QStringLiteral("look.smaller")); });
    QObject::connect(page, &AppearancePage::defaultsRequested, context.window,
                     [trigger] { trigger(QStringLiteral("look.defaults")); });
    return page;
}

FactsPage *makeStorage(const ViewContext &context)
{
    auto *page = new FactsPage;
    page->addHeading(tr("Where things are kept"));
    page->addFact(tr("Runs"), context.console->journalPath());
    page->addFact(tr("Environments"), context.console->environments()->path());
    page->addHeading(tr("Secrets"));
    page->addParagraph(
        tr("StreamChat's secrets and database passwords live in the keychain of the desktop, come from "
           "environment variables, or are kept in memory until the program ends. No file of this "
           "program holds one."));
    page->addParagraph(tr("Whatever is recorded, shown, copied or exported has its secrets taken out first; "
                          "[secret: api_secret] stands where one was."));
    return page;
}

FactsPage *makeAbout(const ViewContext &context)
{
    auto *page = new FactsPage;
    page->addHeading(tr("Chat Sync Console %1").arg(QStringLiteral(CHATSYNC_VERSION)));
    page->addParagraph(tr("Creates test conversations on StreamChat step by step, and shows why they fail."));
    page->addFact(tr("Licence"), tr("MIT"), false);
    page->addFact(tr("Built with"), tr("Qt %1").arg(QString::fromLatin1(qVersion())), false);
    auto *copy = new QPushButton(tr("Copy diagnostics"));
    copy->setToolTip(tr("Copies version, environment and state of the connections, without secrets"));
    QObject::connect(copy, &QPushButton::clicked, context.actions->action(QStringLiteral("help.diagnostics")),
                     &QAction::trigger);
    page->addButton(copy);
    return page;
}

/// The settings as the shell keeps them: what they remember is the page and the environment looked at.
class SettingsHolder final : public QWidget, public RemembersState, public HoldsUnsaved {
public:
    SettingsHolder(const ViewContext &context, QWidget *parent)
        : QWidget(parent)
        , m_settings(new SettingsPage(this))
        , m_environments(new EnvironmentsPage(new ConsoleEnvironments(context.console, this)))
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_settings);
        m_settings->addPage(tr("Environments"), m_environments);
        m_settings->addPage(tr("Appearance"), makeAppearance(context));
        m_settings->addPage(tr("Storage and privacy"), makeStorage(context));
        m_settings->addPage(tr("About"), makeAbout(context));
        setFocusProxy(m_settings);
        markPane(m_environments->list());
        markPane(m_environments->form());
        markPane(m_environments->selfTest());
    }

    EnvironmentsPage *environments() const { return m_environments; }
    void showEnvironments() { m_settings->setCurrent(0); }

    QByteArray saveState() const override
    {
        QByteArray state;
        QDataStream stream{&state, QIODevice::WriteOnly};
        stream << stateVersion << static_cast<qint32>(m_settings->current()) << m_environments->current();
        return state;
    }

    bool restoreState(const QByteArray &state) override
    {
        QDataStream stream{state};
        quint8 version = 0;
        qint32 page = 0;
        QString key;
        stream >> version >> page >> key;
        const bool known = state.isEmpty() || (version == stateVersion && stream.status() == QDataStream::Ok);
        if (!known)
            return false;
        m_settings->setCurrent(state.isEmpty() ? 0 : page);
        m_environments->chooseLater(key);
        return true;
    }

    QString unsaved() const override
    {
        const int count = m_environments->model()->dirtyCount();
        return count == 0 ? QString{}
                          : QCoreApplication::translate("SettingsView",
                                                        "%n environment(s) were edited and not saved.",
                                                        nullptr, count);
    }

private:
    SettingsPage *m_settings;
    EnvironmentsPage *m_environments;
};

QWidget *makeView(const ViewContext &context, QWidget *parent)
{
    auto *holder = new SettingsHolder(context, parent);
    MainWindow *const window = context.window;
    EnvironmentsPage *page = holder->environments();
    QObject::connect(page, &EnvironmentsPage::testingChanged, window,
                     [window](bool testing) { window->setBusy(viewId, testing); });
    QObject::connect(page, &EnvironmentsPage::useRequested, window, &MainWindow::useEnvironment);
    QObject::connect(page, &EnvironmentsPage::kept, window, &MainWindow::openEdited);
    return holder;
}

} // namespace

void addSettingsView(MainWindow *window)
{
    window->addView({.id = viewId,
                     .title = tr("Settings"),
                     .tip = tr("Environments, appearance, and where things are kept"),
                     .icon = Icon::Settings,
                     .place = NavRail::Place::Bottom,
                     .numbered = false,
                     .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Comma),
                     .make = &makeView});
    QAction *test = window->actions()->add(
        {.id = QStringLiteral("settings.test"),
         .text = tr("Test the environment"),
         .tip = tr("Tries database, StreamChat and backend of the chosen environment; writes nothing"),
         .group = ActionGroup::Go,
         .icon = Icon::Refresh});
    QAction *add = window->actions()->add(
        {.id = QStringLiteral("settings.add"),
         .text = tr("Add an environment"),
         .tip = tr("A new one, with its StreamChat, its database and what may be written there"),
         .group = ActionGroup::Go,
         .icon = Icon::New});
    const auto perform = [window](void (EnvironmentsPage::*what)()) {
        window->showView(viewId);
        auto *holder = static_cast<SettingsHolder *>(window->ensureView(viewId));
        holder->showEnvironments();
        (holder->environments()->*what)();
    };
    QObject::connect(test, &QAction::triggered, window, [perform] { perform(&EnvironmentsPage::test); });
    QObject::connect(add, &QAction::triggered, window, [perform] { perform(&EnvironmentsPage::add); });
}

} // namespace chatsync::ui
