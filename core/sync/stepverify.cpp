// SPDX-License-Identifier: MIT
#include "core/domain/quickjson.h"
#include "core/sync/backendlines.h"
#include "core/sync/flowrun.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace chatsync::flow {

namespace {

using stream::CallError;
using stream::CallResult;
using Members = std::vector<stream::Member>;

QString tr(const char *text)
{
    return QCoreApplication::translate("Flow", text);
}

/// As the official client's `channel.query({members: {limit: 100}})` reads: one page, by a call that would
/// create.
QCoro::Task<CallResult<Members>> readAsTheClient(Run *run)
{
    json::Object data{{QStringLiteral("members"), run->streamIds()},
                      {QStringLiteral("name"), channelNameOf(run->conversation)}};
    if (run->settings.sendCreator)
        data.insert(QStringLiteral("created_by_id"), run->initiatorStreamId());
    const json::Object body{{QStringLiteral("data"), data},
                            {QStringLiteral("members"), json::Object{{QStringLiteral("limit"), batchLimit}}},
                            {QStringLiteral("state"), true}};
    auto pending = run->client->getOrCreateChannel(run->channelRef(), body, run->stop);
    const CallResult<stream::ChannelState> answer = co_await pending;
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return answer->members;
}

QCoro::Task<CallResult<Members>> readPage(Run *run, stream::Query query)
{
    std::function<QCoro::Task<CallResult<Members>>()> send = [run, query] {
        return run->client->queryMembers(run->channelRef(), query, run->stop);
    };
    auto reading = readPatiently<Members>(run, send);
    CallResult<Members> page = co_await reading;
    co_return page;
}

/// Those of the expected who did not come up in the pages, asked for by name.
QCoro::Task<CallResult<Members>> readByName(Run *run, Members known)
{
    QStringList rest = run->streamIds();
    QSet<QString> seen;
    for (const stream::Member &member : known)
        seen.insert(member.userId);
    rest.removeIf([&seen](const QString &id) { return seen.contains(id); });
    for (const QStringList &chunk : inChunks(rest, batchLimit)) {
        const json::Object in{{QStringLiteral("$in"), chunk}};
        const stream::Query query{.filter = {{QStringLiteral("user_id"), in}}, .limit = batchLimit};
        auto reading = readPage(run, query);
        const CallResult<Members> page = co_await reading;
        if (!page)
            co_return tl::unexpected(page.error());
        known.insert(known.end(), page->begin(), page->end());
    }
    co_return known;
}

/// Page by page, without changing anything. StreamChat's offset ends at 1000; who is beyond is asked for by
/// name.
QCoro::Task<CallResult<Members>> readAllPages(Run *run)
{
    constexpr int lastOffset = 1000;
    Members members;
    for (int offset = 0; offset <= lastOffset; offset += batchLimit) {
        const stream::Query query{
            .sort = {json::Object{{QStringLiteral("direction"), 1},
                                  {QStringLiteral("field"), QStringLiteral("created_at")}}},
            .limit = batchLimit,
            .offset = offset};
        auto reading = readPage(run, query);
        const CallResult<Members> page = co_await reading;
        if (!page)
            co_return tl::unexpected(page.error());
        members.insert(members.end(), page->begin(), page->end());
        if (page->size() < size_t{batchLimit})
            co_return members;
    }
    auto naming = readByName(run, members);
    CallResult<Members> all = co_await naming;
    co_return all;
}

QCoro::Task<CallResult<Members>> readMembers(Run *run)
{
    if (!run->hardened()) {
        auto reading = readAsTheClient(run);
        CallResult<Members> members = co_await reading;
        co_return members;
    }
    auto reading = readAllPages(run);
    CallResult<Members> members = co_await reading;
    co_return members;
}

Comparison compare(const Run &run, const Members &members)
{
    Comparison comparison{.expected = run.streamIds()};
    QHash<QString, const stream::Member *> byId;
    for (const stream::Member &member : members) {
        byId.insert(member.userId, &member);
        comparison.present.append(member.userId);
    }
    for (const Person &person : run.people) {
        const QString &id = person.identity.streamId;
        const stream::Member *member = byId.value(id);
        if (!member) {
            comparison.absent.append(id);
            continue;
        }
        const QString expectedRole = roleOf(person.identity.kind);
        const bool known = person.source != Source::Unreadable;
        if (known && member->user && !member->user->role.isEmpty() && member->user->role != expectedRole) {
            comparison.wrongRoles.append(QJsonObject{{QStringLiteral("stream_id"), id},
                                                     {QStringLiteral("expected"), expectedRole},
                                                     {QStringLiteral("actual"), member->user->role}});
        }
        if (member->banned || (member->user && member->user->banned))
            comparison.banned.append(id);
        byId.remove(id);
    }
    for (auto it = byId.keyBegin(); it != byId.keyEnd(); ++it)
        comparison.unexpected.append(*it);
    comparison.unexpected.sort();
    return comparison;
}

} // namespace

