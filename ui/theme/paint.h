// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QPen>
#include <QRectF>

class QPainter;
class QString;
class QFont;

namespace chatsync::ui {

/// Drawing that is sharp at every scale: edges are moved to whole device pixels, and a line is a whole number
/// of them wide, at least one. All lengths are logical pixels.

/// @p rect with its edges on device pixels.
QRectF snapped(const QPainter &painter, const QRectF &rect);

/// The width of a line of @p logical pixels in whole device pixels, as logical pixels.
qreal lineWidth(const QPainter &painter, qreal logical = 1.0);

/// A rounded frame inside @p rect: fill and line may be invalid colours, which leaves them out.
void drawFrame(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &line,
               qreal width = 1.0, Qt::PenStyle style = Qt::SolidLine);

/// Lines along an edge of @p rect, inside it.
void drawEdge(QPainter &painter, const QRectF &rect, Qt::Edge edge, const QColor &color, qreal width = 1.0);

enum class Arrow { Up, Down, Left, Right };
/// An open chevron in the middle of @p rect, @p span wide.
void drawChevron(QPainter &painter, const QRectF &rect, Arrow arrow, const QColor &color, qreal span = 8.0);

/// A cross of two strokes in the middle of @p rect.
void drawCross(QPainter &painter, const QRectF &rect, const QColor &color, qreal span = 7.0,
               qreal width = 1.4);

/// One line of text, elided, with nothing in it taken for markup.
void drawText(QPainter &painter, const QRectF &rect, const QString &text, const QFont &font,
              const QColor &color, Qt::Alignment alignment = Qt::AlignLeading | Qt::AlignVCenter,
              Qt::TextElideMode elide = Qt::ElideRight);

/// Saves the painter for a block.
class PainterScope {
public:
    explicit PainterScope(QPainter &painter);
    ~PainterScope();
    PainterScope(const PainterScope &) = delete;
    PainterScope &operator=(const PainterScope &) = delete;

private:
    QPainter &m_painter;
};

} // namespace chatsync::ui
