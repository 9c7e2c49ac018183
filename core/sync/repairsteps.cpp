// SPDX-License-Identifier: MIT
#include "core/sync/hardenedupsert.h"
#include "core/sync/repairrun.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace chatsync::repair {

namespace {

using flow::StepResult;
using flow::Stop;
using Kind = RepairAction::Kind;
using stream::CallError;
using stream::CallResult;

QString tr(const char *text)
{
    return QCoreApplication::translate("Repair", text);
}

QJsonArray toJson(const QHash<QString, stream::User> &users, const QStringList &order)
{
    QJsonArray json;
    for (const QString &id : order) {
        const auto found = users.constFind(id);
        if (found != users.constEnd())
            json.append(stream::toJson(*found));
    }
    return json;
}

QJsonObject toJson(const QHash<QString, QStringList> &members)
{
    QJsonObject json;
    for (auto it = members.begin(); it != members.end(); ++it)
        json.insert(it.key(), QJsonArray::fromStringList(it.value()));
    return json;
}

/// What is no longer as the plan showed it: a user, or a channel.
QStringList changedSincePlan(const Repair &repair)
{
    QStringList changed;
    QHash<QString, stream::User> shown;
    for (const stream::User &user : repair.plan.before)
        shown.insert(user.id, user);
    for (const QString &id : repair.userIds()) {
        const bool existed = shown.contains(id);
        const bool exists = repair.before.contains(id);
        if (existed != exists || (exists && !changedBesides(shown[id], repair.before[id], {}).isEmpty()))
            changed.append(id);
    }
    return changed;
}

Stop outdated(const QStringList &changed)
{
    return {.failure = Failure::Conversation,
            .what = tr("Nothing was sent: StreamChat no longer has what the preview showed."),
            .why = tr("Changed since then: %1.").arg(changed.join(QStringLiteral(", "))),
            .next = {tr("Open the preview again and compare.")}};
}

flow::Person personOf(const PlannedRepair &item)
{
    flow::Person person;
    person.id = parseStreamUserId(item.action.streamId)->id;
    person.identity = item.identity;
    const bool isCompany = item.identity.kind == ParticipantKind::Company;
    person.source = !item.inDatabase ? flow::Source::Fallback
                    : isCompany      ? flow::Source::Companies
                                     : flow::Source::Users;
    person.mayCreate = item.action.kind == Kind::CreateUser;
    person.update = stream::PartialUserUpdate{.id = item.action.streamId};
    if (item.action.kind == Kind::RevertUser) {
        person.update->set = item.action.set;
        person.update->unset = item.action.unset;
    }
    const QJsonObject known = upsertObject(item.identity);
    for (const QString &field : item.action.fields)
        person.update->set.insert(field, known.value(field));
    return person;
}

/// Deleted users first: until they are back, nothing else of theirs can be written.
QCoro::Task<void> restore(Repair *repair)
{
    QStringList ids;
    for (const PlannedRepair *item : repair->needed({Kind::Restore}))
        ids.append(item->action.streamId);
    if (ids.isEmpty())
        co_return;
    repair->wroteUsers = true;
    auto restoring = repair->flow.client->restoreUsers(ids, repair->flow.stop);
    const CallResult<bool> answer = co_await restoring;
    if (answer)
        co_return;
    for (const QString &id : ids)
        repair->refusals.insert(id, answer.error());
}

QCoro::Task<void> activate(Repair *repair)
{
    const std::vector<const PlannedRepair *> items = repair->needed({Kind::Reactivate, Kind::Deactivate});
    for (const PlannedRepair *item : items) {
        if (repair->flow.stopped())
            co_return;
        repair->wroteUsers = true;
        stream::Client *client = repair->flow.client;
        const QString id = item->action.streamId;
        auto changing = item->action.kind == Kind::Reactivate ? client->reactivateUser(id, repair->flow.stop)
                                                              : client->deactivateUser(id, repair->flow.stop);
        const CallResult<stream::User> answer = co_await changing;
        if (!answer)
            repair->refusals.insert(id, answer.error());
        if (!answer && answer.error().environment)
            co_return;
    }
}

QJsonArray refusalsToJson(const Repair &repair)
{
    QJsonArray json;
    for (const QString &id : repair.userIds()) {
        if (repair.refusals.contains(id)) {
            json.append(QJsonObject{
                {QStringLiteral("stream_id"), id},
                {QStringLiteral("error"), chatsync::toJson(stream::toExchangeError(repair.refusals[id]))}});
        }
    }
    return json;
}

std::optional<CallError> environmentError(const Repair &repair, const std::optional<CallError> &other)
{
    if (other && other->environment)
        return other;
    for (const CallError &error : repair.refusals) {
        if (error.environment)
            return error;
    }
    return std::nullopt;
}

void finishUsers(Repair *repair, const flow::SyncReport &report)
{
    const QJsonArray refused = refusalsToJson(*repair);
    json::Object data{{QStringLiteral("created"), report.created},
                      {QStringLiteral("updated"), report.updated},
                      {QStringLiteral("failed"), refused}};
    if (report.error)
        data.insert(QStringLiteral("error"), chatsync::toJson(stream::toError(*report.error)));
    if (report.error || !refused.isEmpty()) {
        const QString cause =
            report.error ? report.error->explanation : repair->refusals.begin().value().explanation;
        repair->flow.recorder->stepFinished(Outcome::Failed, tr("Not all users were written. %1").arg(cause),
                                            data);
        return;
    }
    repair->flow.recorder->stepFinished(
        report.repeated ? Outcome::Recovered : Outcome::Passed,
        tr("%1 created, %2 updated.").arg(report.created.size()).arg(report.updated.size()), data);
}

struct MemberChange {
    QString cid;
    QStringList users;
    bool adds = true;
};

std::vector<MemberChange> memberChanges(const Repair &repair)
{
    std::vector<MemberChange> changes;
    for (const PlannedRepair *item : repair.needed({Kind::AddMember, Kind::RemoveMember})) {
        const bool adds = item->action.kind == Kind::AddMember;
        const auto same = [&](const MemberChange &change) {
            return change.cid == item->action.cid && change.adds == adds &&
                   change.users.size() < flow::batchLimit;
        };
        auto found = std::find_if(changes.begin(), changes.end(), same);
        if (found == changes.end())
            found = changes.insert(changes.end(), {item->action.cid, {}, adds});
        found->users.append(item->action.streamId);
    }
    return changes;
}

/// Adding is safe to repeat: who is a member stays one.
QCoro::Task<CallResult<stream::ChannelState>> sendChange(flow::Run *run, MemberChange change)
{
    std::function<QCoro::Task<CallResult<stream::ChannelState>>()> send = [run, change] {
        const stream::ChannelRef channel = channelOf(change.cid);
        return change.adds ? run->client->addMembers(channel, change.users, run->stop)
                           : run->client->removeMembers(channel, change.users, run->stop);
    };
    auto sending = flow::readPatiently<stream::ChannelState>(run, send);
    CallResult<stream::ChannelState> answer = co_await sending;
    co_return answer;
}

} // namespace

