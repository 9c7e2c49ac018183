// SPDX-License-Identifier: MIT
#include "core/sandbox/simulator.h"
#include "core/domain/jsontext.h"

#include "core/sandbox/credentialcheck.h"
#include "core/sandbox/faultengine.h"
#include "core/sandbox/planting.h"
#include "core/sandbox/ratelimiter.h"
#include "core/sandbox/render.h"
#include "core/sandbox/routes.h"

#include <QJsonDocument>
#include <QLocale>

#include <deque>
#include <mutex>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

constexpr qsizetype largestBody = 8 * 1024 * 1024;

QByteArray envelope(const QString &operation, const ApiError &error)
{
    QByteArray out = "{\"code\":" + QByteArray::number(error.code) + ",\"message\":";
    json::appendString(out, error.verbatim ? error.reason
                                           : u"%1 failed with error: \"%2\""_s.arg(operation, error.reason));
    out += ",\"StatusCode\":" + QByteArray::number(error.status) +
           ",\"duration\":\"0.00ms\",\"more_info\":\"https://getstream.io/chat/docs/"
           "api_errors_response\",\"details\":[]}";
    return out;
}

QByteArray withDuration(QByteArray open, QRandomGenerator &random)
{
    if (open.size() > 1)
        open += ',';
    open += "\"duration\":\"";
    open += QByteArray::number(random.bounded(100, 2500) / 100.0, 'f', 2);
    open += "ms\"}";
    return open;
}

/// The structured argument of a call: the body, or a GET's parameter `payload`.
tl::expected<QJsonObject, ApiError> argumentOf(const SimulatorRequest &request)
{
    QByteArray json = request.body;
    if (request.method == "GET") {
        const auto payload = std::find_if(request.query.begin(), request.query.end(),
                                          [](const auto &item) { return item.first == u"payload"; });
        json = payload == request.query.end() ? QByteArray{} : payload->second.toUtf8();
    }
    if (json.size() > largestBody)
        return tl::unexpected(ApiError{413, 22, u"payload is too big"_s});
    if (json.trimmed().isEmpty())
        return QJsonObject{};
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return inputError(u"invalid json data"_s);
    return document.object();
}

int hexDigit(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    const int letter = (digit | 0x20) - 'a';
    return letter >= 0 && letter < 6 ? letter + 10 : -1;
}

/// Without percent-encoding. What is no code stays as it is.
QString decoded(QByteArrayView text, char plus)
{
    QByteArray bytes{text.size(), Qt::Uninitialized};
    char *to = bytes.data();
    const char *const end = text.data() + text.size();
    for (const char *at = text.data(); at < end; ++at) {
        if (*at == '%' && end - at > 2 && hexDigit(at[1]) >= 0 && hexDigit(at[2]) >= 0) {
            *to++ = static_cast<char>(hexDigit(at[1]) * 16 + hexDigit(at[2]));
            at += 2;
        } else {
            *to++ = *at == '+' ? plus : *at;
        }
    }
    return QString::fromUtf8(bytes.constData(), to - bytes.constData());
}

} // namespace

SimulatorRequest simulatorRequest(const QByteArray &method, const stream::RequestUrl &url,
                                  const HttpHeaders &headers, const QByteArray &body)
{
    const QByteArray encoded = url.toEncoded();
    QByteArrayView rest{encoded};
    if (const qsizetype fragment = rest.indexOf('#'); fragment >= 0)
        rest = rest.first(fragment);
    const qsizetype question = rest.indexOf('?');
    QByteArrayView query = question < 0 ? QByteArrayView{} : rest.sliced(question + 1);
    QByteArrayView path = question < 0 ? rest : rest.first(question);
    if (const qsizetype authority = path.indexOf("://"); authority >= 0) {
        const qsizetype slash = path.indexOf('/', authority + 3);
        path = slash < 0 ? QByteArrayView{} : path.sliced(slash);
    }
    QueryItems items;
    while (!query.isEmpty()) {
        const qsizetype ampersand = query.indexOf('&');
        const QByteArrayView item = ampersand < 0 ? query : query.first(ampersand);
        query = ampersand < 0 ? QByteArrayView{} : query.sliced(ampersand + 1);
        // By hand, as QUrlQuery leaves a plus sign alone, which servers take for a blank, and the official
        // client means so.
        if (const qsizetype equals = item.indexOf('='); equals > 0)
            items.append({decoded(item.first(equals), ' '), decoded(item.sliced(equals + 1), ' ')});
    }
    return {method, decoded(path, '+'), items, headers, body};
}

