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

QCoro::Task<CallResult<ChannelState>> Client::getOrCreateChannel(ChannelRef channel, json::Object body,
                                                                 std::stop_token stop)
{
    Call request;
    request.endpoint = Endpoint::GetOrCreateChannel;
    request.method = QByteArrayLiteral("POST");
    request.path = channelPath(channel, "query");
    request.body = body.text();
    request.writes = true;
    request.expectedKey = channelKey;
    request.refusal = refusalOf(channel);
    const CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return channelStateFrom(answer->root());
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
    CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer) {
        // The text of this 404 is not documented; the request is about nothing but the channel.
        if (answer.error().meaning == Meaning::NotFound)
            answer.error().meaning = Meaning::ChannelNotFound;
        co_return tl::unexpected(answer.error());
    }
    co_return channelStateFrom(answer->root());
}

QCoro::Task<CallResult<ChannelState>> Client::addMembers(ChannelRef channel, QStringList userIds,
                                                         std::stop_token stop)
{
    Call request;
    request.endpoint = Endpoint::UpdateChannel;
    request.method = QByteArrayLiteral("POST");
    request.path = channelPath(channel);
    request.body = json::Object{{QStringLiteral("add_members"), userIds}}.text();
    request.writes = true;
    request.expectedKey = channelKey;
    request.refusal = refusalOf(channel);
    const CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return channelStateFrom(answer->root());
}

QCoro::Task<CallResult<ChannelState>> Client::removeMembers(ChannelRef channel, QStringList userIds,
                                                            std::stop_token stop)
{
    Call request;
    request.endpoint = Endpoint::UpdateChannel;
    request.method = QByteArrayLiteral("POST");
    request.path = channelPath(channel);
    request.body = json::Object{{QStringLiteral("remove_members"), userIds}}.text();
    request.writes = true;
    request.expectedKey = channelKey;
    request.refusal = refusalOf(channel);
    const CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return channelStateFrom(answer->root());
}

QCoro::Task<CallResult<std::vector<Member>>> Client::queryMembers(ChannelRef channel, Query query,
                                                                  std::stop_token stop)
{
    if (query.sort.isEmpty())
        query.sort = {json::Object{{QStringLiteral("field"), QStringLiteral("created_at")},
                                   {QStringLiteral("direction"), 1}}};
    json::Object payload{{QStringLiteral("type"), channel.type},
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
    const CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return channelStateFrom(answer->root()).members;
}

QCoro::Task<CallResult<std::vector<ChannelState>>> Client::queryChannels(Query query, std::stop_token stop)
{
    json::Object body{{QStringLiteral("filter_conditions"), query.filter},
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
    request.body = body.text();
    request.expectedKey = channelsKey;
    const CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    std::vector<ChannelState> states;
    const json::Node channels = (*answer)[channelsKey];
    states.reserve(static_cast<std::size_t>(channels.size()));
    channels.forEachItem([&states](json::Node channel) {
        if (channel.isObject())
            states.push_back(channelStateFrom(channel));
    });
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
    const CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return channelFrom((*answer)[channelKey]);
}

QCoro::Task<CallResult<QString>> Client::deleteChannels(QStringList cids, bool hard, std::stop_token stop)
{
    json::Object body{{QStringLiteral("cids"), cids}};
    if (hard)
        body.insert(QStringLiteral("hard_delete"), true);
    Call request;
    request.endpoint = Endpoint::DeleteChannels;
    request.method = QByteArrayLiteral("POST");
    request.path = QByteArrayLiteral("/channels/delete");
    request.body = body.text();
    request.writes = true;
    request.expectedKey = taskKey;
    const CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return (*answer)[taskKey].toString();
}

} // namespace chatsync::stream