std::vector<const PlannedRepair *> Repair::needed(std::initializer_list<RepairAction::Kind> kinds) const
{
    std::vector<const PlannedRepair *> items;
    for (const PlannedRepair &item : plan.items) {
        if (item.needed && std::find(kinds.begin(), kinds.end(), item.action.kind) != kinds.end())
            items.push_back(&item);
    }
    return items;
}

QStringList Repair::userIds() const
{
    QStringList ids;
    for (const PlannedRepair &item : plan.items)
        ids.append(item.action.streamId);
    ids.removeDuplicates();
    return ids;
}

QCoro::Task<StepResult> readBefore(Repair *repair)
{
    flow::Run *run = &repair->flow;
    run->recorder->stepStarted(Step::Resolve, 1, tr("Read what StreamChat has, before anything is sent."));
    auto reading = flow::existingUsers(run, repair->userIds());
    const CallResult<QHash<QString, stream::User>> users = co_await reading;
    if (run->stopped())
        co_return tl::unexpected(flow::cancelled());
    if (!users)
        co_return tl::unexpected(
            flow::stopFor(users.error(), tr("Nothing was sent: StreamChat could not be read.")));
    repair->before = *users;
    const QStringList changed = changedSincePlan(*repair);
    if (!changed.isEmpty())
        co_return tl::unexpected(outdated(changed));
    std::vector<flow::Person> people;
    for (const PlannedRepair &item : repair->plan.items)
        people.push_back(personOf(item));
    run->recorder->stepFinished(Outcome::Passed, tr("Read and kept: as the preview showed it."),
                                {{QStringLiteral("participants"), flow::peopleToJson(people)},
                                 {QStringLiteral("before"), toJson(repair->before, repair->userIds())},
                                 {QStringLiteral("members_before"), toJson(repair->plan.members)}});
    co_return StepResult{};
}

