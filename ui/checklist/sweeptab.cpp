// SPDX-License-Identifier: MIT
#include "ui/checklist/sweeptab.h"

#include "ui/checklist/evidencepane.h"
#include "ui/checklist/sweepstrip.h"
#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/iconcolours.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/panebar.h"
#include "ui/widgets/progress.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

namespace chatsync::ui {

namespace {

constexpr int mostCompanies = 100'000;
constexpr std::array chipVerdicts{CheckVerdict::Passed, CheckVerdict::Recovered, CheckVerdict::Failed,
                                  CheckVerdict::Blocked, CheckVerdict::NotRun};

QColor onAccent()
{
    return theme().tokens().onAccent;
}

QColor failText()
{
    return theme().tokens().fail.text;
}

QLabel *label(FontRole role, Ink ink)
{
    auto *one = new QLabel;
    one->setTextFormat(Qt::PlainText);
    setFontRole(one, role);
    setInk(one, ink);
    return one;
}

QToolButton *arrow(Icon which, const QString &tip)
{
    auto *button = new QToolButton;
    button->setIcon(icon(which));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    return button;
}

/// A small caption over a value, with a line before it.
QWidget *part(const QString &caption, QLabel *value, QLabel *aside)
{
    auto *bar = new PaneBar(Qt::LeftEdge);
    auto *column = new QVBoxLayout(bar);
    column->setContentsMargins(space::pane, 0, space::medium, 0);
    column->setSpacing(space::hair);
    QLabel *head = label(FontRole::Caption, Ink::Secondary);
    head->setText(caption);
    column->addWidget(head);
    column->addWidget(value);
    column->addWidget(aside);
    return bar;
}

} // namespace

SweepTab::SweepTab(QWidget *parent)
    : QWidget(parent)
    , m_model(new CompanyModel(this))
    , m_filter(new CompanyFilter(m_model, this))
    , m_table(makeHeatMap(m_filter, m_model, nullptr))
    , m_pane(new EvidencePane)
    , m_strip(new SweepStrip(m_model))
    , m_pages(new QStackedWidget)
    , m_empty(
          new EmptyState(Icon::Checklist, tr("No company was checked yet"),
                         tr("Every approved company makes a conversation of each kind, newly approved ones "
                            "first. It may be paused, and goes on after a crash.")))
    , m_title(new ElidedLabel)
    , m_about(new ElidedLabel)
    , m_done(label(FontRole::Body, Ink::Primary))
    , m_percent(label(FontRole::Mono, Ink::Secondary))
    , m_bar(new ProgressBar)
    , m_since(label(FontRole::Caption, Ink::Secondary))
    , m_time(label(FontRole::Counter, Ink::Primary))
    , m_budget(label(FontRole::Counter, Ink::Primary))
    , m_budgetOf(label(FontRole::Caption, Ink::Secondary))
    , m_stripTitle(label(FontRole::Label, Ink::Primary))
    , m_field(new QLineEdit)
    , m_order(new QComboBox)
    , m_sample(new QSpinBox)
    , m_shown(label(FontRole::Caption, Ink::Secondary))
    , m_clear(new QPushButton(tr("Clear filter")))
    , m_export(new QPushButton(icon(Icon::Export), tr("Export report...")))
    , m_pause(new QPushButton(icon(Icon::Pause), tr("Pause")))
    , m_stop(new QPushButton(icon(Icon::Stop, &failText), tr("Stop")))
    , m_resume(new QPushButton(icon(Icon::Run, &onAccent), tr("Go on")))
    , m_run(new QPushButton(icon(Icon::Run, &onAccent), tr("Run all companies")))
    , m_again(new QPushButton(icon(Icon::Refresh), tr("Run cell again")))
    , m_previous(arrow(Icon::Previous, tr("Previous failure (Shift+F8)")))
    , m_next(arrow(Icon::Next, tr("Next failure (F8)")))
    , m_failure(new ElidedLabel)
{
    setSurface(this, Surface::Base);
    auto *left = new QWidget;
    setSurface(left, Surface::Base);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head = buildHead();
    m_stripBar = buildStrip();
    m_filterBar = buildFilters();
    column->addWidget(m_head);
    column->addWidget(m_stripBar);
    column->addWidget(m_filterBar);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_table);
    column->addWidget(m_pages, 1);
    column->addWidget(buildFoot());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(left, 1);
    layout->addWidget(m_pane);
    buildPaneFoot();

