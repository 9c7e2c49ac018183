// SPDX-License-Identifier: MIT
#include "core/stream/networktransport.h"

#include "core/stream/onetimebody.h"
#include "core/stream/peerprobe.h"

#include <QCoroNetworkReply>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

#include <algorithm>

namespace chatsync::stream {

namespace {

using namespace std::chrono_literals;

constexpr qsizetype largestAnswer = 32 * 1024 * 1024;
constexpr std::chrono::milliseconds probePatience = 1s;

struct DeleteLater {
    void operator()(QNetworkReply *reply) const { reply->deleteLater(); }
};
using ReplyPtr = std::unique_ptr<QNetworkReply, DeleteLater>;

/// Why an exchange was ended from this side.
enum class Ended { No, Deadline, TooLarge };

/// The one place where a request for Qt is made.
QNetworkRequest networkRequestOf(const HttpRequest &request)
{
    QNetworkRequest made{request.url.toUrl()};
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

HttpResponse responseOf(QNetworkReply &reply, QByteArray body)
{
    HttpResponse response;
    response.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (response.status == 0)
        return response;
    const bool http2 = reply.attribute(QNetworkRequest::Http2WasUsedAttribute).toBool();
    response.httpVersion = http2 ? QByteArrayLiteral("2") : QByteArrayLiteral("1.1");
    response.headers = reply.rawHeaderPairs();
    response.body = std::move(body);
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

QString messageOf(const QNetworkReply &reply, Ended ended)
{
    switch (ended) {
    case Ended::Deadline:
        return QStringLiteral("No complete answer in time.");
    case Ended::TooLarge:
        return QStringLiteral("The answer is larger than 32 MiB and was not read on.");
    case Ended::No:
        break;
    }
    if (reply.error() == QNetworkReply::ContentReSendError)
        return QStringLiteral("The connection was closed before an answer; the request was not sent again.");
    return reply.errorString();
}

/// Qt 6.4 does not always notice a cut in the body of an error. (Where Qt unpacked the body, it drops the
/// length.)
bool isShort(const HttpResponse &response)
{
    bool known = false;
    const qint64 length = headerValue(response.headers, "content-length").toLongLong(&known);
    return known && response.body.size() < length;
}

TransportResult resultOf(const QNetworkReply &reply, HttpResponse response, Ended ended, bool stopped)
{
    using Kind = TransportFailure::Kind;
    if (stopped)
        return tl::unexpected(TransportFailure{Kind::Cancelled, {}, std::move(response)});
    const bool answered = reply.error() == QNetworkReply::NoError || isStatusError(reply.error());
    if (ended == Ended::No && answered && response.status != 0) {
        if (!isShort(response))
            return response;
        return tl::unexpected(TransportFailure{Kind::CutOff,
                                               QStringLiteral("The connection was closed within the answer."),
                                               std::move(response)});
    }
    Kind kind = answered ? Kind::NotHttp : kindOf(reply.error());
    if (ended == Ended::TooLarge)
        kind = Kind::CutOff;
    return tl::unexpected(TransportFailure{kind, messageOf(reply, ended), std::move(response)});
}

bool mayBeNoWebServer(const TransportResult &result, const HttpRequest &request)
{
    return !result && result.error().kind == TransportFailure::Kind::CutOff &&
           result.error().partial.status == 0 && request.url.scheme() == u"http";
}

/// Reads what has come, as it comes: Qt drops what is unread when an exchange is aborted.
void readOn(QNetworkReply &reply, QByteArray &body, Ended &ended)
{
    // Never more than is there: QIODevice::read() makes room for all that it is asked for.
    body += reply.read(std::min(largestAnswer - body.size(), reply.bytesAvailable()));
    if (reply.bytesAvailable() == 0)
        return;
    ended = Ended::TooLarge;
    reply.abort();
}

QCoro::Task<TransportResult> exchange(QNetworkAccessManager *network, HttpRequest request,
                                      std::stop_token stop)
{
    if (stop.stop_requested())
        co_return tl::unexpected(TransportFailure{TransportFailure::Kind::Cancelled, {}, {}});
    const bool once = request.writes || !request.body.isEmpty();
    auto upload = once ? std::make_unique<OneTimeBody>(request.body) : nullptr;
    const QNetworkRequest made = networkRequestOf(request);
    const ReplyPtr reply{network->sendCustomRequest(made, request.method, upload.get())};
    if (upload)
        upload.release()->setParent(
            reply.get()); // Qt may still ask for it while the reply waits to be deleted

    Ended ended = Ended::No;
    QByteArray body;
    QTimer deadline; // Also the context of both connections, so that they end with this frame.
    deadline.setSingleShot(true);
    QObject::connect(&deadline, &QTimer::timeout, &deadline, [&ended, r = reply.get()] {
        ended = Ended::Deadline;
        r->abort();
    });
    deadline.start(request.timeout);
    QObject::connect(reply.get(), &QNetworkReply::readyRead, &deadline,
                     [&body, &ended, r = reply.get()] { readOn(*r, body, ended); });
    {
        const std::stop_callback abortOnStop{stop, [r = reply.get()] { r->abort(); }};
        co_await reply.get();
    }
    deadline.stop();
    if (reply->isOpen() && ended == Ended::No)
        readOn(*reply, body, ended);

    HttpResponse response = responseOf(*reply, std::move(body));
    TransportResult result = resultOf(*reply, std::move(response), ended, stop.stop_requested());
    if (mayBeNoWebServer(result, request)) {
        const QByteArray words = co_await firstWordsAt(request.url, probePatience, stop);
        if (!words.isEmpty() && !words.startsWith("HTTP/")) {
            result.error().kind = TransportFailure::Kind::NotHttp;
            result.error().message = QString::fromLatin1(words.left(200)).simplified();
        }
    }
    co_return result;
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
