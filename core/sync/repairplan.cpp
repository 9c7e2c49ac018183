// SPDX-License-Identifier: MIT
#include "core/sync/repairread.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace chatsync {

namespace {

using Kind = RepairAction::Kind;
using repair::Facts;
using repair::usersOf;

QString tr(const char *text)
{
    return QCoreApplication::translate("Repair", text);
}

tl::unexpected<Error> refused(const QString &what, const QString &advice)
{
    return tl::unexpected(Error{Error::Kind::Input, what, advice, {}});
}

bool isOurChannel(const QString &cid)
{
    return cid.startsWith(QLatin1String("messaging:onecrew_")) && cid.count(u':') == 1;
}

Result<void> checkLimits(const RepairRequest &request)
{
    QStringList users;
    QStringList channels;
    for (const RepairAction &action : request.actions) {
        if (!parseStreamUserId(action.streamId) || !isValidStreamUserId(action.streamId)) {
            return refused(
                tr("“%1” is no user of OneCrew's, so it is not touched.").arg(action.streamId.left(80)),
                tr("Only onecrew_user_… and onecrew_company_… are repaired."));
        }
        users.append(action.streamId);
        if (action.cid.isEmpty())
            continue;
        if (!isOurChannel(action.cid)) {
            return refused(
                tr("“%1” is no channel of OneCrew's, so it is not touched.").arg(action.cid.left(80)),
                tr("Only channels messaging:onecrew_… are repaired."));
        }
        channels.append(action.cid);
    }
    users.removeDuplicates();
    channels.removeDuplicates();
    if (users.isEmpty())
        return refused(tr("There is nothing to repair."), tr("Choose a finding that has a remedy."));
    if (users.size() > mostRepairedUsers || channels.size() > mostRepairedChannels) {
        return refused(
            tr("A repair touches at most %1 users and %2 channels; this one is %3 users and %4 channels.")
                .arg(mostRepairedUsers)
                .arg(mostRepairedChannels)
                .arg(users.size())
                .arg(channels.size()),
            tr("Repair them in smaller portions."));
    }
    return {};
}

const Resolution *resolutionOf(const Facts &facts, const QString &streamId)
{
    const auto found = facts.resolutions.constFind(streamId);
    return found == facts.resolutions.constEnd() ? nullptr : &*found;
}

/// By the database, or what the id itself says where no table has it.
PlannedRepair planned(const RepairAction &action, const Facts &facts)
{
    PlannedRepair item{.action = action};
    const StreamUserId parsed = *parseStreamUserId(action.streamId);
    const Resolution *resolution = resolutionOf(facts, action.streamId);
    if (const Participant *row = resolution ? resolution->found() : nullptr) {
        item.identity = identityOf(*row);
        item.inDatabase = true;
    } else {
        item.identity = fallbackIdentity(parsed.id);
        item.identity.streamId = action.streamId;
        item.identity.kind = parsed.kind;
    }
    return item;
}

/// Where doing what was asked would make somebody whom nobody means.
std::optional<Error> contradiction(const PlannedRepair &item, const Facts &facts)
{
    const QString &id = item.action.streamId;
    const bool usesDatabase = item.action.kind == Kind::CreateUser || item.action.kind == Kind::UpdateUser;
    if (!usesDatabase)
        return std::nullopt;
    const Resolution *resolution = resolutionOf(facts, id);
    if (resolution && !resolution->found() && resolution->unreadable) {
        return Error{resolution->unreadable->kind,
                     tr("%1 was not read from the database, so nothing is sent. %2")
                         .arg(id, resolution->unreadable->what),
                     tr("Try again when the database answers."), resolution->unreadable->detail};
    }
    if (item.inDatabase && item.identity.streamId != id) {
        return Error{Error::Kind::Input,
                     tr("%1 is %2 in the database, so %3 is not touched.")
                         .arg(item.identity.name, item.identity.streamId, id),
                     tr("Repair %1 instead.").arg(item.identity.streamId),
                     {}};
    }
    return std::nullopt;
}

bool differs(const Identity &identity, const stream::User &user, const QString &field)
{
    if (field == QLatin1String("role"))
        return user.role != roleOf(identity.kind);
    if (field == QLatin1String("name"))
        return user.name != identity.name;
    return identity.image && user.image != identity.image;
}

void decideCreate(PlannedRepair &item, const stream::User *user)
{
    item.undoable = false;
    item.undo = tr("A creation cannot be undone: a deleted id cannot be used again. The user does no harm.");
    if (user) {
        item.needed = false;
        item.note = tr("%1 exists already.").arg(item.action.streamId);
    } else if (!item.inDatabase) {
        item.note = tr("%1 is in neither table of the database; a user called “User” is made.")
                        .arg(item.action.streamId);
    }
}

void decideUpdate(PlannedRepair &item, const stream::User *user)
{
    item.undo = tr("The values of before are set again.");
    if (!user) {
        item.needed = false;
        item.note = tr("%1 does not exist at StreamChat.").arg(item.action.streamId);
        return;
    }
    QStringList fields;
    for (const QString &field : {QStringLiteral("role"), QStringLiteral("name"), QStringLiteral("image")}) {
        // A name or picture that no table has would be made up.
        const bool known = item.inDatabase || field == QLatin1String("role");
        if (item.action.fields.contains(field) && known && differs(item.identity, *user, field))
            fields.append(field);
    }
    item.action.fields = fields;
    if (fields.isEmpty()) {
        item.needed = false;
        item.note = tr("%1 is as the database has it.").arg(item.action.streamId);
    }
}

void decideState(PlannedRepair &item, const stream::User *user)
{
    const QString &id = item.action.streamId;
    switch (item.action.kind) {
    case Kind::Reactivate:
        item.undo = tr("The user is deactivated again.");
        item.needed = user && user->deactivatedAt;
        item.note = item.needed ? QString{} : tr("%1 is not deactivated.").arg(id);
        break;
    case Kind::Deactivate:
        item.undo = tr("The user is reactivated.");
        item.needed = user && !user->deactivatedAt;
        item.note = item.needed ? QString{} : tr("%1 is not active.").arg(id);
        break;
    default:
        item.undoable = false;
        item.undo = tr("A restoration is not undone: deleting again would end the memberships for good.");
        item.needed = !user;
        item.note =
            user ? tr("%1 exists.").arg(id)
                 : tr("StreamChat does not show deleted users. It gives back the user, not the memberships.");
    }
}

void decideMember(PlannedRepair &item, const Facts &facts)
{
    const bool isMember = facts.members.value(item.action.cid).contains(item.action.streamId);
    const bool adds = item.action.kind == Kind::AddMember;
    item.undo = adds ? tr("The member is removed from the channel.") : tr("The member is added again.");
    item.needed = isMember != adds;
    if (!item.needed)
        item.note = adds ? tr("%1 is a member already.").arg(item.action.streamId)
                         : tr("%1 is no member.").arg(item.action.streamId);
}

void decide(PlannedRepair &item, const Facts &facts)
{
    const stream::User *user = facts.user(item.action.streamId);
    switch (item.action.kind) {
    case Kind::CreateUser:
        decideCreate(item, user);
        break;
    case Kind::UpdateUser:
        decideUpdate(item, user);
        break;
    case Kind::RevertUser:
        item.undo = tr("The values of before are set again.");
        item.needed = user != nullptr;
        item.note = user ? QString{} : tr("%1 does not exist at StreamChat.").arg(item.action.streamId);
        break;
    case Kind::Reactivate:
    case Kind::Deactivate:
    case Kind::Restore:
        decideState(item, user);
        break;
    case Kind::AddMember:
    case Kind::RemoveMember:
        decideMember(item, facts);
        break;
    }
}

/// Somebody may be created, then made a member: then the membership waits for the creation.
void count(RepairPlan &plan)
{
    QStringList users;
    QStringList channels;
    QStringList batches;
    for (const PlannedRepair &item : plan.items) {
        if (!item.needed)
            continue;
        if (item.action.cid.isEmpty())
            users.append(item.action.streamId);
        else
            channels.append(item.action.cid);
        // Activation is one request a user; all else goes in batches.
        const bool single = item.action.kind == Kind::Reactivate || item.action.kind == Kind::Deactivate;
        batches.append(toString(item.action.kind) + (single ? item.action.streamId : item.action.cid));
    }
    users.removeDuplicates();
    channels.removeDuplicates();
    batches.removeDuplicates();
    plan.users = static_cast<int>(users.size());
    plan.channels = static_cast<int>(channels.size());
    plan.requests = static_cast<int>(batches.size());
}

} // namespace

QCoro::Task<Result<RepairPlan>> planRepair(FlowContext context, RepairRequest request, std::stop_token stop)
{
    if (const Result<void> within = checkLimits(request); !within)
        co_return tl::unexpected(within.error());
    auto reading = repair::readFacts(context, request, stop);
    const Result<Facts> facts = co_await reading;
    if (!facts)
        co_return tl::unexpected(facts.error());

    RepairPlan plan;
    for (const RepairAction &action : request.actions) {
        PlannedRepair item = planned(action, *facts);
        if (const std::optional<Error> error = contradiction(item, *facts))
            co_return tl::unexpected(*error);
        decide(item, *facts);
        plan.items.push_back(item);
    }
    plan.before = facts->inOrder(usersOf(request));
    plan.members = facts->members;
    plan.readAt = context.clock->now();
    plan.fields = repair::previewOf(plan, *facts);
    count(plan);
    co_return plan;
}

} // namespace chatsync
