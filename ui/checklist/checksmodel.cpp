// SPDX-License-Identifier: MIT
#include "ui/checklist/checksmodel.h"

#include "ui/theme/consolestyle.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>

namespace chatsync::ui {

namespace {

constexpr int glyphSize = 20;

class ChecksDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem row = option;
        row.index = index;
        option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &row, painter, option.widget);
        const QRect room = option.rect.adjusted(space::base + 2, 0, -space::base, -1);
        switch (index.column()) {
        case ChecksModel::Glyph:
            paintGlyph(painter, option, index);
            break;
        case ChecksModel::Check:
            paintCheck(painter, room, option, index);
            break;
        case ChecksModel::State:
            text(painter, room, option, index.data().toString(), FontRole::Body, inkOf(statusOf(index)).text);
            break;
        case ChecksModel::Evidence:
            paintEvidence(painter, room, option, index);
            break;
        case ChecksModel::Duration:
            text(painter, room, option, index.data().toString(), FontRole::Mono, theme().tokens().text,
                 Qt::AlignTrailing);
            break;
        case ChecksModel::Action:
            paintAction(painter, option, index);
            break;
        default:
            break;
        }
    }

private:
    static Status statusOf(const QModelIndex &index)
    {
        return static_cast<Status>(index.data(ChecksModel::StatusRole).toInt());
    }
    static StatusInk inkOf(Status status)
    {
        const Tokens &t = theme().tokens();
        StatusInk ink = ui::inkOf(status, t);
        if (status == Status::Running)
            ink.text = t.link;
        return ink;
    }
    static QRect mirrored(const QStyleOptionViewItem &option, const QRect &rect)
    {
        return QStyle::visualRect(option.direction, option.rect, rect);
    }
    static void text(QPainter *painter, const QRect &room, const QStyleOptionViewItem &option,
                     const QString &words, FontRole role, const QColor &color,
                     Qt::Alignment alignment = Qt::AlignLeading)
    {
        drawText(*painter, mirrored(option, room), words, theme().font(role), color,
                 QStyle::visualAlignment(option.direction, alignment | Qt::AlignVCenter));
    }
    static void paintGlyph(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        QRect at(0, 0, glyphSize, glyphSize);
        at.moveCenter(option.rect.center());
        paintStatus(*painter, at, statusOf(index));
    }
    static void paintCheck(QPainter *painter, const QRect &room, const QStyleOptionViewItem &option,
                           const QModelIndex &index)
    {
        const int first = theme().lineHeight(FontRole::BodyStrong);
        const int second = theme().lineHeight(FontRole::Caption);
        const int top = room.top() + (room.height() - first - second) / 2;
        text(painter, {room.left(), top, room.width(), first}, option, index.data().toString(),
             FontRole::BodyStrong, theme().tokens().text);
        text(painter, {room.left(), top + first, room.width(), second}, option,
             index.data(ChecksModel::SummaryRole).toString(), FontRole::Caption, theme().tokens().text2);
    }
    static void paintEvidence(QPainter *painter, QRect room, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
    {
        if (index.data().toString().isEmpty())
            return;
        QRect at(room.left(), 0, 16, 16);
        at.moveTop(room.center().y() - 7);
        icon(Icon::Runs).paint(painter, mirrored(option, at));
        room.setLeft(at.right() + 1 + space::small);
        text(painter, room, option, index.data().toString(), FontRole::Body, theme().tokens().link);
    }
    static void paintAction(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        const QString words = index.data().toString();
        const bool shown = option.state.testFlag(QStyle::State_MouseOver) ||
                           option.state.testFlag(QStyle::State_Selected) ||
                           statusOf(index) == Status::Running;
        if (words.isEmpty() || !shown)
            return;
        const Tokens &t = theme().tokens();
        QRect frame = option.rect.adjusted(space::tiny, 0, -space::medium, -1);
        const int height = theme().height(Height::SmallControl);
        frame.setTop(option.rect.center().y() - height / 2);
        frame.setHeight(height);
        drawFrame(*painter, mirrored(option, frame), radius::frame, t.button, t.control);
        drawText(*painter, mirrored(option, frame), words, theme().font(FontRole::BodyStrong), t.text,
                 Qt::AlignCenter);
    }
};

} // namespace

