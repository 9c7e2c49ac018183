// SPDX-License-Identifier: MIT
#include "ui/checklist/checklistpage.h"

#include "core/workbench/whenready.h"
#include "ui/checklist/checkstab.h"
#include "ui/checklist/comparesheet.h"
#include "ui/checklist/evidencepane.h"
#include "ui/checklist/orderpanel.h"
#include "ui/checklist/reportstab.h"
#include "ui/checklist/sweeptab.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/pagestack.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QDataStream>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QTimer>

namespace chatsync::ui {

using checklist::Order;

namespace {

constexpr qint32 stateVersion = 1;
constexpr int mostResults = 100;
constexpr int mostRuns = 500;
constexpr int refreshMs = 250;

std::shared_ptr<LiveChecklist> plannedChecks()
{
    return std::make_shared<LiveChecklist>(LiveChecklist::planned(checklist::oneCrew()));
}

} // namespace

ChecklistPage::ChecklistPage(ChecklistBackend *backend, QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_messages(new MessageBar)
    , m_order(new OrderPanel(backend))
    , m_checks(new ChecksTab)
    , m_companies(new SweepTab)
    , m_reports(new ReportsTab)
    , m_shownChecks(plannedChecks())
    , m_soon(new QTimer(this))
{
    letShownPageDecide(m_stack);
    build();
    buildActions();
    connectTabs();
    connect(m_backend, &ChecklistBackend::progress, this, &ChecklistPage::take);
    connect(m_backend, &ChecklistBackend::ended, this, &ChecklistPage::finish);
    connect(m_backend, &ChecklistBackend::environmentChanged, this, &ChecklistPage::showEnvironment);
    m_order->hide();
    m_soon->setSingleShot(true);
    m_soon->setInterval(refreshMs);
    connect(m_soon, &QTimer::timeout, this, &ChecklistPage::refresh);
    refresh();
}

ChecklistPage::~ChecklistPage() = default;

void ChecklistPage::build()
{
    setSurface(this, Surface::Base);
    m_tabs->addTab(tr("Seven checks"));
    m_tabs->addTab(tr("All companies"));
    m_tabs->addTab(tr("Reports"));
    m_tabs->setAccessibleName(tr("Parts of the checklist"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    for (QWidget *part : std::initializer_list<QWidget *>{m_checks, m_companies, m_reports})
        m_stack->addWidget(part);
    auto *messages = new QWidget;
    auto *margin = new QVBoxLayout(messages);
    margin->setContentsMargins(space::pane, space::base, space::pane, space::base);
    margin->addWidget(m_messages);
    messages->hide();
    connect(m_messages, &MessageBar::dismissed, messages, &QWidget::hide);
    auto *tabRow = new QHBoxLayout;
    tabRow->setContentsMargins(space::base, 0, space::base, 0);
    tabRow->addWidget(m_tabs);
    tabRow->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(tabRow);
    layout->addWidget(messages);
    layout->addWidget(m_order);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_checks->table());
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_stack->setCurrentIndex(tab);
        m_order->setVisible(m_checks->setUpButton()->isChecked() && tab != Reports);
        updateActions();
    });
}

QAction *ChecklistPage::addPageAction(const QString &id, const QString &text, const QString &tip,
                                      const QList<QKeySequence> &keys)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QStringLiteral("checklist.") + id);
    action->setToolTip(tip);
    action->setStatusTip(tip);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

