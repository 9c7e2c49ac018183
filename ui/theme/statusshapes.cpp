// SPDX-License-Identifier: MIT
// The shapes of the status vocabulary on their grid of 16 units.
#include "ui/theme/paint.h"
#include "ui/theme/statusglyph.h"

#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

namespace chatsync::ui {
namespace {

const QPointF centre{8, 8};

QPen stroke(const QColor &color, qreal width)
{
    return QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

void fill(QPainter &p, const QColor &color)
{
    p.setPen(Qt::NoPen);
    p.setBrush(color);
}

void outline(QPainter &p, const QColor &color, qreal width)
{
    p.setPen(stroke(color, width));
    p.setBrush(Qt::NoBrush);
}

void line(QPainter &p, std::initializer_list<QPointF> points)
{
    p.drawPolyline(QPolygonF(QList<QPointF>(points)));
}

void ok(QPainter &p, const Tokens &t)
{
    fill(p, t.ok.glyph);
    p.drawEllipse(centre, 7, 7);
    outline(p, t.mark, 1.7);
    line(p, {{4.6, 8.2}, {7, 10.6}, {11.5, 5.8}});
}

void fail(QPainter &p, const Tokens &t)
{
    fill(p, t.fail.glyph);
    constexpr qreal a = 1, b = 15, c = 4.1;
    p.drawPolygon(QPolygonF(
        {{a + c, a}, {b - c, a}, {b, a + c}, {b, b - c}, {b - c, b}, {a + c, b}, {a, b - c}, {a, a + c}}));
    outline(p, t.mark, 1.8);
    line(p, {{5.3, 5.3}, {10.7, 10.7}});
    line(p, {{5.3, 10.7}, {10.7, 5.3}});
}

void warn(QPainter &p, const Tokens &t)
{
    // The rounding is the pen's: a filled triangle inside its own thick outline.
    p.setPen(stroke(t.warn.glyph, 2.2));
    p.setBrush(t.warn.glyph);
    p.drawPolygon(QPolygonF({{8, 2.4}, {14.4, 13.6}, {1.6, 13.6}}));
    outline(p, t.mark, 1.7);
    line(p, {{8, 6.2}, {8, 9.4}});
    fill(p, t.mark);
    p.drawEllipse(QPointF(8, 12.1), 1.05, 1.05);
}

void twin(QPainter &p, const Tokens &t)
{
    const QPointF left{5.7, 8}, right{10.3, 8};
    QPainterPath a, b;
    a.addEllipse(left, 4.4, 4.4);
    b.addEllipse(right, 4.4, 4.4);
    fill(p, t.warn.glyph);
    p.drawPath(a.intersected(b));
    outline(p, t.warn.glyph, 1.5);
    p.drawPath(a);
    p.drawPath(b);
}

void deactivated(QPainter &p, const Tokens &t)
{
    fill(p, t.neutral.glyph);
    p.drawEllipse(centre, 7, 7);
    p.setBrush(t.mark);
    p.drawRoundedRect(QRectF(5.3, 5, 1.9, 6), 0.5, 0.5);
    p.drawRoundedRect(QRectF(8.8, 5, 1.9, 6), 0.5, 0.5);
}

/// Angles of QPainter: sixteenths of a degree, against the clock from three o'clock.
void arc(QPainter &p, qreal from, qreal share)
{
    p.drawArc(QRectF(2, 2, 12, 12), qRound((90 - from * 360) * 16), qRound(-share * 360 * 16));
}

void running(QPainter &p, const Tokens &t, qreal progress)
{
    outline(p, t.accentLine, 2);
    p.drawEllipse(centre, 6, 6);
    outline(p, t.accentGlyph, 2);
    arc(p, progress - 0.25, 0.25);
}

void waiting(QPainter &p, const Tokens &t, qreal progress)
{
    outline(p, t.accentLine, 2);
    p.drawEllipse(centre, 6, 6);
    p.setPen(QPen(t.accentGlyph, 2, Qt::SolidLine, Qt::FlatCap));
    arc(p, 0, qBound(0.0, progress, 1.0));
    outline(p, t.accentGlyph, 1.4);
    line(p, {{8, 5}, {8, 8}, {10.2, 9.2}});
}

void notStarted(QPainter &p, const Tokens &t)
{
    QPen pen(t.neutral.glyph, 1.3, Qt::SolidLine, Qt::FlatCap);
    pen.setDashPattern({2.1 / 1.3, 2.1 / 1.3});
    p.setPen(pen);
    p.setBrush(Qt::NoBrush);
    p.drawEllipse(centre, 6.4, 6.4);
}

void skipped(QPainter &p, const Tokens &t)
{
    outline(p, t.neutral.glyph, 1.4);
    p.drawEllipse(centre, 6.4, 6.4);
    line(p, {{5, 8}, {11, 8}});
}

void recovered(QPainter &p, const Tokens &t)
{
    p.setPen(QPen(t.warn.glyph, 1.8, Qt::SolidLine, Qt::FlatCap));
    p.setBrush(Qt::NoBrush);
    p.drawArc(QRectF(2, 2, 12, 12), 0 * 16, -270 * 16);
    fill(p, t.warn.glyph);
    // The head of the arrow, at twelve o'clock where the arc ends.
    p.drawPolygon(QPolygonF({{7.4, -0.9}, {7.4, 4.9}, {11.4, 2}}));
    outline(p, t.warn.glyph, 1.6);
    line(p, {{5.4, 8.2}, {7.3, 10.1}, {10.6, 6.5}});
}

void blocked(QPainter &p, const Tokens &t)
{
    outline(p, t.neutral.glyph, 1.5);
    p.drawPolygon(QPolygonF({{8, 1.4}, {14.6, 8}, {8, 14.6}, {1.4, 8}}));
    line(p, {{5.4, 8}, {10.6, 8}});
}

void info(QPainter &p, const Tokens &t)
{
    fill(p, t.info.glyph);
    p.drawEllipse(centre, 7, 7);
    p.setBrush(t.infoMark);
    p.drawEllipse(QPointF(8, 4.9), 1.1, 1.1);
    p.drawRoundedRect(QRectF(7.1, 7, 1.8, 5), 0.5, 0.5);
}

void same(QPainter &p, const Tokens &t)
{
    outline(p, t.ok.glyph, 1.9);
    line(p, {{4, 6}, {12, 6}});
    line(p, {{4, 10}, {12, 10}});
}

void different(QPainter &p, const Tokens &t)
{
    outline(p, t.warn.glyph, 1.9);
    line(p, {{3.6, 6}, {12.4, 6}});
    line(p, {{3.6, 10}, {12.4, 10}});
    line(p, {{10.2, 3}, {5.8, 13}});
}

void notCompared(QPainter &p, const Tokens &t)
{
    outline(p, t.neutral.glyph, 1.9);
    line(p, {{4.4, 8}, {11.6, 8}});
}

} // namespace

void paintStatus(QPainter &painter, const QRectF &rect, Status status, qreal progress, const Tokens &tokens)
{
    const PainterScope scope{painter};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.topLeft());
    painter.scale(rect.width() / 16, rect.height() / 16);
    switch (status) {
    case Status::Ok:
        return ok(painter, tokens);
    case Status::Fail:
        return fail(painter, tokens);
    case Status::Warn:
        return warn(painter, tokens);
    case Status::Twin:
        return twin(painter, tokens);
    case Status::Deactivated:
        return deactivated(painter, tokens);
    case Status::Running:
        return running(painter, tokens, progress);
    case Status::Waiting:
        return waiting(painter, tokens, progress);
    case Status::NotStarted:
        return notStarted(painter, tokens);
    case Status::Skipped:
        return skipped(painter, tokens);
    case Status::Recovered:
        return recovered(painter, tokens);
    case Status::Blocked:
        return blocked(painter, tokens);
    case Status::Info:
        return info(painter, tokens);
    case Status::Same:
        return same(painter, tokens);
    case Status::Different:
        return different(painter, tokens);
    case Status::NotCompared:
        return notCompared(painter, tokens);
    }
}

} // namespace chatsync::ui
