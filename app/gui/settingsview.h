// SPDX-License-Identifier: MIT
#pragma once

namespace chatsync::ui {

class MainWindow;

/// Registers the view of the settings, and the window's actions that lead into it.
void addSettingsView(MainWindow *window);

} // namespace chatsync::ui
