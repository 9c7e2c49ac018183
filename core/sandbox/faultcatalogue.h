// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/fault.h"

namespace chatsync::sandbox {

/// How a fault's value is read.
enum class FaultValue {
    None,
    Duration,       ///< MS
    DurationRange,  ///< MS or MS..MS
    Seconds,        ///< Signed
    Id,             ///< A user id
    OptionalId,     ///< Nothing or a user id
    IdOrCount,      ///< Nothing, a user id or a number
    Number,         ///< K
    Count,          ///< K, or K,AFTER
    Endpoint,       ///< ENDPOINT or ENDPOINT,K
    EndpointStatus, ///< ENDPOINT, ENDPOINT,K or ENDPOINT,K,STATUS
    Failure,        ///< ENDPOINT,K,STATUS,CODE[,TEXT]
};

struct FaultRow {
    FaultKind kind;
    FaultValue value;
};

/// The table behind faultCatalogue(). A new fault begins with a row here.
const QList<FaultRow> &faultTable();

} // namespace chatsync::sandbox
