// SPDX-License-Identifier: MIT
#include "ui/conversation/conversationpage.h"

#include "core/sandbox/demodatabase.h"
#include "core/workbench/whenready.h"
#include "ui/conversation/conversationform.h"
#include "ui/conversation/runpane.h"
#include "ui/runs/runview.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QDataStream>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSettings>

namespace chatsync::ui {

namespace {

constexpr qint32 stateVersion = 0x71610001;

} // namespace

ConversationPage::ConversationPage(ConversationBackend *backend, QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_form(new ConversationForm(backend))
    , m_pane(new RunPane)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_form);
    layout->addWidget(m_pane, 1);
    buildActions();
    m_pane->setReplay(m_replay);

    showEnvironment();
    connect(m_form, &ConversationForm::createRequested, this, &ConversationPage::create);
    connect(m_form, &ConversationForm::planRequested, this, &ConversationPage::plan);
    connect(m_form, &ConversationForm::stopRequested, this, &ConversationPage::stop);
    connect(m_form, &ConversationForm::clearRequested, this, &ConversationPage::clear);
    connect(m_form, &ConversationForm::changed, this, [this] {
        if (m_planned && !m_planned->sameRun(m_form->draft()))
            m_pane->setPlanStale();
    });
    connect(m_pane, &RunPane::exampleRequested, this, &ConversationPage::fillExample);
    connect(m_pane, &RunPane::planAgainRequested, this, &ConversationPage::plan);
    connect(m_pane, &RunPane::createNowRequested, this, [this] {
        if (m_planned && !isRunning() && m_backend->mayConverse())
            start(*m_planned);
    });
    connect(m_pane->view(), &RunView::newConversationRequested, m_form, &ConversationForm::focusFirst);
    connect(backend, &ConversationBackend::events, this, &ConversationPage::takeEvents);
    connect(backend, &ConversationBackend::ended, this, &ConversationPage::finish);
    connect(backend, &ConversationBackend::environmentChanged, this, [this] {
        m_form->showEnvironment();
        showEnvironment();
        if (m_planned)
            m_pane->setPlanStale(); // It was made for another place.
        updateActions();
    });
    updateActions();
}

void ConversationPage::showEnvironment()
{
    const Result<RunEnvironment> environment = m_backend->environment();
    if (environment)
        m_faults = environment->faults;
    else
        m_pane->showProblem(environment.error());
    m_pane->setExampleOffered(environment && m_backend->isEmbedded());
}

ConversationPage::~ConversationPage() = default;

QAction *ConversationPage::addPageAction(const QString &id, const QString &text, const QString &tip,
                                         const QList<QKeySequence> &keys)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QStringLiteral("conversation.") + id);
    action->setToolTip(tip);
    action->setStatusTip(tip);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

