// SPDX-License-Identifier: MIT
#include "ui/theme/consolestyle.h"

#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/styleparts.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QSplitterHandle>
#include <QTabBar>
#include <QTextEdit>
#include <QVariant>

namespace chatsync::ui {
namespace {

constexpr const char *kindProperty = "buttonKind";
constexpr const char *smallProperty = "smallControl";
constexpr const char *invalidProperty = "invalidValue";
constexpr const char *rowLinesProperty = "rowLines";

QColor groundOf(const QWidget *scrollBar)
{
    const QWidget *above = scrollBar ? scrollBar->parentWidget() : nullptr;
    for (; above; above = above->parentWidget())
        if (const auto *area = qobject_cast<const QAbstractScrollArea *>(above))
            return area->viewport()->palette().color(area->viewport()->backgroundRole());
    return theme().tokens().window;
}

} // namespace

void setButtonKind(QAbstractButton *button, ButtonKind kind)
{
    button->setProperty(kindProperty, static_cast<int>(kind));
    button->update();
}

ButtonKind buttonKind(const QWidget *button)
{
    return button ? static_cast<ButtonKind>(button->property(kindProperty).toInt()) : ButtonKind::Normal;
}

void setSmall(QWidget *control, bool small)
{
    control->setProperty(smallProperty, small);
    setFontRole(control, !small                                     ? FontRole::BodyStrong
                         : qobject_cast<QAbstractButton *>(control) ? FontRole::TableHeader
                                                                    : FontRole::Caption);
    control->updateGeometry();
}

bool isSmall(const QWidget *control)
{
    return control && control->property(smallProperty).toBool();
}

void setInvalid(QWidget *field, bool invalid)
{
    field->setProperty(invalidProperty, invalid);
    field->update();
}

bool isInvalid(const QWidget *field)
{
    return field && field->property(invalidProperty).toBool();
}

void setRowLines(QWidget *view, bool lines)
{
    view->setProperty(rowLinesProperty, lines);
    view->update();
}

ConsoleStyle::ConsoleStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
    setObjectName(QStringLiteral("chatsync"));
}

void ConsoleStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget) ||
        qobject_cast<QAbstractSpinBox *>(widget) || qobject_cast<QScrollBar *>(widget) ||
        qobject_cast<QTabBar *>(widget) || qobject_cast<QSplitterHandle *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

QPalette ConsoleStyle::standardPalette() const
{
    return theme().palette();
}

bool ConsoleStyle::drawButtons(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        parts::buttonPanel(option, *painter, widget);
        return true;
    case PE_PanelButtonTool:
        parts::toolButtonPanel(option, *painter, widget);
        return true;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        parts::checkBox(option, *painter);
        return true;
    case PE_IndicatorRadioButton:
        parts::radioButton(option, *painter);
        return true;
    case PE_FrameDefaultButton:
    case PE_FrameButtonTool:
        return true;
    case PE_FrameFocusRect:
        // Buttons get their ring from FocusRing, outside; the current row of a view has lines.
        if (!qobject_cast<const QAbstractButton *>(widget) &&
            !qobject_cast<const QAbstractItemView *>(widget))
            drawFrame(*painter, option->rect, radius::badge, {}, theme().tokens().accent, 2);
        return true;
    case PE_IndicatorArrowDown:
        drawChevron(*painter, option->rect, Arrow::Down, parts::buttonInk(option, nullptr), 7);
        return true;
    case PE_IndicatorArrowUp:
        drawChevron(*painter, option->rect, Arrow::Up, parts::buttonInk(option, nullptr), 7);
        return true;
    case PE_IndicatorArrowLeft:
        drawChevron(*painter, option->rect, Arrow::Left, parts::buttonInk(option, nullptr), 7);
        return true;
    case PE_IndicatorArrowRight:
        drawChevron(*painter, option->rect, Arrow::Right, parts::buttonInk(option, nullptr), 7);
        return true;
    case PE_IndicatorTabClose:
        drawCross(*painter, option->rect, theme().tokens().text2);
        return true;
    default:
        return false;
    }
}

bool ConsoleStyle::drawFieldsAndFrames(PrimitiveElement element, const QStyleOption *option,
                                       QPainter *painter, const QWidget *widget) const
{
    const Tokens &t = theme().tokens();
    switch (element) {
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        // An editor inside a spin box, a combo box or a chip field has no frame: its owner draws the field.
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            !frame || frame->lineWidth > 0)
            parts::fieldPanel(option, *painter, widget);
        return true;
    case PE_Frame: {
        const bool field =
            qobject_cast<const QTextEdit *>(widget) || (widget && widget->inherits("QPlainTextEdit"));
        const bool focused = field && option->state.testFlag(State_HasFocus);
        drawFrame(*painter, option->rect, 0, {}, focused ? t.accent : field ? t.control : t.line);
        return true;
    }
    case PE_FrameGroupBox:
        drawFrame(*painter, option->rect, radius::frame, {}, t.line);
        return true;
    case PE_FrameTabBarBase:
        drawEdge(*painter, option->rect, Qt::BottomEdge, t.line);
        return true;
    case PE_FrameTabWidget:
        drawEdge(*painter, option->rect, Qt::TopEdge, t.line);
        return true;
    case PE_FrameMenu:
        return true;
    case PE_PanelMenu:
        parts::menuPanel(option, *painter);
        return true;
    case PE_PanelTipLabel:
        parts::toolTipPanel(option, *painter);
        return true;
    case PE_PanelStatusBar:
        painter->fillRect(option->rect, t.window);
        drawEdge(*painter, option->rect, Qt::TopEdge, t.line);
        return true;
    case PE_FrameStatusBarItem:
        return true;
    default:
        return false;
    }
}

