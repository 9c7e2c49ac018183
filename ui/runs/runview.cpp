// SPDX-License-Identifier: MIT
#include "ui/runs/runview.h"

#include "ui/runs/overviewstrip.h"
#include "ui/runs/pieces.h"
#include "ui/runs/runfilter.h"
#include "ui/runs/runheaderpanel.h"
#include "ui/runs/timeaxis.h"
#include "ui/runs/waterfall.h"
#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/panebar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace chatsync::ui {
namespace {

constexpr int frameMs = 60;
constexpr int batchMs = 100;
constexpr int detailsMs = 300;   ///< Nobody reads texts that change faster
constexpr int narrowBelow = 823; ///< The pane's share of a window of 1240
constexpr qint64 turnMs = 1200;
constexpr double longRunMs = 10'000;
constexpr int manyRows = 60;

} // namespace

RunView::RunView(QWidget *parent)
    : QWidget(parent)
    , m_model(new RunModel(this))
    , m_filter(new RunFilter(m_model, this))
    , m_axis(new TimeAxis(this))
    , m_pages(new QStackedWidget(this))
    , m_ticker(new QTimer(this))
    , m_batch(new QTimer(this))
    , m_detailsTimer(new QTimer(this))
{
    setSurface(this, Surface::Base);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    auto *empty = new EmptyState(Icon::Runs, tr("No run yet"),
                                 tr("Create a conversation to see its steps here."), m_pages);
    connect(empty->addAction(tr("New conversation")), &QPushButton::clicked, this,
            &RunView::newConversationRequested);
    m_pages->addWidget(empty);
    m_pages->addWidget(
        new EmptyState(Status::Running, tr("Opening the run"), tr("Its events are being read."), m_pages));
    m_pages->addWidget(buildContent());
    m_ticker->setInterval(frameMs);
    m_batch->setInterval(batchMs);
    m_batch->setSingleShot(true);
    m_detailsTimer->setInterval(detailsMs);
    m_detailsTimer->setSingleShot(true);
    connect(m_detailsTimer, &QTimer::timeout, this, [this] { m_details->refresh(); });
    connect(m_ticker, &QTimer::timeout, this, &RunView::tick);
    connect(m_batch, &QTimer::timeout, this, &RunView::flush);
    buildShortcuts();
}

RunView::~RunView() = default;

QWidget *RunView::buildContent()
{
    auto *content = new QWidget(m_pages);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_header = new RunHeaderPanel(m_model, content);
    layout->addWidget(m_header);
    m_actions = new PaneBar(Qt::BottomEdge, content);
    auto *bar = new QHBoxLayout(m_actions);
    bar->setContentsMargins(space::pane, space::small, space::pane, space::small + 1);
    bar->setSpacing(space::base);
    m_leading = new QHBoxLayout;
    m_trailing = new QHBoxLayout;
    for (QHBoxLayout *side : {m_leading, m_trailing})
        side->setSpacing(space::base);
    bar->addLayout(m_leading);
    bar->addStretch();
    bar->addLayout(m_trailing);
    m_actions->hide();
    layout->addWidget(m_actions);
    layout->addWidget(buildFilterBar());
    layout->addWidget(buildOverview());

    m_splitter = new QSplitter(Qt::Vertical, content);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setObjectName(QStringLiteral("runSplitter"));
    buildTree();
    m_details = new DetailPane(m_model, m_splitter);
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_tree->setMinimumHeight(72); // What the header of a failed run says needs the room, in large text.
    m_details->setMinimumHeight(112);
    layout->addWidget(m_splitter, 1);

    connect(m_header, &RunHeaderPanel::rowRequested, this, &RunView::setCurrentRow);
    connect(m_details, &DetailPane::rowRequested, this, &RunView::setCurrentRow);
    connect(m_details, &DetailPane::lookUpRequested, this, &RunView::lookUpRequested);
    connect(m_details, &DetailPane::defectRequested, this, &RunView::defectRequested);
    connect(m_details, &DetailPane::copyRequested, this, &RunView::copyId);
    return content;
}

