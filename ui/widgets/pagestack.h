// SPDX-License-Identifier: MIT
#pragma once

class QStackedWidget;

namespace chatsync::ui {

/// Lets the page that is shown decide alone how small the stack can get: a wide page nobody looks at does not
/// hold the window open. Pages that are added later count as well.
void letShownPageDecide(QStackedWidget *stack);

} // namespace chatsync::ui
