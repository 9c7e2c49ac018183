// SPDX-License-Identifier: MIT
#include "core/checklist/readback.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace chatsync::checklist {

namespace {

using namespace std::chrono_literals;
using State = SeenPerson::State;

constexpr std::array<const char *, 4> stateNames{"unknown", "absent", "exists", "deactivated"};
constexpr std::array verdicts{backendlog::LogVerdict::Works,    backendlog::LogVerdict::Recovered,
                              backendlog::LogVerdict::Deviates, backendlog::LogVerdict::Incomplete,
                              backendlog::LogVerdict::Failed,   backendlog::LogVerdict::Unclear};
constexpr std::size_t idsPerRequest = 100;
constexpr int mostReads = 4;
constexpr auto betweenReads = 500ms;

QString stateName(State state)
{
    return QLatin1String{stateNames.at(static_cast<std::size_t>(state))};
}

State stateFrom(const QString &name)
{
    for (std::size_t i = 0; i < stateNames.size(); ++i) {
        if (name == QLatin1String{stateNames[i]})
            return static_cast<State>(i);
    }
    return State::Unknown;
}

QJsonObject toJson(const SeenPerson &person)
{
    return {{QStringLiteral("stream_id"), person.streamId},
            {QStringLiteral("name"), person.name},
            {QStringLiteral("expected"), person.expectedRole},
            {QStringLiteral("state"), stateName(person.state)},
            {QStringLiteral("role"), person.role},
            {QStringLiteral("at"), person.at.toString(Qt::ISODateWithMs)}};
}

SeenPerson personFrom(const QJsonObject &json)
{
    return {.streamId = json[QLatin1String("stream_id")].toString(),
            .name = json[QLatin1String("name")].toString(),
            .expectedRole = json[QLatin1String("expected")].toString(),
            .state = stateFrom(json[QLatin1String("state")].toString()),
            .role = json[QLatin1String("role")].toString(),
            .at = QDateTime::fromString(json[QLatin1String("at")].toString(), Qt::ISODateWithMs).toUTC()};
}

QJsonObject toJson(const SeenLog &log)
{
    return {{QStringLiteral("verdict"), backendlog::toString(log.verdict)},
            {QStringLiteral("sentence"), log.sentence},
            {QStringLiteral("findings"), QJsonArray::fromStringList(log.findings)},
            {QStringLiteral("name"), log.name},
            {QStringLiteral("first"), log.firstLine},
            {QStringLiteral("last"), log.lastLine},
            {QStringLiteral("lines"), log.lines}};
}

SeenLog logFrom(const QJsonObject &json)
{
    SeenLog log{.sentence = json[QLatin1String("sentence")].toString(),
                .name = json[QLatin1String("name")].toString(),
                .firstLine = json[QLatin1String("first")].toInteger(),
                .lastLine = json[QLatin1String("last")].toInteger(),
                .lines = json[QLatin1String("lines")].toInt()};
    for (const backendlog::LogVerdict verdict : verdicts) {
        if (backendlog::toString(verdict) == json[QLatin1String("verdict")].toString())
            log.verdict = verdict;
    }
    for (const QJsonValue &finding : json[QLatin1String("findings")].toArray())
        log.findings << finding.toString();
    return log;
}

QStringList idsOf(const std::vector<Identity> &identities)
{
    QStringList ids;
    for (const Identity &identity : identities)
        ids << identity.streamId;
    return ids;
}

void compare(SeenChannel &channel, const stream::ChannelState &state, const QStringList &expected)
{
    channel.state = SeenChannel::State::There;
    QStringList present;
    for (const stream::Member &member : state.members)
        present << member.userId;
    channel.missing = expected;
    channel.missing.removeIf([&present](const QString &id) { return present.contains(id); });
    channel.unexpected = present;
    channel.unexpected.removeIf([&expected](const QString &id) { return expected.contains(id); });
}

QCoro::Task<stream::CallResult<SeenChannel>> seenChannel(stream::Client *client, Clock *clock,
                                                         QString conversation, QStringList expected,
                                                         std::stop_token stop)
{
    SeenChannel channel;
    channel.cid = stream::ChannelRef{.id = channelIdOf(conversation)}.cid();
    const json::Object in{{QStringLiteral("$in"), QStringList{channel.cid}}};
    const stream::Query query{.filter = {{QStringLiteral("cid"), in}}, .limit = 1};
    auto reading = client->queryChannels(query, stop);
    const stream::CallResult<std::vector<stream::ChannelState>> answer = co_await reading;
    channel.at = clock->now();
    if (!answer)
        co_return tl::unexpected(answer.error());
    if (answer->empty())
        channel.state = SeenChannel::State::Absent;
    else
        compare(channel, answer->front(), expected);
    co_return channel;
}

bool everybodyIsThere(const ReadBack &seen)
{
    const bool people = std::all_of(seen.people.begin(), seen.people.end(),
                                    [](const SeenPerson &one) { return one.state == State::Exists; });
    const bool channel = seen.channel.cid.isEmpty() || seen.channel.isWhole();
    return people && channel;
}

QCoro::Task<std::optional<stream::CallError>> readOnce(ReadBack *seen, stream::Client *client, Clock *clock,
                                                       const ReadBackRequest *request, std::stop_token stop)
{
    if (!request->conversation.isEmpty()) {
        auto channel = seenChannel(client, clock, request->conversation, idsOf(request->identities), stop);
        const stream::CallResult<SeenChannel> found = co_await channel;
        if (!found)
            co_return found.error();
        seen->channel = *found;
    }
    auto people = seenPeople(client, clock, request->identities, stop);
    const stream::CallResult<std::vector<SeenPerson>> found = co_await people;
    if (!found)
        co_return found.error();
    seen->people = *found;
    co_return std::nullopt;
}

} // namespace

