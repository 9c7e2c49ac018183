// SPDX-License-Identifier: MIT
#include "ui/checklist/checkstab.h"

#include "ui/checklist/evidencepane.h"
#include "ui/checklist/segmentbar.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/panebar.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

namespace chatsync::ui {

namespace {

QColor onAccent()
{
    return theme().tokens().onAccent;
}

QColor failText()
{
    return theme().tokens().fail.text;
}

void addCount(QHBoxLayout *row, Status status, const QString &words)
{
    auto *part = new QWidget;
    auto *layout = new QHBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    layout->addWidget(new StatusGlyph(status, 14));
    layout->addWidget(new QLabel(words));
    row->addWidget(part);
}

} // namespace

ChecksTab::ChecksTab(QWidget *parent)
    : QWidget(parent)
    , m_model(new ChecksModel(this))
    , m_table(makeChecksTable(m_model, nullptr))
    , m_pane(new EvidencePane)
    , m_title(new ElidedLabel)
    , m_about(new ElidedLabel)
    , m_bar(new SegmentBar)
    , m_counts(new QWidget)
    , m_left(new QLabel)
    , m_hint(new ElidedLabel)
    , m_export(new QPushButton(icon(Icon::Export), tr("Export report...")))
    , m_stop(new QPushButton(icon(Icon::Stop, &failText), tr("Stop")))
    , m_run(new QPushButton(icon(Icon::Run, &onAccent), tr("Run all")))
    , m_setUp(new QPushButton(tr("Set up")))
    , m_compare(new QPushButton(icon(Icon::Compare), tr("Compare")))
    , m_goOn(new QCheckBox(tr("Continue after a failed check")))
    , m_cleanUp(new QCheckBox(tr("Delete test conversations when finished")))
{
    setSurface(this, Surface::Base);
    m_head = buildHead();
    auto *left = new QWidget;
    setSurface(left, Surface::Base);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_table, 1);
    column->addWidget(buildFoot());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(left, 1);
    layout->addWidget(m_pane);
    setSmall(m_compare);
    m_pane->footer()->addWidget(m_compare);

    connect(m_run, &QPushButton::clicked, this, &ChecksTab::runRequested);
    connect(m_stop, &QPushButton::clicked, this, &ChecksTab::stopRequested);
    connect(m_table, &QTableView::clicked, this, &ChecksTab::press);
    connect(m_table, &QTableView::activated, this, &ChecksTab::activate);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ChecksTab::showCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] { m_table->selectRow(0); });
    connect(m_compare, &QPushButton::clicked, this, [this] {
        const CheckResult *one = current();
        const CheckResult *other = compared();
        if (one && other)
            Q_EMIT compareRequested(one->id, other->id);
    });
    for (QCheckBox *box : {m_goOn, m_cleanUp}) {
        box->setChecked(true);
        connect(box, &QCheckBox::toggled, this, &ChecksTab::optionsChanged);
    }
}

QWidget *ChecksTab::buildHead()
{
    auto *head = new PaneBar(Qt::BottomEdge);
    setFontRole(m_title, FontRole::Title);
    setInk(m_about, Ink::Secondary);
    setInk(m_left, Ink::Secondary);
    setButtonKind(m_run, ButtonKind::Primary);
    setButtonKind(m_stop, ButtonKind::Destructive);
    setButtonKind(m_setUp, ButtonKind::Flat);
    m_setUp->setCheckable(true);
    m_setUp->setToolTip(tr("Who makes the conversations, what is under test, which log is read"));
    m_run->setToolTip(
        tr("Performs all checks, one after the other (%1)")
            .arg(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R).toString(QKeySequence::NativeText)));
    m_stop->setToolTip(tr("Ends the check under way safely; what is left is not run (%1)")
                           .arg(QKeySequence(Qt::Key_Escape).toString(QKeySequence::NativeText)));
    m_export->setToolTip(tr("Writes the report to a file (%1)")
                             .arg(QKeySequence(Qt::CTRL | Qt::Key_E).toString(QKeySequence::NativeText)));
    auto *texts = new QVBoxLayout;
    texts->setSpacing(space::hair);
    texts->addWidget(m_title);
    texts->addWidget(m_about);
    auto *top = new QHBoxLayout;
    top->setSpacing(space::base + space::hair);
    top->addLayout(texts, 1);
    for (QPushButton *button : {m_setUp, m_export, m_stop, m_run})
        top->addWidget(button);
    auto *counts = new QHBoxLayout;
    counts->setSpacing(space::pane);
    m_counts->setLayout(new QHBoxLayout);
    m_counts->layout()->setContentsMargins(0, 0, 0, 0);
    m_counts->layout()->setSpacing(space::pane);
    counts->addWidget(m_counts, 1);
    counts->addWidget(m_left);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(space::pane, space::medium, space::pane, space::medium + 1);
    layout->setSpacing(space::medium);
    layout->addLayout(top);
    layout->addWidget(m_bar);
    layout->addLayout(counts);
    return head;
}

