// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/exchange.h"
#include "core/domain/result.h"
#include "core/stream/requesturl.h"

#include <QCoroTask>

#include <chrono>
#include <stop_token>

namespace chatsync::stream {

/// Stream's own names of what is called, as in its rate limits (npm stream-chat, `EndpointName`).
enum class Endpoint {
    UpdateUsers,
    UpdateUsersPartial,
    QueryUsers,
    GetOrCreateChannel,
    GetChannel,
    UpdateChannel,
    UpdateChannelPartial,
    QueryMembers,
    QueryChannels,
    DeleteChannel,
    DeleteChannels,
    DeleteUsers,
    RestoreUsers,
    DeactivateUser,
    ReactivateUser,
    QueryBannedUsers,
    GetApp,
    GetRateLimits,
    GetTask,
    ListRoles,
};

QString toString(Endpoint endpoint);

struct HttpRequest {
    Endpoint endpoint = Endpoint::GetApp;
    QByteArray method;   ///< GET, POST, PATCH, DELETE
    RequestUrl url;      ///< Whole, with `api_key`
    HttpHeaders headers; ///< Whole, with `Authorization`
    QByteArray body;
    bool writes = false; ///< Changes something at StreamChat. Note that get-or-create does.
    std::chrono::milliseconds timeout{10'000}; ///< In all

    bool operator==(const HttpRequest &) const = default;
};

struct HttpResponse {
    int status = 0;
    QByteArray httpVersion; ///< `1.1` or `2`
    HttpHeaders headers;
    QByteArray body;

    bool operator==(const HttpResponse &) const = default;
};

/// Why no answer came; `kind` as in ExchangeError::kind.
struct TransportFailure {
    enum class Kind {
        Timeout,
        Network,
        Tls,
        Dns,
        Refused,
        CutOff,
        NotHttp,
        Cancelled,
        ReadOnly, ///< Not sent: the write policy forbids it, see GatedTransport
    };
    Kind kind = Kind::Network;
    QString message;      ///< The transport's own words
    HttpResponse partial; ///< What had arrived, status 0 if nothing
    QString advice;       ///< What to do, where the transport knows more than its kind tells

    bool operator==(const TransportFailure &) const = default;
};

QString toString(TransportFailure::Kind kind);

using TransportResult = tl::expected<HttpResponse, TransportFailure>;

/// One HTTP exchange. A port: the network, the recorder around it, a replay, the in-process simulator.
///
/// Belongs to one thread. A stop asked for in that thread ends the exchange at once with Kind::Cancelled.
class Transport {
public:
    virtual ~Transport() = default;
    virtual QCoro::Task<TransportResult> send(HttpRequest request, std::stop_token stop) = 0;
};

} // namespace chatsync::stream
