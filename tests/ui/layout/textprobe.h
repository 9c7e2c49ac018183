// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QPointer>
#include <QRectF>
#include <QString>
#include <QWidget>

namespace chatsync::test {

/// A piece of text as a widget painted it, in the widget's coordinates.
struct DrawnText {
    QString text;
    QRectF rect; ///< From left to right, from the ascent to the descent
    QRectF clip; ///< What of the widget could be painted on
};

/// What @p widget itself paints, without its children: labels, cells and self-painted things alike.
QList<DrawnText> drawnTexts(QWidget *widget);

/// @p window and all that is visible in it. Painting one may lay out anew, and so end another.
QList<QPointer<QWidget>> visibleWidgets(QWidget *window);

/// One sentence for each text of @p window that is cut or elided without a way to read it, each control that
/// is too small for its contents, lies outside its parent or over its neighbour.
QStringList layoutFaults(QWidget *window);

/// All texts to be seen on @p window, one in a line.
QString visibleText(QWidget *window);

} // namespace chatsync::test
