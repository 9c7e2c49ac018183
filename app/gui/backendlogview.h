// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace chatsync::ui {

class MainWindow;

/// Registers the view that reads a backend's log, and the window's actions that lead into it.
void addBackendLogView(MainWindow *window);

/// Shows that view at a line of a log's file; 0: at none of them.
void openBackendLog(MainWindow *window, const QString &file, int line);

} // namespace chatsync::ui
