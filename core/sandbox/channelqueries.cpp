// SPDX-License-Identifier: MIT
#include "core/sandbox/fields.h"
#include "core/sandbox/filter.h"
#include "core/sandbox/render.h"
#include "core/sandbox/routes.h"

#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

const QStringList &allOperators()
{
    static const QStringList operators{u"$eq"_s,     u"$ne"_s,       u"$in"_s,          u"$nin"_s,
                                       u"$gt"_s,     u"$gte"_s,      u"$lt"_s,          u"$lte"_s,
                                       u"$exists"_s, u"$contains"_s, u"$autocomplete"_s};
    return operators;
}

const FieldRules &channelRules()
{
    static const FieldRules rules{{u"members"_s, {u"$in"_s, u"$eq"_s, u"$nin"_s}},
                                  {u"has_unread"_s, {u"$eq"_s}},
                                  {u"frozen"_s, {u"$eq"_s}},
                                  {u"disabled"_s, {u"$eq"_s}}};
    return rules;
}

const FieldRules &memberRules()
{
    static const FieldRules rules = [] {
        const QStringList plain{u"$eq"_s, u"$in"_s, u"$gt"_s, u"$gte"_s, u"$lt"_s, u"$lte"_s, u"$exists"_s};
        const QStringList equal{u"$eq"_s};
        return FieldRules{{u"id"_s, plain},
                          {u"user_id"_s, plain},
                          {u"created_at"_s, plain},
                          {u"updated_at"_s, plain},
                          {u"name"_s, {u"$eq"_s, u"$in"_s, u"$autocomplete"_s, u"$q"_s}},
                          {u"channel_role"_s, {u"$eq"_s, u"$in"_s}},
                          {u"banned"_s, equal},
                          {u"joined"_s, equal},
                          {u"is_moderator"_s, equal},
                          {u"notifications_muted"_s, equal},
                          {u"invite"_s, equal},
                          {u"cid"_s, equal},
                          {u"user.nd_deactivated"_s, equal},
                          {u"last_active"_s, {u"$eq"_s, u"$gt"_s, u"$gte"_s, u"$lt"_s, u"$lte"_s}}};
    }();
    return rules;
}

/// `members: {$eq: [...]}` means this very set, and `members: [...]` is short for it; any order.
QJsonObject withSortedMembers(QJsonObject filter)
{
    for (auto it = filter.begin(); it != filter.end(); ++it) {
        if (it.key().startsWith(u'$')) {
            QJsonArray parts;
            for (const QJsonValue &part : it.value().toArray())
                parts.append(withSortedMembers(part.toObject()));
            it.value() = parts;
        } else if (it.key() == u"members") {
            const QJsonValue exact =
                it.value().isArray() ? it.value() : it.value().toObject().value("$eq"_L1);
            if (!exact.isArray())
                continue;
            QStringList ids;
            for (const QJsonValue &id : exact.toArray())
                ids.append(id.toString());
            ids.sort();
            it.value() = QJsonObject{{u"$eq"_s, QJsonArray::fromStringList(ids)}};
        }
    }
    return filter;
}

QJsonValue filterField(const ChannelRecord &channel, const QString &field)
{
    if (field != u"members")
        return channelField(channel, field);
    QStringList ids;
    for (const MemberRecord &member : channel.members)
        ids.append(member.userId);
    ids.sort();
    return QJsonArray::fromStringList(ids);
}

std::vector<const ChannelRecord *> channelsMatching(const Call &call, const QJsonObject &filter)
{
    std::vector<const ChannelRecord *> found;
    const auto consider = [&](const ChannelRecord &channel) {
        const auto read = [&channel](const QString &field) { return filterField(channel, field); };
        if (!channel.deletedAt && matches(filter, read))
            found.push_back(&channel);
    };
    if (const auto cids = demandedValues(filter, u"cid"_s)) {
        for (const QString &cid : *cids) {
            if (const ChannelRecord *channel = call.state.channel(cid))
                consider(*channel);
        }
        return found;
    }
    for (const auto &[cid, channel] : call.state.channels)
        consider(channel);
    return found;
}

void sortChannels(std::vector<const ChannelRecord *> &channels, const std::vector<SortKey> &keys)
{
    std::sort(channels.begin(), channels.end(),
              [&keys](const ChannelRecord *left, const ChannelRecord *right) {
                  for (const SortKey &key : keys) {
                      const int order =
                          compareValues(channelField(*left, key.field), channelField(*right, key.field));
                      if (order != 0)
                          return key.ascending ? order < 0 : order > 0;
                  }
                  return left->order > right->order;
              });
}