void RunView::buildTree()
{
    m_tree = new QTreeView(m_splitter);
    m_tree->setObjectName(QStringLiteral("runSteps"));
    m_tree->setAccessibleName(tr("Steps of the run"));
    m_ruler = new RunHeader(m_axis, m_tree);
    m_tree->setHeader(m_ruler);
    m_delegate = new RunDelegate(m_axis, m_tree);
    m_tree->setItemDelegate(m_delegate);
    m_tree->setModel(m_filter);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(18);
    m_tree->setSelectionMode(QAbstractItemView::SingleSelection);
    m_tree->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setMouseTracking(true);
    setRowLines(m_tree);
    for (const auto &[column, width] :
         {std::pair{RunModel::StepColumn, 268}, std::pair{RunModel::AttemptColumn, 76},
          std::pair{RunModel::ResultColumn, 150}, std::pair{RunModel::DurationColumn, 80}})
        m_tree->setColumnWidth(column,
                               std::max(theme().scaled(width), pieces::headerWidth(*m_model, column)));
    // Above the scroll bar the header goes on.
    auto *corner = new pieces::Strip(m_tree);
    followTheme(corner, [corner] { corner->setFixedHeight(theme().height(Height::TableHeader)); });
    m_tree->addScrollBarWidget(corner, Qt::AlignTop);
    m_tree->viewport()->installEventFilter(this);
    m_tree->installEventFilter(this);

    m_followChip = new QPushButton(icon(Icon::Follow), tr("Follow"), m_tree);
    m_followChip->setToolTip(tr("Go on showing the step that is running"));
    setSmall(m_followChip);
    m_followChip->hide();
    connect(m_followChip, &QPushButton::clicked, this, [this] { setFollowing(true); });

    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (!m_moving)
            setFollowing(false);
        if (!m_opening)
            m_details->showRow(currentRow());
        Q_EMIT currentRowChanged();
    });
    connect(m_tree->verticalScrollBar(), &QAbstractSlider::actionTriggered, this,
            [this] { setFollowing(false); });
    connect(m_tree, &QWidget::customContextMenuRequested, this, &RunView::showMenu);
    connect(m_axis, &TimeAxis::changed, m_tree->viewport(), qOverload<>(&QWidget::update));
    // A step that turns out to hold steps opens: what happens in it is the news.
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &parent, int first) {
        if (!parent.isValid())
            return;
        const RunRow *row = m_filter->rowOf(m_filter->index(first, 0, parent));
        if (row && row->kind == RunRow::Kind::Step)
            m_tree->expand(parent);
    });
}

QWidget *RunView::buildFilterBar()
{
    m_filterBar = new PaneBar(Qt::BottomEdge, this);
    auto *row = new QHBoxLayout(m_filterBar);
    row->setContentsMargins(space::pane, space::small, space::pane, space::small + 1);
    row->setSpacing(space::base);
    m_filterField = new QLineEdit(m_filterBar);
    m_filterField->setPlaceholderText(tr("status:fail, kind:request, attempt:2 or any text"));
    m_filterField->setToolTip(m_filterField->placeholderText());
    m_filterField->setAccessibleName(tr("Filter the steps"));
    addClearButton(m_filterField);
    m_filterField->setMaximumWidth(420);
    setSmall(m_filterField);
    m_hidden = new QLabel(m_filterBar);
    setFontRole(m_hidden, FontRole::Caption);
    setInk(m_hidden, Ink::Secondary);
    auto *clearButton = new QPushButton(tr("Clear filter"), m_filterBar);
    setButtonKind(clearButton, ButtonKind::Flat);
    setSmall(clearButton);
    row->addWidget(m_filterField, 1);
    row->addWidget(m_hidden);
    row->addStretch();
    row->addWidget(clearButton);
    connect(m_filterField, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setFilter(text);
        if (m_filter->isFiltering())
            m_tree->expandAll();
        else
            expandSteps();
        updateFilterBar();
    });
    connect(clearButton, &QPushButton::clicked, this, [this] {
        m_filterField->clear();
        m_filterBar->hide();
        m_tree->setFocus();
    });
    m_filterField->installEventFilter(this);
    m_filterBar->hide();
    return m_filterBar;
}

