// SPDX-License-Identifier: MIT
#include "core/stream/clientcall.h"

namespace chatsync::stream {

namespace {

constexpr QLatin1String channelKey{"channel"};
constexpr QLatin1String channelsKey{"channels"};
constexpr QLatin1String membersKey{"members"};
constexpr QLatin1String taskKey{"task_id"};

QByteArray channelPath(const ChannelRef &channel, QByteArrayView action = {})
{
    QByteArray path = "/channels/" + channel.type.toUtf8().toPercentEncoding() + '/' +
                      channel.id.toUtf8().toPercentEncoding();
    if (!action.isEmpty())
        path += '/' + action.toByteArray();
    return path;
}

std::optional<CallError> refusalOf(const ChannelRef &channel)
{
    if (fitsIntoPath(channel.type) && fitsIntoPath(channel.id))
        return std::nullopt;
    return unsendable(Meaning::InvalidChannelId, channel.id);
}

} // namespace

QCoro::Task<CallResult<ChannelState>> Client::getOrCreateChannel(ChannelRef channel, QJsonObject body,
                                                                 std::stop_token stop)
{
    Call request;
    request.endpoint = Endpoint::GetOrCreateChannel;
    request.method = QByteArrayLiteral("POST");
    request.path = channelPath(channel, "query");
    request.body = compact(body);
    request.writes = true;
    request.expectedKey = channelKey;
    request.refusal = refusalOf(channel);
    const CallResult<QJsonObject> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return channelStateFrom(*answer);
}

QCoro::Task<CallResult<ChannelState>> Client::getChannel(ChannelRef channel, std::stop_token stop)
{
    Call request;
    request.endpoint = Endpoint::GetChannel;
    request.method = QByteArrayLiteral("GET");
    request.path = channelPath(channel);
    request.query = QByteArrayLiteral("&state=true&members_limit=100&messages_limit=0");
    request.expectedKey = channelKey;
    request.refusal = refusalOf(channel);
    CallResult<QJsonObject> answer = co_await call(request, stop);
    if (!answer) {
        // The text of this 404 is not documented; the request is about nothing but the channel.
        if (answer.error().meaning == Meaning::NotFound)
            answer.error().meaning = Meaning::ChannelNotFound;
        co_return tl::unexpected(answer.error());
    }
    co_return channelStateFrom(*answer);
}

QCoro::Task<CallResult<ChannelState>> Client::addMembers(ChannelRef channel, QStringList userIds,
                                                         std::stop_token stop)
{
    Call request;
    request.endpoint = Endpoint::UpdateChannel;
    request.method = QByteArrayLiteral("POST");
    request.path = channelPath(channel);
    request.body = compact({{QStringLiteral("add_members"), QJsonArray::fromStringList(userIds)}});
    request.writes = true;
    request.expectedKey = channelKey;
    request.refusal = refusalOf(channel);
    const CallResult<QJsonObject> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return channelStateFrom(*answer);
}

QCoro::Task<CallResult<ChannelState>> Client::removeMembers(ChannelRef channel, QStringList userIds,
                                                            std::stop_token stop)
{
    Call request;
    request.endpoint = Endpoint::UpdateChannel;
    request.method = QByteArrayLiteral("POST");
    request.path = channelPath(channel);
    request.body = compact({{QStringLiteral("remove_members"), QJsonArray::fromStringList(userIds)}});
    request.writes = true;
    request.expectedKey = channelKey;
    request.refusal = refusalOf(channel);
    const CallResult<QJsonObject> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return channelStateFrom(*answer);
}

QCoro::Task<CallResult<std::vector<Member>>> Client::queryMembers(ChannelRef channel, Query query,
                                                                  std::stop_token stop)
{
    if (query.sort.isEmpty())
        query.sort = {QJsonObject{{QStringLiteral("field"), QStringLiteral("created_at")},
                                  {QStringLiteral("direction"), 1}}};
    QJsonObject payload{{QStringLiteral("type"), channel.type},
                        {QStringLiteral("id"), channel.id},
                        {QStringLiteral("sort"), query.sort},
                        {QStringLiteral("filter_conditions"), query.filter}};
    insertPaging(payload, query);
    Call request;
    request.endpoint = Endpoint::QueryMembers;
    request.method = QByteArrayLiteral("GET");
    request.path = QByteArrayLiteral("/members");
    request.query = payloadQuery(payload);
    request.expectedKey = membersKey;
    const CallResult<QJsonObject> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return channelStateFrom(*answer).members;
}

QCoro::Task<CallResult<std::vector<ChannelState>>> Client::queryChannels(Query query, std::stop_token stop)
{
    QJsonObject body{{QStringLiteral("filter_conditions"), query.filter},
                     {QStringLiteral("sort"), query.sort},
                     {QStringLiteral("state"), true},
                     {QStringLiteral("watch"), false},
                     {QStringLiteral("presence"), false},
                     {QStringLiteral("member_limit"), 100},
                     {QStringLiteral("message_limit"), 0}};
    insertPaging(body, query);
    Call request;
    request.endpoint = Endpoint::QueryChannels;
    request.method = QByteArrayLiteral("POST");
    request.path = QByteArrayLiteral("/channels");
    request.body = compact(body);
    request.expectedKey = channelsKey;
    const CallResult<QJsonObject> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    std::vector<ChannelState> states;
    const QJsonArray channels = (*answer)[channelsKey].toArray();
    states.reserve(static_cast<std::size_t>(channels.size()));
    for (const QJsonValue &channel : channels) {
        if (channel.isObject())
            states.push_back(channelStateFrom(channel.toObject()));
    }
    co_return states;
}

QCoro::Task<CallResult<Channel>> Client::deleteChannel(ChannelRef channel, bool hard, std::stop_token stop)
{
    Call request;
    request.endpoint = Endpoint::DeleteChannel;
    request.method = QByteArrayLiteral("DELETE");
    request.path = channelPath(channel);
    if (hard)
        request.query = QByteArrayLiteral("&hard_delete=true");
    request.writes = true;
    request.expectedKey = channelKey;
    request.refusal = refusalOf(channel);
    const CallResult<QJsonObject> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return channelFrom((*answer)[channelKey].toObject());
}

QCoro::Task<CallResult<QString>> Client::deleteChannels(QStringList cids, bool hard, std::stop_token stop)
{
    QJsonObject body{{QStringLiteral("cids"), QJsonArray::fromStringList(cids)}};
    if (hard)
        body.insert(QStringLiteral("hard_delete"), true);
    Call request;
    request.endpoint = Endpoint::DeleteChannels;
    request.method = QByteArrayLiteral("POST");
    request.path = QByteArrayLiteral("/channels/delete");
    request.body = compact(body);
    request.writes = true;
    request.expectedKey = taskKey;
    const CallResult<QJsonObject> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return (*answer)[taskKey].toString();
}

} // namespace chatsync::stream
