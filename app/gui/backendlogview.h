// SPDX-License-Identifier: MIT
#pragma once

namespace chatsync::ui {

class MainWindow;

/// Registers the view that reads a backend's log, and the window's actions that lead into it.
void addBackendLogView(MainWindow *window);

} // namespace chatsync::ui
