// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/redactor.h"
#include "core/stream/transport.h"

namespace chatsync::stream {

/// When an exchange began and ended, by the clock of the run.
struct ExchangeTimes {
    std::chrono::microseconds started{};
    std::chrono::microseconds ended{};
};

/// The one place where an HTTP exchange becomes what may be kept and shown: whole, measured, redacted. The
/// value of `Authorization` never leaves, whatever the redactor knows.
///
/// @p name is the exchange's `endpoint`. Number, tries and error are left to the caller.
Exchange recordedExchange(const QString &name, const HttpRequest &request, const TransportResult &result,
                          ExchangeTimes times, const Redactor &redactor);

} // namespace chatsync::stream
