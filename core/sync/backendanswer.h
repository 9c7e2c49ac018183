// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/conversation.h"
#include "core/stream/transport.h"

#include <optional>

namespace chatsync {

/// What came instead of an answer as the flow has it (step 8), or what was odd about one.
enum class BackendTrouble {
    // Not sent, not reached, or nothing came back
    ReadOnly,
    NameNotResolved,
    ConnectionRefused,
    Unreachable,
    TlsUntrusted,
    NotHttp,
    TimedOut,
    CutOff,
    Cancelled,
    // Something answered that is not the backend, or not as it should
    Redirects,
    Html,
    NotJson,
    Unavailable, ///< 502, 503, 504: something in front of it
    Crashed,     ///< 500 and the like without JSON
    WrongAddress,
    ForeignJson,   ///< JSON without `success`
    BrokenSuccess, ///< `success: true` with a status of failure, or without an id that could be looked up
    RateLimited,
    // Who we are
    Unauthorized,
    TokenExpired,
};

/// `backend_timed_out`, `backend_token_expired` …
QString toString(BackendTrouble trouble);

/// Why the backend's word on the conversation is not known.
struct BackendError {
    BackendTrouble trouble = BackendTrouble::Unreachable;
    int status = 0;             ///< HTTP, 0 without an answer
    QString message;            ///< The backend's or the transport's own words
    QString explanation;        ///< One sentence for a person
    QString advice;             ///< What to do next
    bool environment = false;   ///< Nobody's conversation works there: exit code 3 instead of 1
    bool outcomeUnknown = true; ///< The conversation may have been made all the same

    bool operator==(const BackendError &) const = default;
};

/// What the backend said, in the form that the flow lays down.
struct BackendAnswer {
    int status = 0;
    bool success = false;
    Conversation conversation;     ///< On success, as far as it tells; the id is never empty then
    QStringList missingFields;     ///< Of `data`, on success
    QString error;                 ///< On failure
    bool failureAsSuccess = false; ///< A failure with an HTTP status of success
    QJsonObject given;             ///< All of it

    bool operator==(const BackendAnswer &) const = default;
};

using BackendResult = tl::expected<BackendAnswer, BackendError>;

/// The one place where what came from the backend becomes an answer or a typed error. Pure.
/// @p timeout is for the sentence of a time-out.
BackendResult readBackendAnswer(const stream::TransportResult &result, std::chrono::milliseconds timeout);

/// The error as an exchange keeps it.
ExchangeError toExchangeError(const BackendError &error);

} // namespace chatsync
