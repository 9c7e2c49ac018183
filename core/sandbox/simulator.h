// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/exchange.h"
#include "core/sandbox/fault.h"
#include "core/stream/requesturl.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>

namespace chatsync::sandbox {

struct SimulatorOptions {
    quint32 seed = 1; ///< Of durations, task ids and latency: same seed, requests and times, same bytes
    QString apiKey = QStringLiteral("sandboxkey");
    QByteArray secret = QByteArrayLiteral("sandbox-secret-which-guards-nothing");
    QList<Fault> faults;
    QHash<QString, int> limits;   ///< Calls a minute by endpoint, over StreamChat's defaults
    bool enforceLimits = true;    ///< False: limits are told in the headers and never refuse anything
    bool checkCredentials = true; ///< False: any key and token are good, for rehearsals with real ones
    qsizetype maxChannels = 0;    ///< The oldest are forgotten beyond; 0: no bound
    qsizetype logCapacity = 2000; ///< The last so many requests are remembered; 0: none
};

/// An HTTP request, as raw as the wire has it but for the percent-encoding.
struct SimulatorRequest {
    QByteArray method;
    QString path;
    QList<std::pair<QString, QString>> query; ///< Decoded
    HttpHeaders headers;
    QByteArray body;

    bool operator==(const SimulatorRequest &) const = default;
};

SimulatorRequest simulatorRequest(const QByteArray &method, const stream::RequestUrl &url,
                                  const HttpHeaders &headers, const QByteArray &body);

/// An HTTP answer, and what shall happen to it on its way.
struct SimulatorReply {
    int status = 200;
    HttpHeaders headers;
    QByteArray body;
    std::chrono::milliseconds delay{0};
    bool hang = false;                 ///< Never answered
    bool reset = false;                ///< Closed before the first byte
    std::optional<qsizetype> cutAfter; ///< Closed after so many bytes of the body

    bool operator==(const SimulatorReply &) const = default;
};

struct LoggedRequest {
    QByteArray method;
    QString path;
    QList<std::pair<QString, QString>> query;
    QByteArray body;
    QString endpoint; ///< Stream's name; empty for what is no endpoint
    int status = 0;
    bool mutating = false; ///< Could have changed something: every call but the reads
    QString fault;         ///< The one which had a hand in the answer

    bool operator==(const LoggedRequest &) const = default;
};

/// A StreamChat app in memory, true to StreamChat's documented and observed behaviour. It knows HTTP only as
/// values: a transport and a loopback server stand on it. Time is told with each request and never runs by
/// itself.
///
/// Where StreamChat's behaviour is not known, this is what was chosen here, each the likelier reading of what
/// is known:
/// - ids of missing users are listed in order, separated by blanks, as Go prints a list: `[a b]`;
/// - an unknown creator counts as "involved in channel create operation" and is listed as missing;
/// - deleted and deactivated users count as missing when they are to become members or creators;
/// - an existing channel is returned as it is: its `data.members` are checked for form, not for existence;
/// - an upsert without `role` or `teams` keeps those of the user; `image: null` is the same as no image;
/// - PATCH of unknown users is refused with 16/404 `Can't find user with id ID`, of deleted and deactivated
/// ones as in an upsert;
/// - upserting a hard-deleted id makes a new user; restoring a pruned one is refused with `was deleted`;
/// - more than 100 of anything: `<field> must contain at maximum 100 items`, 4/400;
/// - a channel id of more than 64 characters: `max channelID length exceeded (64)`, 4/400;
/// - pages over the maximum: `<field> must be N or less`, 4/400, with 100 and 1000 for members as the
/// documentation has it;
/// - members of a channel which does not exist: 16/404 as in its update;
/// - refusals by the limit of a second tell the end of that second as their reset; no 429 carries
/// Retry-After;
/// - a suspended app answers `GET /app` only, all else with 99/403.
///
/// Thread-safe: the loopback server calls it from several threads.
class Simulator {
public:
    explicit Simulator(SimulatorOptions options = {});
    ~Simulator();
    Simulator(const Simulator &) = delete;
    Simulator &operator=(const Simulator &) = delete;

    const SimulatorOptions &options() const;

    /// Answers one request at the time @p now (UTC).
    SimulatorReply handle(const SimulatorRequest &request, const QDateTime &now);

    /// Replaces the faults; counts begin anew.
    void setFaults(const QList<Fault> &faults);

    // State, put there directly. Objects are as StreamChat tells them; unknown keys are kept as custom data.

    /// Creates or replaces a user: `id`, and whatever else, `created_at`, `deactivated_at`, `banned` …
    /// included.
    void putUser(const QJsonObject &user);
    void seedDemo(const QList<QJsonObject> &users);
    bool deactivateUser(const QString &id);
    bool deleteUser(const QString &id, bool hard);
    /// Bans in the whole app, or in one channel.
    bool banUser(const QString &id, const QString &cid = {}, bool shadow = false,
                 const std::optional<QDateTime> &expires = std::nullopt);
    /// Creates or replaces a channel: `type`, `id`, `created_by_id` or `created_by`, data, with these
    /// members, which need not exist.
    void putChannel(const QJsonObject &channel, const QStringList &memberIds);
    /// Replaces the member list by objects as StreamChat tells them.
    void putMembers(const QString &cid, const QJsonArray &members);
    bool deleteChannel(const QString &cid, bool hard);
    /// A key of `GET /app`: `multi_tenant_enabled`, `enforce_unique_usernames`, `suspended` … The simulator
    /// obeys these.
    void setAppSetting(const QString &key, const QJsonValue &value);
    void removeChannelType(const QString &type);
    void addRole(const QString &name);

    // Looking in

    bool hasUser(const QString &id) const;
    bool hasChannel(const QString &cid) const;
    /// Members in the order in which they were added; empty for a channel that is not there.
    QStringList memberIds(const QString &cid) const;
    qsizetype channelCount() const;

    QList<LoggedRequest> requestLog() const;
    void clearRequestLog();

    /// `{"users": {id: …}, "channels": {cid: {…, "members": [ids]}}}`, deleted ones included.
    QJsonObject snapshot() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace chatsync::sandbox
