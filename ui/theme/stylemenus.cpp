// SPDX-License-Identifier: MIT
#include "ui/theme/paint.h"
#include "ui/theme/styleparts.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace chatsync::ui::parts {
namespace {

constexpr int markWidth = 28; // Room for the check mark or the icon
constexpr int endWidth = 24;  // Room for the arrow of a submenu
constexpr int separatorHeight = 9;

bool has(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

void menuMark(const QStyleOptionMenuItem *option, QPainter &painter, const QColor &ink)
{
    QRect at(option->rect.left() + space::base, 0, 16, 16);
    at.moveCenter(QPoint(at.center().x(), option->rect.center().y()));
    at = QStyle::visualRect(option->direction, option->rect, at);
    if (!option->icon.isNull()) {
        option->icon.paint(&painter, at, Qt::AlignCenter,
                           has(option, QStyle::State_Enabled) ? QIcon::Normal : QIcon::Disabled,
                           option->checked ? QIcon::On : QIcon::Off);
    } else if (option->checkType != QStyleOptionMenuItem::NotCheckable && option->checked) {
        const PainterScope scope{painter};
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(ink, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.translate(at.topLeft());
        const QPointF check[] = {{3.8, 8.4}, {6.8, 11.4}, {12.4, 5.2}};
        painter.drawPolyline(check, 3);
    }
}

} // namespace

void menuPanel(const QStyleOption *option, QPainter &painter)
{
    const Tokens &t = theme().tokens();
    painter.fillRect(option->rect, t.base);
    drawFrame(painter, option->rect, 0, {}, t.control);
}

void menuItem(const QStyleOptionMenuItem *option, QPainter &painter)
{
    const Tokens &t = theme().tokens();
    const QRect r = option->rect;
    painter.fillRect(r, t.base);
    if (option->menuItemType == QStyleOptionMenuItem::Separator) {
        drawEdge(painter, QRect(r.left() + space::base, r.center().y(), r.width() - 2 * space::base, 1),
                 Qt::TopEdge, t.line);
        return;
    }
    const bool enabled = has(option, QStyle::State_Enabled);
    if (has(option, QStyle::State_Selected) && enabled)
        drawFrame(painter, r.adjusted(space::tiny, 0, -space::tiny, 0), radius::badge, t.selection, {});
    const QColor ink = enabled ? t.text : t.disabled;
    menuMark(option, painter, ink);

    const QStringList parts = option->text.split(QLatin1Char('\t'));
    const QRect inner = r.adjusted(markWidth + space::tiny, 0, -endWidth, 0);
    const PainterScope scope{painter};
    painter.setFont(option->font);
    painter.setPen(ink);
    painter.drawText(QStyle::visualRect(option->direction, r, inner),
                     int(QStyle::visualAlignment(option->direction, Qt::AlignLeft | Qt::AlignVCenter)) |
                         Qt::TextSingleLine | Qt::TextShowMnemonic,
                     parts.constFirst());
    if (parts.size() > 1) {
        painter.setPen(enabled ? t.text2 : t.disabled);
        painter.drawText(
            QStyle::visualRect(option->direction, r, inner.adjusted(0, 0, endWidth - space::medium, 0)),
            int(QStyle::visualAlignment(option->direction, Qt::AlignRight | Qt::AlignVCenter)) |
                Qt::TextSingleLine,
            parts.last());
    }
    if (option->menuItemType == QStyleOptionMenuItem::SubMenu) {
        const QRect arrow(r.right() - endWidth, r.top(), endWidth, r.height());
        drawChevron(painter, QStyle::visualRect(option->direction, r, arrow),
                    option->direction == Qt::RightToLeft ? Arrow::Left : Arrow::Right, ink, 7);
    }
}

QSize menuItemSize(const QStyleOptionMenuItem *option, const QSize &contents)
{
    if (option->menuItemType == QStyleOptionMenuItem::Separator)
        return {contents.width(), separatorHeight};
    const int shortcut = option->text.contains(QLatin1Char('\t')) ? space::large : 0;
    return {contents.width() + markWidth + endWidth + space::base + shortcut,
            std::max(theme().height(Height::SmallControl), option->fontMetrics.height() + space::base)};
}

void menuBarItem(const QStyleOptionMenuItem *option, QPainter &painter)
{
    const Tokens &t = theme().tokens();
    painter.fillRect(option->rect, t.window);
    if (has(option, QStyle::State_Selected))
        drawFrame(painter, option->rect.adjusted(1, 2, -1, -2), radius::badge, t.selection, {});
    const PainterScope scope{painter};
    painter.setPen(has(option, QStyle::State_Enabled) ? t.text : t.disabled);
    painter.drawText(option->rect, int(Qt::AlignCenter) | Qt::TextShowMnemonic | Qt::TextSingleLine,
                     option->text);
}

void toolTipPanel(const QStyleOption *option, QPainter &painter)
{
    const Tokens &t = theme().tokens();
    painter.fillRect(option->rect, t.alternate);
    drawFrame(painter, option->rect, 0, {}, t.control);
}

} // namespace chatsync::ui::parts