void ChecklistPage::buildActions()
{
    m_run = addPageAction(QStringLiteral("run"), tr("Run all checks"),
                          tr("Performs the seven checks, one after the other"),
                          {Qt::CTRL | Qt::SHIFT | Qt::Key_R});
    m_runFailed = addPageAction(QStringLiteral("runFailed"), tr("Run failed checks again"),
                                tr("Performs those that did not pass; the others are taken over"), {});
    m_runCompanies = addPageAction(QStringLiteral("runCompanies"), tr("Run all companies"),
                                   tr("Performs every scenario for every approved company"), {});
    m_stop = addPageAction(QStringLiteral("stop"), tr("Stop the checklist"),
                           tr("Ends what is under way safely; what is left is not run"), {Qt::Key_Escape});
    m_export = addPageAction(QStringLiteral("export"), tr("Export report..."),
                             tr("Writes the report as HTML, PDF, Markdown, CSV, JSON or JUnit XML"), {});
    m_run->setIcon(icon(Icon::Run));
    m_runFailed->setIcon(icon(Icon::Refresh));
    m_runCompanies->setIcon(icon(Icon::Run));
    m_stop->setIcon(icon(Icon::Stop));
    m_export->setIcon(icon(Icon::Export));
    connect(m_run, &QAction::triggered, this, &ChecklistPage::runAll);
    connect(m_runFailed, &QAction::triggered, this, &ChecklistPage::runFailed);
    connect(m_runCompanies, &QAction::triggered, this, &ChecklistPage::runCompanies);
    connect(m_stop, &QAction::triggered, this, &ChecklistPage::stop);
    connect(m_export, &QAction::triggered, this, &ChecklistPage::exportReport);
    const auto key = [this](const QKeySequence &keys, void (ChecklistPage::*slot)()) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    key(Qt::Key_F8, &ChecklistPage::nextFailure);
    key(Qt::SHIFT | Qt::Key_F8, &ChecklistPage::previousFailure);
    key(Qt::CTRL | Qt::Key_E, &ChecklistPage::exportReport);
    for (int tab = Checks; tab <= Reports; ++tab) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + tab)), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, tab] { showTab(static_cast<Tab>(tab)); });
    }
}

void ChecklistPage::connectTabs()
{
    connect(m_checks, &ChecksTab::runRequested, this, &ChecklistPage::runAll);
    connect(m_checks, &ChecksTab::runOneRequested, this, &ChecklistPage::runOne);
    connect(m_checks, &ChecksTab::stopRequested, this, &ChecklistPage::stop);
    connect(m_checks, &ChecksTab::openRunRequested, this, &ChecklistPage::runRequested);
    connect(m_checks, &ChecksTab::compareRequested, this, &ChecklistPage::compare);
    connect(m_checks->exportButton(), &QPushButton::clicked, this, &ChecklistPage::exportReport);
    connect(m_checks->setUpButton(), &QPushButton::toggled, m_order, &QWidget::setVisible);
    connect(m_companies, &SweepTab::runRequested, this, &ChecklistPage::runCompanies);
    connect(m_companies, &SweepTab::resumeRequested, this, &ChecklistPage::resumeCompanies);
    connect(m_companies, &SweepTab::pauseRequested, this, &ChecklistPage::stop);
    connect(m_companies, &SweepTab::stopRequested, this, &ChecklistPage::stop);
    connect(m_companies, &SweepTab::cellRequested, this, &ChecklistPage::runCell);
    connect(m_companies, &SweepTab::openRunRequested, this, &ChecklistPage::runRequested);
    connect(m_companies->exportButton(), &QPushButton::clicked, this, &ChecklistPage::exportReport);
    connect(m_reports, &ReportsTab::openRequested, this, &ChecklistPage::openResult);
    connect(m_reports, &ReportsTab::exportRequested, this, &ChecklistPage::exportReport);
    connect(m_reports, &ReportsTab::signOffRequested, this, &ChecklistPage::signOff);
    connect(m_reports, &ReportsTab::runRequested, this, [this] {
        showTab(Checks);
        runAll();
    });
    for (EvidencePane *pane : {m_checks->pane(), m_companies->pane()}) {
        const bool sweep = pane == m_companies->pane();
        connect(pane, &EvidencePane::runRequested, this, &ChecklistPage::runRequested);
        connect(pane, &EvidencePane::lookUpRequested, this, &ChecklistPage::lookUpRequested);
        connect(pane, &EvidencePane::logRequested, this, &ChecklistPage::logRequested);
        const auto given = [this, pane, sweep](auto put) {
            checklist::Mark one;
            one.check = pane->subject().check.id;
            const CompanyResult *company = sweep ? m_companies->currentCompany() : nullptr;
            one.company = company ? company->id : QString{};
            put(one);
            mark(sweep ? m_shownCompanies->result : m_shownChecks->result, one);
        };
        connect(pane, &EvidencePane::noteChanged, this,
                [given](const QString &note) { given([&](checklist::Mark &one) { one.note = note; }); });
        connect(pane, &EvidencePane::verdictChosen, this, [given](CheckVerdict verdict) {
            given([&](checklist::Mark &one) { one.verdict = verdict; });
        });
        connect(pane, &EvidencePane::ticketChanged, this, [given](const QString &ticket) {
            given([&](checklist::Mark &one) { one.ticket = ticket; });
        });
    }
}

