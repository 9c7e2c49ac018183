// SPDX-License-Identifier: MIT
#include "core/sandbox/render.h"

#include "core/domain/jsontext.h"
#include "core/sandbox/appsettings.h"

#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

void appendTime(QByteArray &out, const char *key, const std::optional<Millis> &at)
{
    if (!at)
        return;
    out += ",\"";
    out += key;
    json::appendTimestamp(out += "\":\"", *at);
    out += '"';
}

void appendFlag(QByteArray &out, const char *key, bool value)
{
    out += ",\"";
    out += key;
    out += value ? "\":true" : "\":false";
}

QByteArray renderedUser(const UserRecord &user, Millis now)
{
    QByteArray out;
    out.reserve(512);
    out += "{\"id\":";
    json::appendString(out, user.id);
    if (!user.data.isEmpty()) {
        out += ',';
        appendFields(out, user.data);
    }
    if (!user.data.contains("language"_L1))
        out += ",\"language\":\"\"";
    if (!user.data.contains("teams"_L1))
        out += ",\"teams\":[]";
    appendTime(out, "created_at", user.createdAt);
    appendTime(out, "updated_at", user.updatedAt);
    appendFlag(out, "banned", bannedNow(user.ban, false, now));
    appendFlag(out, "shadow_banned", bannedNow(user.ban, true, now));
    appendFlag(out, "online", user.online);
    out += ",\"blocked_user_ids\":[]";
    appendTime(out, "last_active", user.lastActive);
    appendTime(out, "deactivated_at", user.deactivatedAt);
    appendTime(out, "deleted_at", user.deletedAt);
    if (user.ban && user.ban->holds(now))
        appendTime(out, "ban_expires", user.ban->expires);
    out += '}';
    return out;
}

/// Of an index counted from the newest, in a list whose oldest comes first; those of the same moment stay in
/// order.
std::vector<const MemberRecord *> newestFirst(const std::vector<MemberRecord> &members)
{
    std::vector<const MemberRecord *> order;
    order.reserve(members.size());
    for (const MemberRecord &member : members)
        order.push_back(&member);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto *left, const auto *right) { return left->createdAt > right->createdAt; });
    return order;
}

const QByteArray &configOf(const AppState &state, const QString &type)
{
    QByteArray &rendered = state.renderedConfigs[type];
    if (rendered.isEmpty()) {
        const QJsonValue config = state.app.value("channel_configs"_L1).toObject().value(type);
        appendValue(rendered, config.isObject() ? config : QJsonValue{channelTypeConfig(type)});
    }
    return rendered;
}

} // namespace

QByteArray timestamp(Millis at)
{
    QByteArray text;
    json::appendTimestamp(text, at);
    return text;
}

std::optional<Millis> millisOf(const QJsonValue &value)
{
    const QDateTime time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    if (!time.isValid())
        return std::nullopt;
    return time.toMSecsSinceEpoch();
}

void appendValue(QByteArray &out, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        json::appendString(out, value.toString());
        return;
    case QJsonValue::Bool:
        out += value.toBool() ? "true" : "false";
        return;
    case QJsonValue::Object:
        out += QJsonDocument{value.toObject()}.toJson(QJsonDocument::Compact);
        return;
    case QJsonValue::Array:
        out += QJsonDocument{value.toArray()}.toJson(QJsonDocument::Compact);
        return;
    case QJsonValue::Double: {
        const QByteArray wrapped = QJsonDocument{QJsonArray{value}}.toJson(QJsonDocument::Compact);
        out += QByteArrayView{wrapped}.sliced(1, wrapped.size() - 2);
        return;
    }
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        out += "null";
        return;
    }
}

void appendFields(QByteArray &out, const QJsonObject &object)
{
    bool first = true;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!std::exchange(first, false))
            out += ',';
        json::appendString(out, it.key());
        out += ':';
        appendValue(out, it.value());
    }
}

bool bannedNow(const std::optional<Ban> &ban, bool shadow, Millis now)
{
    return ban && ban->shadow == shadow && ban->holds(now);
}

void appendUser(QByteArray &out, const UserRecord &user, Millis now)
{
    const bool changesByItself = user.ban && user.ban->expires;
    if (user.rendered.isEmpty() || changesByItself)
        user.rendered = renderedUser(user, now);
    out += user.rendered;
}

