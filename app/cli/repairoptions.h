// SPDX-License-Identifier: MIT
#pragma once

#include "app/options/targetoptions.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace CLI {
class App;
}

namespace chatsync::cli {

struct RepairOptions {
    QString text;               ///< Whom to repair: as for a look-up
    QString undo;               ///< A run of a repair, instead of a text
    std::optional<int> confirm; ///< So many objects are to be written; none: asked for on a terminal
    QString arm;                ///< The environment's name, typed
    Target target;
    QString journal;
    bool json = false;
};

struct RepairRaw {
    std::vector<std::string> texts;
    std::string undo;
    std::string arm;
    int confirm = -1;
};

CLI::App *addRepair(CLI::App &app, RepairRaw &raw, TargetOptions &target, bool &json);
RepairOptions repairOptions(const RepairRaw &raw, const TargetOptions &target, bool json);

} // namespace chatsync::cli