json::Object toJson(const Comparison &comparison)
{
    return {{QStringLiteral("expected"), comparison.expected},
            {QStringLiteral("present"), comparison.present},
            {QStringLiteral("absent"), comparison.absent},
            {QStringLiteral("unexpected"), comparison.unexpected},
            {QStringLiteral("roles"), comparison.wrongRoles}};
}

/// A read right after a write may lag (official test suites re-read, too): hardened looks again, up to three
/// times, half a second apart, before it calls a member absent.
QCoro::Task<CallResult<Comparison>> readUntilSettled(Run *run)
{
    constexpr int mostReads = 4;
    for (int reads = 1;; ++reads) {
        auto reading = readMembers(run);
        const CallResult<Members> members = co_await reading;
        if (!members)
            co_return tl::unexpected(members.error());
        Comparison comparison = compare(*run, *members);
        if (comparison.absent.isEmpty() || !run->hardened() || reads == mostReads)
            co_return comparison;
        auto pausing =
            pause(run, std::chrono::milliseconds{500}, QStringLiteral("reread"),
                  tr("A member seems to be absent; reading again, for the answer may lag behind."));
        const bool whole = co_await pausing;
        if (!whole)
            co_return comparison;
    }
}

namespace {

/// Adds whoever is absent. A failure is told and handed back; it does not fail the conversation by itself.
QCoro::Task<std::optional<CallError>> addMissing(Run *run, QStringList absent)
{
    const int count = static_cast<int>(absent.size());
    run->recorder->stepStarted(
        Step::AddMissing, 1, QCoreApplication::translate("Flow", "Add %n absent member(s).", nullptr, count),
        {{QStringLiteral("backend_log"), backendlines::membersMissing(absent)}});
    const QList<QStringList> chunks =
        inChunks(absent, run->hardened() ? qsizetype{batchLimit} : absent.size());
    for (const QStringList &chunk : chunks) {
        auto pending = run->client->addMembers(run->channelRef(), chunk, run->stop);
        const CallResult<stream::ChannelState> answer = co_await pending;
        if (run->stopped())
            co_return std::nullopt;
        if (!answer) {
            run->recorder->stepFinished(
                Outcome::Failed, tr("The members could not be added. %1").arg(answer.error().explanation),
                {{QStringLiteral("error"), errorJson(stream::toExchangeError(answer.error()))},
                 {QStringLiteral("backend_log"), backendlines::addFailed(clientMessage(answer.error()))}});
            co_return answer.error();
        }
    }
    run->recovered = true;
    run->recorder->stepFinished(Outcome::Passed, tr("Missing members added."),
                                {{QStringLiteral("backend_log"), backendlines::membersAdded()}});
    co_return std::nullopt;
}

} // namespace

void noteMembers(Run *run, const Comparison &comparison)
{
    for (const QString &id : comparison.banned) {
        run->recorder->note(
            QStringLiteral("warning"), QStringLiteral("user_banned"),
            tr("%1 is banned in StreamChat: a member of the conversation who cannot write in it.").arg(id),
            {{QStringLiteral("stream_id"), id},
             {QStringLiteral("advice"), tr("If the ban is a mistake, lift it in StreamChat's dashboard.")}});
    }
    for (const QJsonValue &role : comparison.wrongRoles) {
        QJsonObject data = role.toObject();
        data.insert(QStringLiteral("advice"),
                    tr("Create the conversation with the flow “hardened”, which sets the role, or set it in "
                       "StreamChat's dashboard."));
        run->recorder->note(QStringLiteral("warning"), QStringLiteral("wrong_role"),
                            tr("%1 has the role “%2” in StreamChat instead of “%3”.")
                                .arg(role[QLatin1String("stream_id")].toString(),
                                     role[QLatin1String("actual")].toString(),
                                     role[QLatin1String("expected")].toString()),
                            data);
    }
}

