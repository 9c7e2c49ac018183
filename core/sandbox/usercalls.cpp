// SPDX-License-Identifier: MIT
#include "core/domain/identity.h"
#include "core/domain/jsontext.h"
#include "core/sandbox/render.h"
#include "core/sandbox/routes.h"
#include "core/sandbox/usernames.h"

#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

using Checked = tl::expected<void, ApiError>;

constexpr qsizetype mostTeams = 250;
constexpr qsizetype longestTeam = 100;

const QStringList &reservedUserFields()
{
    static const QStringList fields{
        u"banned"_s,  u"ban_expires"_s, u"created_at"_s, u"deactivated_at"_s, u"deleted_at"_s,
        u"devices"_s, u"last_active"_s, u"online"_s,     u"shadow_banned"_s,  u"updated_at"_s};
    return fields;
}

Checked checkForm(const AppState &state, const QString &where, const QJsonObject &user, qsizetype bodySize)
{
    for (const QString &field : reservedUserFields()) {
        if (user.contains(field))
            return inputError(u"%1.%2 is a reserved field"_s.arg(where, field));
    }
    const QString role = user.value("role"_L1).toString();
    if (!role.isEmpty() && !state.roles.contains(role))
        return inputError(u"role \"%1\" provided but not defined"_s.arg(role));
    const QJsonArray teams = user.value("teams"_L1).toArray();
    if (teams.size() > mostTeams)
        return inputError(u"%1.teams must contain at maximum %2 items"_s.arg(where).arg(mostTeams));
    for (const QJsonValue &team : teams) {
        if (team.toString().toUtf8().size() > longestTeam)
            return inputError(u"%1.teams must be a maximum of %2 bytes each"_s.arg(where).arg(longestTeam));
    }
    if (!customDataFits(user, bodySize))
        return tl::unexpected(ApiError{413, 22, u"user custom data cannot be bigger than 5KB"_s});
    return {};
}

Checked checkAlive(const AppState &state, const UserRecord *known, const QString &id)
{
    if (known && known->deletedAt)
        return notFound(userWas(state, id, u"deleted"_s));
    if (known && known->deactivatedAt)
        return notFound(userWas(state, id, u"deactivated"_s));
    return {};
}

/// The fault: whoever is upserted together with this user is refused, by a reason that really occurs and
/// names nobody.
Checked checkPoison(AppState &state, const QString &id)
{
    if (!state.bends.poisoned)
        return {};
    if (state.bends.poisonedUser.isEmpty())
        state.bends.poisonedUser = id;
    if (state.bends.poisonedUser != id)
        return {};
    state.faultMark = u"poisoned-batch"_s;
    return tl::unexpected(ApiError{413, 22, u"user custom data cannot be bigger than 5KB"_s});
}

Checked checkUpsert(Call &call, const QString &key, const QJsonValue &value, NameCheck &names)
{
    const QString where = u"users.%1"_s.arg(key);
    if (!value.isObject())
        return inputError(where + u" must be an object"_s);
    const QJsonObject user = value.toObject();
    const QString id = user.value("id"_L1).toString();
    if (id != key)
        return inputError(u"%1.id must be the key of the user, \"%2\""_s.arg(where, key));
    if (id.size() > 255)
        return inputError(u"%1.id must be a maximum of 255 characters in length"_s.arg(where));
    if (!isValidStreamUserId(id))
        return inputError(where + u".id is not a valid user id. a-z, 0-9, @, _ and - are allowed."_s);
    if (const Checked good = checkForm(call.state, where, user, call.bodySize); !good)
        return good;
    if (const Checked good = checkPoison(call.state, id); !good)
        return good;
    if (const Checked good = checkAlive(call.state, call.state.user(id), id); !good)
        return good;
    return names.check(id, user);
}

/// Replaces all but role and teams, which stay where they are not sent.
void store(Call &call, const QString &id, QJsonObject data)
{
    AppState &state = call.state;
    data.remove(u"id"_s);
    for (const QString &key : {u"image"_s, u"name"_s}) {
        if (data.value(key).isNull())
            data.remove(key);
    }
    UserRecord *user = state.user(id);
    if (!user) {
        user = &state.addUser(id, call.now);
        if (state.bends.visibilityDelay) {
            user->visibleAt = call.now + *state.bends.visibilityDelay;
            state.faultMark = u"visibility-delay"_s;
        }
        if (!data.contains("role"_L1))
            data.insert(u"role"_s, u"user"_s);
    }
    for (const QString &key : {u"role"_s, u"teams"_s}) {
        if (!data.contains(key) && user->data.contains(key))
            data.insert(key, user->data.value(key));
    }
    user->data = data;
    user->updatedAt = call.now;
    user->rendered.clear();
}

