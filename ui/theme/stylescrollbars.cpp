// SPDX-License-Identifier: MIT
#include "ui/theme/paint.h"
#include "ui/theme/styleparts.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace chatsync::ui::parts {
namespace {

constexpr int shortestThumb = 28;

} // namespace

void scrollBar(const QStyleOptionSlider *option, QPainter &painter, const QRect &thumb, const QColor &ground)
{
    const Tokens &t = theme().tokens();
    painter.fillRect(option->rect, ground);
    if (option->maximum <= option->minimum)
        return;
    const bool held = option->activeSubControls.testFlag(QStyle::SC_ScrollBarSlider) &&
                      (option->state & (QStyle::State_MouseOver | QStyle::State_Sunken));
    const QRectF bar = option->orientation == Qt::Vertical ? QRectF(thumb).adjusted(3, 2, -3, -2)
                                                           : QRectF(thumb).adjusted(2, 3, -2, -3);
    drawFrame(painter, bar, std::min(bar.width(), bar.height()) / 2, held ? t.neutral.glyph : t.control, {});
}

/// No arrow buttons: the whole length is groove.
QRect scrollBarRect(const QStyleOptionSlider *option, QStyle::SubControl sub)
{
    const QRect r = option->rect;
    const bool vertical = option->orientation == Qt::Vertical;
    const int length = vertical ? r.height() : r.width();
    const int range = option->maximum - option->minimum;
    int thumb = length;
    if (range > 0) {
        const qint64 whole = qint64(range) + option->pageStep;
        thumb = std::clamp(int(qint64(option->pageStep) * length / std::max<qint64>(1, whole)),
                           std::min(shortestThumb, length), length);
    }
    const int at = QStyle::sliderPositionFromValue(option->minimum, option->maximum, option->sliderPosition,
                                                   length - thumb, option->upsideDown);
    const auto piece = [&](int from, int size) {
        return vertical ? QRect(r.left(), r.top() + from, r.width(), size)
                        : QRect(r.left() + from, r.top(), size, r.height());
    };
    switch (sub) {
    case QStyle::SC_ScrollBarGroove:
        return r;
    case QStyle::SC_ScrollBarSlider:
        return piece(at, thumb);
    case QStyle::SC_ScrollBarSubPage:
        return piece(0, at);
    case QStyle::SC_ScrollBarAddPage:
        return piece(at + thumb, length - at - thumb);
    default:
        return {};
    }
}

} // namespace chatsync::ui::parts