struct Simulator::Private {
    explicit Private(SimulatorOptions given)
        : options(std::move(given))
        , state(options.seed)
        , credentials(options.apiKey, options.secret)
        , limiter(options.limits)
        , faults(options.faults, options.seed)
    {
        state.maxChannels = options.maxChannels;
        applyFaults();
    }

    void applyFaults()
    {
        state.bends = faults.bends();
        if (faults.has(u"unique-names"_s))
            state.setAppSetting(u"enforce_unique_usernames"_s, u"app"_s);
        if (faults.has(u"app-suspended"_s)) {
            state.setAppSetting(u"suspended"_s, true);
            state.setAppSetting(u"suspended_explanation"_s, u"Suspended by the sandbox."_s);
        }
        if (faults.has(u"multi-tenant"_s))
            state.setAppSetting(u"multi_tenant_enabled"_s, true);
        if (faults.has(u"no-messaging-type"_s))
            removeType(u"messaging"_s);
        for (const Fault &fault : faults.faults())
            plantFault(state, fault, lastNow);
    }

    void removeType(const QString &type)
    {
        QJsonObject types = state.app.value("channel_configs"_L1).toObject();
        types.remove(type);
        state.setAppSetting(u"channel_configs"_s, types);
    }

    SimulatorReply errorReply(const QString &operation, const ApiError &error) const
    {
        SimulatorReply reply;
        reply.status = error.status;
        reply.headers = {
            {QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json;charset=utf-8")}};
        reply.body = envelope(operation, error);
        return reply;
    }

    static void tellRate(SimulatorReply &reply, const RateTold &told)
    {
        reply.headers.append({QByteArrayLiteral("X-Ratelimit-Limit"), QByteArray::number(told.limit)});
        reply.headers.append(
            {QByteArrayLiteral("X-Ratelimit-Remaining"), QByteArray::number(told.remaining)});
        reply.headers.append({QByteArrayLiteral("X-Ratelimit-Reset"), QByteArray::number(told.reset)});
    }

    /// The header `Date`, written anew only when the second has changed.
    const QByteArray &dateOf(Millis at)
    {
        if (const qint64 second = at / 1000; second != dateSecond || date.isEmpty()) {
            dateSecond = second;
            const QDateTime time = QDateTime::fromSecsSinceEpoch(second, Qt::UTC);
            date = QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'").toLatin1();
        }
        return date;
    }

    /// The answer as StreamChat gives it; what happens to it on its way comes after.
    SimulatorReply answer(const SimulatorRequest &request, const Route *route, QStringList arguments,
                          Millis now);
    SimulatorReply serve(const SimulatorRequest &request, const Route &route, QStringList arguments,
                         Millis now);
    SimulatorReply instead(const QString &operation, const FaultEngine::Instead &instead,
                           const RateTold &told);
    Answer rateLimits(const Call &call, Millis now) const;
    void log(const SimulatorRequest &request, const Route *route, const SimulatorReply &reply,
             const QString &fault);

    SimulatorOptions options;
    mutable std::mutex mutex;
    AppState state;
    CredentialCheck credentials;
    RateLimiter limiter;
    FaultEngine faults;
    Millis lastNow = plantedAt();
    qint64 dateSecond = 0;
    QByteArray date;
    std::deque<LoggedRequest> requests;
};

SimulatorReply Simulator::Private::instead(const QString &operation, const FaultEngine::Instead &given,
                                           const RateTold &told)
{
    state.faultMark = given.fault;
    if (const auto *reply = std::get_if<SimulatorReply>(&given.answer))
        return *reply;
    SimulatorReply reply = errorReply(operation, std::get<ApiError>(given.answer));
    tellRate(reply, given.reset == 0 ? told : RateTold{told.limit, 0, given.reset, true});
    return reply;
}

SimulatorReply Simulator::Private::answer(const SimulatorRequest &request, const Route *route,
                                          QStringList arguments, Millis now)
{
    const QString operation = route ? route->operation : u"Request"_s;
    const int standard = route ? route->limit : 60;
    if (const auto struck = faults.atEdge(operation))
        return instead(operation, *struck, limiter.look(operation, standard, now));
    if (options.checkCredentials) {
        const bool secretIsWrong = faults.has(u"wrong-secret"_s);
        const auto good = credentials.check(request.query, request.headers, now, secretIsWrong);
        if (!good) {
            if (secretIsWrong)
                state.faultMark = u"wrong-secret"_s;
            SimulatorReply reply = errorReply(operation, good.error());
            tellRate(reply, limiter.look(operation, standard, now));
            return reply;
        }
    }
    if (state.app.value("suspended"_L1).toBool() && operation != u"GetApp") {
        if (faults.has(u"app-suspended"_s))
            state.faultMark = u"app-suspended"_s;
        return errorReply(operation, {403, 99, u"app is suspended"_s});
    }
    if (!route)
        return errorReply(operation, {404, 16, u"Not Found"_s});
    if (const auto struck = faults.atService(operation, now))
        return instead(operation, *struck, limiter.look(operation, standard, now));
    const RateTold told = limiter.take(operation, standard, now, options.enforceLimits);
    SimulatorReply reply = told.refused ? errorReply(operation, {429, 9, u"Too many requests"_s, true})
                                        : serve(request, *route, std::move(arguments), now);
    tellRate(reply, told);
    return reply;
}

SimulatorReply Simulator::Private::serve(const SimulatorRequest &request, const Route &route,
                                         QStringList arguments, Millis now)
{
    auto argument = argumentOf(request);
    if (!argument)
        return errorReply(route.operation, argument.error());
    Call call{state,
              now,
              route.operation,
              std::move(arguments),
              request.query,
              std::move(*argument),
              request.body.size()};
    Answer answer = route.handler ? route.handler(call) : rateLimits(call, now);
    if (!answer)
        return errorReply(route.operation, answer.error());
    SimulatorReply reply;
    reply.status = request.method == "POST" ? 201 : 200;
    reply.headers = {
        {QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json;charset=utf-8")}};
    reply.body = withDuration(std::move(*answer), state.random);
    return reply;
}

Answer Simulator::Private::rateLimits(const Call &call, Millis now) const
{
    QStringList wanted = call.queryValue(u"endpoints"_s).split(u',', Qt::SkipEmptyParts);
    if (wanted.isEmpty())
        wanted = simulatedEndpoints();
    const QStringList platforms{u"server_side"_s, u"web"_s, u"android"_s, u"ios"_s, u"unity"_s};
    QStringList asked;
    for (const QString &platform : platforms) {
        if (call.queryFlag(platform))
            asked.append(platform);
    }
    QByteArray out = "{";
    for (const QString &platform : asked.isEmpty() ? platforms : asked) {
        if (out.size() > 1)
            out += ',';
        QJsonObject told;
        for (const Route &route : routes()) {
            if (!wanted.contains(route.operation))
                continue;
            const bool server = platform == u"server_side";
            const RateTold rate = server ? limiter.look(route.operation, route.limit, now)
                                         : RateTold{route.limit, route.limit, (now / 60'000 + 1) * 60, false};
            told.insert(route.operation, QJsonObject{{u"limit"_s, rate.limit},
                                                     {u"remaining"_s, rate.remaining},
                                                     {u"reset"_s, rate.reset}});
        }
        json::appendString(out, platform);
        out += ':';
        appendValue(out, told);
    }
    return out;
}

void Simulator::Private::log(const SimulatorRequest &request, const Route *route, const SimulatorReply &reply,
                             const QString &fault)
{
    if (options.logCapacity <= 0)
        return;
    while (std::cmp_greater_equal(requests.size(), options.logCapacity))
        requests.pop_front();
    requests.push_back({request.method, request.path, request.query, request.body,
                        route ? route->operation : QString{}, reply.status,
                        route ? route->mutating : request.method != "GET", fault});
}

Simulator::Simulator(SimulatorOptions options)
    : d(std::make_unique<Private>(std::move(options)))
{}

Simulator::~Simulator() = default;

const SimulatorOptions &Simulator::options() const
{
    return d->options;
}

SimulatorReply Simulator::handle(const SimulatorRequest &request, const QDateTime &now)
{
    const std::lock_guard lock{d->mutex};
    const Millis at = now.toMSecsSinceEpoch() + d->faults.clockSkew();
    d->lastNow = at;
    d->state.faultMark.clear();
    QStringList arguments;
    const Route *route = routeOf(request.method, request.path, &arguments);
    SimulatorReply reply = d->answer(request, route, std::move(arguments), at);
    if (!reply.hang && !reply.reset)
        reply.headers.append({"Date", d->dateOf(at)});
    QStringList marks;
    if (!d->state.faultMark.isEmpty())
        marks.append(d->state.faultMark);
    marks += d->faults.onTheWay(route ? route->operation : QString{}, reply);
    const QString mark = marks.join(u", "_s);
    if (!mark.isEmpty())
        reply.headers.append({QByteArrayLiteral("x-sandbox-fault"), mark.toLatin1()});
    d->log(request, route, reply, mark);
    return reply;
}

void Simulator::setFaults(const QList<Fault> &faults)
{
    const std::lock_guard lock{d->mutex};
    d->faults = FaultEngine{faults, d->options.seed};
    d->applyFaults();
}

void Simulator::putUser(const QJsonObject &user)
{
    const std::lock_guard lock{d->mutex};
    plantUser(d->state, user, d->lastNow);
    for (const Fault &fault : d->faults.faults()) {
        if (fault.id == user.value("id"_L1).toString())
            plantFault(d->state, fault, d->lastNow);
    }
}

void Simulator::seedDemo(const QList<QJsonObject> &users)
{
    for (const QJsonObject &user : users)
        putUser(user);
}

bool Simulator::deactivateUser(const QString &id)
{
    const std::lock_guard lock{d->mutex};
    return plantDeactivation(d->state, id, d->lastNow);
}

bool Simulator::deleteUser(const QString &id, bool hard)
{
    const std::lock_guard lock{d->mutex};
    return plantDeletion(d->state, id, hard, d->lastNow);
}

bool Simulator::banUser(const QString &id, const QString &cid, bool shadow,
                        const std::optional<QDateTime> &expires)
{
    const std::lock_guard lock{d->mutex};
    Ban ban{id, cid, {}, {}, shadow, d->lastNow, std::nullopt};
    if (expires)
        ban.expires = expires->toMSecsSinceEpoch();
    return plantBan(d->state, ban);
}

void Simulator::putChannel(const QJsonObject &channel, const QStringList &memberIds)
{
    const std::lock_guard lock{d->mutex};
    plantChannel(d->state, channel, memberIds, d->lastNow);
}

void Simulator::putMembers(const QString &cid, const QJsonArray &members)
{
    const std::lock_guard lock{d->mutex};
    plantMembers(d->state, cid, members, d->lastNow);
}

bool Simulator::deleteChannel(const QString &cid, bool hard)
{
    const std::lock_guard lock{d->mutex};
    ChannelRecord *channel = d->state.channel(cid);
    if (!channel)
        return false;
    channel->deletedAt = d->lastNow;
    channel->members.clear();
    if (hard)
        d->state.eraseChannel(cid);
    return true;
}

void Simulator::setAppSetting(const QString &key, const QJsonValue &value)
{
    const std::lock_guard lock{d->mutex};
    d->state.setAppSetting(key, value);
}

void Simulator::removeChannelType(const QString &type)
{
    const std::lock_guard lock{d->mutex};
    d->removeType(type);
}

void Simulator::addRole(const QString &name)
{
    const std::lock_guard lock{d->mutex};
    if (!d->state.roles.contains(name))
        d->state.roles.append(name);
}

bool Simulator::hasUser(const QString &id) const
{
    const std::lock_guard lock{d->mutex};
    const UserRecord *user = d->state.user(id);
    return user && !user->deletedAt;
}

bool Simulator::hasChannel(const QString &cid) const
{
    const std::lock_guard lock{d->mutex};
    return d->state.livingChannel(cid) != nullptr;
}

QStringList Simulator::memberIds(const QString &cid) const
{
    const std::lock_guard lock{d->mutex};
    QStringList ids;
    if (const ChannelRecord *channel = d->state.livingChannel(cid)) {
        for (const MemberRecord &member : channel->members)
            ids.append(member.userId);
    }
    return ids;
}

qsizetype Simulator::channelCount() const
{
    const std::lock_guard lock{d->mutex};
    return static_cast<qsizetype>(d->state.channels.size());
}

QList<LoggedRequest> Simulator::requestLog() const
{
    const std::lock_guard lock{d->mutex};
    return {d->requests.begin(), d->requests.end()};
}

void Simulator::clearRequestLog()
{
    const std::lock_guard lock{d->mutex};
    d->requests.clear();
}

QJsonObject Simulator::snapshot() const
{
    const std::lock_guard lock{d->mutex};
    return snapshotOf(d->state, d->lastNow);
}

} // namespace chatsync::sandbox