void ChecklistPage::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
    QWidget *const tables[] = {m_checks->table(), m_companies->table(), m_reports->table()};
    if (isVisible())
        tables[tab]->setFocus(Qt::OtherFocusReason);
}

ChecklistPage::Tab ChecklistPage::tab() const
{
    return static_cast<Tab>(m_tabs->currentIndex());
}

// ---- Performing

Order ChecklistPage::newOrder() const
{
    Order order;
    m_order->apply(order);
    order.stopAtFirst = !m_checks->goesOn();
    order.keep = !m_checks->cleansUp();
    order.known = m_shownChecks->result.known;
    return order;
}

LiveChecklist &ChecklistPage::liveOf(Work work)
{
    return work == Work::Companies ? *m_shownCompanies : work == Work::Cell ? *m_cell : *m_shownChecks;
}

void ChecklistPage::perform(Work work, const Order &order)
{
    if (isRunning())
        return;
    if (const Result<void> may = m_backend->mayCheck(); !may) {
        showError(may.error());
        return;
    }
    const QUuid id = m_backend->run(order, m_order->logFile());
    if (id.isNull()) {
        showError({Error::Kind::Input,
                   tr("Something else is under way."),
                   tr("Wait until it has ended, or stop it."),
                   {}});
        return;
    }
    m_messages->dismiss();
    m_id = id;
    m_running = work;
    m_marks.clear();
    if (work == Work::Checks && !order.rerunFailed)
        m_shownChecks = plannedChecks();
    liveOf(work).begin();
    refresh();
    Q_EMIT runningChanged(true);
}

void ChecklistPage::runAll()
{
    showTab(Checks);
    perform(Work::Checks, newOrder());
}

void ChecklistPage::runFailed()
{
    showTab(Checks);
    Order order = newOrder();
    order.rerunFailed = true;
    perform(Work::Checks, order);
}

void ChecklistPage::runOne(const QString &check)
{
    Order order = newOrder();
    order.only = {check};
    perform(Work::Checks, order);
    m_checks->setCurrent(check);
}

void ChecklistPage::runCompanies()
{
    showTab(Companies);
    Order order = newOrder();
    order.checks = false;
    order.sweep.emplace();
    if (const int sample = m_companies->sample(); sample > 0)
        order.sweep->sample = sample;
    perform(Work::Companies, order);
}

void ChecklistPage::resumeCompanies()
{
    showTab(Companies);
    Order order = newOrder();
    order.checks = false;
    order.sweep.emplace();
    order.resume = true;
    perform(Work::Companies, order);
}

void ChecklistPage::runCell(const QString &company, int column)
{
    const QString title = m_companies->model()->scenario(column);
    for (int i = 0; i < checklist::scenarioCount; ++i) {
        const auto scenario = static_cast<checklist::Scenario>(i);
        if (checklist::titleOf(scenario) != title)
            continue;
        Order order = newOrder();
        order.checks = false;
        order.sweep = checklist::Sweep{.sample = {}, .companies = {company}, .scenarios = {scenario}};
        m_cell = std::make_shared<LiveChecklist>();
        m_cellColumn = column;
        perform(Work::Cell, order);
        return;
    }
}

void ChecklistPage::stop()
{
    if (!isRunning() || liveOf(m_running).stopping)
        return;
    liveOf(m_running).stopping = true;
    refresh();
    m_backend->stop();
}

