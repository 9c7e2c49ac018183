// SPDX-License-Identifier: MIT
#include "core/workbench/enginetasks.h"

#include "core/domain/identity.h"
#include "core/stream/ratelimitheaders.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace chatsync {

namespace {

constexpr std::chrono::milliseconds slowFrom{400};
constexpr qsizetype idsInOneRequest = 50; // Both prefixes of each; StreamChat gives at most 100 users.

QString tr(const char *text)
{
    return QCoreApplication::translate("Engine", text);
}

ServiceHealth up(double milliseconds, const QString &detail)
{
    ServiceHealth health;
    health.latency = std::chrono::milliseconds{std::llround(milliseconds)};
    health.state = health.latency >= slowFrom ? ServiceHealth::State::Slow : ServiceHealth::State::Up;
    health.detail = detail;
    return health;
}

ServiceHealth down(const Error &error)
{
    ServiceHealth health;
    health.state = ServiceHealth::State::Down;
    health.error = error;
    return health;
}

QString detailOf(const DirectoryCapabilities &found)
{
    QStringList tables;
    if (found.hasUsers)
        tables << tr("users");
    if (found.hasCompanies)
        tables << tr("companies");
    if (found.hasConversations)
        tables << tr("conversations");
    if (tables.isEmpty())
        return tr("Connected, but none of the tables was found");
    return tr("Reads %1").arg(QLocale{}.createSeparatedList(tables));
}

QString otherStreamId(const Identity &identity, const QString &id)
{
    const bool company = identity.kind == ParticipantKind::Company;
    return streamIdOf(company ? ParticipantKind::User : ParticipantKind::Company, id);
}

using Users = QHash<QString, stream::User>;

/// Null when StreamChat could not be asked.
QCoro::Task<std::optional<Users>> usersOf(stream::Client *client, QStringList streamIds, std::stop_token stop)
{
    Users found;
    for (qsizetype at = 0; at < streamIds.size(); at += 2 * idsInOneRequest) {
        const QStringList some = streamIds.mid(at, 2 * idsInOneRequest);
        stream::Query query;
        query.filter.insert(QStringLiteral("id"),
                            QJsonObject{{QStringLiteral("$in"), QJsonArray::fromStringList(some)}});
        query.limit = static_cast<int>(some.size());
        auto pending = client->queryUsers(query, true, stop);
        const stream::CallResult<std::vector<stream::User>> users = co_await pending;
        if (!users)
            co_return std::nullopt;
        for (const stream::User &user : *users)
            found.insert(user.id, user);
    }
    co_return found;
}

ParticipantState::InStream inStream(const Users &users, const QString &streamId)
{
    const auto user = users.constFind(streamId);
    if (user == users.cend())
        return ParticipantState::InStream::Absent;
    return user->deactivatedAt ? ParticipantState::InStream::Deactivated : ParticipantState::InStream::Exists;
}

} // namespace

stream::ClientContext questioner(const FlowContext &context, std::function<void(const Exchange &)> recorded)
{
    stream::ClientContext client;
    client.credentials = context.credentials;
    client.transport = context.transport;
    client.clock = context.clock;
    client.redactor = context.redactor;
    client.governor = context.governor;
    client.newId =
        randomIds(); // Runs keep their sequence under commanded time, however much is asked beside them.
    client.timeout = context.timeout;
    client.recorded = std::move(recorded);
    return client;
}

QCoro::Task<Result<ParticipantPage>> findParticipants(Directory *directory, ParticipantSearch search,
                                                      std::stop_token stop)
{
    auto opening = directory->open(stop);
    const Result<DirectoryCapabilities> opened = co_await opening;
    if (!opened)
        co_return tl::unexpected(opened.error());
    auto searching = directory->search(search, stop);
    Traced<ParticipantPage> page = co_await searching;
    co_return page.result;
}

QCoro::Task<Result<std::vector<ParticipantState>>>
participantStates(Directory *directory, stream::ClientContext context, QStringList ids, std::stop_token stop)
{
    auto opening = directory->open(stop);
    const Result<DirectoryCapabilities> opened = co_await opening;
    if (!opened)
        co_return tl::unexpected(opened.error());
    auto resolving = directory->resolve(ids, stop);
    const Traced<std::vector<Resolution>> resolved = co_await resolving;
    if (!resolved.result)
        co_return tl::unexpected(resolved.result.error());

    std::vector<ParticipantState> states;
    QStringList streamIds;
    for (const Resolution &resolution : *resolved.result) {
        ParticipantState state;
        state.resolution = resolution;
        state.identity =
            resolution.found() ? identityOf(*resolution.found()) : fallbackIdentity(resolution.id);
        for (const QString &id : {state.identity.streamId, otherStreamId(state.identity, resolution.id)}) {
            if (isValidStreamUserId(id) && !streamIds.contains(id))
                streamIds << id;
        }
        states.push_back(state);
    }
    stream::Client client{context};
    auto asking = usersOf(&client, streamIds, stop);
    const std::optional<Users> users = co_await asking;
    if (users) {
        for (ParticipantState &state : states) {
            state.inStream = inStream(*users, state.identity.streamId);
            state.twin = users->contains(otherStreamId(state.identity, state.resolution.id));
        }
    }
    co_return states;
}

QCoro::Task<ServiceHealth> databaseHealth(Directory *directory, std::stop_token stop)
{
    auto opening = directory->open(stop);
    const Result<DirectoryCapabilities> opened = co_await opening;
    if (!opened)
        co_return down(opened.error());
    ParticipantSearch search;
    search.limit = 1;
    auto searching = directory->search(search, stop);
    const Traced<ParticipantPage> page = co_await searching;
    if (!page.result)
        co_return down(page.result.error());
    double took = 0;
    for (const QueryTrace &query : page.queries)
        took += query.durationMs;
    co_return up(took, detailOf(*opened));
}

QCoro::Task<ServiceHealth> streamHealth(stream::ClientContext context, std::stop_token stop)
{
    auto took = std::make_shared<double>(0);
    const auto told = context.recorded;
    context.recorded = [took, told](const Exchange &exchange) {
        *took = exchange.durationMs;
        if (told)
            told(exchange);
    };
    stream::Client client{context};
    auto pending = client.getApp(stop);
    const stream::CallResult<QJsonObject> answer = co_await pending;
    if (!answer)
        co_return down(stream::toError(answer.error()));
    const QString name =
        answer->value(QLatin1String("app")).toObject().value(QLatin1String("name")).toString();
    co_return up(*took, name.isEmpty() ? tr("Server access works")
                                       : tr("Application “%1”, server access works").arg(name));
}

std::optional<stream::RateBudget> budgetIn(const Exchange &exchange, const QDateTime &now)
{
    const stream::RateLimitHeaders headers = stream::rateLimitHeadersFrom(exchange.responseHeaders, now);
    if (!headers.limit || !headers.remaining)
        return std::nullopt;
    stream::RateBudget budget;
    budget.limit = *headers.limit;
    budget.remaining = *headers.remaining;
    if (headers.untilReset)
        budget.reset = now.addMSecs(headers.untilReset->count());
    return budget;
}

} // namespace chatsync
