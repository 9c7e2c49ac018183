// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/fault.h"

namespace chatsync::sandbox {

/// What the stand-in for the backend can be made to do. Each name begins with `backend-`.
enum class BackendFaultKind {
    Html,
    FailureAsSuccess,
    NoJson,
    Hang,
    Redirect,
    WrongSchema,
    ExpiredToken,
    MemberLeftOut,
    FailureButWorks,
};

struct BackendFault {
    BackendFaultKind kind = BackendFaultKind::Html;
    std::optional<int> count; ///< Requests it strikes, from the first; none: all

    bool operator==(const BackendFault &) const = default;
};

/// As faultCatalogue(), in the order in which they are listed to people.
const QList<FaultKind> &backendFaultCatalogue();

/// Whether the text names one of these, and not a fault of StreamChat.
bool isBackendFault(const QString &text);

/// Reads `NAME[=K]`. The error is of Kind::Input and lists the names.
Result<BackendFault> parseBackendFault(const QString &text);

} // namespace chatsync::sandbox