/// `user_id_gt` and its like.
bool withinPage(const QJsonObject &body, const MemberRecord &member)
{
    const auto bound = [&body](const QString &key) { return body.value(key); };
    const auto fits = [](const QJsonValue &limit, const QJsonValue &value, auto test) {
        return limit.isUndefined() || limit.isNull() || test(compareValues(value, limit));
    };
    const QJsonValue id = member.userId;
    const QJsonValue at = QString::fromLatin1(timestamp(member.createdAt));
    const auto greater = [](int order) { return order > 0; };
    const auto notLess = [](int order) { return order >= 0; };
    const auto less = [](int order) { return order < 0; };
    const auto notGreater = [](int order) { return order <= 0; };
    return fits(bound(u"user_id_gt"_s), id, greater) && fits(bound(u"user_id_gte"_s), id, notLess) &&
           fits(bound(u"user_id_lt"_s), id, less) && fits(bound(u"user_id_lte"_s), id, notGreater) &&
           fits(bound(u"created_at_after"_s), at, greater) &&
           fits(bound(u"created_at_after_or_equal"_s), at, notLess) &&
           fits(bound(u"created_at_before"_s), at, less) &&
           fits(bound(u"created_at_before_or_equal"_s), at, notGreater);
}

void sortMembers(const Call &call, const ChannelRecord &channel, std::vector<const MemberRecord *> &members,
                 const std::vector<SortKey> &keys)
{
    std::stable_sort(members.begin(), members.end(),
                     [&](const MemberRecord *left, const MemberRecord *right) {
                         for (const SortKey &key : keys) {
                             const auto value = [&](const MemberRecord *member) {
                                 return memberField(call.state, channel, *member, key.field, call.now);
                             };
                             const int order = compareValues(value(left), value(right));
                             if (order != 0)
                                 return key.ascending ? order < 0 : order > 0;
                         }
                         return false;
                     });
}

} // namespace

Answer queryChannels(Call &call)
{
    if (call.body.value("watch"_L1).toBool() || call.body.value("presence"_L1).toBool())
        return inputError(u"watch and presence require an active websocket connection"_s);
    const auto limit = pageValue(call.body, u"limit"_s, 10, 30);
    const auto offset = pageValue(call.body, u"offset"_s, 0, 1000);
    const auto memberLimit = pageValue(call.body, u"member_limit"_s, 100, 100);
    const auto messageLimit = pageValue(call.body, u"message_limit"_s, 25, 300);
    for (const auto *page : {&limit, &offset, &memberLimit, &messageLimit}) {
        if (!*page)
            return tl::unexpected(page->error());
    }
    const QJsonObject filter = withSortedMembers(call.body.value("filter_conditions"_L1).toObject());
    if (const auto good = checkFilter(filter, channelRules(), allOperators()); !good)
        return tl::unexpected(good.error());
    const auto keys = sortKeys(call.body, 10, {});
    if (!keys)
        return tl::unexpected(keys.error());

    auto channels = channelsMatching(call, filter);
    sortChannels(channels, *keys);
    QByteArray out = "{\"channels\":[";
    const auto begin = std::min(channels.size(), static_cast<std::size_t>(*offset));
    const auto end = std::min(channels.size(), begin + static_cast<std::size_t>(*limit));
    for (auto at = begin; at < end; ++at) {
        if (at > begin)
            out += ',';
        const ChannelView view = viewOf(*channels[at], call.now);
        if (view.members != &channels[at]->members)
            call.state.faultMark = u"read-lag"_s;
        out += channelState(call.state, view, call.now, *memberLimit, 0);
        out += '}';
    }
    out += ']';
    return out;
}

Answer queryMembers(Call &call)
{
    const QString type = call.body.value("type"_L1).toString();
    const QString id = call.body.value("id"_L1).toString();
    if (type.isEmpty())
        return inputError(u"type is a required field"_s);
    if (id.isEmpty())
        return inputError(u"either id or members must be provided"_s);
    if (!call.body.value("filter_conditions"_L1).isObject())
        return inputError(u"filter_conditions is a required field"_s);
    const QJsonObject filter = call.body.value("filter_conditions"_L1).toObject();
    if (const auto good = checkFilter(filter, memberRules(), {}); !good)
        return tl::unexpected(good.error());
    const auto keys = sortKeys(call.body, 1, {u"created_at"_s, u"name"_s, u"user_id"_s});
    const auto limit = pageValue(call.body, u"limit"_s, 100, 100);
    const auto offset = pageValue(call.body, u"offset"_s, 0, 1000);
    if (!keys)
        return tl::unexpected(keys.error());
    if (!limit)
        return tl::unexpected(limit.error());
    if (!offset)
        return tl::unexpected(offset.error());
    const ChannelRecord *channel = call.state.livingChannel(type + u':' + id);
    if (!channel)
        return notFound(channelMissing(type + u':' + id));

    const ChannelView view = viewOf(*channel, call.now);
    if (view.members != &channel->members)
        call.state.faultMark = u"read-lag"_s;
    std::vector<const MemberRecord *> members;
    for (const MemberRecord &member : *view.members) {
        const auto read = [&](const QString &field) {
            return memberField(call.state, *channel, member, field, call.now);
        };
        if (withinPage(call.body, member) && matches(filter, read))
            members.push_back(&member);
    }
    sortMembers(call, *channel, members, *keys);
    QByteArray out = "{\"members\":[";
    const auto begin = std::min(members.size(), static_cast<std::size_t>(*offset));
    const auto end = std::min(members.size(), begin + static_cast<std::size_t>(*limit));
    for (auto at = begin; at < end; ++at) {
        if (at > begin)
            out += ',';
        appendMember(out, call.state, *channel, *members[at], call.now);
    }
    out += ']';
    return out;
}

} // namespace chatsync::sandbox
