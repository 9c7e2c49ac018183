// SPDX-License-Identifier: MIT
#include "ui/backendlog/sequencelist.h"

#include "ui/backendlog/logwords.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace chatsync::ui {

namespace {

using backendlog::SequenceRow;

constexpr int side = space::pane;
constexpr int glyphSize = 16;
constexpr int tallRow = 50;
constexpr qsizetype longestShown = 400;

enum Role { RowRole = Qt::UserRole };

class Delegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const auto *row = static_cast<const SequenceRow *>(index.data(RowRole).value<void *>());
        const int plain = theme().height(Height::TimelineRow);
        return {100, row && !row->detail.isEmpty() ? std::max(plain, theme().scaled(tallRow)) : plain};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *row = static_cast<const SequenceRow *>(index.data(RowRole).value<void *>());
        if (!row)
            return;
        const PainterScope scope{*painter};
        QStyleOptionViewItem panel = option;
        panel.index = index;
        option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &panel, painter, option.widget);
        const Tokens &t = theme().tokens();
        const auto mirrored = [&option](const QRect &rect) {
            return QStyle::visualRect(option.direction, option.rect, rect);
        };
        const Qt::Alignment start =
            QStyle::visualAlignment(option.direction, Qt::AlignLeading | Qt::AlignVCenter);
        const Qt::Alignment end =
            QStyle::visualAlignment(option.direction, Qt::AlignTrailing | Qt::AlignVCenter);
        const QRect room = option.rect.adjusted(side, 0, -side, 0);
        const bool two = !row->detail.isEmpty();
        const int high = theme().lineHeight(FontRole::BodyStrong);
        const int low = theme().lineHeight(FontRole::Caption);
        const int top = room.top() + (room.height() - high - (two ? low : 0)) / 2;
        const QRect glyph(room.left(), top + (high - glyphSize) / 2, glyphSize, glyphSize);
        paintThread(*painter, option, index, mirrored(glyph));
        const Status status = statusOf(row->state);
        paintStatus(*painter, mirrored(glyph), status);
        const bool absent = row->line == 0;
        const QFont mono = theme().font(FontRole::Mono);
        const int number = QFontMetrics(mono).horizontalAdvance(QStringLiteral("00"));
        int left = glyph.right() + 1 + space::base;
        drawText(*painter, mirrored(QRect(left, top, number, high)), QString::number(index.row() + 1), mono,
                 t.text2, end, Qt::ElideNone);
        left += number + space::base;
        const QString time = row->ms ? sinceBegin(*row->ms) : QString{};
        const int timeWidth = time.isEmpty() ? 0 : QFontMetrics(mono).horizontalAdvance(time) + space::base;
        drawText(*painter, mirrored(QRect(left, top, room.right() + 1 - left - timeWidth, high)), row->title,
                 theme().font(FontRole::BodyStrong), absent ? t.text2 : t.text, start);
        drawText(*painter, mirrored(QRect(room.right() + 1 - timeWidth, top, timeWidth, high)), time, mono,
                 t.text2, end, Qt::ElideNone);
        if (!two)
            return;
        const QFont caption = theme().font(FontRole::Caption);
        const QString line = absent ? QString{} : SequenceList::tr("line %1").arg(row->line);
        const int lineWidth =
            line.isEmpty() ? 0 : QFontMetrics(caption).horizontalAdvance(line) + space::base;
        drawText(*painter, mirrored(QRect(left, top + high, room.right() + 1 - left - lineWidth, low)),
                 withShortIds(row->detail.left(longestShown).simplified()), caption, t.text2, start);
        drawText(*painter, mirrored(QRect(room.right() + 1 - lineWidth, top + high, lineWidth, low)), line,
                 caption, t.link, end, Qt::ElideNone);
    }

private:
    /// From glyph to glyph.
    static void paintThread(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                            const QRect &glyph)
    {
        const Tokens &t = theme().tokens();
        painter.setPen(QPen(t.control, lineWidth(painter)));
        const qreal x = snapped(painter, glyph).center().x();
        if (index.row() > 0)
            painter.drawLine(QPointF(x, option.rect.top()), QPointF(x, glyph.top() - 3));
        if (index.row() + 1 < index.model()->rowCount())
            painter.drawLine(QPointF(x, glyph.bottom() + 4), QPointF(x, option.rect.bottom() + 1));
    }
};

} // namespace

void SequenceModel::setRows(std::vector<SequenceRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int SequenceModel::rowOf(qint64 line) const
{
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].line > 0 && line >= m_rows[i].line && line <= m_rows[i].lastLine)
            return int(i);
    }
    return -1;
}

QString SequenceModel::spoken(int row) const
{
    const SequenceRow &it = m_rows[size_t(row)];
    QStringList parts{QString::number(row + 1), it.title, word(it.state)};
    if (it.line > 0)
        parts << tr("line %1").arg(it.line);
    if (it.ms)
        parts << sinceBegin(*it.ms);
    parts << it.detail;
    parts.removeAll(QString{});
    return parts.join(QStringLiteral(", "));
}

int SequenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant SequenceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SequenceRow &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case Qt::ToolTipRole:
        return QStringLiteral("<span>%1</span>")
            .arg((row.detail.isEmpty() ? row.title : row.detail).toHtmlEscaped());
    case Qt::AccessibleTextRole:
        return spoken(index.row());
    case RowRole:
        return QVariant::fromValue(const_cast<void *>(static_cast<const void *>(&row)));
    default:
        return {};
    }
}

SequenceList::SequenceList(QWidget *parent)
    : QListView(parent)
    , m_model(new SequenceModel(this))
{
    setModel(m_model);
    setItemDelegate(new Delegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setResizeMode(QListView::Adjust);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setAccessibleName(tr("Expected sequence"));
    followTheme(this, [this] { doItemsLayout(); });
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &now) {
        if (!m_quiet && now.isValid())
            Q_EMIT chosen(now.row());
    });
    connect(this, &QListView::clicked, this,
            [this](const QModelIndex &index) { Q_EMIT chosen(index.row()); });
}

void SequenceList::setRows(std::vector<SequenceRow> rows)
{
    m_quiet = true;
    m_model->setRows(std::move(rows));
    m_quiet = false;
}

void SequenceList::selectRow(int row)
{
    m_quiet = true;
    const QModelIndex index = m_model->index(row);
    if (index.isValid()) {
        setCurrentIndex(index);
        scrollTo(index);
    } else {
        clearSelection();
        setCurrentIndex({});
    }
    m_quiet = false;
}

} // namespace chatsync::ui
