// SPDX-License-Identifier: MIT
#include "ui/runs/waterfall.h"

#include "ui/runs/runmodel.h"
#include "ui/runs/runtexts.h"
#include "ui/runs/timeaxis.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPixmapCache>

#include <algorithm>
#include <cmath>

namespace chatsync::ui {
namespace {

constexpr int barHeight = 12;
constexpr qreal leastBar = 3;
constexpr int glyphSize = 16;
constexpr int numberWidth = 24;
constexpr int cellPadding = 9;
constexpr int indentation = 18;
constexpr int nameOffset = indentation + space::tiny + glyphSize + space::base + numberWidth;

Status statusOf(const QModelIndex &index)
{
    return static_cast<Status>(index.data(RunModel::StatusRole).toInt());
}

bool isFaint(const QModelIndex &index)
{
    const Status status = statusOf(index);
    return status == Status::NotStarted || status == Status::Skipped;
}

/// Diagonal lines, 6 by 6, in the colour of the palette; one pixmap for each colour and scale.
QBrush hatch(const QPainter &painter, const QColor &color)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QString key = QStringLiteral("run-hatch-%1-%2").arg(color.rgba()).arg(ratio);
    QPixmap tile;
    if (!QPixmapCache::find(key, &tile)) {
        tile = QPixmap(QSize(6, 6) * ratio);
        tile.setDevicePixelRatio(ratio);
        tile.fill(Qt::transparent);
        QPainter pen(&tile);
        pen.setRenderHint(QPainter::Antialiasing);
        pen.setPen(QPen(color, 1.3));
        for (const int shift : {-6, 0, 6})
            pen.drawLine(QPointF(shift - 1, 7), QPointF(shift + 7, -1));
        pen.end();
        QPixmapCache::insert(key, tile);
    }
    return QBrush(tile);
}

/// Two strokes: time was left out here. Between them shows the ground, so that a bar is seen to be broken.
void paintBreak(QPainter &painter, QPointF at, qreal height, const QColor &ground, const QColor &line)
{
    const PainterScope scope{painter};
    constexpr qreal half = 2; // Between the strokes
    constexpr qreal lean = 2.5;
    const qreal reach = std::min<qreal>(height / 2, 9);
    const QPointF up(lean, -reach), down(-lean, reach);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawPolygon(QPolygonF{at + up + QPointF(-half, 0), at + up + QPointF(half, 0),
                                  at + down + QPointF(half, 0), at + down + QPointF(-half, 0)});
    painter.setPen(QPen(line, 1));
    painter.drawLine(at + up + QPointF(-half, 0), at + down + QPointF(-half, 0));
    painter.drawLine(at + up + QPointF(half, 0), at + down + QPointF(half, 0));
}

QColor rowGround(const QStyleOptionViewItem &option, const Tokens &t)
{
    return option.state.testFlag(QStyle::State_Selected)    ? t.selection
           : option.state.testFlag(QStyle::State_MouseOver) ? t.hover
                                                            : t.base;
}

void paintHatched(QPainter &painter, const QRectF &bar, const QColor &color, const QColor &line)
{
    const PainterScope scope{painter};
    painter.setBrushOrigin(bar.topLeft());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(hatch(painter, color));
    painter.drawRoundedRect(bar, radius::bar, radius::bar);
    drawFrame(painter, bar, radius::bar, {}, line);
}

} // namespace

RunDelegate::RunDelegate(const TimeAxis *axis, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_axis(axis)
{}

QSize RunDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), theme().height(Height::DenseRow) + 1};
}

void RunDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem row = option;
    row.index = index;
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewRow, &row, painter, option.widget);
    const PainterScope scope{*painter};
    painter->setClipRect(option.rect);
    switch (index.column()) {
    case RunModel::StepColumn:
        paintStep(*painter, row, index);
        break;
    case RunModel::TimelineColumn:
        paintBar(*painter, row, index);
        break;
    default:
        paintText(*painter, row, index);
        break;
    }
}

