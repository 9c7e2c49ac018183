// SPDX-License-Identifier: MIT
#pragma once

#include "ui/runs/runmodel.h"

namespace chatsync::ui {

/// A trouble that did not keep the conversation from working.
struct TroubleText {
    QString heading;
    QString what; ///< What went wrong
    QString done; ///< What the console did about it, and what is left to do
};

/// About one of the model's problems().
TroubleText troubleText(const RunModel &model, const RunRow *row);

} // namespace chatsync::ui
