// SPDX-License-Identifier: MIT
#include "core/sandbox/servercontrol.h"

#include "core/sandbox/credentialcheck.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

SimulatorReply reply(int status, const QJsonObject &body)
{
    SimulatorReply made;
    made.status = status;
    made.headers = {{"Content-Type", "application/json;charset=utf-8"}};
    made.body = QJsonDocument{body}.toJson(QJsonDocument::Compact);
    return made;
}

QJsonObject logged(const LoggedRequest &request)
{
    QJsonObject query;
    for (const auto &[key, value] : request.query)
        query.insert(key, value);
    return {{u"method"_s, QString::fromLatin1(request.method)},
            {u"path"_s, request.path},
            {u"query"_s, query},
            {u"body"_s, QString::fromUtf8(request.body)},
            {u"endpoint"_s, request.endpoint},
            {u"status"_s, request.status},
            {u"mutating"_s, request.mutating},
            {u"fault"_s, request.fault}};
}

SimulatorReply requests(Simulator &simulator, const SimulatorRequest &request)
{
    if (request.method == "DELETE") {
        simulator.clearRequestLog();
        return reply(200, {});
    }
    QJsonArray list;
    for (const LoggedRequest &one : simulator.requestLog())
        list.append(logged(one));
    return reply(200, {{u"requests"_s, list}});
}

SimulatorReply setFaults(Simulator &simulator, const QByteArray &body)
{
    QList<Fault> faults;
    for (const QJsonValue &text : QJsonDocument::fromJson(body).object().value("faults"_L1).toArray()) {
        const Result<Fault> fault = parseFault(text.toString());
        if (!fault)
            return reply(400, {{u"error"_s, fault.error().what + u' ' + fault.error().advice}});
        faults.append(*fault);
    }
    simulator.setFaults(faults);
    return reply(200, {});
}

} // namespace

std::optional<SimulatorReply> controlReply(Simulator &simulator, const SimulatorRequest &request)
{
    if (!request.path.startsWith(u"/__sandbox/"))
        return std::nullopt;
    CredentialCheck credentials{simulator.options().apiKey, simulator.options().secret};
    const Millis now = QDateTime::currentMSecsSinceEpoch();
    if (const auto good = credentials.check(request.query, request.headers, now, false); !good)
        return reply(good.error().status, {{u"error"_s, good.error().reason}});
    if (request.path == u"/__sandbox/requests" && (request.method == "GET" || request.method == "DELETE"))
        return requests(simulator, request);
    if (request.path == u"/__sandbox/snapshot" && request.method == "GET")
        return reply(200, simulator.snapshot());
    if (request.path == u"/__sandbox/faults" && request.method == "PUT")
        return setFaults(simulator, request.body);
    return reply(404, {{u"error"_s, u"There is no such path."_s}});
}

} // namespace chatsync::sandbox