    connect(m_run, &QPushButton::clicked, this, &SweepTab::runRequested);
    connect(m_resume, &QPushButton::clicked, this, &SweepTab::resumeRequested);
    connect(m_pause, &QPushButton::clicked, this, &SweepTab::pauseRequested);
    connect(m_stop, &QPushButton::clicked, this, &SweepTab::stopRequested);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &SweepTab::showCurrent);
    connect(m_table, &QTableView::activated, this, [this] {
        const CheckResult *cell = current();
        if (cell && !cell->runs.isEmpty())
            Q_EMIT openRunRequested(cell->runs.last());
    });
    connect(m_strip, &SweepStrip::companyChosen, this, [this](int row) {
        const QModelIndex index = m_filter->mapFromSource(m_model->index(row, 0));
        if (!index.isValid())
            return;
        m_table->setCurrentIndex(index);
        m_table->scrollTo(index, QAbstractItemView::PositionAtCenter);
    });
    connect(m_pane, &EvidencePane::sameCauseRequested, this, [this](const QString &cause) {
        m_filter->setCause(cause);
        showFoot();
    });
}

QWidget *SweepTab::buildHead()
{
    auto *head = new PaneBar(Qt::BottomEdge);
    setFontRole(m_title, FontRole::Title);
    setInk(m_about, Ink::Secondary);
    setButtonKind(m_run, ButtonKind::Primary);
    setButtonKind(m_resume, ButtonKind::Primary);
    setButtonKind(m_stop, ButtonKind::Destructive);
    m_pause->setToolTip(tr("Begins no more companies; goes on later, also after a restart"));
    m_stop->setToolTip(tr("Ends the sweep safely and removes what it made"));
    m_resume->setToolTip(tr("Goes on with the companies that are left"));
    m_sample->setRange(0, mostCompanies);
    m_sample->setSpecialValueText(tr("All companies"));
    m_sample->setSuffix(tr(" companies"));
    m_sample->setAccessibleName(tr("How many companies"));
    m_sample->setToolTip(tr("A sample takes the newly approved first, then some of every kind"));
    auto *texts = new QVBoxLayout;
    texts->setSpacing(space::hair);
    texts->addWidget(m_title);
    texts->addWidget(m_about);
    auto *top = new QHBoxLayout;
    top->setSpacing(space::base + space::hair);
    top->addLayout(texts, 1);
    for (QWidget *control :
         std::initializer_list<QWidget *>{m_sample, m_export, m_pause, m_stop, m_run, m_resume})
        top->addWidget(control);

    m_progressRow = new QWidget;
    auto *row = new QHBoxLayout(m_progressRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::pane);
    auto *counts = new QHBoxLayout;
    counts->addWidget(m_done, 1);
    counts->addWidget(m_percent);
    auto *progress = new QVBoxLayout;
    progress->setSpacing(space::small);
    progress->addLayout(counts);
    progress->addWidget(m_bar);
    progress->addWidget(m_since);
    row->addLayout(progress, 1);
    m_timePart = part(tr("Time left"), m_time, label(FontRole::Caption, Ink::Secondary));
    m_budgetPart = part(tr("Rate budget"), m_budget, m_budgetOf);
    row->addWidget(m_timePart);
    row->addWidget(m_budgetPart);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(space::pane, space::medium, space::pane, space::medium + 1);
    layout->setSpacing(space::medium);
    layout->addLayout(top);
    layout->addWidget(m_progressRow);
    return head;
}

QWidget *SweepTab::buildStrip()
{
    auto *bar = new PaneBar(Qt::BottomEdge);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_stripTitle);
    QLabel *caption = label(FontRole::Caption, Ink::Secondary);
    caption->setText(tr("One column each, one line a scenario"));
    caption->setWordWrap(true);
    texts->addWidget(caption);
    auto *holder = new QWidget;
    holder->setLayout(texts);
    texts->setContentsMargins(0, 0, 0, 0);
    followTheme(holder, [holder] { holder->setFixedWidth(theme().scaled(130)); });
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(space::pane, space::base, space::pane, space::base + 1);
    layout->setSpacing(space::pane);
    layout->addWidget(holder);
    layout->addWidget(m_strip, 1);
    return bar;
}

