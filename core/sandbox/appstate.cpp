// SPDX-License-Identifier: MIT
#include "core/sandbox/appstate.h"

#include "core/sandbox/appsettings.h"

#include <QUuid>

#include <algorithm>

namespace chatsync::sandbox {

namespace {

/// A task is asked for within minutes; more than these are never looked at.
constexpr std::size_t rememberedTasks = 2000;

} // namespace

const MemberRecord *ChannelRecord::member(const QString &userId) const
{
    const auto found = std::find_if(members.begin(), members.end(), [&userId](const MemberRecord &member) {
        return member.userId == userId;
    });
    return found == members.end() ? nullptr : &*found;
}

MemberRecord *ChannelRecord::member(const QString &userId)
{
    return const_cast<MemberRecord *>(std::as_const(*this).member(userId));
}

AppState::AppState(quint32 seed)
    : app(defaultAppSettings())
    , roles(builtInUserRoles())
    , random(seed)
{}

UserRecord *AppState::user(const QString &id)
{
    const auto found = users.find(id);
    return found == users.end() ? nullptr : &found->second;
}

const UserRecord *AppState::user(const QString &id) const
{
    const auto found = users.find(id);
    return found == users.end() ? nullptr : &found->second;
}

bool AppState::canJoin(const QString &id, Millis now) const
{
    const UserRecord *record = user(id);
    return record && record->usable() && record->visibleAt <= now;
}

UserRecord &AppState::addUser(const QString &id, Millis now)
{
    UserRecord &record = users[id];
    record.id = id;
    record.createdAt = now;
    record.updatedAt = now;
    record.visibleAt = now;
    record.order = ++m_order;
    return record;
}

void AppState::eraseUser(const QString &id)
{
    users.erase(id);
}

ChannelRecord *AppState::channel(const QString &cid)
{
    const auto found = channels.find(cid);
    return found == channels.end() ? nullptr : &found->second;
}

const ChannelRecord *AppState::channel(const QString &cid) const
{
    const auto found = channels.find(cid);
    return found == channels.end() ? nullptr : &found->second;
}

ChannelRecord *AppState::livingChannel(const QString &cid)
{
    ChannelRecord *record = channel(cid);
    return record && !record->deletedAt ? record : nullptr;
}

ChannelRecord &AppState::addChannel(const QString &type, const QString &id, Millis now)
{
    const QString cid = type + u':' + id;
    const bool known = channels.contains(cid);
    ChannelRecord &record = channels[cid];
    record = ChannelRecord{};
    record.type = type;
    record.id = id;
    record.createdAt = now;
    record.updatedAt = now;
    record.order = ++m_order;
    if (maxChannels > 0 && !known) {
        m_channelOrder.push_back(cid);
        forgetOldest();
    }
    return record;
}

void AppState::forgetOldest()
{
    while (std::cmp_greater(m_channelOrder.size(), maxChannels)) {
        channels.erase(m_channelOrder.front());
        m_channelOrder.pop_front();
    }
}

void AppState::eraseChannel(const QString &cid)
{
    channels.erase(cid);
    if (maxChannels > 0)
        std::erase(m_channelOrder, cid);
}

void AppState::beforeChange(ChannelRecord &channel, Millis now) const
{
    if (!bends.readLag)
        return;
    if (!channel.replica || channel.replica->until <= now)
        channel.replica = ChannelRecord::Replica{0, channel.data, channel.members};
    channel.replica->until = now + *bends.readLag;
}

TaskRecord &AppState::addTask(QJsonObject result, Millis now)
{
    const QString id = newId();
    TaskRecord &task = m_tasks[id];
    task = TaskRecord{id, now, std::move(result), bends.tasksFail};
    m_taskOrder.push_back(id);
    if (m_taskOrder.size() > rememberedTasks) {
        m_tasks.erase(m_taskOrder.front());
        m_taskOrder.pop_front();
    }
    return m_tasks[id];
}

const TaskRecord *AppState::task(const QString &id) const
{
    const auto found = m_tasks.find(id);
    return found == m_tasks.end() ? nullptr : &found->second;
}

void AppState::setAppSetting(const QString &key, const QJsonValue &value)
{
    app.insert(key, value);
    renderedConfigs.clear();
}

bool AppState::uniqueNames(bool *perTeam) const
{
    const QString rule = app.value(QLatin1String("enforce_unique_usernames")).toString();
    *perTeam = rule == u"team";
    return rule == u"app" || rule == u"team";
}

QString AppState::newId()
{
    QByteArray bytes(16, Qt::Uninitialized);
    random.generate(bytes.begin(), bytes.end());
    bytes[6] = static_cast<char>((bytes.at(6) & 0x0f) | 0x40);
    bytes[8] = static_cast<char>((bytes.at(8) & 0x3f) | 0x80);
    return QUuid::fromRfc4122(bytes).toString(QUuid::WithoutBraces);
}

} // namespace chatsync::sandbox
