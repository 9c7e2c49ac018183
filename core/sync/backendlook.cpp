// SPDX-License-Identifier: MIT
#include "core/sync/backendrun.h"

#include <QCoreApplication>

#include <algorithm>

namespace chatsync::backend {

namespace {

using flow::Person;
using flow::StepResult;
using stream::CallError;

constexpr int mostRows = 50;

QString tr(const char *text)
{
    return QCoreApplication::translate("Backend", text);
}

QSet<QString> folded(const QStringList &ids)
{
    QSet<QString> set;
    for (const QString &id : ids)
        set.insert(id.toLower());
    return set;
}

bool inDatabase(const Person &person)
{
    return person.source == flow::Source::Users || person.source == flow::Source::Companies;
}

QCoro::Task<Traced<PeopleAnswer>> readRows(BackendRun *run, std::stop_token stop)
{
    PeopleQuery query{.ids = {run->flow.initiatorId}, .emails = {}, .conversations = mostRows};
    if (run->truth.id) {
        query.conversations = 0;
        query.conversationIds = {*run->truth.id};
    }
    auto pending = run->flow.context.directory->people(query, stop);
    run->flow.recorder->flush();
    Traced<PeopleAnswer> answer = co_await pending;
    run->flow.recorder->queries(answer.queries);
    co_return answer;
}

/// Whether a new row is the one that was asked for.
bool isOurs(const BackendRun &run, const Conversation &row)
{
    if (row.participantIds.isEmpty())
        return row.createdBy.compare(run.flow.initiatorId, Qt::CaseInsensitive) == 0;
    return folded(row.participantIds) == folded(run.flow.participantIds);
}

QStringList differencesOf(const BackendRun &run, const Conversation &row)
{
    QStringList sentences;
    if (!row.participantIds.isEmpty() && folded(row.participantIds) != folded(run.flow.participantIds))
        sentences << tr("The row has other participants than were asked for: %1.")
                         .arg(row.participantIds.join(QStringLiteral(", ")));
    if (!row.type.isEmpty() && row.type != run.flow.request.type)
        sentences << tr("The row has the type “%1”.").arg(row.type);
    if (!row.createdBy.isEmpty() && row.createdBy.compare(run.flow.initiatorId, Qt::CaseInsensitive) != 0)
        sentences << tr("The row was created by %1, not by the initiator.").arg(row.createdBy);
    return sentences;
}

void takeRow(BackendRun *run, const Conversation &row)
{
    run->truth.row = Presence::Yes;
    run->truth.id = row.id;
    run->truth.rowDifferences = differencesOf(*run, row);
    for (const QString &difference : run->truth.rowDifferences) {
        run->flow.recorder->note(QStringLiteral("warning"), QStringLiteral("backend_row_differs"),
                                 difference);
    }
}

/// The row the backend names; where it names none, a new one with the same people.
QCoro::Task<void> findRow(BackendRun *run, std::stop_token stop)
{
    const bool named = run->truth.id.has_value();
    if (!named && !run->rowsBefore) {
        run->truth.unread =
            tr("The conversations could not be read before, so that a new one cannot be told apart.");
        co_return;
    }
    auto reading = readRows(run, stop);
    const Traced<PeopleAnswer> rows = co_await reading;
    const std::optional<Error> error =
        rows.result ? rows.result->conversationsUnread : std::optional{rows.result.error()};
    if (error) {
        run->truth.unread = error->what;
        co_return;
    }
    run->truth.row = Presence::No;
    for (const Conversation &row : rows.result->conversations) {
        if (named || (!run->rowsBefore->contains(row.id) && isOurs(*run, row))) {
            takeRow(run, row);
            co_return;
        }
    }
}

void cannotRead(BackendRun *run, const CallError &error)
{
    run->truth.unread = error.explanation;
    run->truth.environment = error.environment;
}

/// Who is in no table may be known to StreamChat as a company; that is who they are then.
void keepCompanyIdentities(BackendRun *run, const QHash<QString, stream::User> &existing)
{
    for (Person &person : run->flow.people) {
        const QString companyId = streamIdOf(ParticipantKind::Company, person.id);
        if (inDatabase(person) || existing.contains(person.identity.streamId) ||
            !existing.contains(companyId))
            continue;
        person.identity.streamId = companyId;
        person.identity.kind = ParticipantKind::Company;
        person.source = flow::Source::StreamOnly;
    }
}

QCoro::Task<bool> findUsers(BackendRun *run)
{
    QStringList ids = run->flow.streamIds();
    for (const Person &person : run->flow.people) {
        if (!inDatabase(person))
            ids << streamIdOf(ParticipantKind::Company, person.id);
    }
    ids.removeDuplicates();
    auto asking = flow::existingUsers(&run->flow, ids);
    const stream::CallResult<QHash<QString, stream::User>> existing = co_await asking;
    if (!existing) {
        cannotRead(run, existing.error());
        co_return false;
    }
    keepCompanyIdentities(run, *existing);
    for (const Person &person : run->flow.people) {
        const auto user = existing->constFind(person.identity.streamId);
        if (user == existing->cend())
            run->truth.usersAbsent << person.identity.streamId;
        else if (user->deactivatedAt)
            run->truth.usersDeactivated << person.identity.streamId;
    }
    co_return true;
}

QCoro::Task<bool> findChannel(BackendRun *run)
{
    const json::Object in{{QStringLiteral("$in"), QStringList{run->flow.channelRef().cid()}}};
    const stream::Query query{.filter = {{QStringLiteral("cid"), in}}, .limit = 1};
    std::function<QCoro::Task<stream::CallResult<std::vector<stream::ChannelState>>>()> send = [run, query] {
        return run->flow.client->queryChannels(query, run->flow.stop);
    };
    auto reading = flow::readPatiently<std::vector<stream::ChannelState>>(&run->flow, send);
    const stream::CallResult<std::vector<stream::ChannelState>> answer = co_await reading;
    if (!answer) {
        cannotRead(run, answer.error());
        co_return false;
    }
    run->truth.channel = answer->empty() ? Presence::No : Presence::Yes;
    co_return run->truth.channel == Presence::Yes;
}

QCoro::Task<void> findMembers(BackendRun *run)
{
    auto reading = flow::readUntilSettled(&run->flow);
    const stream::CallResult<flow::Comparison> members = co_await reading;
    if (!members) {
        cannotRead(run, members.error());
        co_return;
    }
    run->truth.membersRead = Presence::Yes;
    run->truth.members = *members;
    flow::noteMembers(&run->flow, *members);
}

/// But the id which the backend names, if it does.
Truth nothingKnown(const BackendRun &run)
{
    Truth truth{.looked = true};
    if (*run.said && (*run.said)->success)
        truth.id = (*run.said)->conversation.id;
    return truth;
}

} // namespace

QCoro::Task<void> readRowsBefore(BackendRun *run)
{
    auto reading = readRows(run, run->flow.stop);
    const Traced<PeopleAnswer> rows = co_await reading;
    if (!rows.result || rows.result->conversationsUnread)
        co_return;
    run->rowsBefore.emplace();
    for (const Conversation &row : rows.result->conversations)
        run->rowsBefore->insert(row.id);
}

QCoro::Task<StepResult> look(BackendRun *run)
{
    run->flow.recorder->stepStarted(Step::Verify, 1,
                                    tr("Look in the database and in StreamChat what is true of it."));
    run->truth = nothingKnown(*run);
    auto rowFinding = findRow(run, run->flow.stop);
    co_await rowFinding;
    auto userFinding = findUsers(run);
    const bool reached = co_await userFinding;
    bool exists = false;
    if (run->truth.id)
        run->flow.conversation.id = *run->truth.id;
    if (run->truth.id && reached)
        exists = co_await findChannel(run);
    if (exists)
        co_await findMembers(run);
    if (run->flow.stopped())
        co_return tl::unexpected(flow::cancelled());
    const bool good = run->truth.works() && run->truth.row != Presence::No;
    run->flow.recorder->stepFinished(good ? Outcome::Passed : Outcome::Failed, sentencesOf(run->truth),
                                     toJson(run->truth, run->flow.channelRef().cid()));
    co_return StepResult{};
}

QCoro::Task<void> lookOnce(BackendRun *run)
{
    run->truth = nothingKnown(*run);
    auto rowFinding = findRow(run, std::stop_token{});
    co_await rowFinding;
    if (!run->truth.id)
        co_return;
    run->flow.conversation.id = *run->truth.id;
    run->flow.channel = flow::ChannelState::Unknown;
    auto settling = flow::settle(&run->flow);
    co_await settling;
    if (run->flow.channel != flow::ChannelState::Unknown) {
        const bool created = run->flow.channel == flow::ChannelState::Created;
        run->truth.channel = created ? Presence::Yes : Presence::No;
    }
}

} // namespace chatsync::backend