void appendOwnUser(QByteArray &out, const UserRecord &user, Millis now)
{
    appendUser(out, user, now);
    out.chop(1);
    if (!user.data.contains("invisible"_L1))
        out += ",\"invisible\":false";
    out += ",\"devices\":[],\"mutes\":[],\"channel_mutes\":[],\"unread_count\":0,\"total_unread_count\":0,"
           "\"unread_channels\":0,\"unread_threads\":0}";
}

void appendMember(QByteArray &out, const AppState &state, const ChannelRecord &, const MemberRecord &member,
                  Millis now)
{
    out += "{\"user_id\":";
    json::appendString(out, member.userId);
    out += ",\"user\":";
    if (const UserRecord *user = state.user(member.userId))
        appendUser(out, *user, now);
    else
        out += "null";
    if (!member.custom.isEmpty()) {
        out += ',';
        appendFields(out, member.custom);
    }
    out += member.invited ? ",\"invited\":true,\"status\":\"pending\",\"role\":"
                          : ",\"status\":\"member\",\"role\":";
    json::appendString(out, member.role);
    out += ",\"channel_role\":";
    json::appendString(out, member.channelRole);
    appendTime(out, "created_at", member.createdAt);
    appendTime(out, "updated_at", member.updatedAt);
    appendFlag(out, "banned", bannedNow(member.ban, false, now));
    appendFlag(out, "shadow_banned", bannedNow(member.ban, true, now));
    if (member.ban && member.ban->holds(now))
        appendTime(out, "ban_expires", member.ban->expires);
    out += ",\"notifications_muted\":false}";
}

ChannelView viewOf(const ChannelRecord &channel, Millis now)
{
    if (channel.replica && channel.replica->until > now)
        return {&channel, &channel.replica->data, &channel.replica->members};
    return primaryViewOf(channel);
}

ChannelView primaryViewOf(const ChannelRecord &channel)
{
    return {&channel, &channel.data, &channel.members};
}

void appendChannel(QByteArray &out, const AppState &state, const ChannelView &view, Millis now)
{
    const ChannelRecord &channel = *view.channel;
    const bool blank = channel.deletedAt.has_value();
    out += "{\"id\":";
    json::appendString(out, channel.id);
    out += ",\"type\":";
    json::appendString(out, channel.type);
    out += ",\"cid\":";
    json::appendString(out, channel.cid());
    if (!blank && !view.data->isEmpty()) {
        out += ',';
        appendFields(out, *view.data);
    }
    appendTime(out, "created_at", channel.createdAt);
    appendTime(out, "updated_at", channel.updatedAt);
    appendTime(out, "deleted_at", channel.deletedAt);
    if (const UserRecord *creator = state.user(channel.createdBy); creator && !blank) {
        out += ",\"created_by\":";
        appendUser(out, *creator, now);
    }
    if (!view.data->contains("frozen"_L1) || blank)
        out += ",\"frozen\":false";
    if (!view.data->contains("disabled"_L1) || blank)
        out += ",\"disabled\":false";
    out += ",\"member_count\":";
    out += QByteArray::number(view.members->size());
    out += ",\"config\":";
    out += configOf(state, channel.type);
    out += '}';
}

void appendMembers(QByteArray &out, const AppState &state, const ChannelView &view, Millis now, int limit,
                   int offset)
{
    out += '[';
    const auto order = newestFirst(*view.members);
    const auto end =
        std::min(order.size(), static_cast<std::size_t>(offset) + static_cast<std::size_t>(limit));
    for (auto at = static_cast<std::size_t>(offset); at < end; ++at) {
        if (at > static_cast<std::size_t>(offset))
            out += ',';
        appendMember(out, state, *view.channel, *order[at], now);
    }
    out += ']';
}

QByteArray channelState(const AppState &state, const ChannelView &view, Millis now, int memberLimit,
                        int memberOffset)
{
    QByteArray out;
    out.reserve(4096);
    out += "{\"channel\":";
    appendChannel(out, state, view, now);
    out += ",\"members\":";
    appendMembers(out, state, view, now, memberLimit, memberOffset);
    out += ",\"messages\":[],\"pinned_messages\":[],\"watchers\":[],\"watcher_count\":0,\"read\":[],"
           "\"threads\":[],"
           "\"membership\":null";
    return out;
}

} // namespace chatsync::sandbox
