// SPDX-License-Identifier: MIT
#include "core/stream/gatedtransport.h"

#include <QCoreApplication>

namespace chatsync::stream {

namespace {

/// Path as sent, without the base address' own; nothing when it lies elsewhere.
QByteArray pathBelow(const QUrl &url, const QUrl &baseUrl)
{
    const QByteArray whole = url.path(QUrl::FullyEncoded).toLatin1();
    QByteArray base = baseUrl.path(QUrl::FullyEncoded).toLatin1();
    while (base.endsWith('/'))
        base.chop(1);
    return whole.startsWith(base) ? whole.sliced(base.size()) : QByteArray{};
}

/// Servers in between may obey such a header in place of the method.
bool overridesMethod(const HttpHeaders &headers)
{
    return std::any_of(headers.cbegin(), headers.cend(),
                       [](const auto &header) { return header.first.toLower().contains("method"); });
}

} // namespace

std::optional<Error> NeverWrite::refusal() const
{
    return Error{Error::Kind::Refused,
                 QCoreApplication::translate("chatsync::stream", "Nothing was sent: this is a rehearsal."),
                 {},
                 {}};
}

bool couldChange(const HttpRequest &request, const QUrl &baseUrl)
{
    if (overridesMethod(request.headers))
        return true;
    if (request.method == "GET" || request.method == "HEAD")
        return !request.body.isEmpty();
    const bool queriesChannels = request.method == "POST" && pathBelow(request.url, baseUrl) == "/channels";
    return !queriesChannels;
}

GatedTransport::GatedTransport(Transport *gated, const WritePermission *permission, QUrl baseUrl)
    : m_gated(gated)
    , m_permission(permission)
    , m_baseUrl(std::move(baseUrl))
{}

QCoro::Task<TransportResult> GatedTransport::send(HttpRequest request, std::stop_token stop)
{
    if (couldChange(request, m_baseUrl)) {
        if (const std::optional<Error> refusal = m_permission->refusal()) {
            TransportFailure failure;
            failure.kind = TransportFailure::Kind::ReadOnly;
            failure.message = refusal->what;
            failure.advice = refusal->advice;
            return [](TransportFailure told) -> QCoro::Task<TransportResult> {
                co_return tl::unexpected(told);
            }(std::move(failure));
        }
    }
    return m_gated->send(std::move(request), std::move(stop));
}

} // namespace chatsync::stream
