// SPDX-License-Identifier: MIT
#include "ui/lookup/celltable.h"

#include "ui/theme/paint.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>

#include <algorithm>

Q_DECLARE_METATYPE(const chatsync::ui::Cell *)

namespace chatsync::ui {

namespace {

constexpr int glyphSize = 16;
constexpr qsizetype longestTip = 4'000;

QString kindWord(ParticipantKind kind)
{
    return kind == ParticipantKind::Company ? CellModel::tr("Company") : CellModel::tr("User");
}

/// Draws at the start of @p room and takes it away from it.
class CellPainter {
public:
    CellPainter(QPainter *painter, const QStyleOptionViewItem &option, QRect room)
        : m_painter(*painter)
        , m_option(option)
        , m_room(room)
    {}

    void glyph(Status status)
    {
        QRect at(m_room.left(), 0, glyphSize, glyphSize);
        at.moveTop(m_room.center().y() - glyphSize / 2 + 1);
        paintStatus(m_painter, mirrored(at), status);
        m_room.setLeft(at.right() + 1 + space::base - 1);
    }

    void text(const Cell &cell, const QFont &font)
    {
        int badge = 0;
        QSize size;
        if (cell.kind) {
            size = badgeSize(*cell.kind);
            badge = size.width() + space::base;
        }
        QRect at = m_room;
        at.setWidth(std::max(0, at.width() - badge));
        QString shown = cell.text.left(longestTip);
        shown.replace(u'\n', u' ');
        const int wide = QFontMetrics(font).horizontalAdvance(shown);
        drawText(m_painter, mirrored(at), shown, font, inkColor(cell.ink),
                 QStyle::visualAlignment(m_option.direction, Qt::AlignLeading | Qt::AlignVCenter),
                 cell.mono ? Qt::ElideMiddle : Qt::ElideRight);
        if (!cell.kind)
            return;
        QRect frame(QPoint(at.left() + std::min(wide, at.width()) + space::base, 0), size);
        frame.moveTop(m_room.center().y() - size.height() / 2 + 1);
        const Tokens &t = theme().tokens();
        drawFrame(m_painter, mirrored(frame), radius::badge,
                  *cell.kind == ParticipantKind::Company ? t.neutral.tint : t.base, t.control);
        drawText(m_painter, mirrored(frame), kindWord(*cell.kind), theme().font(FontRole::Badge), t.text2,
                 Qt::AlignCenter);
    }

private:
    static QSize badgeSize(ParticipantKind kind)
    {
        const QFontMetrics metrics(theme().font(FontRole::Badge));
        return {metrics.horizontalAdvance(kindWord(kind)) + 2 * space::small + 2,
                theme().height(Height::Badge)};
    }
    QRect mirrored(const QRect &rect) const
    {
        return QStyle::visualRect(m_option.direction, m_option.rect, rect);
    }

    QPainter &m_painter;
    const QStyleOptionViewItem &m_option;
    QRect m_room;
};

class CellDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        if (index.data(CellModel::SectionRole).toBool()) {
            paintSection(painter, option, index);
            return;
        }
        QStyleOptionViewItem row = option;
        row.index = index;
        option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &row, painter, option.widget);
        const Cell *cell = index.data(CellModel::CellRole).value<const Cell *>();
        if (!cell)
            return;
        CellPainter pen(painter, option, option.rect.adjusted(space::base + 2, 0, -space::base, -1));
        if (cell->status)
            pen.glyph(*cell->status);
        pen.text(*cell, theme().font(cell->mono     ? FontRole::Mono
                                     : cell->strong ? FontRole::BodyStrong
                                                    : FontRole::Body));
    }

private:
    static void paintSection(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        const Tokens &t = theme().tokens();
        painter->fillRect(option.rect, t.window);
        drawEdge(*painter, option.rect, Qt::BottomEdge, t.line);
        const QRect room = option.rect.adjusted(space::base + 2, 0, -space::medium, -1);
        const QModelIndex last = index.siblingAtColumn(index.model()->columnCount() - 1);
        const QString aside = last.data().toString();
        const QFont small = theme().font(FontRole::Caption);
        const int wide = QFontMetrics(small).horizontalAdvance(aside) + space::tiny;
        const auto mirrored = [&](const QRect &rect) {
            return QStyle::visualRect(option.direction, option.rect, rect);
        };
        const Qt::Alignment start =
            QStyle::visualAlignment(option.direction, Qt::AlignLeading | Qt::AlignVCenter);
        const Qt::Alignment end =
            QStyle::visualAlignment(option.direction, Qt::AlignTrailing | Qt::AlignVCenter);
        QRect right = room;
        right.setLeft(std::max(room.left() + room.width() / 3, room.right() - wide));
        QRect left = room;
        left.setRight(right.left() - space::base);
        drawText(*painter, mirrored(left), index.data().toString(), theme().font(FontRole::CaptionStrong),
                 t.text2, start);
        drawText(*painter, mirrored(right), aside, small, t.text2, end);
    }
};

constexpr int flexibleFrom = 180; ///< Columns this wide share what there is more or less room
constexpr int leastFlexible = 110;

