// SPDX-License-Identifier: MIT
#include "core/sync/repairread.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace chatsync::repair {

namespace {

constexpr qsizetype atOnce = 100; // StreamChat's page of users and of members

QString tr(const char *text)
{
    return QCoreApplication::translate("Repair", text);
}

QJsonObject anyOf(const QString &field, const QStringList &values)
{
    return {{field, QJsonObject{{QStringLiteral("$in"), QJsonArray::fromStringList(values)}}}};
}

Error channelError(const stream::CallError &error, const QString &cid)
{
    Error told = stream::toError(error);
    if (error.meaning == stream::Meaning::ChannelNotFound || error.meaning == stream::Meaning::NotFound) {
        told.what = tr("The channel %1 does not exist, so nobody can be added to it.").arg(cid);
        told.advice = tr("Create the conversation instead.");
    }
    return told;
}

QCoro::Task<Result<void>> readRows(FlowContext context, QStringList streamIds, Facts *facts,
                                   std::stop_token stop)
{
    QStringList ids;
    for (const QString &streamId : streamIds)
        ids.append(parseStreamUserId(streamId)->id);
    auto opening = context.directory->open(stop);
    const Result<DirectoryCapabilities> open = co_await opening;
    if (!open)
        co_return tl::unexpected(open.error());
    auto asking = context.directory->resolve(ids, stop);
    const Traced<std::vector<Resolution>> answer = co_await asking;
    if (!answer.result)
        co_return tl::unexpected(answer.result.error());
    for (size_t i = 0; i < answer.result->size(); ++i)
        facts->resolutions.insert(streamIds[static_cast<qsizetype>(i)], (*answer.result)[i]);
    co_return Result<void>{};
}

QJsonValue valueOf(const stream::User *user, const QString &field)
{
    if (!user)
        return QJsonValue::Undefined;
    if (field == QLatin1String("role"))
        return user->role;
    if (field == QLatin1String("name"))
        return user->name;
    if (field == QLatin1String("image"))
        return user->image ? QJsonValue{*user->image} : QJsonValue{QJsonValue::Undefined};
    return user->custom.value(field);
}

struct Preview {
    const PlannedRepair &item;
    const Facts &facts;
    std::vector<RepairField> *fields;

    void add(const QString &field, const QJsonValue &database, const std::optional<QJsonValue> &sent,
             bool lostByUpsert)
    {
        const stream::User *user = facts.user(item.action.streamId);
        fields->push_back({item.action.streamId, field, database, valueOf(user, field), sent, lostByUpsert});
    }
};

QJsonValue databaseValue(const PlannedRepair &item, const QString &field)
{
    if (field == QLatin1String("role"))
        return roleOf(item.identity.kind);
    if (!item.inDatabase)
        return QJsonValue::Undefined;
    if (field == QLatin1String("name"))
        return item.identity.name;
    return item.identity.image ? QJsonValue{*item.identity.image} : QJsonValue{};
}

std::optional<QJsonValue> sentValue(const PlannedRepair &item, const QString &field)
{
    if (!item.needed)
        return std::nullopt;
    switch (item.action.kind) {
    case RepairAction::Kind::CreateUser:
        return upsertObject(item.identity).value(field);
    case RepairAction::Kind::UpdateUser:
        return item.action.fields.contains(field) ? std::optional{databaseValue(item, field)} : std::nullopt;
    case RepairAction::Kind::RevertUser:
        if (item.action.unset.contains(field))
            return QJsonValue{};
        return item.action.set.contains(field) ? std::optional{item.action.set.value(field)} : std::nullopt;
    default:
        return std::nullopt;
    }
}

/// The three fields an upsert carries, then what it would erase.
void previewUser(Preview preview)
{
    const stream::User *user = preview.facts.user(preview.item.action.streamId);
    for (const QString &field : {QStringLiteral("role"), QStringLiteral("name"), QStringLiteral("image")}) {
        const QJsonValue upserted = upsertObject(preview.item.identity).value(field);
        const QJsonValue now = valueOf(user, field);
        const bool same = now == upserted || (now.isUndefined() && upserted.isNull());
        preview.add(field, databaseValue(preview.item, field), sentValue(preview.item, field), user && !same);
    }
    if (!user)
        return;
    for (auto it = user->custom.begin(); it != user->custom.end(); ++it)
        preview.add(it.key(), QJsonValue::Undefined, std::nullopt, true);
}

void previewState(Preview preview)
{
    const stream::User *user = preview.facts.user(preview.item.action.streamId);
    const bool activates = preview.item.action.kind != RepairAction::Kind::Deactivate;
    const QJsonValue now = !user                 ? QJsonValue{QJsonValue::Undefined}
                           : user->deactivatedAt ? QJsonValue{QStringLiteral("deactivated")}
                                                 : QJsonValue{QStringLiteral("active")};
    const QString then = activates ? QStringLiteral("active") : QStringLiteral("deactivated");
    preview.fields->push_back({.streamId = preview.item.action.streamId,
                               .field = QStringLiteral("state"),
                               .database = QJsonValue::Undefined,
                               .now = now,
                               .sent = preview.item.needed ? std::optional{QJsonValue{then}} : std::nullopt});
}

void previewMember(Preview preview)
{
    const RepairAction &action = preview.item.action;
    const bool adds = action.kind == RepairAction::Kind::AddMember;
    preview.fields->push_back({.streamId = action.streamId,
                               .field = tr("member of %1").arg(action.cid),
                               .database = QJsonValue::Undefined,
                               .now = preview.facts.members.value(action.cid).contains(action.streamId),
                               .sent = preview.item.needed ? std::optional{QJsonValue{adds}} : std::nullopt});
}

} // namespace

