// SPDX-License-Identifier: MIT
#include "tests/support/backendfixture.h"

#include <QCoroTask>

namespace chatsync::test {

namespace {

sandbox::BackendOptions optionsOf(const FlowSettings &settings, const QStringList &faults)
{
    sandbox::BackendOptions options;
    options.settings = settings;
    for (const QString &fault : faults)
        options.faults.append(sandbox::parseBackendFault(fault).value());
    return options;
}

sandbox::BackendSurroundings surroundingsOf(FlowFixture &flow, QStringList &log)
{
    sandbox::BackendSurroundings around;
    around.directory = &flow.directory;
    around.transport = &flow.transport;
    around.governor = &flow.governor;
    around.credentials = flow.context.credentials;
    around.clock = &flow.clock;
    around.newId = seededIds(7);
    around.log = [&log](const QString &line) { log << line; };
    return around;
}

} // namespace

QCoro::Task<stream::TransportResult> BackendWay::send(stream::HttpRequest request, std::stop_token stop)
{
    requests.push_back(request);
    if (!script) {
        auto sending = onwards->send(request, stop);
        stream::TransportResult result = co_await sending;
        if (afterwards)
            afterwards();
        co_return result;
    }
    const stream::TransportResult result = *script;
    auto sleeping = m_clock->sleep(takes, stop);
    const bool whole = co_await sleeping;
    if (afterwards)
        afterwards();
    if (!whole)
        co_return tl::unexpected(
            stream::TransportFailure{stream::TransportFailure::Kind::Cancelled, {}, {}, {}});
    co_return result;
}

BackendFixture::BackendFixture(FlowSettings settings, const QStringList &faults,
                               sandbox::SimulatorOptions options)
    : flow(std::move(options))
    , standIn(optionsOf(settings, faults), surroundingsOf(flow, log))
    , transport(&standIn, &flow.clock)
    , way(&flow.clock)
{
    way.onwards = &transport;
    access.url = QUrl{QStringLiteral("http://backend.invalid") + sandbox::BackendStandIn::path()};
    access.secret = standIn.options().secret;
    access.transport = &way;
}

RunResult BackendFixture::run(std::stop_token stop)
{
    return run(requestOf(FlowFixture::satEducation, {FlowFixture::amira}), stop);
}

RunResult BackendFixture::run(const ConversationRequest &request, std::stop_token stop)
{
    return QCoro::waitFor(runOnBackend(flow.context, access, request, stop));
}

QString BackendFixture::what() const
{
    return end()[QLatin1String("explanation")][QLatin1String("what")].toString();
}

QString BackendFixture::why() const
{
    return end()[QLatin1String("explanation")][QLatin1String("why")].toString();
}

QStringList BackendFixture::noteCodes() const
{
    QStringList codes;
    for (const RunEvent &note : flow.of(EventKind::Note))
        codes << note.data[QLatin1String("code")].toString();
    return codes;
}

QByteArray BackendFixture::told() const
{
    QByteArray all;
    for (const RunEvent &event : flow.sink.events)
        all += toJsonLine(event) + '\n';
    return all;
}

stream::TransportResult answered(int status, const QByteArray &body, const QByteArray &type)
{
    return stream::HttpResponse{status, "1.1", {{"Content-Type", type}}, body};
}

} // namespace chatsync::test
