// SPDX-License-Identifier: MIT
// What ConsoleStyle measures: sizes, distances and habits.
#include "ui/theme/consolestyle.h"
#include "ui/theme/styleparts.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QStyleOption>

#include <algorithm>

namespace chatsync::ui {
namespace {

int controlHeight(const QWidget *widget)
{
    return theme().height(isSmall(widget) ? Height::SmallControl : Height::Control);
}

QSize buttonSize(const QStyleOptionButton *button, const QWidget *widget)
{
    const int height = controlHeight(widget);
    const int text =
        button->text.isEmpty() ? 0 : button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width();
    const int picture = button->icon.isNull() ? 0 : button->iconSize.width();
    const int menu = button->features.testFlag(QStyleOptionButton::HasMenu) ? 18 : 0;
    if (text == 0)
        return {std::max(height, picture + 10) + menu, height};
    const int gap = picture > 0 ? space::base : 0;
    const int padding = isSmall(widget) ? 10 : 13;
    return {padding + picture + gap + text + menu + padding, height};
}

} // namespace

QSize ConsoleStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                     const QWidget *widget) const
{
    switch (type) {
    case CT_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return buttonSize(button, widget);
        break;
    case CT_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option)) {
            const int height = controlHeight(widget);
            if (button->toolButtonStyle == Qt::ToolButtonIconOnly)
                return QSize(height, height).expandedTo(button->iconSize + QSize(8, 8));
            return {size.width() + 16, std::max(height, size.height())};
        }
        break;
    case CT_LineEdit:
        return {size.width() + 14, controlHeight(widget)};
    case CT_ComboBox:
        return {size.width() + 40, controlHeight(widget)};
    case CT_SpinBox:
        return {size.width() + 36, controlHeight(widget)};
    case CT_HeaderSection: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width() + 26, std::max(theme().height(Height::TableHeader), base.height())};
    }
    case CT_TabBarTab:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            // Measured in the weight of the selected tab, so that nothing moves on selecting.
            const QFontMetrics metrics(theme().font(FontRole::Label));
            const int picture = tab->icon.isNull() ? 0 : tab->iconSize.width() + space::small;
            const int button =
                tab->rightButtonSize.isEmpty() ? 0 : tab->rightButtonSize.width() + space::small;
            return {metrics.size(Qt::TextShowMnemonic, tab->text).width() + picture + button +
                        2 * space::medium,
                    theme().height(Height::TabBar)};
        }
        break;
    case CT_ItemViewItem: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width(), std::max(base.height(), theme().height(Height::DenseRow))};
    }
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return parts::menuItemSize(item, size);
        break;
    case CT_MenuBarItem:
        return {size.width() + 2 * space::base,
                std::max(theme().height(Height::SmallControl), size.height())};
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

int ConsoleStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ButtonDefaultIndicator:
    case PM_TabBarTabOverlap:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarBaseOverlap:
    case PM_MenuHMargin:
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
        return 0;
    case PM_DefaultFrameWidth:
    case PM_MenuPanelWidth:
    case PM_ComboBoxFrameWidth:
    case PM_SpinBoxFrameWidth:
    case PM_TextCursorWidth:
        return 1;
    case PM_MenuVMargin:
        return space::tiny;
    case PM_MenuButtonIndicator:
        return 18;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return theme().scaled(15);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return space::base;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return space::pane;
    case PM_ScrollBarExtent:
        return 13;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_SplitterWidth:
        return 5;
    case PM_HeaderMargin: // Also limits how low a row may be; headerLabel() adds the rest.
        return space::tiny;
    case PM_FocusFrameHMargin: // Also what stands left of an item's text.
        return qobject_cast<const QAbstractItemView *>(widget) ? 9 : 4;
    case PM_FocusFrameVMargin:
        return qobject_cast<const QAbstractItemView *>(widget) ? 1 : 4;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize:
    case PM_LineEditIconSize:
        return 16;
    case PM_ToolTipLabelFrameWidth:
        return space::small;
    case PM_TreeViewIndentation:
        return space::page;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ConsoleStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_ComboBox_Popup:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ScrollBar_Transient:
    case SH_UnderlineShortcut:
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_TabBar_Alignment:
    case SH_FormLayoutLabelAlignment:
        return Qt::AlignLeft;
    case SH_TabBar_ElideMode:
        return Qt::ElideRight;
    case SH_Table_GridLineColor:
        return static_cast<int>(theme().tokens().lineSoft.rgba());
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace chatsync::ui