const stream::User *Facts::user(const QString &streamId) const
{
    const auto found = users.constFind(streamId);
    return found == users.constEnd() ? nullptr : &*found;
}

std::vector<stream::User> Facts::inOrder(const QStringList &streamIds) const
{
    std::vector<stream::User> ordered;
    for (const QString &id : streamIds) {
        if (const stream::User *found = user(id))
            ordered.push_back(*found);
    }
    return ordered;
}

QStringList usersOf(const RepairRequest &request)
{
    QStringList users;
    for (const RepairAction &action : request.actions)
        users.append(action.streamId);
    users.removeDuplicates();
    return users;
}

QHash<QString, QStringList> membersOf(const RepairRequest &request)
{
    QHash<QString, QStringList> members;
    for (const RepairAction &action : request.actions) {
        if (!action.cid.isEmpty())
            members[action.cid].append(action.streamId);
    }
    return members;
}

stream::ClientContext clientOf(const FlowContext &context)
{
    stream::ClientContext client;
    client.credentials = context.credentials;
    client.transport = context.transport;
    client.clock = context.clock;
    client.redactor = context.redactor;
    client.governor = context.governor;
    client.newId = context.newId;
    client.timeout = context.timeout;
    return client;
}

QCoro::Task<stream::CallResult<QHash<QString, stream::User>>>
readUsers(stream::Client *client, QStringList streamIds, std::stop_token stop)
{
    QHash<QString, stream::User> users;
    for (qsizetype at = 0; at < streamIds.size(); at += atOnce) {
        const stream::Query query{.filter = anyOf(QStringLiteral("id"), streamIds.mid(at, atOnce)),
                                  .limit = static_cast<int>(atOnce),
                                  .offset = 0};
        auto asking = client->queryUsers(query, true, stop);
        const stream::CallResult<std::vector<stream::User>> page = co_await asking;
        if (!page)
            co_return tl::unexpected(page.error());
        for (const stream::User &user : *page)
            users.insert(user.id, user);
    }
    co_return users;
}

QCoro::Task<stream::CallResult<QStringList>> readMembers(stream::Client *client, QString cid,
                                                         QStringList streamIds, std::stop_token stop)
{
    QStringList members;
    for (qsizetype at = 0; at < streamIds.size(); at += atOnce) {
        const stream::Query query{.filter = anyOf(QStringLiteral("user_id"), streamIds.mid(at, atOnce)),
                                  .limit = static_cast<int>(atOnce)};
        auto asking = client->queryMembers(channelOf(cid), query, stop);
        const stream::CallResult<std::vector<stream::Member>> page = co_await asking;
        if (!page)
            co_return tl::unexpected(page.error());
        for (const stream::Member &member : *page)
            members.append(member.userId);
    }
    co_return members;
}

QCoro::Task<Result<Facts>> readFacts(FlowContext context, RepairRequest request, std::stop_token stop)
{
    Facts facts;
    const QStringList ids = usersOf(request);
    auto readingRows = readRows(context, ids, &facts, stop);
    const Result<void> rows = co_await readingRows;
    if (!rows)
        co_return tl::unexpected(rows.error());
    stream::Client client{clientOf(context)};
    auto readingUsers = readUsers(&client, ids, stop);
    const stream::CallResult<QHash<QString, stream::User>> users = co_await readingUsers;
    if (!users)
        co_return tl::unexpected(stream::toError(users.error()));
    facts.users = *users;
    const QHash<QString, QStringList> asked = membersOf(request);
    for (const QString &cid : asked.keys()) {
        auto readingMembers = readMembers(&client, cid, asked.value(cid), stop);
        const stream::CallResult<QStringList> members = co_await readingMembers;
        if (!members)
            co_return tl::unexpected(channelError(members.error(), cid));
        facts.members.insert(cid, *members);
    }
    co_return facts;
}

std::vector<RepairField> previewOf(const RepairPlan &plan, const Facts &facts)
{
    using Kind = RepairAction::Kind;
    std::vector<RepairField> fields;
    for (const PlannedRepair &item : plan.items) {
        Preview preview{item, facts, &fields};
        switch (item.action.kind) {
        case Kind::CreateUser:
        case Kind::UpdateUser:
        case Kind::RevertUser:
            previewUser(preview);
            break;
        case Kind::Reactivate:
        case Kind::Restore:
        case Kind::Deactivate:
            previewState(preview);
            break;
        case Kind::AddMember:
        case Kind::RemoveMember:
            previewMember(preview);
            break;
        }
    }
    return fields;
}

stream::ChannelRef channelOf(const QString &cid)
{
    return {cid.section(u':', 0, 0), cid.section(u':', 1)};
}

QStringList changedBesides(const stream::User &before, const stream::User &after, const QStringList &touched)
{
    QStringList changed;
    const auto compareKey = [&](const QString &field, bool same) {
        if (!same && !touched.contains(field))
            changed.append(field);
    };
    const auto compare = [&](const char *name, bool same) { compareKey(QString::fromLatin1(name), same); };
    compare("role", before.role == after.role);
    compare("name", before.name == after.name);
    compare("image", before.image == after.image);
    compare("teams", before.teams == after.teams);
    compare("banned", before.banned == after.banned);
    compare("shadow_banned", before.shadowBanned == after.shadowBanned);
    compare("state", before.deactivatedAt.has_value() == after.deactivatedAt.has_value());
    compare("created_at", before.createdAt == after.createdAt);
    QStringList keys = before.custom.keys() + after.custom.keys();
    keys.removeDuplicates();
    for (const QString &key : keys)
        compareKey(key, before.custom.value(key) == after.custom.value(key));
    return changed;
}

} // namespace chatsync::repair