bool ConsoleStyle::drawRows(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
    switch (element) {
    case PE_PanelItemViewRow:
        if (item)
            parts::itemRow(item, *painter, widget);
        return true;
    case PE_PanelItemViewItem:
        if (item && item->backgroundBrush.style() != Qt::NoBrush)
            painter->fillRect(option->rect, item->backgroundBrush);
        // A table asks for the row without saying which one it is; only the item knows its tint.
        if (item)
            parts::itemRow(item, *painter, widget);
        return true;
    case PE_IndicatorBranch:
        parts::branch(option, *painter);
        return true;
    case PE_IndicatorHeaderArrow: // Painted with the label, which knows where its text ends.
        return true;
    default:
        return false;
    }
}

void ConsoleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    if (!drawButtons(element, option, painter, widget) &&
        !drawFieldsAndFrames(element, option, painter, widget) && !drawRows(element, option, painter, widget))
        QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void ConsoleStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel:
        return parts::buttonPanel(option, *painter, widget);
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return parts::buttonLabel(button, *painter, widget, this);
        break;
    case CE_FocusFrame:
        return parts::focusRing(option, *painter);
    case CE_ComboBoxLabel:
        if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return parts::comboBoxLabel(box, *painter, widget);
        break;
    case CE_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return parts::headerSection(header, *painter);
        break;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return parts::headerLabel(header, *painter);
        break;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, theme().tokens().window);
        return drawEdge(*painter, option->rect, Qt::BottomEdge, theme().tokens().line);
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return parts::tabShape(tab, *painter);
        break;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return parts::tabLabel(tab, *painter, widget);
        break;
    case CE_ProgressBarGroove:
        return parts::progressGroove(option, *painter);
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            return parts::progressContents(bar, *painter);
        break;
    case CE_ProgressBarLabel: // The number stands beside the bar, where it is legible.
        return;
    case CE_Splitter:
        return parts::splitter(option, *painter);
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return parts::menuItem(item, *painter);
        break;
    case CE_MenuEmptyArea:
        return painter->fillRect(option->rect, theme().tokens().base);
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return parts::menuBarItem(item, *painter);
        break;
    case CE_MenuBarEmptyArea:
        return painter->fillRect(option->rect, theme().tokens().window);
    case CE_ShapedFrame:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option)) {
            if (frame->frameShape == QFrame::HLine)
                return drawEdge(
                    *painter, QRect(option->rect.left(), option->rect.center().y(), option->rect.width(), 1),
                    Qt::TopEdge, theme().tokens().line);
            if (frame->frameShape == QFrame::VLine)
                return drawEdge(
                    *painter, QRect(option->rect.center().x(), option->rect.top(), 1, option->rect.height()),
                    Qt::LeftEdge, theme().tokens().line);
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void ConsoleStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                      QPainter *painter, const QWidget *widget) const
{
    switch (control) {
    case CC_ComboBox:
        if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return parts::comboBox(box, *painter, widget);
        break;
    case CC_SpinBox:
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option))
            return parts::spinBox(spin, *painter, widget);
        break;
    case CC_ScrollBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return parts::scrollBar(bar, *painter,
                                    subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget),
                                    groundOf(widget));
        break;
    case CC_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            button && button->toolButtonStyle == Qt::ToolButtonIconOnly) {
            QStyleOptionToolButton plain = *button;
            plain.features &= ~QStyleOptionToolButton::HasMenu; // Its icon already says that it opens a menu.
            return QProxyStyle::drawComplexControl(control, &plain, painter, widget);
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect ConsoleStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                                   const QWidget *widget) const
{
    switch (control) {
    case CC_ComboBox:
        if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
            box && sub != SC_ComboBoxListBoxPopup)
            return visualRect(option->direction, option->rect, parts::comboBoxRect(box, sub));
        break;
    case CC_SpinBox:
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option))
            return visualRect(option->direction, option->rect, parts::spinBoxRect(spin, sub));
        break;
    case CC_ScrollBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            const QRect rect = parts::scrollBarRect(bar, sub);
            return bar->orientation == Qt::Horizontal ? visualRect(option->direction, option->rect, rect)
                                                      : rect;
        }
        break;
    default:
        break;
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

QRect ConsoleStyle::subElementRect(SubElement element, const QStyleOption *option,
                                   const QWidget *widget) const
{
    switch (element) {
    case SE_LineEditContents:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0)
            return visualRect(option->direction, option->rect,
                              option->rect.adjusted(7, 1, isInvalid(widget) ? -26 : -7, -1));
        return option->rect;
    case SE_PushButtonFocusRect:
    case SE_PushButtonContents:
        return option->rect;
    case SE_ProgressBarGroove:
    case SE_ProgressBarContents:
        return option->rect;
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QIcon ConsoleStyle::standardIcon(StandardPixmap pixmap, const QStyleOption *option,
                                 const QWidget *widget) const
{
    switch (pixmap) {
    case SP_LineEditClearButton:
        return icon(Icon::ClearField);
    case SP_TitleBarCloseButton:
    case SP_DialogCloseButton:
    case SP_DockWidgetCloseButton:
        return icon(Icon::Close);
    default:
        return QProxyStyle::standardIcon(pixmap, option, widget);
    }
}

} // namespace chatsync::ui
