// SPDX-License-Identifier: MIT
#include "core/sandbox/rehearsaltransport.h"

#include "core/sandbox/simulator.h"
#include "core/sandbox/simulatortransport.h"

#include <QJsonDocument>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

using stream::Endpoint;
using stream::HttpRequest;
using stream::TransportResult;

SimulatorOptions privateOptions()
{
    SimulatorOptions options;
    options.enforceLimits = false;
    options.checkCredentials = false;
    options.logCapacity = 0;
    return options;
}

QStringList pathOf(const HttpRequest &request)
{
    return request.url.path().split(u'/', Qt::SkipEmptyParts);
}

QString cidOf(const HttpRequest &request)
{
    const QStringList path = pathOf(request);
    return path.value(1) + u':' + path.value(2);
}

QJsonObject argumentOf(const SimulatorRequest &request)
{
    for (const auto &[key, value] : request.query) {
        if (key == u"payload")
            return QJsonDocument::fromJson(value.toUtf8()).object();
    }
    return QJsonDocument::fromJson(request.body).object();
}

} // namespace

struct RehearsalTransport::Private {
    Private(stream::Transport *realTransport, Clock *usedClock)
        : real(realTransport)
        , clock(usedClock)
        , simulator(privateOptions())
    {}

    TransportResult rehearse(const HttpRequest &request);
    /// Whether a read is about something written here, so that reality has nothing to say.
    bool ownedHere(const HttpRequest &request);
    void import(const HttpRequest &request, const QByteArray &body);
    void importUser(const QJsonObject &user);
    void importChannel(const QJsonObject &state);
    void noteWritten(const HttpRequest &request);
    /// Whether something written here shows in an answer.
    bool shows(const QJsonObject &answer) const;
    /// What the real one answered, with what was written here laid over it: as everything real was imported,
    /// the simulator's answer to the same question is that.
    TransportResult merged(const HttpRequest &request, const TransportResult &answer);
    static QCoro::Task<TransportResult> exchange(std::shared_ptr<Private> state, HttpRequest request,
                                                 std::stop_token stop);

    stream::Transport *real;
    Clock *clock;
    Simulator simulator;
    QSet<QString> users;
    QSet<QString> channels;
    bool answeredHere = false;
};

TransportResult RehearsalTransport::Private::rehearse(const HttpRequest &request)
{
    SimulatorReply reply = simulator.handle(
        simulatorRequest(request.method, request.url, request.headers, request.body), clock->now());
    if (request.writes && reply.status < 400)
        noteWritten(request);
    reply.headers.append(std::pair<QByteArray, QByteArray>{"x-rehearsed", "1"});
    return arrivedReply(std::move(reply));
}

bool RehearsalTransport::Private::ownedHere(const HttpRequest &request)
{
    if (!real || request.writes)
        return true;
    if (request.endpoint == Endpoint::GetChannel)
        return channels.contains(cidOf(request));
    if (request.endpoint == Endpoint::QueryMembers) {
        const QJsonObject asked = argumentOf(simulatorRequest(request.method, request.url, {}, {}));
        return channels.contains(asked.value("type"_L1).toString() + u':' + asked.value("id"_L1).toString());
    }
    // A task's id tells whose it is: only a deletion that was rehearsed has one here.
    if (request.endpoint == Endpoint::GetTask) {
        const SimulatorRequest asked = simulatorRequest(request.method, request.url, {}, {});
        return simulator.handle(asked, clock->now()).status == 200;
    }
    return false;
}

void RehearsalTransport::Private::noteWritten(const HttpRequest &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QStringList path = pathOf(request);
    switch (request.endpoint) {
    case Endpoint::UpdateUsers:
        for (const QString &id : body.value("users"_L1).toObject().keys())
            users.insert(id);
        break;
    case Endpoint::UpdateUsersPartial:
        for (const QJsonValue &user : body.value("users"_L1).toArray())
            users.insert(user.toObject().value("id"_L1).toString());
        break;
    case Endpoint::DeleteUsers:
    case Endpoint::RestoreUsers:
        for (const QJsonValue &id : body.value("user_ids"_L1).toArray())
            users.insert(id.toString());
        break;
    case Endpoint::DeactivateUser:
    case Endpoint::ReactivateUser:
        users.insert(path.value(1));
        break;
    case Endpoint::DeleteChannels:
        for (const QJsonValue &cid : body.value("cids"_L1).toArray())
            channels.insert(cid.toString());
        break;
    default:
        channels.insert(cidOf(request));
        break;
    }
}

