// SPDX-License-Identifier: MIT
#include "core/stream/networktransport.h"

#include "core/stream/onetimebody.h"

#include <QCoroNetworkReply>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

namespace chatsync::stream {

namespace {

constexpr qint64 largestAnswer = 32 * 1024 * 1024;

struct DeleteLater {
    void operator()(QNetworkReply *reply) const { reply->deleteLater(); }
};
using ReplyPtr = std::unique_ptr<QNetworkReply, DeleteLater>;

/// Why an exchange was ended from this side.
enum class Ended { No, Deadline, TooLarge };

/// The one place where a request for Qt is made.
QNetworkRequest networkRequestOf(const HttpRequest &request)
{
    QNetworkRequest made{request.url};
    for (const auto &[name, value] : request.headers)
        made.setRawHeader(name, value);
    made.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    made.setAttribute(QNetworkRequest::Http2AllowedAttribute, true);
    made.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
    made.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    made.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    made.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    made.setTransferTimeout(static_cast<int>(request.timeout.count()));
    if (request.writes || !request.body.isEmpty()) {
        made.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        made.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
    }
    return made;
}

HttpResponse responseOf(QNetworkReply &reply)
{
    HttpResponse response;
    response.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (response.status == 0)
        return response;
    const bool http2 = reply.attribute(QNetworkRequest::Http2WasUsedAttribute).toBool();
    response.httpVersion = http2 ? QByteArrayLiteral("2") : QByteArrayLiteral("1.1");
    response.headers = reply.rawHeaderPairs();
    response.body = reply.read(largestAnswer);
    return response;
}

/// Qt calls every status from 400 an error. Those are answers; what is left are failures.
bool isStatusError(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ContentAccessDenied:
    case QNetworkReply::ContentOperationNotPermittedError:
    case QNetworkReply::ContentNotFoundError:
    case QNetworkReply::AuthenticationRequiredError:
    case QNetworkReply::ContentConflictError:
    case QNetworkReply::ContentGoneError:
    case QNetworkReply::UnknownContentError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::InternalServerError:
    case QNetworkReply::OperationNotImplementedError:
    case QNetworkReply::ServiceUnavailableError:
    case QNetworkReply::UnknownServerError:
        return true;
    default:
        return false;
    }
}

TransportFailure::Kind kindOf(QNetworkReply::NetworkError error)
{
    using Kind = TransportFailure::Kind;
    switch (error) {
    case QNetworkReply::OperationCanceledError: // Qt 6.4's word for its transfer time-out
    case QNetworkReply::TimeoutError:
    case QNetworkReply::ProxyTimeoutError:
        return Kind::Timeout;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
        return Kind::CutOff;
    case QNetworkReply::ConnectionRefusedError:
        return Kind::Refused;
    case QNetworkReply::HostNotFoundError:
        return Kind::Dns;
    case QNetworkReply::SslHandshakeFailedError:
        return Kind::Tls;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return Kind::NotHttp;
    default:
        return Kind::Network;
    }
}

TransportResult resultOf(QNetworkReply &reply, Ended ended, bool stopped)
{
    const QNetworkReply::NetworkError error = reply.error();
    HttpResponse response = responseOf(reply);
    if (stopped)
        return tl::unexpected(TransportFailure{TransportFailure::Kind::Cancelled, {}, std::move(response)});
    if (ended == Ended::TooLarge)
        return tl::unexpected(TransportFailure{
            TransportFailure::Kind::CutOff,
            QStringLiteral("The answer is larger than 32 MiB and was not read on."), std::move(response)});
    const bool answered = error == QNetworkReply::NoError || isStatusError(error);
    if (answered && response.status != 0)
        return response;
    const TransportFailure::Kind kind = answered ? TransportFailure::Kind::NotHttp : kindOf(error);
    const QString message =
        ended == Ended::Deadline ? QStringLiteral("No complete answer in time.") : reply.errorString();
    return tl::unexpected(TransportFailure{kind, message, std::move(response)});
}

QCoro::Task<TransportResult> exchange(QNetworkAccessManager *network, HttpRequest request,
                                      std::stop_token stop)
{
    if (stop.stop_requested())
        co_return tl::unexpected(TransportFailure{TransportFailure::Kind::Cancelled, {}, {}});
    const bool once = request.writes || !request.body.isEmpty();
    auto body = once ? std::make_unique<OneTimeBody>(request.body) : nullptr;
    const QNetworkRequest made = networkRequestOf(request);
    const ReplyPtr reply{network->sendCustomRequest(made, request.method, body.get())};
    if (body)
        body.release()->setParent(reply.get()); // Qt may still ask for it while the reply waits to be deleted

    Ended ended = Ended::No;
    QTimer deadline;
    deadline.setSingleShot(true);
    QObject::connect(&deadline, &QTimer::timeout, &deadline, [&ended, r = reply.get()] {
        ended = Ended::Deadline;
        r->abort();
    });
    deadline.start(request.timeout);
    QObject::connect(reply.get(), &QNetworkReply::readyRead, &deadline, [&ended, r = reply.get()] {
        if (r->bytesAvailable() <= largestAnswer)
            return;
        ended = Ended::TooLarge;
        r->abort();
    });
    const std::stop_callback abortOnStop{stop, [r = reply.get()] { r->abort(); }};

    co_await reply.get();

    co_return resultOf(*reply, ended, stop.stop_requested());
}

} // namespace

NetworkTransport::NetworkTransport(QNetworkAccessManager *network)
    : m_network(network)
{}

QCoro::Task<TransportResult> NetworkTransport::send(HttpRequest request, std::stop_token stop)
{
    return exchange(m_network, std::move(request), std::move(stop));
}

} // namespace chatsync::stream
