// SPDX-License-Identifier: MIT
#pragma once

#include <span>

// What came of asking OneCrew's backend, for the dictionary. Internal to core/diagnosis; the codes are those
// that core/sync writes into a run.
namespace chatsync::diagnosis {

struct BackendCode {
    const char *code;
    const char *meaning;
    const char *cure;
    bool retryable = false;
};

std::span<const BackendCode> backendCodes();

} // namespace chatsync::diagnosis