void RunDelegate::paintStep(QPainter &painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Tokens &t = theme().tokens();
    const QRect cell = option.rect.adjusted(space::tiny, 0, -space::small, -1);
    const auto visual = [&](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    QRect glyph(0, 0, glyphSize, glyphSize);
    glyph.moveCenter(cell.center());
    glyph.moveLeft(cell.left());
    qreal progress = m_turn;
    if (statusOf(index) == Status::Waiting) {
        const double from = index.data(RunModel::StartRole).toDouble();
        const double length = std::max(1.0, index.data(RunModel::WaitRole).toDouble());
        progress = std::clamp((index.data(RunModel::EndRole).toDouble() - from) / length, 0.0, 1.0);
    }
    paintStatus(painter, visual(glyph), statusOf(index), progress);

    int left = glyph.right() + 1 + space::base;
    const int number = index.data(RunModel::NumberRole).toInt();
    if (!index.parent().isValid()) {
        const QRect at(left, cell.top(), numberWidth - space::tiny, cell.height());
        if (number > 0)
            drawText(painter, visual(at), QLocale().toString(number), theme().font(FontRole::MonoSmall),
                     t.text2);
        left += numberWidth;
    }
    const bool step = index.data(RunModel::KindRole).toInt() == static_cast<int>(RunRow::Kind::Step);
    const bool mono = index.data(RunModel::MonoRole).toBool();
    const QFont font = theme().font(mono                      ? FontRole::Mono
                                    : step && !isFaint(index) ? FontRole::BodyStrong
                                                              : FontRole::Body);
    const QColor ink = isFaint(index) || !step ? t.text2 : t.text;
    const QRect text(left, cell.top(), cell.right() - left + 1, cell.height());
    drawText(painter, visual(text), index.data().toString(), font, ink, Qt::AlignLeading | Qt::AlignVCenter,
             mono ? Qt::ElideMiddle : Qt::ElideRight);
}

void RunDelegate::paintText(QPainter &painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Tokens &t = theme().tokens();
    const QRect cell = option.rect.adjusted(cellPadding, 0, -cellPadding, -1);
    const bool mono = index.data(RunModel::MonoRole).toBool();
    FontRole role = mono ? FontRole::Mono : FontRole::Body;
    QColor ink = mono ? t.text : t.text2;
    if (index.column() == RunModel::ResultColumn) {
        switch (statusOf(index)) {
        case Status::Fail:
            ink = t.fail.text;
            role = FontRole::Label;
            break;
        case Status::Warn:
        case Status::Recovered:
            ink = t.warn.text;
            break;
        case Status::Running:
        case Status::Waiting:
            ink = t.link;
            break;
        default:
            break;
        }
    } else if (isFaint(index)) {
        ink = t.text2;
    }
    const QVariant given = index.data(Qt::TextAlignmentRole);
    const Qt::Alignment alignment =
        given.isValid() ? Qt::Alignment(given.toInt()) : Qt::AlignLeading | Qt::AlignVCenter;
    drawText(painter, cell, index.data().toString(), theme().font(role), ink,
             QStyle::visualAlignment(option.direction, alignment));
}

void RunDelegate::paintBar(QPainter &painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Tokens &t = theme().tokens();
    const QRectF cell = option.rect;
    for (const double tick : m_axis->ticks(cell.width())) {
        const qreal x = cell.left() + m_axis->xFor(tick, cell.width());
        drawEdge(painter, QRectF(x, cell.top(), 1, cell.height()), Qt::LeftEdge, t.waterfallGrid);
    }

    const Status status = statusOf(index);
    const auto kind = static_cast<RunRow::Kind>(index.data(RunModel::KindRole).toInt());
    const bool planned = index.data(RunModel::PlannedRole).toBool() || status == Status::NotStarted;
    const double startMs = index.data(RunModel::StartRole).toDouble();
    const double endMs = index.data(RunModel::EndRole).toDouble();
    const double waitMs = index.data(RunModel::WaitRole).toDouble();
    const qreal left = cell.left() + m_axis->xFor(startMs, cell.width());
    const qreal right = cell.left() + m_axis->xFor(endMs, cell.width());
    const qreal top = std::floor(cell.top() + (cell.height() - 1 - barHeight) / 2);
    // Bars that ended before the window of the zoom, or begin behind it, would paint long rectangles for
    // nothing.
    const auto clipped = [&](qreal from, qreal to) {
        const qreal a = std::max(from, cell.left() - 20);
        const qreal b = std::min(std::max(to, from + leastBar), cell.right() + 20);
        return QRectF(a, top, std::max<qreal>(b - a, 0), barHeight);
    };
    QRectF bar = clipped(left, right);
    if (bar.right() < cell.left() || bar.left() > cell.right())
        bar = {};

    if (planned) {
        if (endMs > startMs && !bar.isEmpty())
            drawFrame(painter, bar, radius::bar, {}, t.control, 1, Qt::DashLine);
    } else if (status == Status::Skipped && endMs <= startMs) {
        // Nothing happened: nothing to paint.
    } else if (kind == RunRow::Kind::Note) {
        const StatusInk &ink = inkOf(status, t);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink.glyph);
        painter.drawEllipse(QPointF(left, top + barHeight / 2.0), 2.5, 2.5);
    } else if (bar.isEmpty()) {
        // Outside of what the zoom shows.
    } else if (waitMs > 0) {
        if (status == Status::Waiting) {
            const QRectF rest = clipped(right, cell.left() + m_axis->xFor(startMs + waitMs, cell.width()));
            drawFrame(painter, rest.adjusted(-1, 0, 0, 0), radius::bar, {}, t.accentGlyph, 1, Qt::DashLine);
            drawFrame(painter, bar, radius::bar, t.accentTint, {});
            paintHatched(painter, bar, t.accentGlyph, t.accentGlyph);
        } else {
            paintHatched(painter, bar, t.waterfallHatch, t.waterfallHatch);
        }
    } else {
        const bool group = index.data(RunModel::GroupRole).toBool();
        // A group is thin, so that what is in it stands out.
        const QRectF body = group ? bar.adjusted(0, 4, 0, -4) : bar;
        if (status == Status::Fail) {
            drawFrame(painter, body, radius::bar, t.fail.glyph, {});
            const QRectF cross(bar.right() + space::tiny, top, barHeight - 2, barHeight);
            drawCross(painter, cross, t.fail.glyph, 6, 2);
        } else if (status == Status::Recovered) {
            drawFrame(painter, body, radius::bar, t.warn.glyph, {});
        } else if (status == Status::Warn) {
            drawFrame(painter, body, radius::bar, t.warn.tint, t.warn.glyph, 1.5);
        } else {
            const bool own = index.data(RunModel::OwnCheckRole).toBool() || status == Status::Skipped ||
                             status == Status::Blocked;
            drawFrame(painter, body, radius::bar, own ? t.neutral.glyph : t.waterfallRequest, {});
        }
    }

    for (const TimeSpan &gap : m_axis->breaks(cell.width())) {
        const qreal x = cell.left() + m_axis->xFor((gap.first + gap.second) / 2, cell.width());
        paintBreak(painter, QPointF(x, cell.center().y()), cell.height(), rowGround(option, t),
                   t.waterfallHatch);
    }
    if (const std::optional<double> now = m_axis->now()) {
        const qreal x = cell.left() + m_axis->xFor(*now, cell.width());
        drawEdge(painter, QRectF(x, cell.top(), 1, cell.height()), Qt::LeftEdge, t.accent);
    }
}

