// SPDX-License-Identifier: MIT
#pragma once

#include "ui/shell/mainwindow.h"

#include <memory>

namespace chatsync::ui {

/// The window of the program with all its views registered. The console is borrowed.
std::unique_ptr<MainWindow> makeWindow(Console *console, const Settings &settings);

} // namespace chatsync::ui