void RehearsalTransport::Private::importUser(const QJsonObject &user)
{
    const QString id = user.value("id"_L1).toString();
    if (!id.isEmpty() && !users.contains(id))
        simulator.putUser(user);
}

void RehearsalTransport::Private::importChannel(const QJsonObject &state)
{
    const QJsonObject channel = state.value("channel"_L1).toObject();
    const QString cid = channel.value("cid"_L1).toString();
    if (cid.isEmpty() || channels.contains(cid))
        return;
    importUser(channel.value("created_by"_L1).toObject());
    const QJsonArray members = state.value("members"_L1).toArray();
    for (const QJsonValue &member : members)
        importUser(member.toObject().value("user"_L1).toObject());
    simulator.putChannel(channel, {});
    simulator.putMembers(cid, members);
}

void RehearsalTransport::Private::import(const HttpRequest &request, const QByteArray &body)
{
    const QJsonObject answer = QJsonDocument::fromJson(body).object();
    switch (request.endpoint) {
    case Endpoint::QueryUsers:
        for (const QJsonValue &user : answer.value("users"_L1).toArray())
            importUser(user.toObject());
        break;
    case Endpoint::GetChannel:
        importChannel(answer);
        break;
    case Endpoint::QueryChannels:
        for (const QJsonValue &state : answer.value("channels"_L1).toArray())
            importChannel(state.toObject());
        break;
    case Endpoint::QueryMembers: {
        const QJsonObject asked = argumentOf(simulatorRequest(request.method, request.url, {}, {}));
        const QString type = asked.value("type"_L1).toString();
        const QString id = asked.value("id"_L1).toString();
        if (asked.value("offset"_L1).toInt() > 0 || !asked.value("filter_conditions"_L1).toObject().isEmpty())
            break;
        if (!simulator.hasChannel(type + u':' + id))
            simulator.putChannel({{u"type"_s, type}, {u"id"_s, id}}, {});
        const QJsonArray members = answer.value("members"_L1).toArray();
        for (const QJsonValue &member : members)
            importUser(member.toObject().value("user"_L1).toObject());
        simulator.putMembers(type + u':' + id, members);
        break;
    }
    case Endpoint::GetApp: {
        const QJsonObject app = answer.value("app"_L1).toObject();
        for (auto it = app.begin(); it != app.end(); ++it)
            simulator.setAppSetting(it.key(), it.value());
        break;
    }
    case Endpoint::ListRoles:
        for (const QJsonValue &role : answer.value("roles"_L1).toArray())
            simulator.addRole(role.toObject().value("name"_L1).toString());
        break;
    default:
        break;
    }
}

bool RehearsalTransport::Private::shows(const QJsonObject &answer) const
{
    for (const QJsonValue &user : answer.value("users"_L1).toArray()) {
        if (users.contains(user.toObject().value("id"_L1).toString()))
            return true;
    }
    for (const QJsonValue &state : answer.value("channels"_L1).toArray()) {
        if (channels.contains(state.toObject().value("channel"_L1).toObject().value("cid"_L1).toString()))
            return true;
    }
    return false;
}

TransportResult RehearsalTransport::Private::merged(const HttpRequest &request, const TransportResult &answer)
{
    if (!answer || answer->status >= 300)
        return answer;
    import(request, answer->body);
    if (request.endpoint != Endpoint::QueryUsers && request.endpoint != Endpoint::QueryChannels)
        return answer;
    const TransportResult here = rehearse(request);
    const bool concerns = shows(QJsonDocument::fromJson(answer->body).object()) ||
                          (here && shows(QJsonDocument::fromJson(here->body).object()));
    if (!concerns)
        return answer;
    answeredHere = true;
    return here;
}

QCoro::Task<TransportResult> RehearsalTransport::Private::exchange(std::shared_ptr<Private> state,
                                                                   HttpRequest request, std::stop_token stop)
{
    state->answeredHere = state->ownedHere(request);
    if (state->answeredHere)
        co_return state->rehearse(request);
    const TransportResult answer = co_await state->real->send(request, stop);
    co_return state->merged(request, answer);
}

RehearsalTransport::RehearsalTransport(stream::Transport *real, Clock *clock)
    : d(std::make_shared<Private>(real, clock))
{}

RehearsalTransport::~RehearsalTransport() = default;

QCoro::Task<stream::TransportResult> RehearsalTransport::send(stream::HttpRequest request,
                                                              std::stop_token stop)
{
    return Private::exchange(d, std::move(request), std::move(stop));
}

bool RehearsalTransport::answeredHere() const
{
    return d->answeredHere;
}

} // namespace chatsync::sandbox
