// SPDX-License-Identifier: MIT
#include "core/stream/clientcall.h"

namespace chatsync::stream {

namespace {

QByteArray userPath(const QString &userId, QByteArrayView action)
{
    return "/users/" + userId.toUtf8().toPercentEncoding() + '/' + action.toByteArray();
}

/// In answers to writes an object by id, in answers to queries an array.
std::vector<User> usersFrom(const QJsonValue &json)
{
    std::vector<User> users;
    if (json.isArray()) {
        const QJsonArray array = json.toArray();
        users.reserve(static_cast<std::size_t>(array.size()));
        for (const QJsonValue &user : array) {
            if (user.isObject())
                users.push_back(userFrom(user.toObject()));
        }
        return users;
    }
    const QJsonObject byId = json.toObject();
    users.reserve(static_cast<std::size_t>(byId.size()));
    for (auto it = byId.begin(); it != byId.end(); ++it) {
        if (!it.value().isObject())
            continue;
        users.push_back(userFrom(it.value().toObject()));
        if (users.back().id.isEmpty())
            users.back().id = it.key();
    }
    return users;
}

QString toString(Deletion deletion)
{
    switch (deletion) {
    case Deletion::Soft:
        return QStringLiteral("soft");
    case Deletion::Pruning:
        return QStringLiteral("pruning");
    case Deletion::Hard:
        return QStringLiteral("hard");
    }
    Q_UNREACHABLE();
}

QJsonObject partialUpdateOf(const PartialUserUpdate &update)
{
    QJsonObject json{{QStringLiteral("id"), update.id}};
    if (!update.set.isEmpty())
        json.insert(QStringLiteral("set"), update.set);
    if (!update.unset.isEmpty())
        json.insert(QStringLiteral("unset"), QJsonArray::fromStringList(update.unset));
    return json;
}

constexpr QLatin1String usersKey{"users"};
constexpr QLatin1String userKey{"user"};
constexpr QLatin1String taskKey{"task_id"};

} // namespace

QCoro::Task<CallResult<std::vector<User>>> Client::upsertUsers(QList<QJsonObject> users, std::stop_token stop)
{
    QJsonObject byId;
    for (const QJsonObject &user : users)
        byId.insert(user[QLatin1String("id")].toString(), user);
    Call request;
    request.endpoint = Endpoint::UpdateUsers;
    request.method = QByteArrayLiteral("POST");
    request.path = QByteArrayLiteral("/users");
    request.body = compact({{usersKey, byId}});
    request.writes = true;
    request.expectedKey = usersKey;
    const CallResult<QJsonObject> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return usersFrom((*answer)[usersKey]);
}

QCoro::Task<CallResult<std::vector<User>>> Client::updateUsersPartial(QList<PartialUserUpdate> updates,
                                                                      std::stop_token stop)
{
    QJsonArray list;
    for (const PartialUserUpdate &update : updates)
        list.append(partialUpdateOf(update));
    Call request;
    request.endpoint = Endpoint::UpdateUsersPartial;
    request.method = QByteArrayLiteral("PATCH");
    request.path = QByteArrayLiteral("/users");
    request.body = compact({{usersKey, list}});
    request.writes = true;
    request.expectedKey = usersKey;
    const CallResult<QJsonObject> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return usersFrom((*answer)[usersKey]);
}

QCoro::Task<CallResult<std::vector<User>>> Client::queryUsers(Query query, bool includeDeactivated,
                                                              std::stop_token stop)
{
    QJsonObject payload{{QStringLiteral("filter_conditions"), query.filter},
                        {QStringLiteral("sort"), query.sort},
                        {QStringLiteral("presence"), false}};
    insertPaging(payload, query);
    if (includeDeactivated)
        payload.insert(QStringLiteral("include_deactivated_users"), true);
    Call request;
    request.endpoint = Endpoint::QueryUsers;
    request.method = QByteArrayLiteral("GET");
    request.path = QByteArrayLiteral("/users");
    request.query = payloadQuery(payload);
    request.expectedKey = usersKey;
    const CallResult<QJsonObject> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return usersFrom((*answer)[usersKey]);
}

QCoro::Task<CallResult<QString>> Client::deleteUsers(QStringList userIds, Deletion users, Deletion messages,
                                                     std::optional<Deletion> conversations,
                                                     std::stop_token stop)
{
    QJsonObject body{{QStringLiteral("user_ids"), QJsonArray::fromStringList(userIds)},
                     {userKey, toString(users)},
                     {QStringLiteral("messages"), toString(messages)}};
    if (conversations)
        body.insert(QStringLiteral("conversations"), toString(*conversations));
    Call request;
    request.endpoint = Endpoint::DeleteUsers;
    request.method = QByteArrayLiteral("POST");
    request.path = QByteArrayLiteral("/users/delete");
    request.body = compact(body);
    request.writes = true;
    request.expectedKey = taskKey;
    const CallResult<QJsonObject> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return (*answer)[taskKey].toString();
}

QCoro::Task<CallResult<bool>> Client::restoreUsers(QStringList userIds, std::stop_token stop)
{
    Call request;
    request.endpoint = Endpoint::RestoreUsers;
    request.method = QByteArrayLiteral("POST");
    request.path = QByteArrayLiteral("/users/restore");
    request.body = compact({{QStringLiteral("user_ids"), QJsonArray::fromStringList(userIds)}});
    request.writes = true;
    const CallResult<QJsonObject> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return true;
}

QCoro::Task<CallResult<User>> Client::deactivateUser(QString userId, std::stop_token stop)
{
    Call request;
    request.endpoint = Endpoint::DeactivateUser;
    request.method = QByteArrayLiteral("POST");
    request.path = userPath(userId, "deactivate");
    request.body = QByteArrayLiteral("{}");
    request.writes = true;
    request.expectedKey = userKey;
    if (!fitsIntoPath(userId))
        request.refusal = unsendable(Meaning::InvalidUserId, userId);
    const CallResult<QJsonObject> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return userFrom((*answer)[userKey].toObject());
}

QCoro::Task<CallResult<User>> Client::reactivateUser(QString userId, std::stop_token stop)
{
    Call request;
    request.endpoint = Endpoint::ReactivateUser;
    request.method = QByteArrayLiteral("POST");
    request.path = userPath(userId, "reactivate");
    request.body = QByteArrayLiteral("{}");
    request.writes = true;
    request.expectedKey = userKey;
    if (!fitsIntoPath(userId))
        request.refusal = unsendable(Meaning::InvalidUserId, userId);
    const CallResult<QJsonObject> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return userFrom((*answer)[userKey].toObject());
}

} // namespace chatsync::stream