void ChecklistPage::take(const checklist::Progress &news)
{
    if (!isRunning() || (!news.checklist.isNull() && news.checklist != m_id))
        return;
    liveOf(m_running).take(news);
    if (news.kind == checklist::Progress::Kind::CheckEnded)
        refreshNumbers();
    if (m_running == Work::Checks)
        refresh();
    else if (!m_soon->isActive())
        m_soon->start(); // Cells end by the hundred.
}

void ChecklistPage::finish(const checklist::End &end)
{
    if (!isRunning())
        return;
    m_soon->stop();
    const Work work = std::exchange(m_running, Work::None);
    liveOf(work).end(end);
    tellEnd(end, work);
    refresh();
    refreshNumbers();
    sendMarks();
    loadResults();
    askUnfinished();
    Q_EMIT runningChanged(false);
}

void ChecklistPage::tellEnd(const checklist::End &end, Work work)
{
    if (end.error) {
        showError(*end.error);
        return;
    }
    if (work == Work::Cell && !end.result.companies.empty() && !end.result.companies.front().cells.empty()) {
        const CheckResult &cell = end.result.companies.front().cells.front();
        m_messages->parentWidget()->show();
        m_messages->clearActions();
        m_messages->showMessage(statusOf(cell.verdict),
                                tr("%1, %2: %3 this time")
                                    .arg(end.result.companies.front().name,
                                         m_companies->model()->scenario(m_cellColumn).toLower(),
                                         word(cell.verdict).toLower()),
                                tr("The sweep's own result stays as it is; this one is kept under Reports."));
        if (!cell.runs.isEmpty()) {
            QPushButton *open = m_messages->addAction(tr("Open run"));
            connect(open, &QPushButton::clicked, this,
                    [this, run = cell.runs.last()] { Q_EMIT runRequested(run); });
        }
        return;
    }
    if (end.result.leftovers > 0) {
        m_messages->parentWidget()->show();
        m_messages->clearActions();
        m_messages->showMessage(Status::Warn, tr("Something of the tests is left behind."),
                                end.result.cleanUp);
    }
}

// ---- Showing

void ChecklistPage::showEnvironment()
{
    ++m_round;
    m_loaded = false;
    m_resumable = false;
    m_order->showEnvironment();
    if (!isRunning()) {
        m_shownChecks = plannedChecks();
        m_shownCompanies = std::make_shared<LiveChecklist>();
    }
    m_reports->setResults({});
    if (isVisible())
        loadResults();
    refresh();
}

void ChecklistPage::refresh()
{
    const Result<void> may = m_backend->mayCheck();
    const bool runnable = may && !isRunning();
    QString reason = may ? QString{} : may.error().what;
    if (m_running == Work::Companies || m_running == Work::Cell)
        reason = tr("The sweep is on.");
    m_checks->setRunnable(runnable, reason);
    m_companies->setRunnable(runnable, may ? QString{} : may.error().what);
    m_companies->setResumable(m_resumable && !isRunning());
    m_order->setLocked(isRunning());
    m_checks->show(m_shownChecks, m_numbers);
    m_companies->show(m_shownCompanies, m_numbers);
    const int companies = static_cast<int>(m_shownCompanies->result.companies.size());
    m_tabs->setTabText(Companies, companies > 0 ? tr("All companies (%1)").arg(QLocale().toString(companies))
                                                : tr("All companies"));
    updateActions();
    int failures = countOf(m_shownChecks->result.checks).of(CheckVerdict::Failed);
    for (const CompanyResult &company : m_shownCompanies->result.companies)
        failures += failedCells(company) > 0 ? 1 : 0;
    Q_EMIT failuresChanged(failures);
}

void ChecklistPage::updateActions()
{
    const bool may = m_backend->mayCheck() && !isRunning();
    m_run->setEnabled(may);
    m_runFailed->setEnabled(may && !m_shownChecks->result.id.isNull());
    m_runCompanies->setEnabled(may);
    m_stop->setEnabled(isRunning());
    m_export->setEnabled(shownResult() != nullptr);
}

void ChecklistPage::refreshNumbers()
{
    whenReady(m_backend->runs({.text = {}, .limit = mostRuns, .before = {}}), this,
              [this](const Result<std::vector<RunSummary>> *answer) {
                  if (!answer || !*answer)
                      return;
                  for (const RunSummary &run : **answer)
                      m_numbers.insert(run.id, run.number);
                  m_checks->show(m_shownChecks, m_numbers);
                  m_companies->show(m_shownCompanies, m_numbers);
              });
}

void ChecklistPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_loaded)
        loadResults();
}

void ChecklistPage::loadResults()
{
    m_loaded = true;
    const int round = m_round;
    whenReady(m_backend->results(mostResults), this,
              [this, round](const Result<std::vector<ChecklistResult>> *answer) {
                  if (round != m_round || !answer)
                      return;
                  if (*answer)
                      takeResults(**answer);
                  else if (answer->error().kind != Error::Kind::Cancelled)
                      showError(answer->error());
              });
    askUnfinished();
}

/// At the first look the last results are shown, as they were left.
void ChecklistPage::takeResults(const std::vector<ChecklistResult> &results)
{
    for (const ChecklistResult &result : results) {
        if (m_running == Work::None && m_shownChecks->result.id.isNull() && !result.checks.empty())
            m_shownChecks->replace(result);
        if (m_running == Work::None && m_shownCompanies->result.id.isNull() && result.companies.size() > 1)
            m_shownCompanies->replace(result);
    }
    m_reports->setResults(results);
    refreshNumbers();
    refresh();
}

void ChecklistPage::askUnfinished()
{
    const int round = m_round;
    whenReady(m_backend->unfinishedSweep(checklist::oneCrew().name), this,
              [this, round](const Result<std::optional<ChecklistResult>> *answer) {
                  if (round != m_round || !answer || !*answer || isRunning())
                      return;
                  m_resumable = (**answer).has_value();
                  if (m_resumable)
                      m_shownCompanies->replace(***answer);
                  refresh();
              });
}

void ChecklistPage::openResult(const QUuid &id)
{
    if (isRunning())
        return;
    for (const ChecklistResult &result : m_reports->model().results()) {
        if (result.id != id)
            continue;
        if (!result.companies.empty()) {
            m_shownCompanies = std::make_shared<LiveChecklist>();
            m_shownCompanies->replace(result);
        }
        if (!result.checks.empty()) {
            m_shownChecks = std::make_shared<LiveChecklist>();
            m_shownChecks->replace(result);
        }
        refresh();
        showTab(result.checks.empty() ? Companies : Checks);
        return;
    }
}

CompareSheet *ChecklistPage::compareSheet() const
{
    return m_sheet;
}

void ChecklistPage::compare(const QString &a, const QString &b)
{
    const CheckResult *one = m_shownChecks->find(a);
    const CheckResult *other = m_shownChecks->find(b);
    if (!one || !other || one->runs.isEmpty() || other->runs.isEmpty())
        return;
    const auto name = [this](const QString &id) {
        return tr("Check %1").arg(m_checks->model().rowOf(id) + 1);
    };
    auto *sheet = new CompareSheet(name(a), name(b), this);
    m_sheet = sheet;
    connect(sheet, &Sheet::cancelled, sheet, &QObject::deleteLater);
    sheet->open();
    const auto failed = [sheet](const Result<std::vector<RunEvent>> *answer) {
        if (answer && *answer)
            return false;
        sheet->showProblem(answer ? answer->error().what : tr("The runs could not be read."));
        return true;
    };
    const QUuid second = other->runs.last();
    whenReady(m_backend->loadEvents(one->runs.last()), sheet,
              [this, sheet, failed, second](const Result<std::vector<RunEvent>> *answer) {
                  if (failed(answer))
                      return;
                  const std::vector<ComparedStep> left = comparedSteps(**answer);
                  whenReady(m_backend->loadEvents(second), sheet,
                            [sheet, failed, left](const Result<std::vector<RunEvent>> *next) {
                                if (!failed(next))
                                    sheet->show(left, comparedSteps(**next));
                            });
              });
}

const ChecklistResult *ChecklistPage::shownResult() const
{
    const ChecklistResult *result = nullptr;
    switch (tab()) {
    case Checks:
        result = &m_shownChecks->result;
        break;
    case Companies:
        result = &m_shownCompanies->result;
        break;
    case Reports:
        return m_reports->current();
    }
    return isRunning() || result->id.isNull() ? nullptr : result;
}

