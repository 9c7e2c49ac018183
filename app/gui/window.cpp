// SPDX-License-Identifier: MIT
#include "app/gui/window.h"

#include "ui/shell/helppage.h"

namespace chatsync::ui {

std::unique_ptr<MainWindow> makeWindow(Console *console, const Settings &settings)
{
    auto window = std::make_unique<MainWindow>(console, settings);
    window->addView(HelpPage::view());
    return window;
}

} // namespace chatsync::ui
