// SPDX-License-Identifier: MIT
#include "ui/theme/consolestyle.h"
#include "ui/theme/iconcolours.h"
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

struct Look {
    QColor fill;
    QColor line;
};

Look primaryLook(const QStyleOption *option, const Tokens &t)
{
    if (has(option, QStyle::State_Sunken))
        return {t.accentPressed, {}};
    return {has(option, QStyle::State_MouseOver) ? t.accentHover : t.accent, {}};
}

Look flatLook(const QStyleOption *option, const Tokens &t)
{
    if (has(option, QStyle::State_Sunken) || has(option, QStyle::State_On))
        return {t.neutral.tint, {}};
    return {has(option, QStyle::State_MouseOver) ? t.hover : QColor(), {}};
}

Look normalLook(const QStyleOption *option, const Tokens &t, bool destructive)
{
    const QColor line = destructive ? t.fail.line : t.control;
    if (has(option, QStyle::State_On))
        return {t.accentTint, t.accentLine};
    if (has(option, QStyle::State_Sunken))
        return {destructive ? t.fail.tint : t.neutral.tint, destructive ? t.fail.glyph : t.neutral.glyph};
    if (has(option, QStyle::State_MouseOver))
        return {destructive ? t.fail.tint : t.hover, line};
    return {t.button, line};
}

Look lookOf(const QStyleOption *option, const QWidget *widget)
{
    const Tokens &t = theme().tokens();
    ButtonKind kind = buttonKind(widget);
    if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        button && button->features.testFlag(QStyleOptionButton::Flat))
        kind = ButtonKind::Flat;
    if (!has(option, QStyle::State_Enabled))
        return kind == ButtonKind::Flat ? Look{} : Look{t.window, t.line};
    switch (kind) {
    case ButtonKind::Primary:
        return primaryLook(option, t);
    case ButtonKind::Flat:
        return flatLook(option, t);
    case ButtonKind::Destructive:
        return normalLook(option, t, true);
    case ButtonKind::Normal:
        return normalLook(option, t, false);
    }
    return {};
}

} // namespace

void buttonPanel(const QStyleOption *option, QPainter &painter, const QWidget *widget)
{
    const Look look = lookOf(option, widget);
    if (look.fill.isValid() || look.line.isValid())
        drawFrame(painter, option->rect, radius::frame, look.fill, look.line);
}

void toolButtonPanel(const QStyleOption *option, QPainter &painter, const QWidget *widget)
{
    const Tokens &t = theme().tokens();
    // An auto-raised tool button has no frame until something happens to it.
    if (!has(option, QStyle::State_AutoRaise)) {
        buttonPanel(option, painter, widget);
        return;
    }
    if (has(option, QStyle::State_On))
        drawFrame(painter, option->rect, radius::frame, t.accentTint, t.accentLine);
    else if (has(option, QStyle::State_Sunken))
        drawFrame(painter, option->rect, radius::frame, t.neutral.tint, t.neutral.line);
    else if (has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled))
        drawFrame(painter, option->rect, radius::frame, t.neutral.tint, {});
}

QColor buttonInk(const QStyleOption *option, const QWidget *widget)
{
    const Tokens &t = theme().tokens();
    if (!has(option, QStyle::State_Enabled))
        return t.disabled;
    switch (buttonKind(widget)) {
    case ButtonKind::Primary:
        return t.onAccent;
    case ButtonKind::Destructive:
        return t.fail.text;
    case ButtonKind::Flat:
        return t.link;
    case ButtonKind::Normal:
        break;
    }
    return has(option, QStyle::State_On) ? t.link : t.text;
}

