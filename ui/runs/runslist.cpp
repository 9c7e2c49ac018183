// SPDX-License-Identifier: MIT
#include "ui/runs/runslist.h"

#include "ui/runs/pieces.h"
#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/messagebar.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace chatsync::ui {
namespace {

constexpr int glyphSize = 16;

class RunCellDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem row = option;
        row.index = index;
        option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &row, painter, option.widget);
        const Tokens &t = theme().tokens();
        QRect cell = option.rect.adjusted(space::medium, 0, -space::base, -1);
        const bool mono = index.data(RunsModel::MonoRole).toBool();
        QColor ink = index.column() == RunsModel::ParticipantsColumn ? t.text : t.text2;
        FontRole role = mono                                              ? FontRole::Mono
                        : index.column() == RunsModel::ParticipantsColumn ? FontRole::BodyStrong
                                                                          : FontRole::Body;
        if (index.column() == RunsModel::OutcomeColumn) {
            const auto status = static_cast<Status>(index.data(RunsModel::StatusRole).toInt());
            QRect glyph(cell.left(), 0, glyphSize, glyphSize);
            glyph.moveTop(cell.center().y() - glyphSize / 2 + 1);
            paintStatus(*painter, QStyle::visualRect(option.direction, option.rect, glyph), status);
            cell.setLeft(glyph.right() + 1 + space::base);
            ink = inkOf(status, t).text;
            role = FontRole::BodyStrong;
        }
        const QVariant given = index.data(Qt::TextAlignmentRole);
        const Qt::Alignment alignment =
            given.isValid() ? Qt::Alignment(given.toInt()) : Qt::AlignLeading | Qt::AlignVCenter;
        drawText(*painter, QStyle::visualRect(option.direction, option.rect, cell), index.data().toString(),
                 theme().font(role), ink, QStyle::visualAlignment(option.direction, alignment));
    }
};

} // namespace

RunsList::RunsList(QWidget *parent)
    : QWidget(parent)
    , m_model(new RunsModel(this))
    , m_proxy(new QSortFilterProxyModel(this))
    , m_pages(new QStackedWidget(this))
{
    setSurface(this, Surface::Base);
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(RunsModel::SortRole);
    m_proxy->setFilterRole(RunsModel::SearchRole);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *bar = new pieces::Strip(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::medium, space::small, space::medium, space::small + 1);
    m_search = new QLineEdit(bar);
    m_search->setPlaceholderText(tr("Filter by participant, flow, outcome or error"));
    m_search->setToolTip(m_search->placeholderText());
    m_search->setAccessibleName(tr("Filter runs"));
    addClearButton(m_search);
    m_search->addAction(icon(Icon::Filter), QLineEdit::LeadingPosition)->setText(m_search->accessibleName());
    m_search->setMaximumWidth(460);
    m_search->installEventFilter(this);
    m_count = new QLabel(bar);
    setFontRole(m_count, FontRole::Caption);
    setInk(m_count, Ink::Secondary);
    row->addWidget(m_search, 1);
    row->addStretch();
    row->addWidget(m_count);
    layout->addWidget(bar);
    auto *margin = new QVBoxLayout;
    margin->setContentsMargins(space::medium, 0, space::medium, 0);
    m_banner = new VerdictBanner(this);
    m_banner->hide();
    margin->addWidget(m_banner);
    layout->addLayout(margin);

    m_table = new QTableView(m_pages);
    m_table->setAccessibleName(tr("Runs"));
    m_table->setItemDelegate(new RunCellDelegate(m_table));
    m_table->setModel(m_proxy);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(RunsModel::WhenColumn, Qt::DescendingOrder);
    setRowLines(m_table);
    followTheme(m_table, [this] {
        m_table->verticalHeader()->setDefaultSectionSize(theme().height(Height::TableRow) + 1);
    });
    const QList<int> widths{132, 300, 124, 116, 84, 92, 150};
    for (int i = 0; i < widths.size(); ++i)
        m_table->setColumnWidth(i, std::max(theme().scaled(widths[i]), pieces::headerWidth(*m_model, i)));
    m_table->installEventFilter(this);

    auto *none = new EmptyState(Icon::Runs, tr("No runs yet"),
                                tr("Runs you make appear here, with every request and answer."), m_pages);
    connect(none->addAction(tr("New conversation")), &QPushButton::clicked, this,
            &RunsList::newConversationRequested);
    auto *filtered =
        new EmptyState(Icon::Filter, tr("No run matches"),
                       tr("Another word may: names, ids, outcomes and error texts are searched."), m_pages);
    connect(filtered->addAction(tr("Clear filter")), &QPushButton::clicked, this, [this] {
        m_search->clear();
        m_search->setFocus();
    });
    for (QWidget *page : std::initializer_list<QWidget *>{none, filtered, m_table})
        m_pages->addWidget(page);
    layout->addWidget(m_pages, 1);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setFilterFixedString(text.trimmed());
        refresh();
    });
    connect(m_table, &QTableView::doubleClicked, this, &RunsList::openCurrent);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { Q_EMIT currentChanged(currentRun()); });
    refresh();
}

