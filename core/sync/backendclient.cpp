// SPDX-License-Identifier: MIT
#include "core/sync/backendclient.h"

#include "core/domain/jsonbuilder.h"
#include "core/stream/exchangerecord.h"
#include "core/stream/token.h"

namespace chatsync {

namespace {

const QString exchangeName = QStringLiteral("CreateConversation");

} // namespace

QByteArray backendToken(const QByteArray &secret, const QString &initiatorId, ParticipantKind kind)
{
    const bool company = kind == ParticipantKind::Company;
    return stream::signedToken(
        {{QStringLiteral("sub"), initiatorId},
         {QStringLiteral("category"), company ? QStringLiteral("company") : QStringLiteral("user")}},
        secret);
}

QByteArray BackendRequest::body() const
{
    const json::Value given = name.isEmpty() ? json::Value{nullptr} : json::Value{name};
    return json::Object{{QStringLiteral("conversation_type"), type},
                        {QStringLiteral("participant_ids"), participantIds},
                        {QStringLiteral("name"), given}}
        .text();
}

BackendClient::BackendClient(BackendContext context)
    : m_context(std::move(context))
{
    Q_ASSERT(m_context.clock && m_context.redactor && m_context.recorded && m_context.sending);
}

stream::HttpRequest BackendClient::requestOf(const BackendRequest &request, const QByteArray &token) const
{
    stream::HttpRequest http;
    http.method = QByteArrayLiteral("POST");
    http.url = m_context.access.url;
    http.headers = {{QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json")},
                    {QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")},
                    {QByteArrayLiteral("Authorization"), "Bearer " + token}};
    http.body = request.body();
    http.writes = true;
    http.timeout = m_context.access.timeout;
    return http;
}

QCoro::Task<BackendResult> BackendClient::createConversation(BackendRequest request, QByteArray token,
                                                             std::stop_token stop)
{
    const stream::HttpRequest http = requestOf(request, token);
    m_context.sending();
    if (stop.stop_requested()) {
        BackendResult unsent = readBackendAnswer(
            tl::unexpected(stream::TransportFailure{.kind = stream::TransportFailure::Kind::Cancelled}),
            http.timeout);
        unsent.error().outcomeUnknown = false;
        co_return unsent;
    }
    stream::ExchangeTimes times{.started = m_context.clock->elapsed()};
    auto exchanging = m_context.access.transport->send(http, stop);
    m_context.sending();
    const stream::TransportResult result = co_await exchanging;
    times.ended = m_context.clock->elapsed();

    BackendResult answer = readBackendAnswer(result, m_context.access.timeout);
    Exchange exchange = stream::recordedExchange(exchangeName, http, result, times, *m_context.redactor);
    if (answer) {
        answer->error = m_context.redactor->redacted(answer->error);
        answer->given = m_context.redactor->redacted(answer->given);
    } else {
        answer.error().message = m_context.redactor->redacted(answer.error().message);
        answer.error().explanation = m_context.redactor->redacted(answer.error().explanation);
        exchange.error = toExchangeError(answer.error());
    }
    m_context.recorded(exchange);
    co_return answer;
}

void BackendClient::plan(const BackendRequest &request, const QByteArray &token)
{
    const auto now = m_context.clock->elapsed();
    Exchange exchange = stream::recordedExchange(exchangeName, requestOf(request, token),
                                                 stream::HttpResponse{}, {now, now}, *m_context.redactor);
    exchange.planned = true;
    m_context.recorded(exchange);
}

} // namespace chatsync