/// Ctrl+C of a QTableView copies the cell; here the row's id is what one wants.
class CellTable final : public QTableView {
public:
    CellTable(QList<int> widths, QWidget *parent)
        : QTableView(parent)
        , m_widths(std::move(widths))
    {}

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QTableView::resizeEvent(event);
        share();
    }
    void changeEvent(QEvent *event) override
    {
        QTableView::changeEvent(event);
        if (event->type() == QEvent::FontChange && model())
            share();
    }
    void keyPressEvent(QKeyEvent *event) override
    {
        const QString key = currentIndex().data(CellModel::KeyRole).toString();
        if (event->matches(QKeySequence::Copy) && !key.isEmpty())
            QApplication::clipboard()->setText(key);
        else
            QTableView::keyPressEvent(event);
    }

private:
    /// The wide columns grow and shrink with the table, in proportion; narrow ones keep what they need. A
    /// column that was drawn by hand ends that.
    void share()
    {
        if (m_sharing || m_byHand)
            return;
        m_sharing = true;
        const QFontMetrics titles(theme().font(FontRole::TableHeader));
        QList<int> wanted;
        int sum = 0;
        int flexible = 0;
        for (int i = 0; i < m_widths.size(); ++i) {
            const QString title = model()->headerData(i, Qt::Horizontal).toString();
            const int least = titles.horizontalAdvance(title) + 2 * space::medium;
            wanted << std::max(theme().scaled(m_widths[i]), least);
            sum += wanted[i];
            flexible += m_widths[i] >= flexibleFrom ? wanted[i] : 0;
        }
        const double factor = flexible > 0 ? double(viewport()->width() - sum + flexible) / flexible : 1;
        for (int i = 0; i < m_widths.size(); ++i) {
            const bool shares = m_widths[i] >= flexibleFrom;
            setColumnWidth(i, shares ? std::max(leastFlexible, static_cast<int>(wanted[i] * factor)) : wanted[i]);
        }
        m_sharing = false;
        if (!m_watching) {
            m_watching = true;
            connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this] {
                m_byHand = m_byHand || (!m_sharing && QGuiApplication::mouseButtons() != Qt::NoButton &&
                                        horizontalHeader()->underMouse());
            });
        }
    }

    QList<int> m_widths;
    bool m_sharing = false;
    bool m_watching = false;
    bool m_byHand = false;
};

} // namespace

CellModel::CellModel(QStringList titles, QObject *parent)
    : QAbstractTableModel(parent)
    , m_titles(std::move(titles))
{}

void CellModel::setRows(std::vector<CellRow> rows)
{
    for (CellRow &row : rows)
        row.cells.resize(static_cast<size_t>(m_titles.size()));
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (size_t i = 0; i < rows.size(); ++i) {
        if (m_rows[i] == rows[i])
            continue;
        m_rows[i] = std::move(rows[i]);
        const int row = static_cast<int>(i);
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
}

const Cell *CellModel::cell(const QModelIndex &index) const
{
    if (!index.isValid() || !checkIndex(index))
        return nullptr;
    return &m_rows[static_cast<size_t>(index.row())].cells[static_cast<size_t>(index.column())];
}

int CellModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CellModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_titles.size());
}

QVariant CellModel::data(const QModelIndex &index, int role) const
{
    const Cell *shown = cell(index);
    if (!shown)
        return {};
    const CellRow &row = m_rows[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return shown->text;
    case Qt::ToolTipRole: {
        const QString text = shown->tip.isEmpty() ? shown->text : shown->tip;
        return text.isEmpty()
                   ? QVariant{}
                   : QVariant(QStringLiteral("<span>%1</span>").arg(text.left(longestTip).toHtmlEscaped()));
    }
    case Qt::AccessibleTextRole: {
        QStringList words;
        if (shown->status && word(*shown->status) != shown->text)
            words << word(*shown->status);
        words << shown->text;
        if (shown->kind)
            words << kindWord(*shown->kind);
        if (index.column() == columnCount() - 1 && !row.spoken.isEmpty())
            words << row.spoken;
        words.removeAll(QString{});
        return words.join(QStringLiteral(", "));
    }
    case KeyRole:
        return row.key;
    case CellRole:
        return QVariant::fromValue(shown);
    case SectionRole:
        return row.section;
    case TintRole:
        return static_cast<int>(row.tint);
    default:
        return {};
    }
}

QVariant CellModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_titles.size() ||
        (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    return m_titles[section];
}

Qt::ItemFlags CellModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const bool section = m_rows[static_cast<size_t>(index.row())].section;
    return section ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QTableView *makeCellTable(CellModel *model, const QList<int> &widths, const QString &name, QWidget *parent)
{
    auto *table = new CellTable(widths, parent);
    table->setAccessibleName(name);
    table->setItemDelegate(new CellDelegate(table));
    table->setModel(model);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->setMouseTracking(true);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = table->horizontalHeader();
    header->setStretchLastSection(true);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setMinimumSectionSize(theme().scaled(56));
    setRowLines(table);
    followTheme(table, [table] {
        table->verticalHeader()->setDefaultSectionSize(theme().height(Height::TableRow) + 1);
    });
    return table;
}

void fitToRows(QTableView *table)
{
    const int rows = table->model()->rowCount();
    const int header = table->horizontalHeader()->isHidden() ? 0 : table->horizontalHeader()->sizeHint().height();
    table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setFixedHeight(header + rows * table->verticalHeader()->defaultSectionSize() +
                          2 * table->frameWidth());
}

void spanSections(QTableView *table, const CellModel &model)
{
    table->clearSpans();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.rows()[static_cast<size_t>(row)].section)
            table->setSpan(row, 0, 1, model.columnCount());
    }
}

} // namespace chatsync::ui
