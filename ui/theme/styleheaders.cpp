// SPDX-License-Identifier: MIT
#include "ui/theme/paint.h"
#include "ui/theme/styleparts.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QWidget>

namespace chatsync::ui::parts {
namespace {

bool has(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

} // namespace

void headerSection(const QStyleOptionHeader *option, QPainter &painter)
{
    const Tokens &t = theme().tokens();
    const bool hot = has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled);
    painter.fillRect(option->rect, hot ? t.neutral.tint : t.window);
    drawEdge(painter, option->rect, Qt::BottomEdge, t.line);
    const bool last =
        option->position == QStyleOptionHeader::End || option->position == QStyleOptionHeader::OnlyOneSection;
    if (option->orientation == Qt::Horizontal && !last)
        drawEdge(painter, option->rect.adjusted(0, 7, 0, -7),
                 option->direction == Qt::RightToLeft ? Qt::LeftEdge : Qt::RightEdge, t.line);
}

void headerLabel(const QStyleOptionHeader *option, QPainter &painter)
{
    const Tokens &t = theme().tokens();
    const bool sorted = option->sortIndicator != QStyleOptionHeader::None;
    const int room = sorted ? 14 : 0;
    // QCommonStyle asks itself, not the proxy, for the label's place: the rest of the padding is added here.
    QRect at = option->rect.adjusted(space::small, 0, -space::small, -1);
    const bool trailing = option->textAlignment.testFlag(Qt::AlignRight);
    const QRect text = trailing ? at.adjusted(room, 0, 0, 0) : at.adjusted(0, 0, -room, 0);
    const QString shown = option->fontMetrics.elidedText(option->text, Qt::ElideRight, text.width() + 1);
    drawText(painter, QStyle::visualRect(option->direction, option->rect, text), option->text, painter.font(),
             sorted ? t.text : t.text2,
             QStyle::visualAlignment(option->direction, option->textAlignment | Qt::AlignVCenter));
    if (!sorted)
        return;
    const int used = option->fontMetrics.horizontalAdvance(shown);
    const QRect arrow = trailing ? QRect(text.right() - used - 13, at.top(), 10, at.height())
                                 : QRect(text.left() + used + 4, at.top(), 10, at.height());
    // QStyle's SortDown means ascending order; people read an arrow that points up as ascending.
    drawChevron(painter, QStyle::visualRect(option->direction, option->rect, arrow),
                option->sortIndicator == QStyleOptionHeader::SortDown ? Arrow::Up : Arrow::Down, t.text2, 6);
}

void tabShape(const QStyleOptionTab *option, QPainter &painter)
{
    const Tokens &t = theme().tokens();
    const QRect r = option->rect;
    if (has(option, QStyle::State_MouseOver) && !has(option, QStyle::State_Selected) &&
        has(option, QStyle::State_Enabled))
        drawFrame(painter, r.adjusted(2, 5, -2, -5), radius::frame, t.hover, {});
    if (has(option, QStyle::State_HasFocus))
        drawFrame(painter, r.adjusted(3, 4, -3, -5), radius::frame, {}, t.accent, 2);
    if (has(option, QStyle::State_Selected))
        drawEdge(painter, r.adjusted(space::small, 0, -space::small, 0), Qt::BottomEdge, t.accent, 2);
}

void tabLabel(const QStyleOptionTab *option, QPainter &painter, const QWidget *)
{
    const Tokens &t = theme().tokens();
    const bool selected = has(option, QStyle::State_Selected);
    const QFont font = theme().font(selected ? FontRole::Label : FontRole::Body);
    QRect at = option->rect.adjusted(space::medium, 0, -space::medium, -1);
    if (!option->icon.isNull()) {
        QRect picture(QPoint(at.left(), 0), option->iconSize);
        picture.moveCenter(QPoint(picture.center().x(), at.center().y()));
        option->icon.paint(&painter, QStyle::visualRect(option->direction, option->rect, picture));
        at.setLeft(picture.right() + 1 + space::small);
    }
    at.setRight(at.right() -
                (option->rightButtonSize.isEmpty() ? 0 : option->rightButtonSize.width() + space::small));
    const PainterScope scope{painter};
    painter.setFont(font);
    painter.setPen(!has(option, QStyle::State_Enabled) ? t.disabled : selected ? t.text : t.text2);
    const QRect visual = QStyle::visualRect(option->direction, option->rect, at);
    const QString text =
        QFontMetrics(font).elidedText(option->text, Qt::ElideRight, visual.width() + 1, Qt::TextShowMnemonic);
    const bool alone = option->rightButtonSize.isEmpty() && option->icon.isNull();
    painter.drawText(visual,
                     (alone ? Qt::AlignCenter : int(Qt::AlignLeading | Qt::AlignVCenter)) |
                         Qt::TextSingleLine | Qt::TextHideMnemonic,
                     text);
}

void splitter(const QStyleOption *option, QPainter &painter)
{
    // The handle is wider than its line so that a hand can catch it; what is beside the line is the panes'
    // ground.
    const Tokens &t = theme().tokens();
    const bool hot = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
    const QColor color = hot ? t.accent : t.line;
    const QRect r = option->rect;
    if (r.height() >= r.width())
        drawEdge(painter, QRect(r.center().x(), r.top(), 1, r.height()), Qt::LeftEdge, color);
    else
        drawEdge(painter, QRect(r.left(), r.center().y(), r.width(), 1), Qt::TopEdge, color);
}

} // namespace chatsync::ui::parts
