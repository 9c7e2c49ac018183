// SPDX-License-Identifier: MIT
#include "core/sandbox/fields.h"
#include "core/sandbox/filter.h"
#include "core/sandbox/render.h"
#include "core/sandbox/routes.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

const FieldRules &userRules()
{
    static const FieldRules rules = [] {
        const QStringList order{u"$gt"_s, u"$gte"_s, u"$lt"_s, u"$lte"_s};
        const QStringList plain = QStringList{u"$eq"_s, u"$in"_s, u"$exists"_s} + order;
        const QStringList equal{u"$eq"_s, u"$ne"_s};
        return FieldRules{
            {u"id"_s, plain + QStringList{u"$ne"_s, u"$nin"_s, u"$autocomplete"_s}},
            {u"name"_s, plain + QStringList{u"$autocomplete"_s}},
            {u"role"_s, plain},
            {u"username"_s, {u"$eq"_s, u"$autocomplete"_s}},
            {u"email"_s, {u"$eq"_s, u"$in"_s}},
            {u"teams"_s, {u"$eq"_s, u"$contains"_s, u"$in"_s}},
            {u"banned"_s, equal},
            {u"shadow_banned"_s, equal},
            {u"bypass_moderation"_s, equal},
            {u"created_at"_s, plain},
            {u"updated_at"_s, plain},
            {u"last_active"_s, plain},
            {u"language"_s, {u"$eq"_s}},
        };
    }();
    return rules;
}

const QStringList &customOperators()
{
    static const QStringList operators{u"$eq"_s,  u"$in"_s, u"$contains"_s, u"$gt"_s,
                                       u"$gte"_s, u"$lt"_s, u"$lte"_s,      u"$exists"_s};
    return operators;
}

std::vector<const UserRecord *> candidates(const AppState &state, const QJsonObject &filter)
{
    std::vector<const UserRecord *> found;
    if (const auto ids = demandedValues(filter, u"id"_s)) {
        for (const QString &id : *ids) {
            if (const UserRecord *user = state.user(id))
                found.push_back(user);
        }
        return found;
    }
    found.reserve(state.users.size());
    for (const auto &[id, user] : state.users)
        found.push_back(&user);
    return found;
}

bool shown(const UserRecord &user, bool deactivatedToo, Millis now)
{
    return !user.deletedAt && user.visibleAt <= now && (deactivatedToo || !user.deactivatedAt);
}

void sortUsers(std::vector<const UserRecord *> &users, const std::vector<SortKey> &keys, Millis now)
{
    std::sort(users.begin(), users.end(), [&keys, now](const UserRecord *left, const UserRecord *right) {
        for (const SortKey &key : keys) {
            const int order =
                compareValues(userField(*left, key.field, now), userField(*right, key.field, now));
            if (order != 0)
                return key.ascending ? order < 0 : order > 0;
        }
        if (left->createdAt != right->createdAt)
            return left->createdAt > right->createdAt;
        return left->id > right->id;
    });
}

} // namespace

Answer queryUsers(Call &call)
{
    const QJsonObject filter = call.body.value("filter_conditions"_L1).toObject();
    if (const auto good = checkFilter(filter, userRules(), customOperators()); !good)
        return tl::unexpected(good.error());
    const auto keys = sortKeys(call.body, 5, {});
    const auto limit = pageValue(call.body, u"limit"_s, 30, 100);
    const auto offset = pageValue(call.body, u"offset"_s, 0, 1000);
    if (!keys)
        return tl::unexpected(keys.error());
    if (!limit)
        return tl::unexpected(limit.error());
    if (!offset)
        return tl::unexpected(offset.error());
    if (call.body.value("presence"_L1).toBool())
        return inputError(u"presence requires an active websocket connection"_s);

    const bool deactivatedToo = call.body.value("include_deactivated_users"_L1).toBool();
    std::vector<const UserRecord *> users;
    for (const UserRecord *user : candidates(call.state, filter)) {
        const auto read = [user, now = call.now](const QString &field) {
            return userField(*user, field, now);
        };
        if (shown(*user, deactivatedToo, call.now) && matches(filter, read))
            users.push_back(user);
    }
    sortUsers(users, *keys, call.now);

    QByteArray out = "{\"users\":[";
    const auto begin = std::min(users.size(), static_cast<std::size_t>(*offset));
    const auto end = std::min(users.size(), begin + static_cast<std::size_t>(*limit));
    for (auto at = begin; at < end; ++at) {
        if (at > begin)
            out += ',';
        appendUser(out, *users[at], call.now);
    }
    out += ']';
    return out;
}

} // namespace chatsync::sandbox
