// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QString>
#include <QStringList>

#include <deque>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace chatsync::sandbox {

/// Milliseconds since the epoch, UTC.
using Millis = qint64;

struct Ban {
    QString userId;
    QString cid; ///< Empty: in the whole app
    QString by;
    QString reason;
    bool shadow = false;
    Millis createdAt = 0;
    std::optional<Millis> expires;

    bool holds(Millis now) const { return !expires || *expires > now; }
};

struct UserRecord {
    QString id;
    QJsonObject data; ///< What was last written: name, image, role, teams and custom data, flat
    Millis createdAt = 0;
    Millis updatedAt = 0;
    Millis visibleAt = 0; ///< Unknown to queries and channels until then
    std::optional<Millis> deactivatedAt;
    std::optional<Millis> deletedAt;
    std::optional<Millis> lastActive;
    bool pruned = false;
    bool online = false;
    std::optional<Ban> ban;
    quint64 order = 0;
    mutable QByteArray rendered; ///< Kept until the user changes

    bool usable() const { return !deletedAt && !deactivatedAt; }
};

struct MemberRecord {
    QString userId;
    QString channelRole;
    QString role; ///< The old one: owner, member, moderator
    QJsonObject custom;
    Millis createdAt = 0;
    Millis updatedAt = 0;
    bool invited = false;
    std::optional<Ban> ban;
};

struct ChannelRecord {
    QString type;
    QString id;
    QJsonObject data; ///< name, image, team, frozen, disabled and custom data
    QString createdBy;
    Millis createdAt = 0;
    Millis updatedAt = 0;
    std::optional<Millis> deletedAt;
    std::vector<MemberRecord> members; ///< Oldest first
    quint64 order = 0;

    /// What a lagging replica still shows.
    struct Replica {
        Millis until = 0;
        QJsonObject data;
        std::vector<MemberRecord> members;
    };
    std::optional<Replica> replica;

    QString cid() const { return type + u':' + id; }
    bool distinct() const { return id.startsWith(u"!members-"); }
    const MemberRecord *member(const QString &userId) const;
    MemberRecord *member(const QString &userId);
};

struct TaskRecord {
    QString id;
    Millis createdAt = 0;
    QJsonObject result;
    bool fails = false;
};

/// Which behaviours of the app are bent by faults. Read by the calls, set from the list of faults.
struct Bends {
    std::optional<Millis> visibilityDelay;
    std::optional<Millis> readLag;
    std::optional<QString> droppedMember;
    int droppedMembers = 0;
    bool poisoned = false;
    QString poisonedUser; ///< Empty until the first one is met
    QStringList lostUpserts;
    QHash<QString, QString> planted; ///< Users whose state is a fault: id to its name
    bool anonymousErrors = false;
    bool oldWording = false;
    bool noGetChannel = false;
    bool tasksFail = false;
};

/// All that a StreamChat app knows. No lock: the Simulator has it.
class AppState {
public:
    explicit AppState(quint32 seed);

    UserRecord *user(const QString &id);
    const UserRecord *user(const QString &id) const;
    /// Whether it may become a member now.
    bool canJoin(const QString &id, Millis now) const;
    UserRecord &addUser(const QString &id, Millis now);
    void eraseUser(const QString &id);

    /// Deleted ones included.
    ChannelRecord *channel(const QString &cid);
    const ChannelRecord *channel(const QString &cid) const;
    /// A channel that is there for everybody to see.
    ChannelRecord *livingChannel(const QString &cid);
    /// Creates it, or empties a deleted one.
    ChannelRecord &addChannel(const QString &type, const QString &id, Millis now);
    void eraseChannel(const QString &cid);

    /// To be called before members or data of a channel change, for replicas that lag.
    void beforeChange(ChannelRecord &channel, Millis now) const;

    TaskRecord &addTask(QJsonObject result, Millis now);
    const TaskRecord *task(const QString &id) const;

    bool uniqueNames(bool *perTeam) const;
    QString newId();

    std::unordered_map<QString, UserRecord> users;
    std::unordered_map<QString, ChannelRecord> channels;
    void setAppSetting(const QString &key, const QJsonValue &value);

    QJsonObject app;                                    ///< As `GET /app` has it; changed by setAppSetting()
    mutable QHash<QString, QByteArray> renderedConfigs; ///< By channel type, kept until a setting changes
    QStringList roles;
    Bends bends;
    mutable QString faultMark; ///< The bend which had a hand in the current answer
    qsizetype maxChannels = 0;
    QRandomGenerator random;

private:
    void forgetOldest();

    std::deque<QString> m_channelOrder;
    std::unordered_map<QString, TaskRecord> m_tasks;
    std::deque<QString> m_taskOrder;
    quint64 m_order = 0;
};

} // namespace chatsync::sandbox