QCoro::Task<StepResult> changeUsers(Repair *repair)
{
    flow::Run *run = &repair->flow;
    const auto profiles = repair->needed({Kind::CreateUser, Kind::UpdateUser, Kind::RevertUser});
    const auto states = repair->needed({Kind::Restore, Kind::Reactivate, Kind::Deactivate});
    if (profiles.empty() && states.empty()) {
        run->recorder->stepSkipped(Step::Upsert, tr("Not needed: no user is changed."));
        run->recorder->stepSkipped(Step::Wait, tr("Not needed: no user was written."));
        co_return StepResult{};
    }
    run->recorder->stepStarted(Step::Upsert, 1, tr("Write what the preview showed, and nothing else."));
    auto restoring = restore(repair);
    co_await restoring;
    auto activating = activate(repair);
    co_await activating;
    for (const PlannedRepair *item : profiles) {
        if (!repair->refusals.contains(item->action.streamId))
            run->people.push_back(personOf(*item));
    }
    flow::SyncReport report;
    if (!run->stopped() && !run->people.empty()) {
        repair->wroteUsers = true;
        auto syncing = flow::syncPeople(run);
        report = co_await syncing;
    }
    for (const flow::Person &person : run->people) {
        if (person.refusal)
            repair->refusals.insert(person.identity.streamId, *person.refusal);
    }
    if (run->stopped())
        co_return tl::unexpected(flow::cancelled());
    finishUsers(repair, report);
    if (const std::optional<CallError> error = environmentError(*repair, report.error))
        co_return tl::unexpected(flow::stopFor(*error, tr("The repair could not be carried out.")));
    auto waiting = flow::waitAfterUpsert(run, 1);
    const StepResult waited = co_await waiting;
    co_return waited;
}

QCoro::Task<StepResult> changeMembers(Repair *repair)
{
    flow::Run *run = &repair->flow;
    const std::vector<MemberChange> changes = memberChanges(*repair);
    if (changes.empty()) {
        run->recorder->stepSkipped(Step::AddMissing, tr("Not needed: no membership is changed."));
        co_return StepResult{};
    }
    run->recorder->stepStarted(Step::AddMissing, 1, tr("Change the memberships."));
    std::optional<CallError> refusal;
    for (const MemberChange &change : changes) {
        auto sending = sendChange(run, change);
        const CallResult<stream::ChannelState> answer = co_await sending;
        if (run->stopped())
            co_return tl::unexpected(flow::cancelled());
        if (answer)
            continue;
        refusal = answer.error();
        for (const QString &id : change.users)
            repair->refusals.insert(id, answer.error());
        if (refusal->environment)
            co_return tl::unexpected(flow::stopFor(*refusal, tr("The memberships could not be changed.")));
    }
    if (refusal)
        run->recorder->stepFinished(Outcome::Failed, refusal->explanation,
                                    {{QStringLiteral("error"), chatsync::toJson(stream::toError(*refusal))}});
    else
        run->recorder->stepFinished(Outcome::Passed, tr("The memberships were changed."));
    co_return StepResult{};
}

} // namespace chatsync::repair
