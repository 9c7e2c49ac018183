// SPDX-License-Identifier: MIT
#include "core/sandbox/simulatortransport.h"

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

using stream::HttpRequest;
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

QCoro::Task<TransportResult> exchange(Simulator *simulator, Clock *clock, HttpRequest request,
                                      std::stop_token stop)
{
    if (stop.stop_requested())
        co_return stopped();
    SimulatorReply reply = simulator->handle(
        simulatorRequest(request.method, request.url, request.headers, request.body), clock->now());
    const bool late = reply.hang || reply.delay >= request.timeout;
    const std::chrono::milliseconds wait = late ? request.timeout : reply.delay;
    if (wait.count() > 0) {
        const bool whole = co_await clock->sleep(wait, stop);
        if (!whole)
            co_return stopped();
    }
    if (late) {
        co_return failure(TransportFailure::Kind::Timeout,
                          u"No answer within %1 ms."_s.arg(request.timeout.count()));
    }
    co_return arrivedReply(std::move(reply));
}

} // namespace

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
    return exchange(m_simulator, m_clock, std::move(request), std::move(stop));
}

} // namespace chatsync::sandbox