QWidget *ChecksTab::buildFoot()
{
    auto *foot = new PaneBar(Qt::TopEdge);
    setFontRole(m_hint, FontRole::Caption);
    setInk(m_hint, Ink::Secondary);
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(space::pane, 1, space::pane, 0);
    layout->setSpacing(space::large + space::base);
    layout->addWidget(m_goOn);
    layout->addWidget(m_cleanUp);
    layout->addStretch();
    layout->addWidget(m_hint);
    followTheme(foot, [foot] { foot->setFixedHeight(theme().scaled(39)); });
    return foot;
}

bool ChecksTab::goesOn() const
{
    return m_goOn->isChecked();
}

bool ChecksTab::cleansUp() const
{
    return m_cleanUp->isChecked();
}

void ChecksTab::setOptions(bool goOn, bool cleanUp)
{
    m_goOn->setChecked(goOn);
    m_cleanUp->setChecked(cleanUp);
}

void ChecksTab::setRunnable(bool runnable, const QString &reason)
{
    m_run->setEnabled(runnable);
    m_model->setRunnable(runnable);
    m_hint->setText(reason.isEmpty() ? tr("Checks run one after the other") : reason);
}

void ChecksTab::show(const std::shared_ptr<const LiveChecklist> &live, const RunNumbers &numbers)
{
    m_live = live;
    m_numbers = numbers;
    m_model->setNumbers(numbers);
    m_model->show(*live);
    const bool performed = !live->result.id.isNull();
    m_title->setText(live->running || !performed ? tr("Testing checklist") : headlineOf(live->result));
    QStringList about = aboutOf(live->result);
    if (!live->sentence.isEmpty())
        about << live->sentence;
    if (!performed && !live->running)
        about = {tr("Nothing was run yet. Each verdict will carry its evidence.")};
    m_about->setText(about.join(QStringLiteral("    ")));
    m_bar->setSegments(m_model->statuses());
    m_stop->setVisible(live->running);
    m_stop->setEnabled(!live->stopping);
    m_stop->setText(live->stopping ? tr("Stopping …") : tr("Stop"));
    m_export->setEnabled(performed && !live->running);
    m_run->setText(live->running ? tr("Running …") : tr("Run all"));
    for (QCheckBox *box : {m_goOn, m_cleanUp})
        box->setEnabled(!live->running);
    showCounts();
    showCurrent();
}