void ChecksModel::show(const LiveChecklist &live)
{
    const bool same = live.result.checks.size() == m_checks.size();
    if (!same)
        beginResetModel();
    m_checks = live.result.checks;
    m_running = live.check;
    m_live = live.running;
    m_stopping = live.stopping;
    if (!same)
        endResetModel();
    else if (!m_checks.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void ChecksModel::setNumbers(const RunNumbers &numbers)
{
    m_numbers = numbers;
    if (!m_checks.empty())
        Q_EMIT dataChanged(index(0, Evidence), index(rowCount() - 1, Evidence));
}

void ChecksModel::setRunnable(bool runnable)
{
    m_runnable = runnable;
    if (!m_checks.empty())
        Q_EMIT dataChanged(index(0, Action), index(rowCount() - 1, Action));
}

const CheckResult *ChecksModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_checks[static_cast<size_t>(row)] : nullptr;
}

int ChecksModel::rowOf(const QString &check) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (at(row)->id == check)
            return row;
    }
    return -1;
}

Status ChecksModel::statusAt(int row) const
{
    const CheckResult *check = at(row);
    if (!check)
        return Status::NotStarted;
    return check->id == m_running ? Status::Running : statusOf(check->verdict);
}

std::vector<Status> ChecksModel::statuses() const
{
    std::vector<Status> all;
    for (int row = 0; row < rowCount(); ++row)
        all.push_back(statusAt(row));
    return all;
}

QString ChecksModel::summaryOf(int row) const
{
    const CheckResult &check = m_checks[static_cast<size_t>(row)];
    return check.summary.isEmpty() ? check.passesWhen : check.summary;
}

QString ChecksModel::actionOf(int row) const
{
    if (statusAt(row) == Status::Running)
        return m_stopping ? QString{} : tr("Stop");
    return m_runnable ? tr("Run") : QString{};
}

QString ChecksModel::spokenOf(int row) const
{
    const CheckResult &check = m_checks[static_cast<size_t>(row)];
    QStringList parts{check.title, data(index(row, State), Qt::DisplayRole).toString(), summaryOf(row),
                      data(index(row, Evidence), Qt::DisplayRole).toString(), durationText(check.duration)};
    parts.removeAll(QString{});
    return parts.join(QStringLiteral(", "));
}

int ChecksModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_checks.size());
}

int ChecksModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ChecksModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CheckResult &check = m_checks[static_cast<size_t>(index.row())];
    const Status status = statusAt(index.row());
    switch (role) {
    case StatusRole:
        return static_cast<int>(status);
    case SummaryRole:
        return summaryOf(index.row());
    case RunRole:
        return check.runs.isEmpty() ? QVariant{} : QVariant::fromValue(check.runs.last());
    case IdRole:
        return check.id;
    case Qt::AccessibleTextRole:
        return index.column() == Glyph ? spokenOf(index.row()) : data(index, Qt::DisplayRole);
    case Qt::ToolTipRole:
        return index.column() == Check ? check.title + u'\n' + summaryOf(index.row())
                                       : data(index, Qt::DisplayRole);
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case Check:
        return tr("%1. %2").arg(index.row() + 1).arg(check.title);
    case State:
        if (status == Status::Running)
            return ui::word(Status::Running);
        if (m_live && check.verdict == CheckVerdict::NotRun)
            return ui::word(Status::NotStarted);
        return ui::word(check.verdict);
    case Evidence:
        return check.runs.isEmpty() ? QString{} : runName(check.runs.last(), m_numbers);
    case Duration:
        return durationText(check.duration);
    case Action:
        return actionOf(index.row());
    default:
        return {};
    }
}

QVariant ChecksModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Duration)
        return QVariant{Qt::AlignTrailing | Qt::AlignVCenter};
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Check:
        return tr("Check");
    case State:
        return tr("State");
    case Evidence:
        return tr("Evidence");
    case Duration:
        return tr("Duration");
    default:
        return QString{};
    }
}

QTableView *makeChecksTable(ChecksModel *model, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setModel(model);
    table->setItemDelegate(new ChecksDelegate(table));
    table->setAccessibleName(ChecksModel::tr("Checks"));
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setMouseTracking(true);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    setRowLines(table);
    QHeaderView *header = table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setMinimumSectionSize(40);
    followTheme(table, [table, header] {
        table->verticalHeader()->setDefaultSectionSize(theme().height(Height::ChecklistRow) + 1);
        header->setFixedHeight(theme().height(Height::TableHeader));
        const std::pair<int, int> widths[] = {{ChecksModel::Glyph, 46},
                                              {ChecksModel::State, 92},
                                              {ChecksModel::Evidence, 118},
                                              {ChecksModel::Duration, 84},
                                              {ChecksModel::Action, 76}};
        for (const auto &[column, width] : widths) {
            header->setSectionResizeMode(column, QHeaderView::Fixed);
            header->resizeSection(column, theme().scaled(width));
        }
        header->setSectionResizeMode(ChecksModel::Check, QHeaderView::Stretch);
    });
    return table;
}

} // namespace chatsync::ui