RunHeader::RunHeader(const TimeAxis *axis, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_axis(axis)
{
    connect(axis, &TimeAxis::changed, viewport(), qOverload<>(&QWidget::update));
    setStretchLastSection(true);
    setSectionsMovable(false);
    setHighlightSections(false);
    setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    setMinimumSectionSize(48);
}

QSize RunHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), theme().height(Height::TableHeader)};
}

void RunHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    const Tokens &t = theme().tokens();
    const PainterScope scope{*painter};
    if (logicalIndex == RunModel::StepColumn) {
        // The title stands over the names, behind chevron, glyph and number.
        painter->fillRect(rect, t.window);
        drawEdge(*painter, rect, Qt::BottomEdge, t.line);
        const bool mirrored = isRightToLeft();
        drawEdge(*painter, rect.adjusted(0, 7, 0, -7), mirrored ? Qt::LeftEdge : Qt::RightEdge, t.line);
        const QRect text = rect.adjusted(nameOffset, 0, -space::base, -1);
        drawText(*painter, QStyle::visualRect(layoutDirection(), rect, text),
                 model()->headerData(logicalIndex, Qt::Horizontal).toString(),
                 theme().font(FontRole::TableHeader), t.text2,
                 QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter));
        return;
    }
    if (logicalIndex != RunModel::TimelineColumn) {
        QHeaderView::paintSection(painter, rect, logicalIndex);
        return;
    }
    painter->setClipRect(rect);
    painter->fillRect(rect, t.window);
    drawEdge(*painter, rect, Qt::BottomEdge, t.line);
    const QFont font = theme().font(FontRole::MonoSmall);
    const QFontMetrics metrics(font);
    QList<QRectF> taken;
    for (const TimeSpan &gap : m_axis->breaks(rect.width())) {
        const qreal x = rect.left() + m_axis->xFor((gap.first + gap.second) / 2, rect.width());
        const QString text = runtexts::countdown(gap.second - gap.first);
        const qreal wide = metrics.horizontalAdvance(text);
        const QRectF at(x - wide / 2, rect.top(), wide + 1, rect.height() - 1);
        paintBreak(*painter, QPointF(x, rect.bottom() - 4), 8, t.window, t.text2);
        if (std::none_of(taken.cbegin(), taken.cend(),
                         [&at](const QRectF &other) { return other.intersects(at); })) {
            drawText(*painter, at.adjusted(0, 0, 0, -5), text, font, t.warn.text);
            taken.append(at.adjusted(-space::small, 0, space::small, 0));
        }
    }
    qreal free = rect.left();
    for (const double tick : m_axis->ticks(rect.width())) {
        const qreal x = rect.left() + m_axis->xFor(tick, rect.width());
        drawEdge(*painter, QRectF(x, rect.bottom() - 4, 1, 4), Qt::LeftEdge, t.line);
        const QString text = m_axis->label(tick, rect.width());
        const qreal wide = metrics.horizontalAdvance(text);
        qreal left = tick <= 0 ? x - 2 : x - wide / 2;
        left = std::min(left, rect.right() - wide - 1);
        const QRectF at(left, rect.top(), wide + 1, rect.height() - 1);
        if (left < free || std::any_of(taken.cbegin(), taken.cend(),
                                       [&at](const QRectF &other) { return other.intersects(at); }))
            continue;
        free = left + wide + space::base;
        drawText(*painter, at, text, font, t.text2);
    }
    if (const std::optional<double> now = m_axis->now()) {
        const qreal x = rect.left() + m_axis->xFor(*now, rect.width()) + 0.5;
        const QPolygonF mark{QPointF(x - 4.5, rect.bottom() - 6.5), QPointF(x + 4.5, rect.bottom() - 6.5),
                             QPointF(x, rect.bottom() - 0.5)};
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(t.accent);
        painter->drawPolygon(mark);
    }
}

} // namespace chatsync::ui
