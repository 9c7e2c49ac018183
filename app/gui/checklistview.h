// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>

namespace chatsync {
class Console;
}

namespace chatsync::ui {

class MainWindow;

/// Shows lines of a log: a file, the first line and the last one (0: none are named).
using OpenLog = std::function<void(const QString &file, int first, int last)>;

/// Registers the view that performs the testing checklist. Evidence in a log is shown by @p openLog; without
/// one, the window says where it stands.
void addChecklistView(MainWindow *window, Console *console, OpenLog openLog = {});

} // namespace chatsync::ui