QJsonObject toJson(const Facts &facts)
{
    QJsonArray people;
    for (const SeenPerson &person : facts.people)
        people.append(toJson(person));
    QJsonObject json{{QStringLiteral("run"), facts.run.toString(QUuid::WithoutBraces)},
                     {QStringLiteral("conversation"), facts.conversation},
                     {QStringLiteral("performed"), facts.performed},
                     {QStringLiteral("people"), people},
                     {QStringLiteral("log_silent"), facts.logSilent},
                     {QStringLiteral("why_no_log"), facts.whyNoLog}};
    if (facts.log)
        json.insert(QStringLiteral("log"), toJson(*facts.log));
    return json;
}

Facts factsFromJson(const QJsonObject &json)
{
    Facts facts{.run = QUuid::fromString(json[QLatin1String("run")].toString()),
                .conversation = json[QLatin1String("conversation")].toString(),
                .performed = json[QLatin1String("performed")].toBool(),
                .people = {},
                .log = std::nullopt,
                .logSilent = json[QLatin1String("log_silent")].toBool(),
                .whyNoLog = json[QLatin1String("why_no_log")].toString()};
    for (const QJsonValue &person : json[QLatin1String("people")].toArray())
        facts.people.push_back(personFrom(person.toObject()));
    if (json.contains(QLatin1String("log")))
        facts.log = logFrom(json[QLatin1String("log")].toObject());
    return facts;
}

QCoro::Task<stream::CallResult<std::vector<SeenPerson>>>
seenPeople(stream::Client *client, Clock *clock, std::vector<Identity> identities, std::stop_token stop)
{
    std::vector<SeenPerson> people;
    for (std::size_t first = 0; first < identities.size(); first += idsPerRequest) {
        QStringList ids;
        for (std::size_t i = first; i < std::min(first + idsPerRequest, identities.size()); ++i)
            ids << identities[i].streamId;
        const json::Object in{{QStringLiteral("$in"), ids}};
        const stream::Query query{.filter = {{QStringLiteral("id"), in}},
                                  .limit = static_cast<int>(idsPerRequest)};
        auto asking = client->queryUsers(query, true, stop);
        const stream::CallResult<std::vector<stream::User>> users = co_await asking;
        if (!users)
            co_return tl::unexpected(users.error());
        for (std::size_t i = first; i < std::min(first + idsPerRequest, identities.size()); ++i) {
            SeenPerson person{.streamId = identities[i].streamId,
                              .name = identities[i].name,
                              .expectedRole = roleOf(identities[i].kind),
                              .state = State::Absent,
                              .role = {},
                              .at = clock->now()};
            for (const stream::User &user : *users) {
                if (user.id != person.streamId)
                    continue;
                person.state = user.deactivatedAt ? State::Deactivated : State::Exists;
                person.role = user.role;
            }
            people.push_back(person);
        }
    }
    co_return people;
}

QCoro::Task<ReadBack> readBack(stream::ClientContext context, ReadBackRequest request, std::stop_token stop)
{
    ReadBack seen;
    context.recorded = [&seen](const Exchange &exchange) { seen.exchanges.push_back(exchange); };
    stream::Client client{context};
    Clock *const clock = context.clock;
    for (int reads = 1;; ++reads) {
        auto reading = readOnce(&seen, &client, clock, &request, stop);
        seen.error = co_await reading;
        const bool again = seen.error ? seen.error->transient : request.patient && !everybodyIsThere(seen);
        if (!again || reads == mostReads || stop.stop_requested())
            co_return seen;
        auto sleeping = clock->sleep(betweenReads, stop);
        co_await sleeping;
    }
}

} // namespace chatsync::checklist
