// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/clock.h"
#include "core/domain/jsonbuilder.h"
#include "core/domain/redactor.h"
#include "core/stream/callerror.h"
#include "core/stream/transport.h"
#include "core/stream/types.h"

#include <QHash>
#include <QList>
#include <QUuid>

#include <functional>

namespace chatsync::stream {

class RateGovernor;

/// Where a StreamChat app is and how to prove oneself to it.
struct Credentials {
    QUrl baseUrl{QStringLiteral("https://chat.stream-io-api.com")};
    QString apiKey;
    QByteArray token; ///< serverToken(secret); the secret itself is not kept

    bool operator==(const Credentials &) const = default;
};

/// What a client stands on. The pointers are borrowed and must outlive every call; all of it lives in one
/// thread.
struct ClientContext {
    Credentials credentials;
    Transport *transport = nullptr;
    Clock *clock = nullptr;
    const Redactor *redactor = nullptr;
    RateGovernor *governor = nullptr; ///< None: limits are not obeyed and a 429 is a failure like any other
    std::function<QUuid()> newId;     ///< For `x-client-request-id`
    /// Told of every exchange, redacted, after its answer and before the call returns. May be empty.
    std::function<void(const Exchange &)> recorded;
    /// Told before a writing request is sent: for whoever must have written down first what will be done.
    /// May be empty.
    std::function<void()> sending;
    /// Told as soon as any request is under way: work that can be done while its answer is on the way costs
    /// no time. May be empty.
    std::function<void()> underWay;
    /// Told before a pause which the rate limits demand. May be empty.
    std::function<void(std::chrono::milliseconds, Endpoint)> pausing;
    std::chrono::milliseconds timeout{10'000};
};

/// A channel is `type:id`; the flow's channels are of type `messaging`.
struct ChannelRef {
    QString type = QStringLiteral("messaging");
    QString id;

    QString cid() const { return type + u':' + id; }
    bool operator==(const ChannelRef &) const = default;
};

struct PartialUserUpdate {
    QString id;
    json::Object set;
    QStringList unset;

    bool operator==(const PartialUserUpdate &) const = default;
};

/// A structured query; `limit` and `offset` are sent only when given, as the official client does.
struct Query {
    json::Object filter;
    json::Array sort;
    std::optional<int> limit;
    std::optional<int> offset;

    bool operator==(const Query &) const = default;
};

enum class Deletion { Soft, Pruning, Hard };

/// StreamChat's REST API (v1 paths), typed. Every call sends exactly one request, except where a governor
/// lets it wait and repeat a request that was refused with 429 (StreamChat has then not touched anything).
///
/// Each call can be stopped, and then gives Meaning::Cancelled. Results are what StreamChat answered; unknown
/// keys are kept.
class Client {
public:
    explicit Client(ClientContext context);

    /// `POST /users`. Replaces each user's data. At most 100; all or nothing.
    QCoro::Task<CallResult<std::vector<User>>> upsertUsers(QList<json::Object> users, std::stop_token stop);

    /// `PATCH /users`. Touches only what is named. At most 100.
    QCoro::Task<CallResult<std::vector<User>>> updateUsersPartial(QList<PartialUserUpdate> updates,
                                                                  std::stop_token stop);

    /// `GET /users`. Without a limit StreamChat gives 30. Soft-deleted users never come back.
    QCoro::Task<CallResult<std::vector<User>>> queryUsers(Query query, bool includeDeactivated,
                                                          std::stop_token stop);

    /// `POST /channels/{type}/{id}/query`. Creates the channel when it does not exist: this is not a read.
    /// @p body as the official client sends it: `data`, `state`, `watch`, `presence`, `members` …
    QCoro::Task<CallResult<ChannelState>> getOrCreateChannel(ChannelRef channel, json::Object body,
                                                             std::stop_token stop);

    /// `GET /channels/{type}/{id}`. Reads only; Meaning::ChannelNotFound when it does not exist.
    QCoro::Task<CallResult<ChannelState>> getChannel(ChannelRef channel, std::stop_token stop);

    /// `POST /channels/{type}/{id}` with `add_members`. At most 100; whoever is a member stays one.
    QCoro::Task<CallResult<ChannelState>> addMembers(ChannelRef channel, QStringList userIds,
                                                     std::stop_token stop);
    QCoro::Task<CallResult<ChannelState>> removeMembers(ChannelRef channel, QStringList userIds,
                                                        std::stop_token stop);

    /// `GET /members`. One page; sorted by `created_at` unless the query says otherwise.
    QCoro::Task<CallResult<std::vector<Member>>> queryMembers(ChannelRef channel, Query query,
                                                              std::stop_token stop);

    /// `POST /channels`, which only reads. `member_limit` 100, no messages.
    QCoro::Task<CallResult<std::vector<ChannelState>>> queryChannels(Query query, std::stop_token stop);

    QCoro::Task<CallResult<Channel>> deleteChannel(ChannelRef channel, bool hard, std::stop_token stop);

    /// `POST /channels/delete`, at most 100. Gives the task's id.
    QCoro::Task<CallResult<QString>> deleteChannels(QStringList cids, bool hard, std::stop_token stop);

    /// `POST /users/delete`, at most 100, 6 a minute. Gives the task's id.
    QCoro::Task<CallResult<QString>> deleteUsers(QStringList userIds, Deletion users, Deletion messages,
                                                 std::optional<Deletion> conversations, std::stop_token stop);
    QCoro::Task<CallResult<bool>> restoreUsers(QStringList userIds, std::stop_token stop);
    QCoro::Task<CallResult<User>> deactivateUser(QString userId, std::stop_token stop);
    QCoro::Task<CallResult<User>> reactivateUser(QString userId, std::stop_token stop);

    QCoro::Task<CallResult<Task>> getTask(QString taskId, std::stop_token stop);

    /// Polls a task once a second, at most @p patience, until it is completed or failed. Gives what it last
    /// saw.
    QCoro::Task<CallResult<Task>> waitForTask(QString taskId, std::chrono::milliseconds patience,
                                              std::stop_token stop);

    /// `GET /app`: the best probe whether address, key and secret are right. Secrets in the answer are
    /// redacted.
    QCoro::Task<CallResult<QJsonObject>> getApp(std::stop_token stop);

    QCoro::Task<CallResult<QHash<QString, RateLimit>>> getRateLimits(QList<Endpoint> endpoints,
                                                                     std::stop_token stop);

    /// `GET /query_banned_users`.
    QCoro::Task<CallResult<QJsonArray>> queryBannedUsers(Query query, std::stop_token stop);

    /// `GET /roles`, by name.
    QCoro::Task<CallResult<QStringList>> listRoles(std::stop_token stop);

private:
    struct Call;
    struct Sending;

    /// The only door to the transport: waits for the governor, sends, measures, interprets, redacts, records.
    QCoro::Task<CallResult<json::Document>> call(Call call, std::stop_token stop);
    QCoro::Task<bool> waitForBudget(Endpoint endpoint, std::stop_token stop);

    HttpRequest requestOf(const Call &call) const;
    void record(const Sending &sending, const TransportResult &result,
                const CallResult<json::Document> &answer);
    void redact(CallError &error, Endpoint endpoint) const;

    ClientContext m_context;
    QByteArray m_baseUrl;  ///< Encoded, without a slash at its end
    QByteArray m_keyQuery; ///< `?api_key=…`
    int m_exchanges = 0;
};

} // namespace chatsync::stream
