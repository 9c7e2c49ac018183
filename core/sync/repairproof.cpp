// SPDX-License-Identifier: MIT
#include "core/sync/repairrun.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace chatsync::repair {

namespace {

using flow::StepResult;
using Kind = RepairAction::Kind;
using stream::CallError;
using stream::CallResult;

constexpr int mostReads = 3; // A read right after a write may still show what was there before it.

QString tr(const char *text)
{
    return QCoreApplication::translate("Repair", text);
}

QString valueOf(const stream::User &user, const QString &field)
{
    if (field == QLatin1String("role"))
        return user.role;
    if (field == QLatin1String("name"))
        return user.name;
    return user.image.value_or(QString{});
}

bool hasProfile(const stream::User &user, const PlannedRepair &item)
{
    const RepairAction &action = item.action;
    const QJsonObject known = upsertObject(item.identity);
    const auto holds = [&](const QString &field, const QJsonValue &expected) {
        return valueOf(user, field) == expected.toString();
    };
    switch (action.kind) {
    case Kind::CreateUser:
        return holds(QStringLiteral("role"), known[QLatin1String("role")]) &&
               holds(QStringLiteral("name"), known[QLatin1String("name")]);
    case Kind::UpdateUser:
        return std::all_of(action.fields.begin(), action.fields.end(),
                           [&](const QString &field) { return holds(field, known.value(field)); });
    default:
        break;
    }
    const QStringList set = action.set.keys();
    return std::all_of(set.begin(), set.end(),
                       [&](const QString &field) { return holds(field, action.set.value(field)); });
}

/// What this repair was allowed to change of a user.
QStringList touchedOf(const Repair &repair, const QString &streamId)
{
    QStringList touched;
    for (const PlannedRepair &item : repair.plan.items) {
        if (!item.needed || item.action.streamId != streamId)
            continue;
        touched += item.action.fields + item.action.set.keys() + item.action.unset;
        if (item.action.kind == Kind::Reactivate || item.action.kind == Kind::Deactivate)
            touched.append(QStringLiteral("state"));
    }
    return touched;
}

/// Who has something changed which nobody sent: by name of the user, the fields.
QStringList changedElsewhere(const Repair &repair)
{
    QStringList changed;
    for (const QString &id : repair.userIds()) {
        const auto before = repair.before.constFind(id);
        const auto after = repair.after.constFind(id);
        if (before == repair.before.constEnd() || after == repair.after.constEnd())
            continue;
        const QStringList fields = changedBesides(*before, *after, touchedOf(repair, id));
        if (!fields.isEmpty())
            changed.append(id + QStringLiteral(": ") + fields.join(QStringLiteral(", ")));
    }
    return changed;
}

bool allDone(const Repair &repair)
{
    return std::all_of(repair.plan.items.begin(), repair.plan.items.end(), [&](const PlannedRepair &item) {
        return !item.needed || repair.refusals.contains(item.action.streamId) || isDone(repair, item);
    });
}

QStringList undone(const Repair &repair)
{
    QStringList ids;
    for (const PlannedRepair &item : repair.plan.items) {
        if (item.needed && !isDone(repair, item))
            ids.append(item.action.streamId);
    }
    ids.removeDuplicates();
    return ids;
}

flow::Stop unproved(const Repair &repair, const QStringList &ids)
{
    const auto refusal =
        std::find_if(ids.begin(), ids.end(), [&](const QString &id) { return repair.refusals.contains(id); });
    const bool isRefused = refusal != ids.end();
    return {.failure = Failure::Conversation,
            .what = tr("Not repaired: %1.").arg(ids.join(QStringLiteral(", "))),
            .why = isRefused ? repair.refusals[*refusal].explanation
                             : tr("StreamChat took the change, but what it has is still the old."),
            .next = {isRefused ? repair.refusals[*refusal].advice
                               : tr("Look the participant up again in a minute.")}};
}

} // namespace

bool isDone(const Repair &repair, const PlannedRepair &item)
{
    const QString &id = item.action.streamId;
    const auto user = repair.after.constFind(id);
    const bool exists = user != repair.after.constEnd();
    const bool isMember = repair.membersAfter.value(item.action.cid).contains(id);
    switch (item.action.kind) {
    case Kind::CreateUser:
    case Kind::UpdateUser:
    case Kind::RevertUser:
        return exists && hasProfile(*user, item);
    case Kind::Restore:
        return exists;
    case Kind::Reactivate:
        return exists && !user->deactivatedAt;
    case Kind::Deactivate:
        return exists && user->deactivatedAt;
    case Kind::AddMember:
        return isMember;
    case Kind::RemoveMember:
        return repair.membersAfter.contains(item.action.cid) && !isMember;
    }
    Q_UNREACHABLE();
}

QCoro::Task<std::optional<CallError>> readAfter(Repair *repair, stream::Client *client, std::stop_token stop)
{
    auto readingUsers = readUsers(client, repair->userIds(), stop);
    const CallResult<QHash<QString, stream::User>> users = co_await readingUsers;
    if (!users)
        co_return users.error();
    repair->after = *users;
    RepairRequest request;
    for (const PlannedRepair &item : repair->plan.items)
        request.actions.push_back(item.action);
    const QHash<QString, QStringList> asked = membersOf(request);
    const QStringList cids = asked.keys();
    for (const QString &cid : cids) {
        auto readingMembers = readMembers(client, cid, asked.value(cid), stop);
        const CallResult<QStringList> members = co_await readingMembers;
        if (!members)
            co_return members.error();
        repair->membersAfter.insert(cid, *members);
    }
    co_return std::nullopt;
}

QCoro::Task<StepResult> proveAfter(Repair *repair)
{
    flow::Run *run = &repair->flow;
    run->recorder->stepStarted(Step::Verify, 1,
                               tr("Read again: what was written, and that nothing else changed."));
    for (int read = 1; read <= mostReads; ++read) {
        auto reading = readAfter(repair, run->client, run->stop);
        const std::optional<CallError> error = co_await reading;
        if (run->stopped())
            co_return tl::unexpected(flow::cancelled());
        const bool mayPass = error && error->transient && read < mostReads;
        if (error && !mayPass)
            co_return tl::unexpected(
                flow::stopFor(*error, tr("It was written, but could not be read again to prove it.")));
        if (!error && (allDone(*repair) || read == mostReads))
            break;
        auto pausing = flow::pause(run, std::chrono::milliseconds{500 * read}, QStringLiteral("reread"),
                                   tr("The read may be older than the write; read again."));
        const bool whole = co_await pausing;
        if (!whole)
            co_return tl::unexpected(flow::cancelled());
    }
    const QStringList elsewhere = changedElsewhere(*repair);
    if (!elsewhere.isEmpty()) {
        run->recorder->note(QStringLiteral("warning"), QStringLiteral("changed_elsewhere"),
                            tr("Something changed that this repair did not send: %1.")
                                .arg(elsewhere.join(QStringLiteral("; "))),
                            {{QStringLiteral("changed"), elsewhere}});
    }
    const QStringList failed = undone(*repair);
    if (!failed.isEmpty())
        co_return tl::unexpected(unproved(*repair, failed));
    run->recorder->stepFinished(Outcome::Passed, elsewhere.isEmpty()
                                                     ? tr("Repaired; nothing else changed.")
                                                     : tr("Repaired; something else changed meanwhile."));
    co_return StepResult{};
}

} // namespace chatsync::repair