QWidget *RunView::buildOverview()
{
    m_overviewBar = new PaneBar(Qt::BottomEdge, this);
    auto *row = new QHBoxLayout(m_overviewBar);
    row->setContentsMargins(space::pane, space::tiny, space::base, space::tiny + 1);
    row->setSpacing(space::base);
    m_overview = new OverviewStrip(m_model, m_axis, m_overviewBar);
    m_compress = new QPushButton(tr("Compress idle"), m_overviewBar);
    m_compress->setCheckable(true);
    m_compress->setToolTip(tr("Squeezes waits and gaps on the timeline to a break mark (I)"));
    setSmall(m_compress);
    row->addWidget(m_overview, 1);
    row->addWidget(m_compress);
    connect(m_compress, &QPushButton::toggled, this, &RunView::setIdleCompressed);
    connect(m_axis, &TimeAxis::changed, this, &RunView::updateOverview);
    m_overviewBar->hide();
    return m_overviewBar;
}

/// A short run is seen as a whole already.
void RunView::updateOverview()
{
    const bool is = !m_model->events().empty();
    const bool isLong = m_model->facts().durationMs >= longRunMs || m_model->rowCountTotal() >= manyRows;
    m_overviewBar->setVisible(is && (isLong || m_axis->isZoomed() || m_axis->isIdleCompressed()));
}

void RunView::updateIdle()
{
    m_axis->setIdle(m_axis->isIdleCompressed() ? idleSpans(*m_model) : std::vector<TimeSpan>{},
                    m_model->horizonMs());
    updateOverview();
}

bool RunView::isIdleCompressed() const
{
    return m_axis->isIdleCompressed();
}

void RunView::setIdleCompressed(bool compressed)
{
    m_axis->setIdleCompressed(compressed);
    m_compress->setChecked(compressed);
    updateIdle();
}

void RunView::buildShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto slot) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    add(Qt::Key_F8, [this] { nextProblem(); });
    add(Qt::SHIFT | Qt::Key_F8, [this] { previousProblem(); });
    add(QKeySequence::Find, [this] { focusFilter(); });
    for (int tab = 0; tab < DetailPane::TabCount; ++tab)
        add(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + tab)),
            [this, tab] { m_details->chooseTab(static_cast<DetailPane::Tab>(tab)); });
}

void RunView::setRun(std::vector<RunEvent> events, RunSummary::State state)
{
    m_pending.clear();
    m_batch->stop();
    m_opening = true;
    m_details->forgetRow();
    m_moving = true;
    const bool interrupted = state == RunSummary::State::Interrupted;
    const QDateTime start = events.empty() ? QDateTime{} : events.front().at.addMSecs(-events.front().tMs);
    m_model->setRun(std::move(events), interrupted);
    m_axis->reset(start);
    m_axis->include(m_model->horizonMs());
    expandSteps();
    m_moving = false;
    m_following = true;
    m_wasFinished = m_model->facts().finished;
    m_sinceLast.start();
    m_moving = true;
    m_pages->setCurrentIndex(m_model->events().empty() ? 0 : 2);
    m_moving = false;
    afterChange();
    if (m_model->isLive())
        follow();
    else
        openAtFailure();
    m_opening = false;
    m_details->showRow(currentRow());
}

void RunView::append(const std::vector<RunEvent> &events)
{
    if (events.empty())
        return;
    if (!m_model->events().empty() && m_model->facts().id != events.front().run) {
        setRun(events);
        return;
    }
    m_pending.insert(m_pending.end(), events.begin(), events.end());
    const bool over = events.back().kind == EventKind::RunFinished;
    if (over || !m_batch->isActive())
        flush();
}

void RunView::flush()
{
    if (m_pending.empty())
        return;
    const bool first = m_model->events().empty();
    m_model->append(m_pending);
    m_pending.clear();
    m_sinceLast.start();
    m_batch->start();
    if (first) {
        m_following = true;
        m_wasFinished = false;
        m_axis->reset(m_model->facts().startedAt);
        // The tree may get the focus by being shown, and chooses a row then: nobody's wish.
        m_moving = true;
        m_pages->setCurrentIndex(2);
        m_moving = false;
    }
    m_axis->include(m_model->horizonMs());
    afterChange();
    const bool finished = m_model->facts().finished;
    if (finished && !m_wasFinished && m_following)
        openAtFailure();
    else if (m_following)
        follow();
    m_wasFinished = finished;
}

