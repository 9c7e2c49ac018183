// SPDX-License-Identifier: MIT
#pragma once

#include <QStyleOption>

class QPainter;
class QProxyStyle;
class QWidget;

/// What ConsoleStyle draws, by idea; each file beside this one holds a group.
namespace chatsync::ui::parts {

// stylebuttons.cpp
void buttonPanel(const QStyleOption *option, QPainter &painter, const QWidget *widget);
void toolButtonPanel(const QStyleOption *option, QPainter &painter, const QWidget *widget);
void checkBox(const QStyleOption *option, QPainter &painter);
void radioButton(const QStyleOption *option, QPainter &painter);
void focusRing(const QStyleOption *option, QPainter &painter);
/// The colour of a button's text and icon.
QColor buttonInk(const QStyleOption *option, const QWidget *widget);
void buttonLabel(const QStyleOptionButton *option, QPainter &painter, const QWidget *widget,
                 const QStyle *style);

// stylefields.cpp
void fieldPanel(const QStyleOption *option, QPainter &painter, const QWidget *widget);
void comboBox(const QStyleOptionComboBox *option, QPainter &painter, const QWidget *widget);
QRect comboBoxRect(const QStyleOptionComboBox *option, QStyle::SubControl sub);
void comboBoxLabel(const QStyleOptionComboBox *option, QPainter &painter, const QWidget *widget);
void spinBox(const QStyleOptionSpinBox *option, QPainter &painter, const QWidget *widget);
QRect spinBoxRect(const QStyleOptionSpinBox *option, QStyle::SubControl sub);
void progressGroove(const QStyleOption *option, QPainter &painter);
void progressContents(const QStyleOptionProgressBar *option, QPainter &painter);

// styleheaders.cpp
void headerSection(const QStyleOptionHeader *option, QPainter &painter);
void headerLabel(const QStyleOptionHeader *option, QPainter &painter);
void tabShape(const QStyleOptionTab *option, QPainter &painter);
void tabLabel(const QStyleOptionTab *option, QPainter &painter, const QWidget *widget);
void splitter(const QStyleOption *option, QPainter &painter);

// stylescrollbars.cpp
void scrollBar(const QStyleOptionSlider *option, QPainter &painter, const QRect &thumb, const QColor &ground);
QRect scrollBarRect(const QStyleOptionSlider *option, QStyle::SubControl sub);

// stylerows.cpp
void itemRow(const QStyleOptionViewItem *option, QPainter &painter, const QWidget *widget);
void branch(const QStyleOption *option, QPainter &painter);

// stylemenus.cpp
void menuPanel(const QStyleOption *option, QPainter &painter);
void menuItem(const QStyleOptionMenuItem *option, QPainter &painter);
QSize menuItemSize(const QStyleOptionMenuItem *option, const QSize &contents);
void menuBarItem(const QStyleOptionMenuItem *option, QPainter &painter);
void toolTipPanel(const QStyleOption *option, QPainter &painter);

} // namespace chatsync::ui::parts
