// SPDX-License-Identifier: MIT
#include "ui/theme/consolestyle.h"
#include "ui/theme/paint.h"
#include "ui/theme/styleparts.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QModelIndex>
#include <QPainter>
#include <QVariant>

namespace chatsync::ui::parts {
namespace {

bool has(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

QColor tintColor(const QModelIndex &index)
{
    const Tokens &t = theme().tokens();
    switch (static_cast<Tint>(index.data(TintRole).toInt())) {
    case Tint::Ok:
        return t.ok.tint;
    case Tint::Fail:
        return t.fail.tint;
    case Tint::Warn:
        return t.warn.tint;
    case Tint::Neutral:
        return t.neutral.tint;
    case Tint::Info:
        return t.accentTint;
    case Tint::None:
        break;
    }
    return {};
}

QColor rowColor(const QStyleOptionViewItem *option)
{
    const Tokens &t = theme().tokens();
    if (has(option, QStyle::State_Selected))
        return t.selection;
    if (const QColor tint = tintColor(option->index); tint.isValid())
        return tint;
    if (has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled))
        return t.hover;
    return {};
}

/// A table row is the current one when the view's current index lies in it, whichever cell is painted.
bool isCurrentRow(const QStyleOptionViewItem *option, const QWidget *widget)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(widget);
    if (!view || !view->hasFocus() || !view->window()->testAttribute(Qt::WA_KeyboardFocusChange))
        return false;
    const QModelIndex current = view->currentIndex();
    return current.isValid() && current.row() == option->index.row() &&
           current.parent() == option->index.parent();
}

} // namespace

void itemRow(const QStyleOptionViewItem *option, QPainter &painter, const QWidget *widget)
{
    const QColor color = rowColor(option);
    if (color.isValid())
        painter.fillRect(option->rect, color);
    if (widget && widget->property("rowLines").toBool())
        drawEdge(painter, option->rect, Qt::BottomEdge, theme().tokens().lineSoft);
    if (option->index.isValid() && isCurrentRow(option, widget)) {
        drawEdge(painter, option->rect, Qt::TopEdge, theme().tokens().accent);
        drawEdge(painter, option->rect, Qt::BottomEdge, theme().tokens().accent);
    }
}

void branch(const QStyleOption *option, QPainter &painter)
{
    if (!has(option, QStyle::State_Children))
        return;
    const bool open = has(option, QStyle::State_Open);
    const Arrow closed = option->direction == Qt::RightToLeft ? Arrow::Left : Arrow::Right;
    drawChevron(painter, option->rect, open ? Arrow::Down : closed, theme().tokens().text2, 7);
}

} // namespace chatsync::ui::parts