void RunView::afterChange()
{
    m_model->setNow(present());
    m_axis->setNow(m_model->isLive() ? std::optional(m_model->now()) : std::nullopt);
    m_header->refresh();
    updateIdle();
    if (m_overviewBar->isVisible())
        m_overview->refresh();
    if (!m_opening)
        refreshDetails();
    m_actions->setVisible(!m_model->isLive() && (m_leading->count() + m_trailing->count() > 0));
    updateFilterBar();
    updateTimer();
    setFollowing(m_following);
}

void RunView::refreshDetails()
{
    const RunRow *row = m_details->row();
    const bool open =
        !row || row->endMs < 0 || m_details->isBehind() || m_details->tab() == DetailPane::BackendLog;
    if (!m_model->isLive()) {
        m_detailsTimer->stop();
        m_details->refresh();
    } else if (open && !m_detailsTimer->isActive()) {
        m_detailsTimer->start();
    }
}

void RunView::clear()
{
    setRun({});
}

void RunView::setLoading()
{
    clear();
    m_pages->setCurrentIndex(1);
}

void RunView::setRunNumber(qint64 number)
{
    m_header->setRunNumber(number);
}

QString RunView::runName() const
{
    return m_header->runNumber() > 0 ? tr("Run %1").arg(m_header->runNumber()) : tr("this run");
}

void RunView::setActions(const QList<QAction *> &leading, const QList<QAction *> &trailing)
{
    const auto fill = [this](QHBoxLayout *side, const QList<QAction *> &actions) {
        while (QLayoutItem *item = side->takeAt(0)) {
            delete item->widget();
            delete item;
        }
        for (QAction *action : actions) {
            auto *button = new QPushButton(action->icon(), action->text(), m_actions);
            const auto sync = [button, action] {
                button->setText(action->text());
                button->setIcon(action->icon());
                button->setToolTip(action->toolTip());
                button->setEnabled(action->isEnabled());
                button->setVisible(action->isVisible());
            };
            sync();
            connect(action, &QAction::changed, button, sync);
            connect(button, &QPushButton::clicked, action, &QAction::trigger);
            side->addWidget(button);
        }
    };
    fill(m_leading, leading);
    fill(m_trailing, trailing);
    m_actions->setVisible(!m_model->isLive() && !(leading.isEmpty() && trailing.isEmpty()));
}

void RunView::setTimeSource(std::function<double()> source)
{
    m_timeSource = std::move(source);
    if (!m_model->events().empty())
        tick();
}

double RunView::present() const
{
    if (m_model->events().empty() || !m_model->isLive())
        return m_model->facts().durationMs;
    const double last = static_cast<double>(m_model->events().back().tMs);
    if (m_timeSource)
        return std::max(last, m_timeSource());
    return last + static_cast<double>(m_sinceLast.elapsed());
}

void RunView::tick()
{
    m_model->setNow(present());
    const bool live = m_model->isLive();
    m_axis->setNow(live ? std::optional(m_model->now()) : std::nullopt);
    m_axis->include(m_model->horizonMs());
    if (m_axis->isIdleCompressed())
        updateIdle();
    const bool still = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) == 0;
    m_delegate->setTurn(still || m_timeSource ? 0.25
                                              : static_cast<double>(m_sinceLast.elapsed() % turnMs) / turnMs);
    m_header->tick();
    m_tree->viewport()->update();
    m_ruler->viewport()->update();
}

void RunView::updateTimer()
{
    if (m_model->isLive() && isVisible())
        m_ticker->start();
    else
        m_ticker->stop();
}

const RunRow *RunView::currentRow() const
{
    return m_filter->rowOf(m_tree->currentIndex());
}

void RunView::setCurrentRow(const RunRow *row)
{
    if (!row) {
        m_tree->setCurrentIndex({});
        m_tree->clearSelection();
        return;
    }
    QModelIndex index = m_filter->indexOf(row);
    if (!index.isValid() && m_filter->isFiltering()) {
        m_filterField->clear();
        index = m_filter->indexOf(row);
    }
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        m_tree->expand(above);
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
}