QWidget *SweepTab::buildFilters()
{
    auto *bar = new PaneBar(Qt::BottomEdge);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(space::pane, 0, space::pane, 1);
    layout->setSpacing(space::base);
    for (const CheckVerdict verdict : chipVerdicts) {
        auto *chip = new QPushButton;
        chip->setCheckable(true);
        setSmall(chip);
        setOwnIconColours(chip);
        chip->setToolTip(tr("Shows the companies whose worst verdict is this"));
        followTheme(chip, [chip, verdict] {
            chip->setIcon(QIcon(statusPixmap(statusOf(verdict), 14, chip->devicePixelRatioF())));
        });
        connect(chip, &QPushButton::toggled, this, &SweepTab::chooseVerdicts);
        m_chips.insert(static_cast<int>(verdict), chip);
        layout->addWidget(chip);
    }
    layout->addStretch();
    m_field->setPlaceholderText(tr("Filter by company"));
    m_field->setAccessibleName(tr("Filter by company"));
    m_field->addAction(icon(Icon::Filter), QLineEdit::LeadingPosition);
    addClearButton(m_field);
    followTheme(m_field, [this] { m_field->setMaximumWidth(theme().scaled(160)); });
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        showFoot();
    });
    m_order->addItem(tr("Worst first"), static_cast<int>(CompanyFilter::Order::WorstFirst));
    m_order->addItem(tr("As visited"), static_cast<int>(CompanyFilter::Order::AsVisited));
    m_order->addItem(tr("By name"), static_cast<int>(CompanyFilter::Order::ByName));
    m_order->setAccessibleName(tr("Order of the companies"));
    connect(m_order, &QComboBox::currentIndexChanged, this, [this] { m_filter->setOrder(order()); });
    layout->addWidget(m_field);
    layout->addWidget(m_order);
    followTheme(bar, [bar] { bar->setFixedHeight(theme().height(Height::FilterBar)); });
    return bar;
}

QWidget *SweepTab::buildFoot()
{
    auto *foot = new PaneBar(Qt::TopEdge);
    setButtonKind(m_clear, ButtonKind::Flat);
    setSmall(m_clear);
    connect(m_clear, &QPushButton::clicked, this, &SweepTab::clearFilter);
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(space::pane, 0, space::pane, 0);
    layout->setSpacing(space::base);
    layout->addWidget(m_shown);
    layout->addWidget(m_clear);
    layout->addStretch();
    for (const CheckVerdict verdict : {CheckVerdict::Passed, CheckVerdict::Recovered, CheckVerdict::Failed,
                                       CheckVerdict::Blocked, CheckVerdict::NotApplicable}) {
        if (verdict != CheckVerdict::NotApplicable)
            layout->addWidget(new StatusGlyph(statusOf(verdict), 12));
        QLabel *name = label(FontRole::Caption, Ink::Secondary);
        const QString said = word(verdict);
        name->setText(verdict == CheckVerdict::NotApplicable ? QStringLiteral("–  ") + said : said);
        layout->addWidget(name);
    }
    followTheme(foot, [foot] { foot->setFixedHeight(theme().height(Height::StatusBar)); });
    return foot;
}

