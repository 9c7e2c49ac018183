// SPDX-License-Identifier: MIT
#include "core/sandbox/simulatortransport.h"

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

using stream::HttpResponse;
using stream::TransportFailure;
using stream::TransportResult;

tl::unexpected<TransportFailure> failure(TransportFailure::Kind kind, const QString &message)
{
    return tl::unexpected(TransportFailure{kind, message, {}});
}

tl::unexpected<TransportFailure> stopped()
{
    return failure(TransportFailure::Kind::Cancelled, u"The request was stopped."_s);
}

QCoro::Task<TransportResult> stoppedAtOnce()
{
    co_return stopped();
}

} // namespace

QCoro::Task<stream::TransportResult> delivered(SimulatorReply reply, Clock *clock,
                                               std::chrono::milliseconds patience, std::stop_token stop)
{
    const bool late = reply.hang || reply.delay >= patience;
    const std::chrono::milliseconds wait = late ? patience : reply.delay;
    if (wait.count() > 0) {
        const bool whole = co_await clock->sleep(wait, stop);
        if (!whole)
            co_return stopped();
    }
    if (late) {
        co_return failure(TransportFailure::Kind::Timeout,
                          u"No answer within %1 ms."_s.arg(patience.count()));
    }
    co_return arrivedReply(std::move(reply));
}

stream::TransportResult arrivedReply(SimulatorReply reply)
{
    if (reply.reset)
        return failure(TransportFailure::Kind::CutOff, u"Connection closed"_s);
    HttpResponse response{reply.status, "1.1", std::move(reply.headers), std::move(reply.body)};
    if (!reply.cutAfter)
        return response;
    response.body.truncate(*reply.cutAfter);
    return tl::unexpected(TransportFailure{TransportFailure::Kind::CutOff, u"Connection closed"_s, response});
}

SimulatorTransport::SimulatorTransport(Simulator *simulator, Clock *clock)
    : m_simulator(simulator)
    , m_clock(clock)
{}

QCoro::Task<stream::TransportResult> SimulatorTransport::send(stream::HttpRequest request,
                                                              std::stop_token stop)
{
    if (stop.stop_requested())
        return stoppedAtOnce();
    SimulatorReply reply = m_simulator->handle(
        simulatorRequest(request.method, request.url, request.headers, request.body), m_clock->now());
    return delivered(std::move(reply), m_clock, request.timeout, std::move(stop));
}

} // namespace chatsync::sandbox
