// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/simulator.h"

namespace chatsync::sandbox {

/// Answers what is under `/__sandbox`, by which tests look into a simulator in another process and set its
/// faults. Nothing for every other path. The same key and token are asked for as everywhere.
std::optional<SimulatorReply> controlReply(Simulator &simulator, const SimulatorRequest &request);

} // namespace chatsync::sandbox