QString RunView::headline() const
{
    return m_header->sentence();
}

void RunView::expandSteps()
{
    m_tree->collapseAll();
    for (int i = 0; i < m_filter->rowCount(); ++i) {
        const QModelIndex index = m_filter->index(i, 0);
        if (m_model->data(m_filter->mapToSource(index), RunModel::GroupRole).toBool())
            m_tree->expand(index);
    }
}

/// The last trouble stays in view until there is another; without one, what is going on.
void RunView::follow()
{
    const std::vector<const RunRow *> problems = m_model->problems();
    const RunRow *running = m_model->runningRow();
    m_moving = true;
    if (!problems.empty())
        setCurrentRow(problems.back());
    else if (running)
        setCurrentRow(running);
    if (running)
        m_tree->scrollTo(m_filter->indexOf(running));
    m_moving = false;
}

void RunView::openAtFailure()
{
    const std::vector<const RunRow *> problems = m_model->problems();
    const auto failed = std::find_if(problems.begin(), problems.end(),
                                     [](const RunRow *row) { return row->status == Status::Fail; });
    m_moving = true;
    const bool worked = m_model->facts().outcome == Outcome::Passed;
    if (failed != problems.end())
        setCurrentRow(*failed);
    else if (!problems.empty() && !worked)
        setCurrentRow(problems.front());
    else
        setCurrentRow(nullptr);
    m_moving = false;
}

void RunView::setFollowing(bool following)
{
    const bool changed = m_following != following;
    m_following = following;
    m_followChip->setVisible(m_model->isLive() && !m_following);
    placeFollowChip();
    if (changed && following && m_model->isLive())
        follow();
}

void RunView::placeFollowChip()
{
    m_followChip->adjustSize();
    const QRect area = m_tree->viewport()->geometry();
    m_followChip->move(area.right() - m_followChip->width() - space::medium,
                       area.bottom() - m_followChip->height() - space::base);
    m_followChip->raise();
}

void RunView::nextProblem()
{
    stepProblem(1);
}

void RunView::previousProblem()
{
    stepProblem(-1);
}

void RunView::stepProblem(int direction)
{
    const std::vector<const RunRow *> problems = m_model->problems();
    if (problems.empty())
        return;
    const RunRow *current = currentRow();
    const qsizetype from = current         ? current->first
                           : direction > 0 ? -1
                                           : std::numeric_limits<qsizetype>::max();
    const RunRow *target = nullptr;
    if (direction > 0) {
        const auto found = std::find_if(problems.begin(), problems.end(),
                                        [from](const RunRow *row) { return row->first > from; });
        target = found == problems.end() ? problems.front() : *found;
    } else {
        const auto found = std::find_if(problems.rbegin(), problems.rend(),
                                        [from](const RunRow *row) { return row->first < from; });
        target = found == problems.rend() ? problems.back() : *found;
    }
    setCurrentRow(target);
}

void RunView::focusFilter()
{
    m_filterBar->show();
    m_filterField->setFocus(Qt::ShortcutFocusReason);
    m_filterField->selectAll();
}

void RunView::setFilterText(const QString &text)
{
    m_filterBar->setVisible(!text.isEmpty());
    m_filterField->setText(text);
}

int RunView::hiddenRows() const
{
    return m_filter->hiddenRows();
}

void RunView::updateFilterBar()
{
    if (!m_filter->isFiltering()) {
        m_hidden->clear();
        return;
    }
    const int all = m_model->rowCountTotal();
    const int hidden = m_filter->hiddenRows();
    m_hidden->setText(hidden == all ? tr("%1 rows, none match").arg(all)
                                    : tr("%1 of %2 rows hidden").arg(hidden).arg(all));
}

void RunView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_details->setNarrow(width() < narrowBelow);
    placeFollowChip();
}