void ChecklistPage::showError(const Error &error)
{
    m_messages->parentWidget()->show();
    m_messages->clearActions();
    m_messages->showMessage(Status::Fail, error.what, error.advice);
}

// ---- What a person adds

/// What comes about is not kept yet: its marks wait for its end.
void ChecklistPage::mark(const ChecklistResult &of, checklist::Mark one)
{
    if (of.id.isNull())
        return;
    if (isRunning() && of.id == m_id) {
        m_marks.push_back(one);
        LiveChecklist &live = liveOf(m_running);
        if (const Result<ChecklistResult> shown = checklist::marked(live.result, {one}))
            live.replace(*shown);
        refresh();
        return;
    }
    whenReady(m_backend->mark(of.id, {one}), this, [this](const Result<ChecklistResult> *answer) {
        if (answer && *answer)
            takeChanged(**answer);
        else if (answer)
            showError(answer->error());
    });
}

void ChecklistPage::sendMarks()
{
    const std::vector<checklist::Mark> marks = std::exchange(m_marks, {});
    if (marks.empty())
        return;
    whenReady(m_backend->mark(m_id, marks), this, [this](const Result<ChecklistResult> *answer) {
        if (answer && *answer)
            takeChanged(**answer);
        else if (answer)
            showError(answer->error());
    });
}

void ChecklistPage::signOff(const QUuid &id)
{
    if (m_order->tester().isEmpty()) {
        m_checks->setUpButton()->setChecked(true);
        m_order->show();
        showError({Error::Kind::Input,
                   tr("Nobody has signed: the tester's name is missing."),
                   tr("Give it under Set up, then sign off."),
                   {}});
        return;
    }
    whenReady(m_backend->signOff(id, m_order->tester()), this, [this](const Result<ChecklistResult> *answer) {
        if (answer && *answer)
            takeChanged(**answer);
        else if (answer)
            showError(answer->error());
    });
}

void ChecklistPage::takeChanged(const ChecklistResult &result)
{
    for (LiveChecklist *live : {m_shownChecks.get(), m_shownCompanies.get()}) {
        if (live->result.id == result.id && !live->running)
            live->replace(result);
    }
    refresh();
    loadResults();
}

void ChecklistPage::nextFailure()
{
    if (tab() == Companies)
        m_companies->goToFailure(1);
    else
        m_checks->goToFailure(1);
}

void ChecklistPage::previousFailure()
{
    if (tab() == Companies)
        m_companies->goToFailure(-1);
    else
        m_checks->goToFailure(-1);
}

/// Esc belongs to the field one types in, before it stops anything.
bool ChecklistPage::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        const auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        if (field && !field->text().isEmpty())
            event->accept();
    }
    return QWidget::event(event);
}

// ---- State

QByteArray ChecklistPage::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << stateVersion << qint32{m_tabs->currentIndex()} << m_checks->setUpButton()->isChecked()
           << m_checks->goesOn() << m_checks->cleansUp() << qint32{m_companies->sample()}
           << qint32{static_cast<int>(m_companies->order())} << m_order->saveState();
    return state;
}

bool ChecklistPage::restoreState(const QByteArray &state)
{
    QDataStream stream(state);
    qint32 version = 0;
    qint32 tab = 0;
    bool setUp = false;
    bool goOn = true;
    bool cleanUp = true;
    qint32 sample = 0;
    qint32 order = 0;
    QByteArray panel;
    stream >> version >> tab >> setUp >> goOn >> cleanUp >> sample >> order >> panel;
    if (stream.status() != QDataStream::Ok || version != stateVersion || tab < Checks || tab > Reports)
        return false;
    m_tabs->setCurrentIndex(tab);
    m_checks->setUpButton()->setChecked(setUp);
    m_checks->setOptions(goOn, cleanUp);
    m_companies->setSample(sample);
    m_companies->setOrder(static_cast<CompanyFilter::Order>(order));
    m_order->restoreState(panel);
    return true;
}

} // namespace chatsync::ui