void ChecksTab::showCounts()
{
    auto *row = static_cast<QHBoxLayout *>(m_counts->layout());
    while (QLayoutItem *item = row->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const CheckCounts counts = countOf(m_live->result.checks);
    const int running = m_live->check.isEmpty() ? 0 : 1;
    const int passed = counts.of(CheckVerdict::Passed);
    const int recovered = counts.of(CheckVerdict::Recovered);
    const int failed = counts.of(CheckVerdict::Failed);
    const int blocked = counts.of(CheckVerdict::Blocked);
    const int waiting = counts.of(CheckVerdict::NotRun) - running;
    addCount(row, Status::Ok, tr("%n passed", nullptr, passed));
    if (recovered > 0)
        addCount(row, Status::Recovered, tr("%n recovered", nullptr, recovered));
    if (failed > 0)
        addCount(row, Status::Fail, tr("%n failed", nullptr, failed));
    if (blocked > 0)
        addCount(row, Status::Blocked, tr("%n blocked", nullptr, blocked));
    if (running > 0)
        addCount(row, Status::Running, tr("%n running", nullptr, running));
    if (waiting > 0)
        addCount(row, Status::NotStarted,
                 m_live->running ? tr("%n waiting", nullptr, waiting) : tr("%n not run", nullptr, waiting));
    row->addStretch();
    QString left;
    if (m_live->running && m_live->standing.timeLeft)
        left = tr("%1 left").arg(roughly(*m_live->standing.timeLeft));
    else if (!m_live->running && m_live->result.endedAt.isValid())
        left =
            durationText(std::chrono::milliseconds{m_live->result.startedAt.msecsTo(m_live->result.endedAt)});
    m_left->setText(left);
}

const CheckResult *ChecksTab::current() const
{
    return m_model->at(m_table->currentIndex().row());
}

void ChecksTab::setCurrent(const QString &check)
{
    if (const int row = m_model->rowOf(check); row >= 0)
        m_table->selectRow(row);
}

/// The check a failed one is compared with: the first that passed, and the other way round.
const CheckResult *ChecksTab::compared() const
{
    const CheckResult *one = current();
    if (!one || one->runs.isEmpty())
        return nullptr;
    const bool wantsPass = !one->passes();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const CheckResult *other = m_model->at(row);
        const bool performed = !other->runs.isEmpty() && other->verdict != CheckVerdict::NotRun;
        if (other != one && performed && other->passes() == wantsPass &&
            other->runs.last() != one->runs.last())
            return other;
    }
    return nullptr;
}

void ChecksTab::showCurrent()
{
    const CheckResult *check = current();
    const CheckResult *other = compared();
    m_compare->setEnabled(other != nullptr);
    m_compare->setText(other ? tr("Compare with check %1").arg(m_model->rowOf(other->id) + 1)
                             : tr("Compare"));
    m_compare->setToolTip(tr("Shows both runs side by side, step by step"));
    if (!check) {
        m_pane->clear(tr("Choose a check to see what speaks for its verdict."));
        return;
    }
    const int row = m_model->rowOf(check->id);
    const Status status = m_model->statusAt(row);
    m_pane->show(
        {.heading = tr("Check %1").arg(row + 1),
         .check = *check,
         .status = status,
         .statusWord = m_model->data(m_model->index(row, ChecksModel::State), Qt::DisplayRole).toString(),
         .editable = !m_live->result.id.isNull()},
        m_numbers);
}

void ChecksTab::press(const QModelIndex &index)
{
    const CheckResult *check = m_model->at(index.row());
    if (!check)
        return;
    if (index.column() == ChecksModel::Evidence && !check->runs.isEmpty())
        Q_EMIT openRunRequested(check->runs.last());
    if (index.column() != ChecksModel::Action || index.data().toString().isEmpty())
        return;
    if (m_model->statusAt(index.row()) == Status::Running)
        Q_EMIT stopRequested();
    else
        Q_EMIT runOneRequested(check->id);
}

/// By key: the evidence of the row. (A click on a row only chooses it.)
void ChecksTab::activate(const QModelIndex &index)
{
    const CheckResult *check = m_model->at(index.row());
    if (check && !check->runs.isEmpty() && index.column() != ChecksModel::Action)
        Q_EMIT openRunRequested(check->runs.last());
}

void ChecksTab::goToFailure(int step)
{
    const int rows = m_model->rowCount();
    for (int i = 1; i <= rows; ++i) {
        const int row = ((m_table->currentIndex().row() + step * i) % rows + rows) % rows;
        if (m_model->statusAt(row) == Status::Fail) {
            m_table->selectRow(row);
            return;
        }
    }
}

} // namespace chatsync::ui
