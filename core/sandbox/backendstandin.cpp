// SPDX-License-Identifier: MIT
#include "core/sandbox/backendstandin.h"

#include "core/domain/identity.h"
#include "core/sandbox/simulatortransport.h"
#include "core/stream/client.h"
#include "core/stream/token.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

SimulatorReply reply(int status, const QJsonObject &json)
{
    return {.status = status,
            .headers = {{"Content-Type", "application/json; charset=utf-8"}},
            .body = QJsonDocument{json}.toJson(QJsonDocument::Compact)};
}

tl::unexpected<SimulatorReply> refused(int status, const QString &error)
{
    return tl::unexpected(reply(status, failureAnswer(error)));
}

/// Prints what the backend prints.
class LogSink final : public EventSink {
public:
    LogSink(std::function<void(const QString &)> log, bool keeps)
        : m_log(std::move(log))
        , m_keeps(keeps)
    {}

    Result<void> append(const RunEvent &event) override
    {
        const QString line = event.data["backend_log"_L1].toString();
        if (m_log && !line.isEmpty())
            m_log(line);
        if (m_keeps)
            events.push_back(event);
        return {};
    }

    std::vector<RunEvent> events;

private:
    std::function<void(const QString &)> m_log;
    bool m_keeps;
};

/// Who is asking by the token, in the words of the usual library where it is refused.
tl::expected<QString, QString> subjectOf(const QByteArray &token, const QByteArray &secret,
                                         const QDateTime &now)
{
    const std::optional<QJsonObject> claims = stream::claimsOf(token);
    if (!claims)
        return tl::unexpected(u"jwt malformed"_s);
    if (!stream::isSignedWith(token, secret))
        return tl::unexpected(u"invalid signature"_s);
    if (claims->contains("exp"_L1) && (*claims)["exp"_L1].toDouble() < double(now.toSecsSinceEpoch()))
        return tl::unexpected(u"jwt expired"_s);
    const QString subject = (*claims)["sub"_L1].toString();
    if (subject.isEmpty())
        return tl::unexpected(u"jwt has no sub"_s);
    const QString category = (*claims)["category"_L1].toString();
    if (category != u"user" && category != u"company")
        return tl::unexpected(u"jwt category must be user or company"_s);
    return subject;
}

bool isUuid(const QJsonValue &value)
{
    return value.isString() && !QUuid::fromString(value.toString()).isNull();
}

} // namespace

struct BackendStandIn::Order {
    ConversationRequest request;
};

BackendStandIn::BackendStandIn(BackendOptions options, BackendSurroundings surroundings)
    : m_options(std::move(options))
    , m_surroundings(std::move(surroundings))
    , m_strikes(m_options.faults.size(), 0)
{
    m_redactor.addSecret(u"token"_s, m_surroundings.credentials.token);
    m_redactor.addSecret(u"backend_secret"_s, m_options.secret);
}

QString BackendStandIn::path()
{
    return u"/api/conversations"_s;
}

bool BackendStandIn::strikes(BackendFaultKind kind)
{
    for (qsizetype i = 0; i < m_options.faults.size(); ++i) {
        const BackendFault &fault = m_options.faults[i];
        if (fault.kind == kind && (!fault.count || m_strikes[i] < *fault.count)) {
            ++m_strikes[i];
            return true;
        }
    }
    return false;
}

/// Faults in which nothing is done.
std::optional<SimulatorReply> BackendStandIn::faultInstead()
{
    if (strikes(BackendFaultKind::Html))
        return SimulatorReply{.status = 200,
                              .headers = {{"Content-Type", "text/html"}},
                              .body = "<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>"};
    if (strikes(BackendFaultKind::FailureAsSuccess))
        return reply(200, failureAnswer(u"Something went wrong"_s));
    if (strikes(BackendFaultKind::NoJson))
        return SimulatorReply{
            .status = 500, .headers = {{"Content-Type", "text/plain"}}, .body = "Internal Server Error"};
    if (strikes(BackendFaultKind::Redirect))
        return SimulatorReply{.status = 302, .headers = {{"Location", "https://elsewhere.invalid/login"}}};
    return std::nullopt;
}

tl::expected<QString, SimulatorReply> BackendStandIn::initiatorOf(const SimulatorRequest &request) const
{
    const QByteArray proof = headerValue(request.headers, "authorization");
    if (!proof.startsWith("Bearer "))
        return refused(401, u"No token provided"_s);
    const auto subject = subjectOf(proof.mid(7).trimmed(), m_options.secret, m_surroundings.clock->now());
    if (!subject)
        return refused(401, subject.error());
    return *subject;
}

