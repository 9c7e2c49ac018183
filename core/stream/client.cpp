// SPDX-License-Identifier: MIT
#include "core/stream/client.h"

#include "core/stream/clientcall.h"
#include "core/stream/exchangerecord.h"
#include "core/stream/interpretation.h"
#include "core/stream/rategovernor.h"

#include <QCoreApplication>

namespace chatsync::stream {

namespace {

using namespace std::chrono_literals;

// The secrets in `GET /app` are found by their keys, which a broken answer need not show.
constexpr const char *appNotKept = "[not kept: it may hold the app's secrets]";
constexpr int mostTries = 4; // the first and, after 429, three more

const QByteArray &clientTag()
{
    static const QByteArray tag = QByteArrayLiteral("chat-sync-console-" CHATSYNC_VERSION);
    return tag;
}

bool mayRepeat(const CallResult<json::Document> &answer, int tries)
{
    return !answer && answer.error().meaning == Meaning::RateLimited && answer.error().status == 429 &&
           !answer.error().unrecoverable && tries < mostTries;
}

} // namespace

struct Client::Sending {
    HttpRequest request;
    std::chrono::microseconds started{};
    std::chrono::microseconds ended{};
    int tries = 1;
};

bool fitsIntoPath(const QString &id)
{
    return !id.isEmpty() && id != u"." && id != u"..";
}

CallError unsendable(Meaning meaning, const QString &id)
{
    CallError error;
    error.meaning = meaning;
    error.kind = QStringLiteral("api");
    error.message = QStringLiteral("not sent: \"%1\" is no id").arg(id);
    error.explanation =
        QCoreApplication::translate("chatsync::stream", "The request was not sent: “%1” is no id.").arg(id);
    error.advice = QCoreApplication::translate("chatsync::stream", "Check where the id comes from.");
    return error;
}

void insertPaging(json::Object &json, const Query &query)
{
    if (query.limit)
        json.insert(QStringLiteral("limit"), *query.limit);
    if (query.offset)
        json.insert(QStringLiteral("offset"), *query.offset);
}

Client::Client(ClientContext context)
    : m_context(std::move(context))
{
    Q_ASSERT(m_context.transport && m_context.clock && m_context.redactor && m_context.newId);
    QUrl base = m_context.credentials.baseUrl.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment |
                                                       QUrl::StripTrailingSlash | QUrl::RemoveUserInfo);
    m_baseUrl = base.toEncoded();
    while (m_baseUrl.endsWith('/'))
        m_baseUrl.chop(1);
    m_keyQuery = "?api_key=" + m_context.credentials.apiKey.toUtf8().toPercentEncoding();
}

HttpRequest Client::requestOf(const Call &call) const
{
    HttpRequest request;
    request.endpoint = call.endpoint;
    request.method = call.method;
    request.url = RequestUrl::fromEncoded(m_baseUrl + call.path + m_keyQuery + call.query);
    request.headers.reserve(6);
    request.headers.append(
        {QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json, text/plain, */*")});
    if (!call.body.isEmpty())
        request.headers.append({QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")});
    request.headers.append({QByteArrayLiteral("Authorization"), m_context.credentials.token});
    request.headers.append({QByteArrayLiteral("Stream-Auth-Type"), QByteArrayLiteral("jwt")});
    request.headers.append({QByteArrayLiteral("X-Stream-Client"), clientTag()});
    request.headers.append(
        {QByteArrayLiteral("x-client-request-id"), m_context.newId().toByteArray(QUuid::WithoutBraces)});
    request.body = call.body;
    request.writes = call.writes;
    request.timeout = m_context.timeout;
    return request;
}

QCoro::Task<bool> Client::waitForBudget(Endpoint endpoint, std::stop_token stop)
{
    for (;;) {
        const std::chrono::milliseconds pause = m_context.governor->delay(endpoint);
        if (pause <= 0ms)
            co_return true;
        if (m_context.pausing)
            m_context.pausing(pause, endpoint);
        const bool whole = co_await m_context.clock->sleep(pause, stop);
        if (!whole)
            co_return false;
    }
}

QCoro::Task<CallResult<json::Document>> Client::call(Call call, std::stop_token stop)
{
    if (call.refusal)
        co_return tl::unexpected(*call.refusal);
    const Expectation expectation{call.writes, call.expectedKey};
    Sending sending;
    for (;; ++sending.tries) {
        if (stop.stop_requested())
            co_return tl::unexpected(cancelledCall());
        if (m_context.governor) {
            const bool mayGo = co_await waitForBudget(call.endpoint, stop);
            if (!mayGo)
                co_return tl::unexpected(cancelledCall());
            m_context.governor->sent(call.endpoint);
        }
        sending.request = requestOf(call);
        if (call.writes && m_context.sending)
            m_context.sending();
        sending.started = m_context.clock->elapsed();
        auto exchanging = m_context.transport->send(sending.request, stop);
        if (m_context.underWay)
            m_context.underWay();
        const TransportResult result = co_await exchanging;
        sending.ended = m_context.clock->elapsed();
        if (m_context.governor) {
            const HttpResponse &told = result ? *result : result.error().partial;
            m_context.governor->answered(call.endpoint, told.status, told.headers);
        }
        CallResult<json::Document> answer = interpret(result, expectation, *m_context.clock);
        if (!answer)
            redact(answer.error(), call.endpoint);
        else if (call.endpoint == Endpoint::GetApp)
            answer = json::Document::of(m_context.redactor->redacted(answer->toObject()));
        record(sending, result, answer);
        if (!m_context.governor || !mayRepeat(answer, sending.tries))
            co_return answer;
    }
}

void Client::redact(CallError &error, Endpoint endpoint) const
{
    const Redactor &redactor = *m_context.redactor;
    const bool mayQuoteApp = endpoint == Endpoint::GetApp && error.status / 100 == 2;
    error.message = mayQuoteApp ? QString::fromLatin1(appNotKept) : redactor.redacted(error.message);
    error.explanation = redactor.redacted(error.explanation);
    error.advice = redactor.redacted(error.advice);
    for (QString &reason : error.exceptionFields)
        reason = redactor.redacted(reason);
    for (QString &id : error.missingIds)
        id = redactor.redacted(id);
}

void Client::record(const Sending &sending, const TransportResult &result,
                    const CallResult<json::Document> &answer)
{
    ++m_exchanges;
    if (!m_context.recorded)
        return;
    const HttpRequest &request = sending.request;
    Exchange exchange = recordedExchange(toString(request.endpoint), request, result,
                                         {sending.started, sending.ended}, *m_context.redactor);
    exchange.number = m_exchanges;
    if (request.endpoint == Endpoint::GetApp && exchange.status / 100 == 2)
        exchange.responseBody = answer ? json::Value{answer->toObject()}.text() : QByteArray{appNotKept};
    exchange.tries = sending.tries;
    if (!answer)
        exchange.error = toExchangeError(answer.error());
    m_context.recorded(exchange);
}

} // namespace chatsync::stream