void SweepTab::buildPaneFoot()
{
    QHBoxLayout *foot = m_pane->footer();
    setSmall(m_again);
    m_again->setToolTip(tr("Performs this scenario of this company once more; the report stays as it is"));
    foot->insertWidget(0, m_again);
    foot->addWidget(m_previous);
    foot->addWidget(m_next);
    setFontRole(m_failure, FontRole::Caption);
    setInk(m_failure, Ink::Secondary);
    foot->addWidget(m_failure, 1);
    connect(m_previous, &QToolButton::clicked, this, [this] { goToFailure(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { goToFailure(1); });
    connect(m_again, &QPushButton::clicked, this, [this] {
        const CompanyResult *company = currentCompany();
        if (company && current())
            Q_EMIT cellRequested(company->id, m_table->currentIndex().column());
    });
}

int SweepTab::sample() const
{
    return m_sample->value();
}

void SweepTab::setSample(int companies)
{
    m_sample->setValue(companies);
}

CompanyFilter::Order SweepTab::order() const
{
    return static_cast<CompanyFilter::Order>(m_order->currentData().toInt());
}

void SweepTab::setOrder(CompanyFilter::Order order)
{
    m_order->setCurrentIndex(std::max(0, m_order->findData(static_cast<int>(order))));
}

void SweepTab::setRunnable(bool runnable, const QString &reason)
{
    m_runnable = runnable;
    m_reason = reason;
    showNumbers();
    showCurrent();
}

void SweepTab::setResumable(bool resumable)
{
    m_resumable = resumable;
    showNumbers();
}

void SweepTab::show(const std::shared_ptr<const LiveChecklist> &live, const RunNumbers &numbers)
{
    m_live = live;
    m_numbers = numbers;
    showNumbers();
    refreshRows();
}

void SweepTab::refreshRows()
{
    const CompanyResult *company = currentCompany();
    const QString id = company ? company->id : QString{};
    const int column = std::max(1, m_table->currentIndex().column());
    m_model->show(m_live);
    // What stands under the pointer stays there while the sweep runs.
    if (!m_live->running || !m_table->viewport()->underMouse())
        m_filter->apply();
    m_pages->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    m_stripBar->setVisible(m_model->rowCount() > 0);
    m_filterBar->setVisible(m_model->rowCount() > 0);
    const int rows = m_model->rowCount();
    m_stripTitle->setText(tr("All %n company(ies)", nullptr, rows));
    showChips();
    showFoot();
    if (!id.isEmpty())
        setCurrent(id, column);
    if (!m_table->currentIndex().isValid() && m_filter->rowCount() > 0)
        m_table->setCurrentIndex(m_filter->index(0, 1));
    showCurrent();
}

void SweepTab::showNumbers()
{
    const bool running = m_live->running;
    const bool performed = !m_live->result.companies.empty();
    m_title->setText(sweepHeadlineOf(m_live->result, running));
    QStringList about = aboutOf(m_live->result);
    if (!m_live->sentence.isEmpty())
        about << m_live->sentence;
    m_about->setText(performed            ? about.join(QStringLiteral("    "))
                     : m_reason.isEmpty() ? tr("Check 3, all approved companies")
                                          : m_reason);
    m_pause->setVisible(running);
    m_stop->setVisible(running);
    m_pause->setEnabled(!m_live->stopping);
    m_stop->setEnabled(!m_live->stopping);
    m_resume->setVisible(!running && m_resumable);
    m_resume->setEnabled(m_runnable);
    m_run->setVisible(!running);
    m_run->setEnabled(m_runnable);
    setButtonKind(m_run, m_resumable ? ButtonKind::Normal : ButtonKind::Primary);
    m_run->setIcon(m_resumable ? icon(Icon::Run) : icon(Icon::Run, &onAccent));
    m_sample->setVisible(!running);
    m_export->setVisible(performed);
    m_export->setEnabled(performed && !running);
    m_progressRow->setVisible(performed);

    const checklist::Standing &at = m_live->standing;
    int companies = 0;
    for (const CompanyResult &company : m_live->result.companies)
        companies += isDone(company) ? 1 : 0;
    const int all = static_cast<int>(m_live->result.companies.size());
    const int cells = running ? at.cells : 0;
    m_done->setText(
        cells > 0 ? tr("%1 of %2 companies, %3 of %4 cells")
                        .arg(QLocale().toString(companies), QLocale().toString(all),
                             QLocale().toString(at.cellsDone), QLocale().toString(cells))
                  : tr("%1 of %2 companies").arg(QLocale().toString(companies), QLocale().toString(all)));
    const int done = cells > 0 ? at.cellsDone : companies;
    const int total = std::max(1, cells > 0 ? cells : all);
    m_bar->setRange(0, total);
    m_bar->setValue(done);
    m_percent->setText(tr("%1 %").arg(QLocale().toString(100.0 * done / total, 'f', 1)));
    m_since->setText(running       ? tr("Goes on here after a stop or a crash.")
                     : m_resumable ? tr("Paused. Go on does the companies that are left.")
                                   : QString{});
    m_since->setVisible(!m_since->text().isEmpty());
    m_timePart->setVisible(running && at.timeLeft.has_value());
    if (at.timeLeft)
        m_time->setText(roughly(*at.timeLeft));
    m_budgetPart->setVisible(running && at.budget.has_value());
    if (at.budget) {
        m_budget->setText(tr("%1 of %2").arg(at.budget->remaining).arg(at.budget->limit));
        m_budgetOf->setText(at.endpoint);
    }
}

void SweepTab::showChips()
{
    QHash<int, int> counts;
    for (const CompanyResult &company : m_model->companies())
        ++counts[static_cast<int>(worstOf(company))];
    for (const CheckVerdict verdict : chipVerdicts) {
        const int count = counts.value(static_cast<int>(verdict));
        chip(verdict)->setText(tr("%1  %2").arg(word(verdict), QLocale().toString(count)));
    }
}

void SweepTab::chooseVerdicts()
{
    QSet<int> chosen;
    for (auto chip = m_chips.cbegin(); chip != m_chips.cend(); ++chip) {
        if (chip.value()->isChecked())
            chosen.insert(chip.key());
    }
    m_filter->setVerdicts(chosen);
    showFoot();
}

void SweepTab::clearFilter()
{
    for (QPushButton *chip : std::as_const(m_chips))
        chip->setChecked(false);
    m_field->clear();
    m_filter->setCause({});
    showFoot();
}

void SweepTab::showFoot()
{
    const int shown = m_filter->rowCount();
    const int hidden = m_model->rowCount() - shown;
    const QString sentence = tr("%n company(ies) shown", nullptr, shown);
    m_shown->setText(hidden > 0 ? tr("%1, %2 hidden").arg(sentence, QLocale().toString(hidden)) : sentence);
    m_shown->setVisible(m_model->rowCount() > 0);
    m_clear->setVisible(m_filter->isFiltering());
    showCurrent();
}

const CheckResult *SweepTab::current() const
{
    return m_model->cell(m_filter->mapToSource(m_table->currentIndex()));
}

const CompanyResult *SweepTab::currentCompany() const
{
    return m_model->company(m_filter->mapToSource(m_table->currentIndex()).row());
}

void SweepTab::setCurrent(const QString &company, int column)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->company(row)->id != company)
            continue;
        const QModelIndex index = m_filter->mapFromSource(m_model->index(row, column));
        if (index.isValid() && index != m_table->currentIndex())
            m_table->setCurrentIndex(index);
        return;
    }
}

