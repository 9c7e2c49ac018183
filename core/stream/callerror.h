// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/exchange.h"
#include "core/domain/result.h"
#include "core/stream/transport.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace chatsync::stream {

/// What an error means to us, whatever its wording today. Rows of the table in wording.cpp.
enum class Meaning {
    Unknown,
    // Members and creators
    MissingUsers,
    NoCreator,
    BothCreators,
    // Users
    InvalidUserId,
    RoleUndefined,
    DuplicateName,
    UserDataTooBig,
    UserDeactivated,
    UserDeleted,
    UserNotDeactivated,
    // Channels
    InvalidChannelId,
    ChannelDataTooBig,
    ChannelNotFound,
    ChannelDeleted,
    DistinctTooFewMembers,
    DistinctNewMember,
    // Requests
    ReservedField,
    TooManyItems,
    InvalidQuery,
    InvalidInput, ///< A value was refused, in words nobody has put into the table yet
    InvalidJson,
    PayloadTooBig,
    TaskNotFound,
    NotFound,
    // Key, secret, app
    KeyMissing,
    KeyUnknown,
    SignatureInvalid,
    TokenExpired,
    TokenFromTheFuture,
    AuthTypeMissing,
    AuthenticationFailed,
    ChatNotEnabled,
    AppSuspended,
    WrongRegion,
    // Permissions
    NotAllowed,
    RecreateNotAllowed,
    TeamMismatch,
    // Load and faults
    RateLimited,
    InternalError,
    RequestTimeout,
    ServerUnavailable, ///< 502, 503, 504 and the like
    // No answer of StreamChat's
    NotStream, ///< HTML, plain text, another JSON: something else is answering
    Truncated, ///< The answer ended early
    TimedOut,
    Unreachable,
    NameNotResolved,
    ConnectionRefused,
    TlsUntrusted,
    NotHttp,
    Cancelled,
    ReadOnly, ///< Not sent: the environment's write policy forbids it
};

/// `missing_users`, `no_creator` …
QString toString(Meaning meaning);

/// Why a call gave no result. Decisions rest on `meaning` and the flags, never on `message`.
struct CallError {
    Meaning meaning = Meaning::Unknown;
    QString kind; ///< As in ExchangeError::kind
    int status = 0;
    std::optional<int> code;
    QString message;     ///< StreamChat's or the transport's own words, redacted
    QString explanation; ///< One sentence for a person
    QString advice;      ///< What to do next
    QStringList
        missingIds; ///< Ids named by the message, in its order: absent, deleted or deactivated, see `meaning`
    QMap<QString, QString> exceptionFields; ///< StreamChat's reasons by field, mostly none; redacted
    bool unrecoverable = false;             ///< StreamChat said so: never again
    bool transient = false;                 ///< The same request may succeed after a pause
    bool environment = false;    ///< Nobody's conversation works: unreachable, or key, secret, app refused
    bool outcomeUnknown = false; ///< A write may have been done all the same (time-out, cut off, 5xx)
    std::optional<std::chrono::milliseconds> retryAfter; ///< From Retry-After or X-RateLimit-Reset

    bool operator==(const CallError &) const = default;
};

template<typename T>
using CallResult = tl::expected<T, CallError>;

ExchangeError toExchangeError(const CallError &error);
Error toError(const CallError &error);

} // namespace chatsync::stream
