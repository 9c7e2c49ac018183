// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace chatsync::ui {

class MainWindow;
class RunView;

/// Registers the action that opens the recipe doctor. Where a run is looked at, it also tells which defects
/// struck there.
void addDoctor(MainWindow *window);

/// Opens the doctor over the view that is shown, at @p code where it is given. @p run may be null.
void openDoctor(MainWindow *window, const RunView *run, const QString &code = {});

} // namespace chatsync::ui