void RunView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_splitter->property("sized").toBool()) {
        m_splitter->setProperty("sized", true);
        const int row = theme().height(Height::DenseRow) + 1;
        m_splitter->setSizes({theme().height(Height::TableHeader) + row * 11, 10'000});
    }
    // Only now it is known how many rows there is room for.
    QMetaObject::invokeMethod(this, &RunView::showCurrent, Qt::QueuedConnection);
    updateTimer();
}

void RunView::showCurrent()
{
    m_tree->scrollToTop();
    const QModelIndex current = m_tree->currentIndex();
    if (current.isValid())
        m_tree->scrollTo(current);
    if (const RunRow *running = m_following ? m_model->runningRow() : nullptr)
        m_tree->scrollTo(m_filter->indexOf(running));
    m_details->showMark();
}

void RunView::setShortcutsEnabled(bool enabled)
{
    for (QShortcut *shortcut : findChildren<QShortcut *>(Qt::FindDirectChildrenOnly))
        shortcut->setEnabled(enabled);
}

void RunView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    updateTimer();
}

bool RunView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Wheel && m_tree && watched == m_tree->viewport()) {
        if (zoomWheel(static_cast<QWheelEvent *>(event)))
            return true;
        setFollowing(false);
    }
    if (event->type() == QEvent::KeyPress && watched == m_tree && zoomKey(static_cast<QKeyEvent *>(event)))
        return true;
    if (event->type() == QEvent::KeyPress && watched == m_filterField &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        m_filterField->clear();
        m_filterBar->hide();
        m_tree->setFocus();
        return true;
    }
    if (event->type() == QEvent::Resize && m_tree && watched == m_tree->viewport()) {
        placeFollowChip();
        // The end of a run brings bars above the steps: what was in view has to stay there.
        if (m_following)
            QMetaObject::invokeMethod(this, &RunView::showCurrent, Qt::QueuedConnection);
    }
    return QWidget::eventFilter(watched, event);
}

bool RunView::zoomWheel(QWheelEvent *event)
{
    if (event->angleDelta().y() == 0 || !(event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier)))
        return false;
    const int left = m_tree->columnViewportPosition(RunModel::TimelineColumn);
    const double width = m_tree->columnWidth(RunModel::TimelineColumn);
    const double at = std::max(0.0, m_axis->msAt(event->position().x() - left, width));
    const double turns = event->angleDelta().y() / 120.0;
    if (event->modifiers() & Qt::ControlModifier)
        m_axis->zoom(std::pow(1.25, turns), at);
    else
        m_axis->pan(-turns * (m_axis->msAt(width, width) - m_axis->msAt(0, width)) / 10);
    return true;
}

bool RunView::zoomKey(QKeyEvent *event)
{
    const RunRow *row = currentRow();
    const double at = row ? m_model->spanOf(row).first : m_model->facts().durationMs / 2;
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    switch (event->key()) {
    case Qt::Key_0:
        if (event->modifiers() != Qt::NoModifier)
            return false;
        m_axis->zoomOut();
        return true;
    case Qt::Key_Z:
        if (event->modifiers() != Qt::NoModifier)
            return false;
        m_axis->zoomBack();
        return true;
    case Qt::Key_I:
        if (event->modifiers() != Qt::NoModifier)
            return false;
        setIdleCompressed(!isIdleCompressed());
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        if (!control)
            return false;
        m_axis->zoom(1.5, at);
        return true;
    case Qt::Key_Minus:
        if (!control)
            return false;
        m_axis->zoom(1 / 1.5, at);
        return true;
    default:
        return false;
    }
}

QByteArray RunView::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << quint32{1} << m_splitter->saveState() << m_ruler->saveState() << isIdleCompressed();
    return state;
}

bool RunView::restoreState(const QByteArray &state)
{
    QDataStream stream(state);
    stream.setVersion(QDataStream::Qt_6_4);
    quint32 version = 0;
    QByteArray splitter;
    QByteArray columns;
    stream >> version >> splitter >> columns;
    if (stream.status() != QDataStream::Ok || version != 1)
        return false;
    if (!stream.atEnd()) { // Not there before it could be chosen
        bool compressed = false;
        stream >> compressed;
        setIdleCompressed(compressed);
    }
    const bool split = m_splitter->restoreState(splitter);
    m_splitter->setProperty("sized", split);
    return m_ruler->restoreState(columns) && split;
}

} // namespace chatsync::ui
