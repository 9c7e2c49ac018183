// SPDX-License-Identifier: MIT
#pragma once

#include "core/workbench/target.h"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace chatsync {

/// The options of both programs that say where to work, as CLI11 fills them in.
struct TargetOptions {
    std::string streamUrl;
    std::string streamKey;
    std::string database;
    std::vector<std::string> faults;
    std::string journal;
    std::string environment; ///< Name or id of a kept one

    /// A named environment as it is to be looked up; else with the secret, which comes from the environment
    /// alone, so that no list of processes shows it.
    Target target() const;
    QString journalPath() const;

    /// Why what was given cannot be meant together: a named environment and options that name another place.
    std::optional<QString> contradiction() const;
};

/// @p options must outlive the parsing.
void addTarget(CLI::App *command, TargetOptions &options);
void addEnvironment(CLI::App *command, TargetOptions &options);
void addJournal(CLI::App *command, TargetOptions &options);

} // namespace chatsync