namespace {

void finishUnread(Run *run, const CallError &error)
{
    run->unverified = true;
    run->recorder->stepFinished(
        Outcome::Failed,
        tr("The members could not be read, so nobody knows whether all are there. %1").arg(error.explanation),
        {{QStringLiteral("error"), errorJson(stream::toExchangeError(error))},
         {QStringLiteral("backend_log"), backendlines::membersUnread(clientMessage(error))}});
}

Stop provedAbsent(const QStringList &absent, const std::optional<CallError> &refusal)
{
    const QString names = absent.join(QStringLiteral(", "));
    return {
        .failure = Failure::Conversation,
        .answer = missingMembersSentence(absent),
        .logged = missingMembersSentence(absent),
        .what = tr("The channel exists, but not with all of its members."),
        .why = refusal ? tr("%1 could not be added. %2").arg(names, refusal->explanation)
                       : tr("%1 were added explicitly and are absent all the same.").arg(names),
        .next = {
            refusal
                ? refusal->advice
                : tr("Look the absent users up: a ban, a deletion or a rule of the app keeps them out.")}};
}

} // namespace

QCoro::Task<StepResult> verify(Run *run)
{
    run->recorder->stepStarted(Step::Verify, 1, tr("Read the channel's members and compare."));
    auto reading = readUntilSettled(run);
    CallResult<Comparison> comparison = co_await reading;
    if (run->stopped())
        co_return tl::unexpected(cancelled());
    if (!comparison) {
        finishUnread(run, comparison.error());
        run->recorder->stepSkipped(Step::AddMissing, tr("Not reached."));
        co_return StepResult{};
    }
    const QString line = backendlines::members(comparison->present);
    if (comparison->absent.isEmpty()) {
        noteMembers(run, *comparison);
        json::Object data = toJson(*comparison);
        data.insert(QStringLiteral("backend_log"), line);
        const int count = static_cast<int>(comparison->expected.size());
        run->recorder->stepFinished(
            Outcome::Passed,
            QCoreApplication::translate("Flow", "All %n member(s) are there.", nullptr, count), data);
        run->recorder->stepSkipped(Step::AddMissing, tr("Not needed: nobody is missing."));
        co_return StepResult{};
    }

    const int absentCount = static_cast<int>(comparison->absent.size());
    run->recorder->note(
        QStringLiteral("warning"), QStringLiteral("members_absent"),
        QCoreApplication::translate("Flow", "StreamChat left %n member(s) out of the channel: ", nullptr,
                                    absentCount) +
            comparison->absent.join(QStringLiteral(", ")) + u'.',
        {{QStringLiteral("absent"), comparison->absent}, {QStringLiteral("backend_log"), line}});
    auto adding = addMissing(run, comparison->absent);
    const std::optional<CallError> refusal = co_await adding;
    if (run->stopped())
        co_return tl::unexpected(cancelled());
    if (!run->hardened()) {
        run->incomplete = refusal.has_value();
        run->recorder->stepFinished(
            refusal ? Outcome::Failed : Outcome::Recovered,
            refusal ? tr("Absent members could not be added.")
                    : tr("Absent members were added; the documented flow does not look again."),
            toJson(*comparison));
        co_return StepResult{};
    }

    auto rereading = readUntilSettled(run);
    comparison = co_await rereading;
    if (run->stopped())
        co_return tl::unexpected(cancelled());
    if (!comparison) {
        finishUnread(run, comparison.error());
        co_return StepResult{};
    }
    noteMembers(run, *comparison);
    if (!comparison->absent.isEmpty()) {
        run->recorder->stepFinished(Outcome::Failed, tr("Members are absent even after they were added."),
                                    toJson(*comparison));
        co_return tl::unexpected(provedAbsent(comparison->absent, refusal));
    }
    run->recovered = true;
    run->recorder->stepFinished(
        Outcome::Recovered, tr("All members are there, after absent ones were added."), toJson(*comparison));
    co_return StepResult{};
}

} // namespace chatsync::flow
