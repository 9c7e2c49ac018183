// SPDX-License-Identifier: MIT
#pragma once

#include <QAccessible>

class QLineEdit;
class QWidget;

namespace chatsync::ui {

/// Tells screen readers what a widget of our own is; without it all of them are mere fillers. To be called
/// first in the constructor: what was asked for once is kept. Not for widgets that can be pressed or typed
/// in; those have Qt's own roles and actions.
void setAccessibleRole(QWidget *widget, QAccessible::Role role);

/// Shows @p popup to screen readers as a part of @p owner while it is open: Qt 6.4 leaves windows that pop up
/// out of its tree. The owner has a role of setAccessibleRole(); of several popups one is open at a time.
void setAccessiblePopup(QWidget *owner, QWidget *popup);

/// The cross that empties a field, with a name; Qt's own has none.
void addClearButton(QLineEdit *field);

} // namespace chatsync::ui
