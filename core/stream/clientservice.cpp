// SPDX-License-Identifier: MIT
#include "core/stream/clientcall.h"

namespace chatsync::stream {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds pollPause = 1s; // as the official clients

Task taskFrom(const QJsonObject &json)
{
    Task task;
    task.id = json[QLatin1String("task_id")].toString();
    task.status = json[QLatin1String("status")].toString();
    task.result = json[QLatin1String("result")].toObject();
    const QJsonObject error = json[QLatin1String("error")].toObject();
    task.error = error[QLatin1String("description")].toString();
    if (task.error.isEmpty())
        task.error = error[QLatin1String("type")].toString();
    return task;
}

RateLimit rateLimitFrom(const QJsonObject &json)
{
    RateLimit limit;
    limit.limit = json[QLatin1String("limit")].toInt();
    limit.remaining = json[QLatin1String("remaining")].toInt();
    limit.reset = QDateTime::fromSecsSinceEpoch(json[QLatin1String("reset")].toInteger(), Qt::UTC);
    return limit;
}

} // namespace

QCoro::Task<CallResult<Task>> Client::getTask(QString taskId, std::stop_token stop)
{
    Call request;
    request.endpoint = Endpoint::GetTask;
    request.method = QByteArrayLiteral("GET");
    request.path = "/tasks/" + taskId.toUtf8().toPercentEncoding();
    request.expectedKey = QLatin1String("status");
    if (!fitsIntoPath(taskId))
        request.refusal = unsendable(Meaning::TaskNotFound, taskId);
    const CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return taskFrom(answer->toObject());
}

QCoro::Task<CallResult<Task>> Client::waitForTask(QString taskId, std::chrono::milliseconds patience,
                                                  std::stop_token stop)
{
    const std::chrono::microseconds deadline = m_context.clock->elapsed() + patience;
    for (;;) {
        CallResult<Task> task = co_await getTask(taskId, stop);
        const bool over = !task || task->status == u"completed" || task->status == u"failed";
        if (over || m_context.clock->elapsed() + pollPause > deadline)
            co_return task;
        // A stop is told by the next getTask(), which then sends nothing.
        co_await m_context.clock->sleep(pollPause, stop);
    }
}

QCoro::Task<CallResult<QJsonObject>> Client::getApp(std::stop_token stop)
{
    Call request;
    request.endpoint = Endpoint::GetApp;
    request.method = QByteArrayLiteral("GET");
    request.path = QByteArrayLiteral("/app");
    request.expectedKey = QLatin1String("app");
    const CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return (*answer)[QLatin1String("app")].toObject();
}

QCoro::Task<CallResult<QHash<QString, RateLimit>>> Client::getRateLimits(QList<Endpoint> endpoints,
                                                                         std::stop_token stop)
{
    Call request;
    request.endpoint = Endpoint::GetRateLimits;
    request.method = QByteArrayLiteral("GET");
    request.path = QByteArrayLiteral("/rate_limits");
    request.query = QByteArrayLiteral("&server_side=true");
    if (!endpoints.isEmpty()) {
        QStringList names;
        for (const Endpoint endpoint : endpoints)
            names.append(toString(endpoint));
        request.query += "&endpoints=" + names.join(u',').toLatin1().toPercentEncoding();
    }
    request.expectedKey = QLatin1String("server_side");
    const CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    QHash<QString, RateLimit> limits;
    const QJsonObject told = (*answer)[QLatin1String("server_side")].toObject();
    for (auto it = told.begin(); it != told.end(); ++it)
        limits.insert(it.key(), rateLimitFrom(it.value().toObject()));
    co_return limits;
}

QCoro::Task<CallResult<QJsonArray>> Client::queryBannedUsers(Query query, std::stop_token stop)
{
    json::Object payload{{QStringLiteral("filter_conditions"), query.filter},
                         {QStringLiteral("sort"), query.sort}};
    insertPaging(payload, query);
    Call request;
    request.endpoint = Endpoint::QueryBannedUsers;
    request.method = QByteArrayLiteral("GET");
    request.path = QByteArrayLiteral("/query_banned_users");
    request.query = payloadQuery(payload);
    request.expectedKey = QLatin1String("bans");
    const CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return (*answer)[QLatin1String("bans")].toJsonValue().toArray();
}

QCoro::Task<CallResult<QStringList>> Client::listRoles(std::stop_token stop)
{
    Call request;
    request.endpoint = Endpoint::ListRoles;
    request.method = QByteArrayLiteral("GET");
    request.path = QByteArrayLiteral("/roles");
    request.expectedKey = QLatin1String("roles");
    const CallResult<json::Document> answer = co_await call(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    QStringList names;
    const QJsonArray roles = (*answer)[QLatin1String("roles")].toJsonValue().toArray();
    for (const QJsonValue &role : roles)
        names.append(role[QLatin1String("name")].toString());
    co_return names;
}

} // namespace chatsync::stream
