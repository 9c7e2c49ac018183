// SPDX-License-Identifier: MIT
#include "core/domain/quickjson.h"
#include "core/sync/backendlines.h"
#include "core/sync/flowledger.h"
#include "core/sync/flowrun.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace chatsync::flow {

namespace {

using stream::CallError;
using stream::CallResult;
using stream::Meaning;

QString tr(const char *text)
{
    return QCoreApplication::translate("Flow", text);
}

/// Members of the creation itself: all of them to the letter; at most 100, the initiator among them, when
/// hardened.
QStringList membersOfCreation(const Run &run)
{
    const QStringList all = run.streamIds();
    if (!run.hardened() || all.size() <= batchLimit)
        return all;
    QStringList first = all.mid(0, batchLimit);
    if (!first.contains(run.initiatorStreamId()))
        first.last() = run.initiatorStreamId();
    return first;
}

json::Object creationBody(const Run &run)
{
    json::Object data{{QStringLiteral("members"), membersOfCreation(run)},
                      {QStringLiteral("name"), channelNameOf(run.conversation)}};
    if (run.settings.sendCreator)
        data.insert(QStringLiteral("created_by_id"), run.initiatorStreamId());
    if (isTagged(run))
        data.insert(ledgerTag(), run.recorder->run().toString(QUuid::WithoutBraces));
    return {{QStringLiteral("data"), data},
            {QStringLiteral("state"), false},
            {QStringLiteral("watch"), false},
            {QStringLiteral("presence"), false}};
}

/// Whether the channel is there after a creation whose answer never came. Reads only.
QCoro::Task<CallResult<bool>> channelExists(Run *run)
{
    const stream::ChannelRef channel = run->channelRef();
    std::function<QCoro::Task<CallResult<std::vector<stream::ChannelState>>>()> send = [run, channel] {
        const json::Object filter{
            {QStringLiteral("cid"), json::Object{{QStringLiteral("$in"), QStringList{channel.cid()}}}}};
        return run->client->queryChannels({.filter = filter, .limit = 1}, run->stop);
    };
    auto reading = readPatiently<std::vector<stream::ChannelState>>(run, send);
    const CallResult<std::vector<stream::ChannelState>> answer = co_await reading;
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return !answer->empty();
}

/// More than 100 members: whoever did not fit into the creation.
QCoro::Task<CallResult<bool>> addTheRest(Run *run)
{
    QStringList rest = run->streamIds();
    const QStringList first = membersOfCreation(*run);
    const QSet<QString> done{first.begin(), first.end()};
    rest.removeIf([&done](const QString &id) { return done.contains(id); });
    for (const QStringList &chunk : inChunks(rest, batchLimit)) {
        auto pending = run->client->addMembers(run->channelRef(), chunk, run->stop);
        const CallResult<stream::ChannelState> answer = co_await pending;
        if (!answer)
            co_return tl::unexpected(answer.error());
    }
    co_return true;
}

/// Sends the creation. After a failure that leaves its outcome open, hardened reads what it did before it
/// sends again.
QCoro::Task<CallResult<bool>> sendCreation(Run *run)
{
    constexpr int mostTries = 3;
    for (int tries = 1;; ++tries) {
        auto pending = run->client->getOrCreateChannel(run->channelRef(), creationBody(*run), run->stop);
        const CallResult<stream::ChannelState> answer = co_await pending;
        if (answer) {
            run->channel = ChannelState::Created;
            co_return true;
        }
        const CallError error = answer.error();
        if (error.outcomeUnknown) {
            run->channel = ChannelState::Unknown;
            run->channelWasInDoubt = true;
        }
        const bool open = error.transient || error.outcomeUnknown;
        if (!run->hardened() || run->stopped() || !open || tries == mostTries)
            co_return tl::unexpected(error);

        auto pausing = pause(run, std::chrono::milliseconds{500 << (tries - 1)}, QStringLiteral("back_off"),
                             error.explanation);
        const bool whole = co_await pausing;
        if (!whole)
            co_return tl::unexpected(error);
        auto reading = channelExists(run);
        const CallResult<bool> exists = co_await reading;
        if (!exists)
            co_return tl::unexpected(exists.error());
        run->channel = *exists ? ChannelState::Created : ChannelState::NotCreated;
        run->recovered = true;
        if (*exists) {
            run->recorder->note(QStringLiteral("info"), QStringLiteral("created_by_unanswered_request"),
                                tr("The creation had gone through although its answer never came."));
            co_return true;
        }
    }
}

/// Who is still unknown to StreamChat, and whether waiting can cure that.
struct Absentees {
    QStringList ids;
    bool curable = true;
};

QCoro::Task<CallResult<Absentees>> absentMembers(Run *run)
{
    auto asking = existingUsers(run, run->streamIds());
    const CallResult<QHash<QString, stream::User>> existing = co_await asking;
    if (!existing)
        co_return tl::unexpected(existing.error());
    Absentees absentees;
    for (const Person &person : run->people) {
        const bool there = existing->contains(person.identity.streamId);
        if (!there)
            absentees.ids.append(person.identity.streamId);
        if (person.refusal && !person.refusal->transient &&
            (!there || person.refusal->meaning == Meaning::UserDeactivated))
            absentees.curable = false;
    }
    co_return absentees;
}

struct RetryDecision {
    bool again = false;
    QString whyNot;
    QStringList absent;
    std::optional<CallError> environment;
};

/// The documented rule, which looks for words StreamChat does not use.
RetryDecision decideToTheLetter(const Run &run, const CallError &error, int attempt)
{
    RetryDecision decision;
    if (run.settings.preset == Preset::Unsynced)
        decision.whyNot = tr("This flow has no retry.");
    else if (!documentedMissingTest(clientMessage(error)))
        decision.whyNot = tr("Not tried: the error holds none of the words the documented test looks for.");
    else if (attempt >= run.settings.attempts)
        decision.whyNot = tr("Not tried: all attempts are used up.");
    else
        decision.again = true;
    return decision;
}

QCoro::Task<RetryDecision> decide(Run *run, CallError error, int attempt)
{
    if (!run->hardened())
        co_return decideToTheLetter(*run, error, attempt);
    RetryDecision decision;
    decision.whyNot = tr("Not tried: this failure is not one that waiting cures.");
    if (error.meaning != Meaning::MissingUsers)
        co_return decision;
    auto asking = absentMembers(run);
    const CallResult<Absentees> absentees = co_await asking;
    decision.absent = error.missingIds;
    if (!absentees) {
        decision.whyNot = tr("Not tried: StreamChat could not be asked who is missing.");
        if (absentees.error().environment)
            decision.environment = absentees.error();
        co_return decision;
    }
    if (!absentees->ids.isEmpty())
        decision.absent = absentees->ids;
    decision.again = attempt < run->settings.attempts && absentees->curable;
    if (absentees->curable)
        decision.whyNot = tr("Not tried: all attempts are used up.");
    co_return decision;
}

/// Whether those who had just been created could be members when the creation was sent. One that was repeated
/// for another reason does not tell.
void noteVisibility(Run *run, std::chrono::microseconds sent, const CallResult<bool> &answer)
{
    if (!run->usersMade || run->visibleBy)
        return;
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(sent - *run->usersMade);
    if (answer && !run->recovered)
        run->visibleBy = since;
    if (answer || answer.error().meaning != Meaning::MissingUsers)
        return;
    for (const QString &id : answer.error().missingIds) {
        const Person *person = run->personBy(id);
        if (person && person->synced && run->enteredUsers.contains(id))
            run->notVisibleAt = since;
    }
}

struct Attempt {
    CallResult<bool> created;
    RetryDecision next; ///< Decided while the step is open: the question who exists is part of its evidence
};

QCoro::Task<Attempt> create(Run *run, int attempt)
{
    const QStringList ids = run->streamIds();
    json::Object started;
    if (attempt == 1)
        started.insert(QStringLiteral("backend_log"), backendlines::creating(ids));
    run->recorder->stepStarted(Step::Create, attempt, tr("Create the channel with all members."), started);
    run->attempts = attempt;
    const bool recoveredBefore = std::exchange(run->recovered, false);

    const std::chrono::microseconds sent = run->context.clock->elapsed();
    auto sending = sendCreation(run);
    CallResult<bool> answer = co_await sending;
    noteVisibility(run, sent, answer);
    if (answer) {
        auto adding = addTheRest(run);
        const CallResult<bool> added = co_await adding;
        if (!added && added.error().meaning == Meaning::MissingUsers) {
            answer = added;
        } else if (!added && !run->stopped()) {
            // The channel is there; verification adds whoever is absent.
            run->recorder->note(
                QStringLiteral("warning"), QStringLiteral("rest_not_added"),
                tr("Not all members beyond the first hundred could be added. %1")
                    .arg(added.error().explanation),
                {{QStringLiteral("error"), errorJson(stream::toExchangeError(added.error()))}});
        }
    }
    const bool recoveredHere = run->recovered;
    run->recovered = recoveredBefore || (answer && recoveredHere);
    Attempt result{answer, {}};
    if (run->stopped())
        co_return result;
    if (answer) {
        const QString line = attempt == 1 ? backendlines::created(ids) : backendlines::createdAfterRetry();
        run->recorder->stepFinished(
            recoveredHere ? Outcome::Recovered : Outcome::Passed,
            (run->context.dryRun ? tr("Channel %1 would be created.") : tr("Channel %1 created."))
                .arg(run->channelRef().cid()),
            {{QStringLiteral("channel"), json::Object{{QStringLiteral("cid"), run->channelRef().cid()},
                                                      {QStringLiteral("members_sent"), ids.size()}}},
             {QStringLiteral("backend_log"), line}});
    } else {
        auto deciding = decide(run, answer.error(), attempt);
        result.next = co_await deciding;
        if (run->stopped())
            co_return result;
        json::Object data{{QStringLiteral("error"), errorJson(stream::toExchangeError(answer.error()))}};
        if (attempt > 1)
            data.insert(QStringLiteral("backend_log"),
                        backendlines::failedAfterRetry(clientMessage(answer.error())));
        run->recorder->stepFinished(Outcome::Failed, answer.error().explanation, data);
    }
    co_return result;
}

Stop missingStop(Run *run, const CallError &error, const QStringList &absent)
{
    const QStringList ids = absent.isEmpty() ? error.missingIds : absent;
    Stop stop{.failure = Failure::Conversation,
              .answer = missingMembersSentence(ids.isEmpty() ? QStringList{QStringLiteral("user")} : ids),
              .logged = clientMessage(error),
              .what = run->channel == ChannelState::NotCreated
                          ? tr("The channel was not created: StreamChat does not know all of its members.")
                          : notCreated(*run),
              .why = error.explanation};
    QStringList causes;
    for (const QString &id : ids) {
        const Person *person = run->personBy(id);
        if (!person || !person->refusal)
            continue;
        const QString &cause = person->refusal->explanation;
        causes << (cause.contains(id) ? cause : QStringLiteral("%1: %2").arg(id, cause));
        if (!stop.next.contains(person->refusal->advice))
            stop.next << person->refusal->advice;
    }
    if (!causes.isEmpty()) {
        stop.why = causes.join(u' ');
    } else if (run->upsertError) {
        stop.why = tr("The users could not be synced before. %1").arg(run->upsertError->explanation);
        stop.next << run->upsertError->advice;
    }
    if (run->settings.preset == Preset::Unsynced)
        stop.next << tr("Upsert every participant before the channel is created; the flows “documented” and "
                        "“hardened” do.");
    if (stop.next.isEmpty())
        stop.next << error.advice;
    return stop;
}

/// The answer of a creation that failed for good, as each preset words it.
Stop finalStop(Run *run, const CallError &error, int attempt, const QStringList &absent)
{
    if (run->settings.preset != Preset::Documented && error.meaning == Meaning::MissingUsers)
        return missingStop(run, error, absent);
    QString message = clientMessage(error);
    if (attempt > 1)
        message = QStringLiteral("Failed to create channel after retry: ") + message;
    Stop stop = stopFor(error, notCreated(*run));
    stop.logged = message;
    stop.answer = run->hardened() ? message : documentedErrorText(message);
    if (error.meaning == Meaning::MissingUsers && run->upsertError) {
        stop.why = tr("The users could not be synced before. %1").arg(run->upsertError->explanation);
        stop.next.prepend(run->upsertError->advice);
    } else if (run->settings.preset == Preset::Documented && error.meaning == Meaning::MissingUsers &&
               attempt == 1) {
        stop.next.prepend(
            tr("The documented test for missing members does not know StreamChat's wording, so its retry "
               "never fired. Use the flow “hardened”."));
    }
    return stop;
}

/// Wait, sync again, create again. The inner steps tell themselves.
QCoro::Task<tl::expected<Attempt, Stop>> retry(Run *run, int attempt, CallError error)
{
    run->recorder->stepStarted(
        Step::Retry, attempt, tr("Attempt %1 of %2.").arg(attempt).arg(run->settings.attempts),
        json::Object{}.insertText(QStringLiteral("backend_log"),
                                  attempt == 2 ? backendlines::retrying(clientMessage(error)) : QString{}));
    auto pausing = pause(run, run->settings.pauseBefore(attempt), QStringLiteral("before_retry"),
                         tr("Waiting before the retry."));
    const bool whole = co_await pausing;
    if (!whole)
        co_return tl::unexpected(cancelled());

    auto upserting = upsert(run, attempt);
    const StepResult upserted = co_await upserting;
    if (!upserted)
        co_return tl::unexpected(upserted.error());
    if (run->hardened()) {
        auto waiting = waitAfterUpsert(run, attempt);
        const StepResult waited = co_await waiting;
        if (!waited)
            co_return tl::unexpected(waited.error());
    }
    auto creating = create(run, attempt);
    const Attempt tried = co_await creating;
    if (run->stopped())
        co_return tl::unexpected(cancelled());
    if (tried.created) {
        run->recovered = true;
        run->recorder->stepFinished(Outcome::Recovered, tr("Attempt %1 created the channel.").arg(attempt));
    } else {
        run->recorder->stepFinished(Outcome::Failed, tr("Attempt %1 failed.").arg(attempt));
    }
    co_return tried;
}

} // namespace

QCoro::Task<StepResult> createWithRetries(Run *run)
{
    if (const StepResult entered = enterChannel(run); !entered)
        co_return entered;
    auto creating = create(run, 1);
    Attempt tried = co_await creating;
    if (run->stopped())
        co_return tl::unexpected(cancelled());
    if (tried.created) {
        run->recorder->stepSkipped(Step::Retry, tr("Not needed."));
        co_return StepResult{};
    }
    int attempt = 1;
    while (!tried.created) {
        if (tried.next.environment)
            co_return tl::unexpected(stopFor(*tried.next.environment, notCreated(*run)));
        if (!tried.next.again) {
            if (attempt == 1)
                run->recorder->stepSkipped(Step::Retry, tried.next.whyNot);
            co_return tl::unexpected(finalStop(run, tried.created.error(), attempt, tried.next.absent));
        }
        ++attempt;
        auto retrying = retry(run, attempt, tried.created.error());
        const tl::expected<Attempt, Stop> retried = co_await retrying;
        if (!retried)
            co_return tl::unexpected(retried.error());
        tried = *retried;
    }
    co_return StepResult{};
}

} // namespace chatsync::flow
