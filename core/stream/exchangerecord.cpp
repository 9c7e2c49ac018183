// SPDX-License-Identifier: MIT
#include "core/stream/exchangerecord.h"

namespace chatsync::stream {

namespace {

double milliseconds(std::chrono::microseconds time)
{
    return static_cast<double>(time.count()) / 1000.0;
}

bool isProof(const QByteArray &headerName)
{
    constexpr QByteArrayView authorization{"authorization"};
    return headerName.size() == authorization.size() &&
           headerName.compare(authorization, Qt::CaseInsensitive) == 0;
}

/// Looked through as one text, for nearly all headers there are hold nothing to take out.
bool areHarmless(const HttpHeaders &headers, const Redactor &redactor)
{
    QByteArray text;
    for (const auto &[name, value] : headers) {
        if (isProof(name))
            return false;
        text.append(value).append('\n');
    }
    return redactor.redacted(text) == text;
}

/// Whatever the redactor knows, this header never leaves.
HttpHeaders redactedHeaders(const HttpHeaders &headers, const Redactor &redactor)
{
    if (areHarmless(headers, redactor))
        return headers;
    HttpHeaders redacted;
    redacted.reserve(headers.size());
    for (const auto &[name, value] : headers) {
        redacted.append(
            {name, isProof(name) ? QByteArrayLiteral("[secret: token]") : redactor.redacted(value)});
    }
    return redacted;
}

} // namespace

Exchange recordedExchange(const QString &name, const HttpRequest &request, const TransportResult &result,
                          ExchangeTimes times, const Redactor &redactor)
{
    const HttpResponse &response = result ? *result : result.error().partial;
    Exchange exchange;
    exchange.endpoint = name;
    exchange.method = QString::fromLatin1(request.method);
    exchange.url = QString::fromLatin1(redactor.redacted(request.url.toEncoded()));
    exchange.requestHeaders = redactedHeaders(request.headers, redactor);
    exchange.requestBody = redactor.redacted(request.body);
    exchange.status = response.status;
    exchange.httpVersion = QString::fromLatin1(response.httpVersion);
    exchange.responseHeaders = redactedHeaders(response.headers, redactor);
    exchange.responseBody = redactor.redacted(response.body);
    exchange.startedMs = milliseconds(times.started);
    exchange.durationMs = milliseconds(times.ended - times.started);
    exchange.writes = request.writes;
    exchange.sent = result || result.error().kind != TransportFailure::Kind::ReadOnly;
    return exchange;
}

} // namespace chatsync::stream