tl::expected<BackendStandIn::Order, SimulatorReply>
BackendStandIn::orderIn(const SimulatorRequest &request) const
{
    if (request.path != path())
        return refused(404, u"Not found"_s);
    if (request.method != "POST")
        return refused(405, u"Method not allowed"_s);
    const auto initiator = initiatorOf(request);
    if (!initiator)
        return tl::unexpected(initiator.error());
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (!document.isObject())
        return refused(400, u"The body is no JSON object"_s);
    const QJsonObject body = document.object();
    const QJsonArray ids = body["participant_ids"_L1].toArray();
    if (ids.isEmpty() || !std::all_of(ids.begin(), ids.end(), isUuid))
        return refused(400, u"participant_ids must be an array of UUIDs"_s);
    if (body["conversation_type"_L1].toString().isEmpty())
        return refused(400, u"conversation_type is required"_s);
    const QJsonValue name = body["name"_L1];
    if (!name.isUndefined() && !name.isNull() && !name.isString())
        return refused(400, u"name must be a string"_s);
    Order order;
    order.request.initiator = *initiator;
    for (const QJsonValue &id : ids)
        order.request.participants << id.toString();
    order.request.type = body["conversation_type"_L1].toString();
    order.request.name = name.toString();
    return order;
}

QCoro::Task<RunResult> BackendStandIn::perform(Order order, std::stop_token stop)
{
    LogSink sink{m_surroundings.log, static_cast<bool>(m_surroundings.ended)};
    FlowContext context;
    context.directory = m_surroundings.directory;
    context.transport = m_surroundings.transport;
    context.governor = m_surroundings.governor;
    context.credentials = m_surroundings.credentials;
    context.clock = m_surroundings.clock;
    context.redactor = &m_redactor;
    context.newId = m_surroundings.newId;
    context.sinks = {&sink};
    auto running = runConversation(context, order.request, m_options.settings, stop);
    RunResult result = co_await running;
    if (m_surroundings.ended)
        m_surroundings.ended(result, sink.events);
    co_return result;
}

QCoro::Task<void> BackendStandIn::leaveSomebodyOut(QString conversationId, QString initiator,
                                                   std::stop_token stop)
{
    stream::ClientContext context;
    context.credentials = m_surroundings.credentials;
    context.transport = m_surroundings.transport;
    context.clock = m_surroundings.clock;
    context.redactor = &m_redactor;
    context.newId = m_surroundings.newId;
    stream::Client client{context};
    const stream::ChannelRef channel{.id = channelIdOf(conversationId)};
    auto reading = client.queryMembers(channel, {.limit = 100}, stop);
    const stream::CallResult<std::vector<stream::Member>> members = co_await reading;
    if (!members)
        co_return;
    for (const stream::Member &member : *members) {
        if (member.userId.endsWith(initiator))
            continue;
        auto removing = client.removeMembers(channel, {member.userId}, stop);
        co_await removing;
        co_return;
    }
}

QCoro::Task<SimulatorReply> BackendStandIn::handle(SimulatorRequest request, std::stop_token stop)
{
    const tl::expected<Order, Refusal> order = orderIn(request);
    if (!order)
        co_return order.error();
    if (strikes(BackendFaultKind::ExpiredToken))
        co_return reply(401, failureAnswer(u"jwt expired"_s));
    const std::optional<SimulatorReply> instead = faultInstead();
    if (instead)
        co_return *instead;

    auto performing = perform(*order, stop);
    const RunResult result = co_await performing;
    const bool works = result.failure == Failure::None;
    const QString id = result.answer["data"_L1]["id"_L1].toString();
    if (works && strikes(BackendFaultKind::MemberLeftOut)) {
        auto leaving = leaveSomebodyOut(id, order->request.initiator, stop);
        co_await leaving;
    }
    SimulatorReply told = reply(works ? 200 : 500, result.answer);
    if (works && strikes(BackendFaultKind::FailureButWorks))
        told = reply(500, failureAnswer(u"Cannot read properties of undefined (reading 'emit')"_s));
    if (strikes(BackendFaultKind::WrongSchema))
        told = reply(200, {{u"ok"_s, works}, {u"conversation"_s, result.answer["data"_L1].toObject()}});
    told.hang = strikes(BackendFaultKind::Hang);
    co_return told;
}

BackendStandInTransport::BackendStandInTransport(BackendStandIn *standIn, Clock *clock)
    : m_standIn(standIn)
    , m_clock(clock)
{}

QCoro::Task<stream::TransportResult> BackendStandInTransport::send(stream::HttpRequest request,
                                                                   std::stop_token stop)
{
    const auto exchange = [](BackendStandIn *standIn, Clock *clock, stream::HttpRequest asked,
                             std::stop_token stopping) -> QCoro::Task<stream::TransportResult> {
        const auto began = clock->elapsed();
        auto handling =
            standIn->handle(simulatorRequest(asked.method, asked.url, asked.headers, asked.body), stopping);
        SimulatorReply told = co_await handling;
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(asked.timeout - (clock->elapsed() - began));
        auto delivering =
            delivered(std::move(told), clock, std::max(left, std::chrono::milliseconds{0}), stopping);
        const stream::TransportResult result = co_await delivering;
        co_return result;
    };
    return exchange(m_standIn, m_clock, std::move(request), std::move(stop));
}

} // namespace chatsync::sandbox
