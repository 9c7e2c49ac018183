// SPDX-License-Identifier: MIT
#include "core/stream/clientcall.h"

#include <map>

namespace chatsync::stream {

namespace {

QByteArray userPath(const QString &userId, QByteArrayView action)
{
    return "/users/" + userId.toUtf8().toPercentEncoding() + '/' + action.toByteArray();
}

/// In answers to writes an object by id, in answers to queries an array.
std::vector<User> usersFrom(json::Node json)
{
    std::vector<User> users;
    users.reserve(static_cast<std::size_t>(json.size()));
    json.forEachItem([&users](json::Node user) {
        if (user.isObject())
            users.push_back(userFrom(user));
    });
    json.forEachMember([&users](json::Key id, json::Node user) {
        if (!user.isObject())
            return;
        users.push_back(userFrom(user));
        if (users.back().id.isEmpty())
            users.back().id = id.toString();
    });
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

json::Object partialUpdateOf(const PartialUserUpdate &update)
{
    json::Object json{{QStringLiteral("id"), update.id}};
    if (!update.set.isEmpty())
        json.insert(QStringLiteral("set"), update.set);
    if (!update.unset.isEmpty())
        json.insert(QStringLiteral("unset"), update.unset);
    return json;
}

/// The users as an object by their ids, in the order of the ids.
QByteArray byId(const QList<json::Object> &users)
{
    std::map<QByteArray, QByteArray> texts;
    for (const json::Object &user : users) {
        const QByteArray id = user.valueText(QStringLiteral("id"));
        texts.insert_or_assign(id.isEmpty() ? QByteArrayLiteral("\"\"") : id, user.text());
    }
    QByteArray json{"{"};
    for (const auto &[id, text] : texts) {
        if (json.size() > 1)
            json += ',';
        json.append(id).append(':').append(text);
    }
    return json + '}';
}

constexpr QLatin1String usersKey{"users"};
constexpr QLatin1String userKey{"user"};
constexpr QLatin1String taskKey{"task_id"};

} // namespace

QCoro::Task<CallResult<std::vector<User>>> Client::upsertUsers(QList<json::Object> users,
                                                               std::stop_token stop)
{
    Call request;
    request.endpoint = Endpoint::UpdateUsers;
    request.method = QByteArrayLiteral("POST");
    request.path = QByteArrayLiteral("/users");
    request.body = "{\"users\":" + byId(users) + '}';
    request.writes = true;
    request.expectedKey = usersKey;
    const CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return usersFrom((*answer)[usersKey]);
}

QCoro::Task<CallResult<std::vector<User>>> Client::updateUsersPartial(QList<PartialUserUpdate> updates,
                                                                      std::stop_token stop)
{
    json::Array list;
    for (const PartialUserUpdate &update : updates)
        list.append(partialUpdateOf(update));
    Call request;
    request.endpoint = Endpoint::UpdateUsersPartial;
    request.method = QByteArrayLiteral("PATCH");
    request.path = QByteArrayLiteral("/users");
    request.body = json::Object{{usersKey, list}}.text();
    request.writes = true;
    request.expectedKey = usersKey;
    const CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return usersFrom((*answer)[usersKey]);
}

QCoro::Task<CallResult<std::vector<User>>> Client::queryUsers(Query query, bool includeDeactivated,
                                                              std::stop_token stop)
{
    json::Object payload{{QStringLiteral("filter_conditions"), query.filter},
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
    const CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return usersFrom((*answer)[usersKey]);
}

QCoro::Task<CallResult<QString>> Client::deleteUsers(QStringList userIds, Deletion users, Deletion messages,
                                                     std::optional<Deletion> conversations,
                                                     std::stop_token stop)
{
    json::Object body{{QStringLiteral("user_ids"), userIds},
                      {userKey, toString(users)},
                      {QStringLiteral("messages"), toString(messages)}};
    if (conversations)
        body.insert(QStringLiteral("conversations"), toString(*conversations));
    Call request;
    request.endpoint = Endpoint::DeleteUsers;
    request.method = QByteArrayLiteral("POST");
    request.path = QByteArrayLiteral("/users/delete");
    request.body = body.text();
    request.writes = true;
    request.expectedKey = taskKey;
    const CallResult<json::Document> answer = co_await call(request, stop);
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
    request.body = json::Object{{QStringLiteral("user_ids"), userIds}}.text();
    request.writes = true;
    const CallResult<json::Document> answer = co_await call(request, stop);
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
    const CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return userFrom((*answer)[userKey]);
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
    const CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return userFrom((*answer)[userKey]);
}

} // namespace chatsync::stream