std::vector<QModelIndex> SweepTab::failures() const
{
    std::vector<QModelIndex> all;
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        for (int column = 1; column <= m_model->scenarioCount(); ++column) {
            const QModelIndex index = m_filter->index(row, column);
            const CheckResult *cell = m_model->cell(m_filter->mapToSource(index));
            if (cell && cell->verdict == CheckVerdict::Failed)
                all.push_back(index);
        }
    }
    return all;
}

void SweepTab::goToFailure(int step)
{
    const std::vector<QModelIndex> all = failures();
    if (all.empty())
        return;
    const auto before = [](const QModelIndex &a, const QModelIndex &b) {
        return std::pair{a.row(), a.column()} < std::pair{b.row(), b.column()};
    };
    const QModelIndex now = m_table->currentIndex();
    QModelIndex wanted;
    if (step > 0) {
        const auto next = std::upper_bound(all.begin(), all.end(), now, before);
        wanted = next == all.end() ? all.front() : *next;
    } else {
        const auto next = std::lower_bound(all.begin(), all.end(), now, before);
        wanted = next == all.begin() ? all.back() : *std::prev(next);
    }
    m_table->setCurrentIndex(wanted);
    m_table->scrollTo(wanted);
}

void SweepTab::showCurrent()
{
    const std::vector<QModelIndex> all = failures();
    const auto at = std::find(all.begin(), all.end(), m_table->currentIndex());
    const int count = static_cast<int>(all.size());
    m_failure->setText(count == 0 ? tr("No failure")
                       : at == all.end()
                           ? tr("%n failure(s)", nullptr, count)
                           : tr("Failure %1 of %2").arg(std::distance(all.begin(), at) + 1).arg(count));
    m_previous->setEnabled(count > 0);
    m_next->setEnabled(count > 0);
    const CompanyResult *company = currentCompany();
    const CheckResult *cell = current();
    m_again->setEnabled(m_runnable && cell);
    if (!company || !cell) {
        m_pane->clear(m_model->rowCount() == 0 ? tr("Evidence of each cell will stand here.")
                                               : tr("Choose a cell to see what speaks for its verdict."));
        return;
    }
    EvidencePane::Subject subject;
    subject.heading =
        tr("%1, %2").arg(company->name, m_model->scenario(m_table->currentIndex().column()).toLower());
    subject.check = *cell;
    subject.status = statusOf(cell->verdict);
    subject.statusWord = word(cell->verdict);
    subject.editable = !m_live->running && !m_live->result.id.isNull();
    if (!cell->cause.isEmpty()) {
        for (const CompanyResult &other : m_model->companies()) {
            const bool same = std::any_of(other.cells.begin(), other.cells.end(),
                                          [&](const CheckResult &one) { return one.cause == cell->cause; });
            if (!same || other.id == company->id)
                continue;
            ++subject.sameCause;
            subject.sameCauseNew += other.newlyApproved ? 1 : 0;
        }
    }
    m_pane->show(subject, m_numbers);
}

} // namespace chatsync::ui
