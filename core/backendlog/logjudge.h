// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/logconversation.h"

namespace chatsync::backendlog {

/// Compares a conversation with the expected order of lines (flow.md, "Backend log lines"), and sets its
/// findings, verdict and sentence. When in doubt it is not called healthy.
void judge(LogConversation &conversation);

} // namespace chatsync::backendlog
