// SPDX-License-Identifier: MIT
#include "ui/theme/paint.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QString>

#include <algorithm>
#include <cmath>

namespace chatsync::ui {

PainterScope::PainterScope(QPainter &painter)
    : m_painter(painter)
{
    m_painter.save();
}

PainterScope::~PainterScope()
{
    m_painter.restore();
}

QRectF snapped(const QPainter &painter, const QRectF &rect)
{
    const QTransform &transform = painter.deviceTransform();
    const QRectF device = transform.mapRect(rect);
    const QPointF from{std::round(device.left()), std::round(device.top())};
    const QPointF to{std::round(device.right()), std::round(device.bottom())};
    return transform.inverted().mapRect(QRectF(from, to));
}

qreal lineWidth(const QPainter &painter, qreal logical)
{
    const qreal scale = std::max<qreal>(0.1, std::abs(painter.deviceTransform().m11()));
    // Rounded down: at 1.5 a hair line stays one device pixel and does not get heavier than its neighbours.
    return std::max<qreal>(1.0, std::floor(logical * scale + 0.01)) / scale;
}

void drawFrame(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &line,
               qreal width, Qt::PenStyle style)
{
    const PainterScope scope{painter};
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF outer = snapped(painter, rect);
    if (!line.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawRoundedRect(outer, radius, radius);
        return;
    }
    const qreal pen = lineWidth(painter, width);
    const qreal inset = pen / 2;
    painter.setPen(QPen(line, pen, style, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const qreal inner = std::max<qreal>(0, radius - inset);
    painter.drawRoundedRect(outer.adjusted(inset, inset, -inset, -inset), inner, inner);
}

void drawEdge(QPainter &painter, const QRectF &rect, Qt::Edge edge, const QColor &color, qreal width)
{
    const QRectF r = snapped(painter, rect);
    const qreal w = lineWidth(painter, width);
    switch (edge) {
    case Qt::TopEdge:
        painter.fillRect(QRectF(r.left(), r.top(), r.width(), w), color);
        break;
    case Qt::BottomEdge:
        painter.fillRect(QRectF(r.left(), r.bottom() - w, r.width(), w), color);
        break;
    case Qt::LeftEdge:
        painter.fillRect(QRectF(r.left(), r.top(), w, r.height()), color);
        break;
    case Qt::RightEdge:
        painter.fillRect(QRectF(r.right() - w, r.top(), w, r.height()), color);
        break;
    }
}

void drawChevron(QPainter &painter, const QRectF &rect, Arrow arrow, const QColor &color, qreal span)
{
    const PainterScope scope{painter};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.translate(rect.center());
    switch (arrow) {
    case Arrow::Up:
        painter.rotate(180);
        break;
    case Arrow::Down:
        break;
    case Arrow::Left:
        painter.rotate(90);
        break;
    case Arrow::Right:
        painter.rotate(-90);
        break;
    }
    const qreal half = span / 2;
    const QPointF points[] = {{-half, -half / 2}, {0, half / 2}, {half, -half / 2}};
    painter.drawPolyline(points, 3);
}

void drawCross(QPainter &painter, const QRectF &rect, const QColor &color, qreal span, qreal width)
{
    const PainterScope scope{painter};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap));
    const QPointF c = rect.center();
    const qreal half = span / 2;
    painter.drawLine(c + QPointF(-half, -half), c + QPointF(half, half));
    painter.drawLine(c + QPointF(-half, half), c + QPointF(half, -half));
}

void drawText(QPainter &painter, const QRectF &rect, const QString &text, const QFont &font,
              const QColor &color, Qt::Alignment alignment, Qt::TextElideMode elide)
{
    const PainterScope scope{painter};
    painter.setFont(font);
    painter.setPen(color);
    const QString shown = QFontMetricsF(font).elidedText(text, elide, rect.width() + 0.5);
    painter.drawText(rect, static_cast<int>(alignment | Qt::TextSingleLine | Qt::TextDontClip), shown);
}

} // namespace chatsync::ui
