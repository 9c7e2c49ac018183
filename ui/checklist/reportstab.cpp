// SPDX-License-Identifier: MIT
#include "ui/checklist/reportstab.h"

#include "core/report/comparison.h"
#include "ui/checklist/checklisttexts.h"
#include "ui/checklist/evidencepane.h"
#include "ui/runs/pieces.h"
#include "ui/runs/runtexts.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/panebar.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>

namespace chatsync::ui {

namespace {

constexpr qsizetype mostLines = 30;

Status worstOf(const ChecklistResult &result)
{
    Status worst = Status::Ok;
    for (const CheckResult &check : result.checks) {
        if (check.verdict == CheckVerdict::Failed)
            return Status::Fail;
        if (!check.passes() && check.verdict != CheckVerdict::NotApplicable)
            worst = check.verdict == CheckVerdict::Recovered ? Status::Recovered : Status::Blocked;
    }
    for (const CompanyResult &company : result.companies) {
        if (failedCells(company) > 0)
            return Status::Fail;
    }
    return worst;
}

QString verdictOf(const ChecklistResult &result)
{
    if (result.checks.empty())
        return sweepHeadlineOf(result, false);
    return headlineOf(result);
}

QStringList titlesOf(const std::vector<report::Change> &changes, report::Change::Kind kind)
{
    QStringList titles;
    for (const report::Change &change : changes) {
        if (change.kind == kind)
            titles << change.title;
    }
    return titles;
}

} // namespace

void ReportsModel::setResults(std::vector<ChecklistResult> results)
{
    beginResetModel();
    m_results = std::move(results);
    endResetModel();
}

const ChecklistResult *ReportsModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_results[static_cast<size_t>(row)] : nullptr;
}

int ReportsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_results.size());
}

int ReportsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ReportsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ChecklistResult &result = m_results[static_cast<size_t>(index.row())];
    if (role == StatusRole)
        return static_cast<int>(worstOf(result));
    if (role == Qt::DecorationRole && index.column() == Verdict)
        return statusPixmap(worstOf(result), 16, 2);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case When:
        return runtexts::moment(result.startedAt, QDateTime::currentDateTimeUtc());
    case Verdict:
        return result.stopped ? tr("%1, stopped").arg(verdictOf(result)) : verdictOf(result);
    case Target:
        return result.target == QLatin1String("backend") ? tr("Through backend") : tr("This console");
    case Build:
        return result.build;
    case Tester:
        return result.signedOffAt.isValid() ? tr("%1, signed off").arg(result.tester) : result.tester;
    case Companies:
        return result.companies.empty() ? QString{}
                                        : QLocale().toString(static_cast<int>(result.companies.size()));
    default:
        return {};
    }
}

QVariant ReportsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("When");
    case Verdict:
        return tr("Verdict");
    case Target:
        return tr("Target");
    case Build:
        return tr("Build");
    case Tester:
        return tr("Tester");
    case Companies:
        return tr("Companies");
    default:
        return {};
    }
}

ReportsTab::ReportsTab(QWidget *parent)
    : QWidget(parent)
    , m_model(new ReportsModel(this))
    , m_table(new QTableView)
    , m_pages(new QStackedWidget)
    , m_empty(new EmptyState(Icon::Checklist, tr("No report yet"),
                             tr("Each time the checklist is run, its result is kept here, to be exported and "
                                "compared.")))
    , m_heading(new ElidedLabel)
    , m_body(new QWidget)
    , m_column(new QVBoxLayout(m_body))
    , m_open(new QPushButton(tr("Open")))
    , m_export(new QPushButton(icon(Icon::Export), tr("Export report...")))
    , m_sign(new QPushButton(tr("Sign off")))
{
    setSurface(this, Surface::Base);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Reports"));
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    setRowLines(m_table);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionsClickable(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    followTheme(m_table, [this] {
        m_table->verticalHeader()->setDefaultSectionSize(theme().height(Height::TableRow) + 1);
        QHeaderView *header = m_table->horizontalHeader();
        const std::pair<int, int> widths[] = {{ReportsModel::When, 130},
                                              {ReportsModel::Target, 120},
                                              {ReportsModel::Build, 110},
                                              {ReportsModel::Tester, 130},
                                              {ReportsModel::Companies, 90}};
        for (const auto &[column, width] : widths)
            header->resizeSection(column, theme().scaled(width));
        header->setSectionResizeMode(ReportsModel::Verdict, QHeaderView::Stretch);
    });
    connect(m_empty->addAction(tr("Run all")), &QPushButton::clicked, this, &ReportsTab::runRequested);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_table);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_pages, 1);
    layout->addWidget(buildPane());
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ReportsTab::showCurrent);
    const auto open = [this] {
        if (const ChecklistResult *result = current())
            Q_EMIT openRequested(result->id);
    };
    connect(m_table, &QTableView::activated, this, open);
    connect(m_open, &QPushButton::clicked, this, open);
    connect(m_export, &QPushButton::clicked, this, &ReportsTab::exportRequested);
    connect(m_sign, &QPushButton::clicked, this, [this] {
        if (const ChecklistResult *result = current())
            Q_EMIT signOffRequested(result->id);
    });
    showCurrent();
}

