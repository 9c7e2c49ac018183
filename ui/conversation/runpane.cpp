// SPDX-License-Identifier: MIT
#include "ui/conversation/runpane.h"

#include "ui/runs/runview.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QBoxLayout>
#include <QPushButton>
#include <QStackedWidget>

namespace chatsync::ui {

RunPane::RunPane(QWidget *parent)
    : QWidget(parent)
    , m_message(new MessageBar)
    , m_planBar(new QWidget)
    , m_planned(new VerdictBanner)
    , m_pages(new QStackedWidget)
    , m_empty(new EmptyState(Icon::Conversation, {}, {}))
    , m_example(m_empty->addAction(tr("Fill in an example")))
    , m_view(new RunView)
{
    setSurface(this, Surface::Base);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_view);
    auto *messages = new QVBoxLayout;
    messages->setContentsMargins(space::pane, 0, space::pane, 0);
    messages->setSpacing(0);
    messages->addWidget(m_message);
    auto *planLayout = new QVBoxLayout(m_planBar);
    planLayout->setContentsMargins(space::pane, space::medium, space::pane, 0);
    planLayout->addWidget(m_planned);
    m_message->hide();
    m_planBar->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(messages);
    layout->addWidget(m_planBar);
    layout->addWidget(m_pages, 1);
    m_example->setToolTip(
        tr("A company writes to somebody whom StreamChat has never seen, and StreamChat is slow to notice"));
    connect(m_example, &QPushButton::clicked, this, &RunPane::exampleRequested);
    setLocked({});
}

void RunPane::setExampleOffered(bool offered)
{
    m_example->setVisible(offered);
}

void RunPane::setReplay(QAction *replay)
{
    auto *curl = new QAction(icon(Icon::Copy), tr("Copy as cURL"), this);
    curl->setToolTip(tr("Copies the selected request as a command; the secret stays a variable"));
    connect(curl, &QAction::triggered, m_view, &RunView::copyCurl);
    auto *summary = new QAction(icon(Icon::Copy), tr("Copy summary"), this);
    summary->setToolTip(tr("Copies one line about the run, for a chat or a ticket"));
    connect(summary, &QAction::triggered, m_view, &RunView::copySummary);
    m_view->setActions({replay}, {curl, summary});
}

void RunPane::showPlan(std::vector<RunEvent> events, bool works)
{
    m_stale = false;
    m_planned->setMessage(Status::Info, works ? tr("This is what Create would do") : tr("Create would fail"),
                          works ? tr("These are the exact requests and SQL, in order.")
                                : tr("The run would not come to its end. The steps say why."));
    m_planned->clearActions();
    if (works) {
        QPushButton *create = m_planned->addAction(tr("Create now"), true);
        connect(create, &QPushButton::clicked, this, &RunPane::createNowRequested);
        m_createNow = create;
        setLocked(m_lockedBy);
    }
    m_planBar->show();
    m_view->setRun(std::move(events));
    m_pages->setCurrentWidget(m_view);
}

void RunPane::setLocked(const QString &reason)
{
    m_lockedBy = reason;
    m_empty->setTexts(
        tr("No run yet"),
        reason.isEmpty()
            ? tr("Choose who starts the conversation and who takes part, then create it.\n"
                 "Each step appears here as it happens: what was sent, what came back, and what it means.")
            : tr("Choose who starts the conversation and who takes part, then plan it.\n"
                 "Each step appears here as it would be: what is read now, and what would be written."));
    if (!m_createNow)
        return;
    m_createNow->setEnabled(reason.isEmpty());
    m_createNow->setIcon(reason.isEmpty() ? QIcon{} : icon(Icon::Locked));
    m_createNow->setToolTip(reason);
}

void RunPane::setPlanStale()
{
    if (!showsPlan() || m_stale)
        return;
    m_stale = true;
    m_planned->setMessage(Status::Warn, tr("The form has changed since this plan"), tr("Nothing was sent."));
    m_planned->clearActions();
    connect(m_planned->addAction(tr("Plan again")), &QPushButton::clicked, this,
            &RunPane::planAgainRequested);
}

bool RunPane::showsPlan() const
{
    return !m_planBar->isHidden();
}

void RunPane::beginRun()
{
    m_planBar->hide();
    m_message->dismiss();
    m_view->clear();
    m_pages->setCurrentWidget(m_view);
}

bool RunPane::hasRun() const
{
    m_view->flush();
    return !m_view->model().events().empty();
}

void RunPane::append(const std::vector<RunEvent> &events)
{
    m_view->append(events);
}

void RunPane::showProblem(const Error &error)
{
    m_message->showMessage(Status::Fail, error.what, error.advice);
}

void RunPane::dismissProblem()
{
    m_message->dismiss();
}

} // namespace chatsync::ui
