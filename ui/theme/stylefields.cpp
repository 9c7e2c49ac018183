// SPDX-License-Identifier: MIT
#include "ui/theme/consolestyle.h"
#include "ui/theme/paint.h"
#include "ui/theme/statusglyph.h"
#include "ui/theme/styleparts.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QVariant>
#include <QWidget>

namespace chatsync::ui::parts {
namespace {

constexpr int stepperWidth = 21;
constexpr int comboArrowWidth = 28;

bool has(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

/// The frame that line edits, combo boxes and spin boxes share.
void fieldFrame(const QStyleOption *option, QPainter &painter, const QWidget *widget, bool readOnly)
{
    const Tokens &t = theme().tokens();
    const bool locked = readOnly || !has(option, QStyle::State_Enabled);
    const QColor fill = locked ? t.window : t.base;
    if (has(option, QStyle::State_HasFocus) && has(option, QStyle::State_Enabled)) {
        drawFrame(painter, option->rect, radius::frame, fill, isInvalid(widget) ? t.fail.glyph : t.accent, 2);
        return;
    }
    drawFrame(painter, option->rect, radius::frame, fill,
              isInvalid(widget) ? t.fail.glyph
              : locked          ? t.line
                                : t.control);
}

} // namespace

void fieldPanel(const QStyleOption *option, QPainter &painter, const QWidget *widget)
{
    fieldFrame(option, painter, widget, has(option, QStyle::State_ReadOnly));
    if (isInvalid(widget) && widget) {
        QRect glyph(0, 0, 14, 14);
        glyph.moveCenter(QPoint(option->rect.right() - 16, option->rect.center().y()));
        paintStatus(painter, QStyle::visualRect(option->direction, option->rect, glyph), Status::Fail);
    }
}

void comboBox(const QStyleOptionComboBox *option, QPainter &painter, const QWidget *widget)
{
    const Tokens &t = theme().tokens();
    QStyleOptionComboBox copy = *option;
    if (has(option, QStyle::State_On))
        copy.state |= QStyle::State_HasFocus;
    fieldFrame(&copy, painter, widget, false);
    const QRect arrow =
        QStyle::visualRect(option->direction, option->rect, comboBoxRect(option, QStyle::SC_ComboBoxArrow));
    drawChevron(painter, arrow, Arrow::Down, has(option, QStyle::State_Enabled) ? t.text2 : t.disabled, 8);
}

QRect comboBoxRect(const QStyleOptionComboBox *option, QStyle::SubControl sub)
{
    const QRect r = option->rect;
    switch (sub) {
    case QStyle::SC_ComboBoxArrow:
        return {r.right() - comboArrowWidth + 1, r.top(), comboArrowWidth, r.height()};
    case QStyle::SC_ComboBoxEditField:
        return r.adjusted(10, 1, -comboArrowWidth, -1);
    default:
        return r;
    }
}

void comboBoxLabel(const QStyleOptionComboBox *option, QPainter &painter, const QWidget *widget)
{
    if (option->editable)
        return;
    const Tokens &t = theme().tokens();
    QRect at = comboBoxRect(option, QStyle::SC_ComboBoxEditField);
    if (!option->currentIcon.isNull()) {
        QRect picture(at.left(), 0, option->iconSize.width(), option->iconSize.height());
        picture.moveCenter(QPoint(picture.center().x(), at.center().y()));
        option->currentIcon.paint(&painter, QStyle::visualRect(option->direction, option->rect, picture));
        at.setLeft(picture.right() + 1 + space::base);
    }
    const QString placeholder = widget ? widget->property("placeholderText").toString() : QString();
    const bool empty = option->currentText.isEmpty();
    drawText(painter, QStyle::visualRect(option->direction, option->rect, at),
             empty ? placeholder : option->currentText, painter.font(),
             !has(option, QStyle::State_Enabled) ? t.text2
             : empty                             ? t.text3
                                                 : t.text,
             QStyle::visualAlignment(option->direction, Qt::AlignLeft | Qt::AlignVCenter));
}

void spinBox(const QStyleOptionSpinBox *option, QPainter &painter, const QWidget *widget)
{
    const Tokens &t = theme().tokens();
    fieldFrame(option, painter, widget, has(option, QStyle::State_ReadOnly));
    if (option->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto visual = [option](QStyle::SubControl sub) {
        return QStyle::visualRect(option->direction, option->rect, spinBoxRect(option, sub));
    };
    const QRect up = visual(QStyle::SC_SpinBoxUp);
    const QRect down = visual(QStyle::SC_SpinBoxDown);
    const bool enabled = has(option, QStyle::State_Enabled);
    const QRect both = up.united(down);
    drawEdge(painter, both.adjusted(0, 2, 0, -2),
             option->direction == Qt::RightToLeft ? Qt::RightEdge : Qt::LeftEdge,
             enabled ? t.control : t.line);
    const auto step = [&](const QRect &rect, QStyle::SubControl sub, QAbstractSpinBox::StepEnabledFlag flag,
                          Arrow arrow) {
        const bool can = enabled && option->stepEnabled.testFlag(flag);
        const bool hot = can && option->activeSubControls == sub;
        if (hot)
            drawFrame(painter, rect.adjusted(2, 2, -2, -1), 3,
                      has(option, QStyle::State_Sunken) ? t.neutral.line : t.neutral.tint, {});
        drawChevron(painter, rect.translated(0, arrow == Arrow::Up ? 1 : -1), arrow,
                    can ? t.text2 : t.disabled, 6);
    };
    step(up, QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, Arrow::Up);
    step(down, QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, Arrow::Down);
}

QRect spinBoxRect(const QStyleOptionSpinBox *option, QStyle::SubControl sub)
{
    const QRect r = option->rect;
    const int steppers = option->buttonSymbols == QAbstractSpinBox::NoButtons ? 0 : stepperWidth;
    const QRect both(r.right() - steppers + 1, r.top(), steppers, r.height());
    switch (sub) {
    case QStyle::SC_SpinBoxUp:
        return {both.left(), both.top() + 1, both.width(), both.height() / 2 - 1};
    case QStyle::SC_SpinBoxDown:
        return {both.left(), both.top() + both.height() / 2, both.width(), both.height() / 2 - 1};
    case QStyle::SC_SpinBoxEditField:
        return r.adjusted(8, 1, -steppers - 2, -1);
    default:
        return r;
    }
}

void progressGroove(const QStyleOption *option, QPainter &painter)
{
    const QRectF r = option->rect;
    drawFrame(painter, r, std::min(r.height() / 2, 3.0), theme().tokens().neutral.line, {});
}

void progressContents(const QStyleOptionProgressBar *option, QPainter &painter)
{
    const QRectF r = option->rect;
    const double round = std::min(r.height() / 2, 3.0);
    const Tokens &t = theme().tokens();
    const bool leftwards = (option->direction == Qt::RightToLeft) != option->invertedAppearance;
    if (option->minimum == 0 && option->maximum == 0) {
        const double width = r.width() * 0.28;
        drawFrame(painter, QRectF(r.left() + r.width() * 0.34, r.top(), width, r.height()), round, t.accent,
                  {});
        return;
    }
    const double span = std::max(1, option->maximum - option->minimum);
    const double share = qBound(0.0, (option->progress - option->minimum) / span, 1.0);
    if (share <= 0)
        return;
    QRectF done(r.left(), r.top(), r.width() * share, r.height());
    if (leftwards)
        done.moveRight(r.right());
    drawFrame(painter, done, round, t.accent, {});
}

} // namespace chatsync::ui::parts
