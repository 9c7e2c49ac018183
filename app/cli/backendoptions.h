// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/preset.h"
#include "core/workbench/target.h"

#include <QString>

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace chatsync::cli {

/// Whether OneCrew's backend shall do the work, and where it is.
struct BackendOptions {
    bool asked = false;
    QString url; ///< From the option or BACKEND_URL
    bool urlTyped = false;
    std::chrono::milliseconds timeout{60'000};
    bool flowGiven = false; ///< Something was said about how it is done

    /// Puts address, token and secret into @p target; a named environment's
    /// own token or secret counts before the variables. An Error
    /// of kind Input for what cannot be meant together. @p named: the target is a named environment, whose
    /// address counts.
    Result<void> apply(Target &target, bool named) const;
};

/// As CLI11 fills them in.
struct RawBackend {
    std::string target = "direct";
    std::string url;
    int timeoutMs = 60'000;

    /// @p command is the one that addBackend() was given.
    BackendOptions options(const CLI::App &command) const;
};
void addBackend(CLI::App *command, RawBackend &raw);
/// Without --target.
void addBackendAddress(CLI::App *command, RawBackend &raw);

/// A stand-in for the backend beside the sandbox that is served.
struct SandboxBackendOptions {
    std::optional<FlowSettings> settings; ///< None: there is no backend
    int port = 0;
    QString log; ///< A file; empty: standard output
};

struct RawSandboxBackend {
    std::string preset;
    bool sendCreator = false;
    int port = 0;
    std::string log;

    SandboxBackendOptions options() const;
};
void addSandboxBackend(CLI::App *command, RawSandboxBackend &raw);

} // namespace chatsync::cli