QWidget *ReportsTab::buildPane()
{
    auto *pane = new PaneBar(Qt::LeftEdge);
    setSurface(m_body, Surface::Base);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new PaneBar(Qt::BottomEdge);
    setFontRole(m_heading, FontRole::Heading);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(space::pane - 2, 0, space::pane - 2, 1);
    row->addWidget(m_heading);
    followTheme(head, [head] { head->setFixedHeight(theme().height(Height::PaneBar)); });
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    setSurface(scroll->viewport(), Surface::Base);
    m_column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    m_column->setSpacing(space::tiny);
    scroll->setWidget(m_body);
    auto *foot = new PaneBar(Qt::TopEdge);
    auto *buttons = new QHBoxLayout(foot);
    buttons->setContentsMargins(space::pane, 1, space::pane, 0);
    buttons->setSpacing(space::base);
    m_sign->setToolTip(tr("The tester vouches for the report; their name and the time are kept in it"));
    m_open->setToolTip(tr("Shows its verdicts and their evidence"));
    for (QPushButton *button : {m_sign, m_export, m_open}) {
        setSmall(button);
        buttons->addWidget(button);
        if (button == m_sign)
            buttons->addStretch();
    }
    followTheme(foot, [foot] { foot->setFixedHeight(theme().scaled(47)); });
    layout->addWidget(head);
    layout->addWidget(scroll, 1);
    layout->addWidget(foot);
    followTheme(pane, [pane] { pane->setFixedWidth(theme().scaled(EvidencePane::preferredWidth)); });
    return pane;
}

void ReportsTab::setResults(std::vector<ChecklistResult> results)
{
    const ChecklistResult *chosen = current();
    const QUuid id = chosen ? chosen->id : QUuid{};
    m_model->setResults(std::move(results));
    m_pages->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    int row = 0;
    for (int i = 0; i < m_model->rowCount(); ++i) {
        if (m_model->at(i)->id == id)
            row = i;
    }
    m_table->selectRow(row);
    showCurrent();
}

const ChecklistResult *ReportsTab::current() const
{
    return m_model->at(m_table->currentIndex().row());
}

const ChecklistResult *ReportsTab::before(const ChecklistResult &result) const
{
    bool passed = false;
    for (const ChecklistResult &one : m_model->results()) {
        if (passed && one.checklist == result.checklist)
            return &one;
        passed = passed || one.id == result.id;
    }
    return nullptr;
}

void ReportsTab::addSection(const QString &heading, const QStringList &lines)
{
    if (lines.isEmpty())
        return;
    if (m_column->count() > 0)
        m_column->addSpacing(space::base);
    m_column->addWidget(pieces::heading(heading, m_body));
    for (const QString &line : lines.mid(0, mostLines))
        m_column->addWidget(pieces::text(line, FontRole::Body, Ink::Primary, m_body));
    if (lines.size() > mostLines) {
        const int more = static_cast<int>(lines.size() - mostLines);
        m_column->addWidget(
            pieces::text(tr("And %n more.", nullptr, more), FontRole::Caption, Ink::Secondary, m_body));
    }
}

void ReportsTab::showCurrent()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const ChecklistResult *result = current();
    for (QPushButton *button : {m_open, m_export, m_sign})
        button->setEnabled(result != nullptr);
    m_heading->setText(tr("What changed"));
    if (!result)
        return;
    m_sign->setEnabled(!result->signedOffAt.isValid());
    addSection(verdictOf(*result), aboutOf(*result));
    const ChecklistResult *last = before(*result);
    if (!last) {
        addSection(tr("Compared with the report before"), {tr("There is none of this checklist.")});
    } else {
        const report::Changes changes = report::compare(*last, *result, {});
        using Kind = report::Change::Kind;
        const std::pair<Kind, QString> kinds[] = {{Kind::NewlyFailing, tr("Newly failing")},
                                                  {Kind::StillFailing, tr("Still failing")},
                                                  {Kind::Fixed, tr("Fixed")},
                                                  {Kind::Changed, tr("Another verdict")}};
        bool any = false;
        for (const auto &[kind, heading] : kinds) {
            const QStringList titles = titlesOf(changes.checks, kind) + titlesOf(changes.cells, kind);
            addSection(heading, titles);
            any = any || !titles.isEmpty();
        }
        if (!any)
            addSection(tr("Compared with the report before"), {tr("Nothing changed.")});
    }
    addSection(tr("Clean-up"), result->cleanUp.isEmpty() ? QStringList{} : QStringList{result->cleanUp});
    m_column->addStretch();
}

} // namespace chatsync::ui