QByteArray usersAnswer(const Call &call, const QStringList &ids)
{
    QByteArray out = "{\"users\":{";
    for (const QString &id : ids) {
        if (out.back() != '{')
            out += ',';
        json::appendString(out, id);
        out += ':';
        appendOwnUser(out, *call.state.user(id), call.now);
    }
    out += "},\"membership_deletion_task_id\":\"\"";
    return out;
}

/// @p merged is what the user's data will be, where no other update of this call comes before.
Checked checkPartial(Call &call, qsizetype at, const QJsonObject &update, NameCheck &names,
                     QJsonObject &merged)
{
    const QString where = u"users[%1]"_s.arg(at);
    const QString id = update.value("id"_L1).toString();
    const QJsonObject set = update.value("set"_L1).toObject();
    const QJsonArray unset = update.value("unset"_L1).toArray();
    if (id.isEmpty())
        return inputError(where + u".id is a required field"_s);
    if (const Checked good = checkPartialKeys(set, unset); !good)
        return good;
    if (set.contains("id"_L1) || unset.contains(u"id"_s))
        return inputError(where + u".set.id is a reserved field"_s);
    const UserRecord *user = call.state.user(id);
    if (!user)
        return notFound(u"Can't find user with id %1"_s.arg(id));
    if (const Checked good = checkPoison(call.state, id); !good)
        return good;
    if (const Checked good = checkAlive(call.state, user, id); !good)
        return good;
    if (const Checked good = checkForm(call.state, where + u".set"_s, set, call.bodySize); !good)
        return good;
    merged = user->data;
    applyPartial(merged, set, unset);
    // What is told of the user holds all of its data, so that most need not be measured.
    const bool rendered = !user->rendered.isEmpty();
    if (!customDataFits(merged, rendered ? user->rendered.size() + call.bodySize : 0))
        return tl::unexpected(ApiError{413, 22, u"user custom data cannot be bigger than 5KB"_s});
    return names.check(id, merged);
}

} // namespace

Answer upsertUsers(Call &call)
{
    const QJsonObject users = call.body.value("users"_L1).toObject();
    if (users.isEmpty())
        return inputError(u"users is a required field"_s);
    if (const Checked fits = checkItems(u"users"_s, users.size()); !fits)
        return tl::unexpected(fits.error());
    NameCheck names{call.state};
    for (auto it = users.begin(); it != users.end(); ++it) {
        if (const Checked good = checkUpsert(call, it.key(), it.value(), names); !good)
            return tl::unexpected(good.error());
    }
    for (auto it = users.begin(); it != users.end(); ++it)
        store(call, it.key(), it.value().toObject());
    const QStringList ids = users.keys();
    QByteArray answer = usersAnswer(call, ids);
    for (const QString &id : ids) {
        if (call.state.bends.lostUpserts.contains(id)) {
            call.state.eraseUser(id);
            call.state.faultMark = u"upsert-lost"_s;
        }
    }
    return answer;
}

Answer updateUsersPartial(Call &call)
{
    const QJsonArray updates = call.body.value("users"_L1).toArray();
    if (updates.isEmpty())
        return inputError(u"users is a required field"_s);
    if (const Checked fits = checkItems(u"users"_s, updates.size()); !fits)
        return tl::unexpected(fits.error());
    NameCheck names{call.state};
    std::vector<QJsonObject> merged(static_cast<std::size_t>(updates.size()));
    for (qsizetype i = 0; i < updates.size(); ++i) {
        QJsonObject &data = merged[static_cast<std::size_t>(i)];
        if (const Checked good = checkPartial(call, i, updates.at(i).toObject(), names, data); !good)
            return tl::unexpected(good.error());
    }
    QStringList ids;
    for (qsizetype i = 0; i < updates.size(); ++i) {
        const QJsonObject update = updates.at(i).toObject();
        UserRecord &user = *call.state.user(update.value("id"_L1).toString());
        if (ids.contains(user.id))
            applyPartial(user.data, update.value("set"_L1).toObject(), update.value("unset"_L1).toArray());
        else
            user.data = std::move(merged[static_cast<std::size_t>(i)]);
        user.updatedAt = call.now;
        user.rendered.clear();
        ids.append(user.id);
    }
    ids.removeDuplicates();
    return usersAnswer(call, ids);
}

} // namespace chatsync::sandbox
