// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/diagnosis.

#include "core/stream/callerror.h"

#include <QString>

#include <optional>

namespace chatsync::diagnosis {

/// An error that somebody pasted.
struct PastedError {
    stream::CallError error;
    bool sentence = false; ///< The backend's own sentence about missing members
};

/// Errors are looked for in so many characters at the beginning of a text.
constexpr qsizetype errorsWithin = 64 * 1024;

/// What StreamChat (as JSON, bare, or as the official client and Node print it), the backend's sentence or a
/// transport says in @p text, by the table of wordings. Nothing where no row fits.
std::optional<PastedError> errorIn(const QString &text);

} // namespace chatsync::diagnosis
