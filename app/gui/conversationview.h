// SPDX-License-Identifier: MIT
#pragma once

namespace chatsync::ui {

class MainWindow;

/// Registers the view that creates conversations, and the window's actions that lead to it.
void addConversationView(MainWindow *window);

} // namespace chatsync::ui
