// SPDX-License-Identifier: MIT
#include "app/gui/conversationview.h"

#include "app/gui/doctorview.h"
#include "app/gui/lookupview.h"
#include "core/sandbox/demodatabase.h"
#include "ui/conversation/consolebackend.h"
#include "ui/conversation/conversationpage.h"
#include "ui/runs/runview.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/mainwindow.h"

#include <QAction>
#include <QBoxLayout>
#include <QCoreApplication>

#include <algorithm>

namespace chatsync::ui {

namespace {

const QString viewId = QStringLiteral("conversation");

QString tr(const char *text)
{
    return QCoreApplication::translate("ConversationView", text);
}

/// The page as the shell keeps it: what it remembers is the split of its run.
class ConversationHolder final : public QWidget, public RemembersState {
public:
    ConversationHolder(const ViewContext &context, QWidget *parent)
        : QWidget(parent)
        , m_page(new ConversationPage(new ConsoleBackend(context.console, this), this))
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_page);
        setFocusProxy(m_page);
        markPane(m_page->form());
        markPane(m_page->runView());
    }

    ConversationPage *page() const { return m_page; }
    QByteArray saveState() const override { return m_page->viewState(); }
    bool restoreState(const QByteArray &state) override { return m_page->restoreViewState(state); }

private:
    ConversationPage *m_page;
};

ConversationPage *pageOf(MainWindow *window)
{
    return static_cast<ConversationHolder *>(window->ensureView(viewId))->page();
}

QWidget *makeView(const ViewContext &context, QWidget *parent)
{
    auto *holder = new ConversationHolder(context, parent);
    ConversationPage *page = holder->page();
    MainWindow *const window = context.window;
    for (QAction *action : page->actions()) {
        // Stopping is the window's, so that it works in every view.
        if (action->objectName() == QLatin1String("conversation.stop"))
            action->setShortcuts(QList<QKeySequence>{});
        else {
            QObject::connect(action, &QAction::triggered, window, [window] { window->showView(viewId); });
            context.actions->adopt(action, ActionGroup::Conversation,
                                   action->objectName() == QLatin1String("conversation.create") ||
                                       action->objectName() == QLatin1String("conversation.replay"));
        }
    }
    QObject::connect(page->runView(), &RunView::lookUpRequested, window,
                     [window](const QString &id) { lookUpIn(window, id); });
    QObject::connect(page->runView(), &RunView::defectRequested, window,
                     [window, run = page->runView()](const QString &code) { openDoctor(window, run, code); });
    const auto tellLock = [actions = context.actions](const QString &reason) {
        for (const QString &id :
             {QStringLiteral("conversation.create"), QStringLiteral("conversation.replay")})
            actions->setDisabledReason(id, reason);
    };
    QObject::connect(page, &ConversationPage::lockChanged, window, tellLock);
    if (const Result<void> may = context.console->mayConverse(); !may)
        tellLock(may.error().what);
    QObject::connect(page, &ConversationPage::runningChanged, window,
                     [window](bool running) { window->setBusy(viewId, running); });
    return holder;
}

} // namespace

void addConversationView(MainWindow *window, Console *console)
{
    ActionRegistry *actions = window->actions();
    window->addView({.id = viewId,
                     .title = tr("Conversation"),
                     .tip = tr("Create a test conversation and watch it happen"),
                     .icon = Icon::Conversation,
                     .make = &makeView});
    const auto add = [=](const QString &id, const QString &text, const QString &tip, QList<QKeySequence> keys,
                         void (*perform)(ConversationPage *)) {
        QAction *action = actions->add({.id = QStringLiteral("conversation.") + id,
                                        .text = text,
                                        .tip = tip,
                                        .group = ActionGroup::Conversation,
                                        .icon = Icon::New,
                                        .shortcuts = keys});
        QObject::connect(action, &QAction::triggered, window, [window, perform] {
            window->showView(viewId);
            perform(pageOf(window));
        });
        return action;
    };
    add(QStringLiteral("new"), tr("New conversation"), tr("Empties the form and begins at its first field"),
        {QKeySequence(Qt::CTRL | Qt::Key_N)}, [](ConversationPage *page) { page->clear(); });
    add(QStringLiteral("example"), tr("Open the example"),
        tr("Fills the form with a conversation of the sandbox that recovers; nothing is sent yet"), {},
        [](ConversationPage *page) { page->fillExample(); });
    add(QStringLiteral("sample"), tr("Load the sample error"),
        tr("Performs the flow from before the fix in the sandbox: it fails for whoever StreamChat does not "
           "know"),
        {}, [](ConversationPage *page) {
            ConversationDraft draft;
            draft.request.initiator = QStringLiteral("Sat Education");
            draft.request.participants = QStringList{sandbox::demoUnsyncedUserId()};
            draft.settings = settingsOf(Preset::Unsynced);
            page->setDraft(draft);
            page->create();
        });
    const auto allowSamples = [actions, window] {
        for (const QString &id :
             {QStringLiteral("conversation.example"), QStringLiteral("conversation.sample")})
            actions->setEnabled(id, window->isSandbox(), tr("Its people live in the sandbox."));
    };
    QObject::connect(console, &Console::environmentChanged, window, allowSamples);
    allowSamples();
}

void openConversationWith(MainWindow *window, const Participant &who)
{
    window->showView(viewId);
    ConversationDraft draft = pageOf(window)->draft();
    draft.known.insert(who.id, who);
    if (who.kind == ParticipantKind::Company)
        draft.request.initiator = who.id;
    else if (!draft.request.participants.contains(who.id))
        draft.request.participants.append(who.id);
    pageOf(window)->setDraft(draft);
}

void openConversationOf(MainWindow *window, const QList<Participant> &people)
{
    if (people.isEmpty())
        return;
    window->showView(viewId);
    ConversationDraft draft = pageOf(window)->draft();
    const auto company = std::find_if(people.begin(), people.end(), [](const Participant &who) {
        return who.kind == ParticipantKind::Company;
    });
    const Participant &initiator = company == people.end() ? people.first() : *company;
    // Of one user alone nobody can tell who writes to them.
    const bool starts = people.size() > 1 || company != people.end();
    draft.request.initiator = starts ? initiator.id : QString{};
    draft.request.participants.clear();
    for (const Participant &who : people) {
        draft.known.insert(who.id, who);
        if (!starts || who.id != initiator.id)
            draft.request.participants.append(who.id);
    }
    pageOf(window)->setDraft(draft);
}

} // namespace chatsync::ui