void RunsList::setRuns(std::vector<RunSummary> runs)
{
    const QUuid current = currentRun();
    m_model->setRuns(std::move(runs));
    setCurrentRun(current);
    refresh();
}

void RunsList::upsertRun(const RunSummary &run)
{
    m_model->upsertRun(run);
    refresh();
}

QUuid RunsList::currentRun() const
{
    return m_table->currentIndex().data(RunsModel::IdRole).toUuid();
}

void RunsList::setCurrentRun(const QUuid &id)
{
    for (int row = 0; row < m_proxy->rowCount() && !id.isNull(); ++row) {
        const QModelIndex index = m_proxy->index(row, 0);
        if (index.data(RunsModel::IdRole).toUuid() == id) {
            m_table->setCurrentIndex(index);
            return;
        }
    }
}

void RunsList::setSearchText(const QString &text)
{
    m_search->setText(text);
}

void RunsList::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void RunsList::refresh()
{
    const int all = m_model->rowCount();
    const int shown = m_proxy->rowCount();
    m_count->setText(all == shown ? tr("%n run(s)", nullptr, all)
                                  : tr("%1 of %n run(s)", nullptr, all).arg(shown));
    m_pages->setCurrentIndex(all == 0 ? 0 : shown == 0 ? 1 : 2);

    const RunSummary *newest = nullptr;
    int interrupted = 0;
    for (int row = 0; row < all; ++row) {
        const RunSummary *run = m_model->run(row);
        if (run->state != RunSummary::State::Interrupted)
            continue;
        ++interrupted;
        if (!newest || run->startedAt > newest->startedAt)
            newest = run;
    }
    m_banner->setVisible(interrupted > 0);
    const QUuid offered = newest ? newest->id : QUuid{};
    if (offered == m_offered)
        return;
    m_offered = offered;
    m_banner->clearActions();
    if (!newest)
        return;
    m_banner->setMessage(Status::Warn, tr("%n run(s) did not come to an end.", nullptr, interrupted),
                         tr("The console ended while the run was on. What was recorded until then is kept."));
    connect(m_banner->addAction(tr("Look at it")), &QPushButton::clicked, this,
            [this] { Q_EMIT openRequested(m_offered); });
}

void RunsList::openCurrent()
{
    if (const QUuid id = currentRun(); !id.isNull())
        Q_EMIT openRequested(id);
}

bool RunsList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
        if (watched == m_table && enter) {
            openCurrent();
            return true;
        }
        if (watched == m_search && (key == Qt::Key_Down || enter) && m_proxy->rowCount() > 0) {
            m_table->setFocus();
            if (!m_table->currentIndex().isValid())
                m_table->setCurrentIndex(m_proxy->index(0, 0));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void RunsList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // The participants take what is left, until somebody has set a width.
    if (!property("restored").toBool()) {
        int others = theme().scaled(150);
        for (int i = 0; i < RunsModel::WhenColumn; ++i)
            others += i == RunsModel::ParticipantsColumn ? 0 : m_table->columnWidth(i);
        m_table->setColumnWidth(RunsModel::ParticipantsColumn, std::max(160, width() - others));
    }
}

QByteArray RunsList::saveColumns() const
{
    return m_table->horizontalHeader()->saveState();
}

bool RunsList::restoreColumns(const QByteArray &state)
{
    const bool restored = m_table->horizontalHeader()->restoreState(state);
    setProperty("restored", restored);
    return restored;
}

} // namespace chatsync::ui