void buttonLabel(const QStyleOptionButton *option, QPainter &painter, const QWidget *widget,
                 const QStyle *style)
{
    const QColor ink = buttonInk(option, widget);
    const PainterScope scope{painter};
    const bool hasIcon = !option->icon.isNull();
    const int iconWidth = hasIcon ? option->iconSize.width() : 0;
    const int gap = hasIcon && !option->text.isEmpty() ? space::base : 0;
    const int textWidth =
        option->text.isEmpty() ? 0 : option->fontMetrics.size(Qt::TextShowMnemonic, option->text).width();
    const bool menu = option->features.testFlag(QStyleOptionButton::HasMenu);
    const int menuWidth = menu ? 18 : 0;
    const int total = std::min(iconWidth + gap + textWidth, option->rect.width() - menuWidth);
    QRect content(0, 0, total, option->rect.height());
    content.moveCenter(option->rect.center());
    content.translate(-menuWidth / 2, 0);

    if (hasIcon) {
        QRect at(content.left(), 0, iconWidth, option->iconSize.height());
        at.moveCenter(QPoint(at.center().x(), option->rect.center().y()));
        at = QStyle::visualRect(option->direction, option->rect, at);
        // Tinted here in the colour of the text: the icon does not know what kind of button it is on.
        const qreal ratio = painter.device()->devicePixelRatio();
        QPixmap pixmap = option->icon.pixmap(option->iconSize, ratio, QIcon::Normal,
                                             has(option, QStyle::State_On) ? QIcon::On : QIcon::Off);
        if (!hasOwnIconColours(widget)) {
            QPainter tint(&pixmap);
            tint.setCompositionMode(QPainter::CompositionMode_SourceIn);
            tint.fillRect(QRect(QPoint(), option->iconSize), ink);
        }
        painter.drawPixmap(at, pixmap);
    }
    if (!option->text.isEmpty()) {
        const QRect at =
            QStyle::visualRect(option->direction, option->rect, content.adjusted(iconWidth + gap, 0, 0, 0));
        painter.setPen(ink);
        const int mnemonic = style->styleHint(QStyle::SH_UnderlineShortcut, option, widget)
                                 ? Qt::TextShowMnemonic
                                 : Qt::TextHideMnemonic;
        const QString text =
            option->fontMetrics.elidedText(option->text, Qt::ElideRight, at.width() + 1, mnemonic);
        painter.drawText(at, static_cast<int>(Qt::AlignCenter | Qt::TextSingleLine) | mnemonic, text);
    }
    if (menu) {
        const QRect at = QStyle::visualRect(
            option->direction, option->rect,
            QRect(content.right() + space::small, option->rect.top(), 10, option->rect.height()));
        drawChevron(painter, at, Arrow::Down, ink, 7);
    }
}

void checkBox(const QStyleOption *option, QPainter &painter)
{
    const Tokens &t = theme().tokens();
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool partly = has(option, QStyle::State_NoChange);
    const bool filled = partly || has(option, QStyle::State_On);
    const QRectF box = option->rect;
    const QColor ground = enabled ? t.base : t.window;
    if (!filled) {
        const bool hot = enabled && has(option, QStyle::State_MouseOver);
        drawFrame(painter, box, 3, ground, !enabled ? t.line : hot ? t.accent : t.control);
        return;
    }
    drawFrame(painter, box, 3, enabled ? t.accent : t.disabled, {});
    const PainterScope scope{painter};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(enabled ? t.onAccent : t.window, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.translate(box.topLeft());
    painter.scale(box.width() / 15, box.height() / 15);
    if (partly) {
        painter.drawLine(QPointF(4.5, 7.5), QPointF(10.5, 7.5));
    } else {
        const QPointF check[] = {{3.8, 7.7}, {6.4, 10.3}, {11.2, 5.0}};
        painter.drawPolyline(check, 3);
    }
}

void radioButton(const QStyleOption *option, QPainter &painter)
{
    const Tokens &t = theme().tokens();
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    const QRectF box = option->rect;
    drawFrame(painter, box, box.width() / 2,
              on && enabled ? t.accent
              : enabled     ? t.base
                            : t.window,
              on && enabled ? t.accent
              : enabled     ? t.control
                            : t.line);
    if (!on)
        return;
    const QRectF dot = box.adjusted(4.5, 4.5, -4.5, -4.5);
    drawFrame(painter, dot, dot.width() / 2, enabled ? t.onAccent : t.disabled, {});
}

void focusRing(const QStyleOption *option, QPainter &painter)
{
    drawFrame(painter, option->rect, radius::frame + 3, {}, theme().tokens().accent, 2);
}

} // namespace chatsync::ui::parts