void ConversationPage::buildActions()
{
    m_create = addPageAction(QStringLiteral("create"), tr("Create conversation"),
                             tr("Performs the conversation of the form"),
                             {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    m_plan = addPageAction(QStringLiteral("plan"), tr("Plan conversation"),
                           tr("Shows the exact requests and SQL without sending any"),
                           {Qt::CTRL | Qt::SHIFT | Qt::Key_Return});
    m_stop =
        addPageAction(QStringLiteral("stop"), tr("Stop run"), tr("Ends the run safely"), {Qt::Key_Escape});
    m_replay = addPageAction(QStringLiteral("replay"), tr("Replay"),
                             tr("Performs the last run again with the same input"), {Qt::CTRL | Qt::Key_R});
    m_clear = addPageAction(QStringLiteral("clear"), tr("Clear form"), tr("Empties the form"), {});
    m_create->setIcon(icon(Icon::Run));
    m_plan->setIcon(icon(Icon::ReadOnly));
    m_stop->setIcon(icon(Icon::Stop));
    m_replay->setIcon(icon(Icon::Refresh));
    m_clear->setIcon(icon(Icon::ClearField));
    connect(m_create, &QAction::triggered, this, &ConversationPage::create);
    connect(m_plan, &QAction::triggered, this, &ConversationPage::plan);
    connect(m_stop, &QAction::triggered, this, &ConversationPage::stop);
    connect(m_replay, &QAction::triggered, this, &ConversationPage::replay);
    connect(m_clear, &QAction::triggered, this, &ConversationPage::clear);
}

ConversationDraft ConversationPage::draft() const
{
    return m_form->draft();
}

void ConversationPage::setDraft(const ConversationDraft &draft)
{
    if (!isRunning())
        m_form->setDraft(draft);
}

QWidget *ConversationPage::form() const
{
    return m_form;
}

RunView *ConversationPage::runView() const
{
    return m_pane->view();
}

QByteArray ConversationPage::viewState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << stateVersion << toString(m_form->draft().target) << m_pane->view()->saveState();
    return state;
}

bool ConversationPage::restoreViewState(const QByteArray &state)
{
    QDataStream stream(state);
    qint32 version = 0;
    QString target;
    QByteArray view;
    stream >> version >> target >> view;
    if (stream.status() != QDataStream::Ok || version != stateVersion)
        return m_pane->view()->restoreState(state); // As kept before there was a target.
    ConversationDraft draft = m_form->draft();
    draft.target = conversationTargetFrom(target).value_or(ConversationTarget::Direct);
    setDraft(draft);
    return m_pane->view()->restoreState(view);
}

void ConversationPage::saveState(QSettings &settings) const
{
    save(m_form->draft(), settings);
    settings.setValue(QStringLiteral("conversation/runView"), m_pane->view()->saveState());
}

void ConversationPage::restoreState(QSettings &settings)
{
    if (settings.contains(QStringLiteral("conversation/preset")))
        setDraft(loadDraft(settings));
    m_pane->view()->restoreState(settings.value(QStringLiteral("conversation/runView")).toByteArray());
}

void ConversationPage::create()
{
    if (!isRunning() && m_backend->mayConverse() && m_form->validate())
        start(m_form->draft());
}

void ConversationPage::replay()
{
    if (!isRunning() && m_last && m_backend->mayConverse())
        start(*m_last);
}

bool ConversationPage::applyFaults(const QStringList &faults)
{
    if (faults == m_faults)
        return true;
    const Result<void> applied = m_backend->setFaults(faults);
    if (!applied) {
        m_pane->showProblem(applied.error());
        return false;
    }
    m_faults = faults;
    return true;
}

void ConversationPage::start(const ConversationDraft &draft)
{
    if (!applyFaults(draft.faults))
        return;
    const QUuid run = m_backend->converse(draft.request, draft.settings, draft.target);
    if (run.isNull()) {
        const Result<RunEnvironment> environment = m_backend->environment();
        m_pane->showProblem(environment ? Error{Error::Kind::Input,
                                                tr("Another run is under way."),
                                                tr("Wait until it has ended, or stop it."),
                                                {}}
                                        : environment.error());
        return;
    }
    ++m_planRound;
    m_planning = false;
    m_planned.reset();
    m_run = run;
    m_last = draft;
    m_stopping = false;
    m_pane->beginRun();
    m_form->setPhase(ConversationForm::Phase::Running);
    updateActions();
    Q_EMIT runningChanged(true);
    Q_EMIT runStarted(run);
}

void ConversationPage::plan()
{
    if (isRunning() || m_planning || !m_form->validate())
        return;
    const ConversationDraft draft = m_form->draft();
    if (!applyFaults(draft.faults))
        return;
    m_planning = true;
    m_planned = draft;
    const int round = ++m_planRound;
    m_form->setPhase(ConversationForm::Phase::Planning);
    updateActions();
    whenReady(m_backend->plan(draft.request, draft.settings, draft.target), this,
              [this, round](const std::vector<RunEvent> *events) {
                  if (round == m_planRound)
                      showPlan(events);
              });
}

void ConversationPage::showPlan(const std::vector<RunEvent> *events)
{
    m_planning = false;
    m_form->setPhase(ConversationForm::Phase::Editing);
    updateActions();
    if (!events || events->empty()) {
        m_planned.reset();
        m_pane->showProblem({Error::Kind::Cancelled,
                             tr("The run could not be planned."),
                             tr("Nothing was sent. Try again."),
                             {}});
        return;
    }
    m_pane->dismissProblem();
    const RunEvent &last = events->back();
    const bool works = last.outcome == Outcome::Passed || last.outcome == Outcome::Recovered;
    m_pane->showPlan(*events, works);
    if (!works && last.data[QLatin1String("failure")].toString() == toString(Failure::Usage))
        m_form->showRefusal(last.message);
    if (!m_planned->sameRun(m_form->draft()))
        m_pane->setPlanStale();
}

void ConversationPage::stop()
{
    if (!isRunning() || m_stopping)
        return;
    m_stopping = true;
    m_form->setPhase(ConversationForm::Phase::Stopping);
    updateActions();
    m_backend->stop();
}

void ConversationPage::clear()
{
    if (!isRunning())
        m_form->clear();
}

void ConversationPage::fillExample()
{
    ConversationDraft example;
    example.request.initiator = QStringLiteral("Sat Education"); // A row of the demo, in any language.
    example.request.participants = {sandbox::demoUnsyncedUserId()};
    // Longer than the wait after the upsert, shorter than the one before the retry.
    example.faults = {QStringLiteral("visibility-delay=1500")};
    setDraft(example);
}

void ConversationPage::takeEvents(const QUuid &run, const std::vector<RunEvent> &events)
{
    if (run == m_run)
        m_pane->append(events);
}

void ConversationPage::finish(const QUuid &run, const RunResult &result)
{
    if (run.isNull() || run != m_run)
        return;
    m_run = {};
    m_stopping = false;
    m_form->setPhase(ConversationForm::Phase::Editing);
    m_form->refreshStates();
    updateActions();
    if (result.failure == Failure::Usage)
        m_form->showRefusal(result.answer[QLatin1String("error")].toString());
    if (result.journalError)
        m_pane->showProblem(*result.journalError);
    else if (result.failure == Failure::Environment && !m_pane->hasRun())
        m_pane->showProblem({Error::Kind::Refused, result.answer[QLatin1String("error")].toString(), {}, {}});
    Q_EMIT runningChanged(false);
    Q_EMIT runEnded(run, result);
}

void ConversationPage::updateActions()
{
    const bool running = isRunning();
    const Result<void> may = m_backend->mayConverse();
    m_create->setEnabled(!running && may);
    m_plan->setEnabled(!running && !m_planning);
    m_stop->setEnabled(running && !m_stopping);
    m_replay->setEnabled(!running && m_last.has_value() && may);
    m_clear->setEnabled(!running);
    m_pane->setLocked(may ? QString{} : may.error().what);
    Q_EMIT lockChanged(may ? QString{} : may.error().what);
}

/// Esc belongs to the field one types in, before it stops the run.
bool ConversationPage::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        const auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        if (field && !field->isReadOnly() && !field->text().isEmpty())
            event->accept();
    }
    return QWidget::event(event);
}

} // namespace chatsync::ui
