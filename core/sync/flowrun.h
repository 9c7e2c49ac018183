// SPDX-License-Identifier: MIT
#pragma once

// What the steps of one run share. Internal to core/sync.

#include "core/domain/identity.h"
#include "core/sync/flow.h"
#include "core/sync/runrecorder.h"

#include <QHash>
#include <QJsonArray>
#include <QSet>

namespace chatsync::flow {

/// How sure we are of who somebody is.
enum class Source { Users, Companies, StreamOnly, Fallback, Unreadable };

struct Person {
    QString id;
    Identity identity;
    Source source = Source::Fallback;
    bool inBothTables = false;
    std::optional<stream::CallError> refusal; ///< Why StreamChat would not take them
    bool synced = false;                      ///< An upsert or update of ours was confirmed
    bool mayCreate = true;                    ///< A repair which only updates makes nobody new
    std::optional<stream::PartialUserUpdate>
        update; ///< What a repair sends to somebody who exists, instead of role, name and image
};

/// What StreamChat is known to hold at this moment; what a cancelled run tells.
enum class ChannelState { NotCreated, Created, Unknown };

struct Run {
    FlowContext context;
    ConversationRequest request;
    FlowSettings settings;
    std::stop_token stop;
    RunRecorder *recorder = nullptr;
    stream::ClientContext clientContext;
    stream::Client *client = nullptr;
    DirectoryCapabilities capabilities;

    QString initiatorId;
    QStringList participantIds;
    Conversation conversation;
    bool rowInserted = false;
    bool rowInDoubt = false; ///< A stop came while it was being written
    /// The look-up of the participants, where it was begun before its step. To be awaited before the run
    /// ends.
    std::optional<QCoro::Task<Traced<std::vector<Resolution>>>> resolving;
    std::vector<Person> people;
    ChannelState channel = ChannelState::NotCreated;
    QStringList
        createsInDoubt; ///< Absent before, sent in a write whose answer never came: existence will tell
    QStringList updatesInDoubt; ///< May have existed before: nothing that can be read tells whether the write
                                ///< was done
    int attempts = 0;
    bool recovered = false;     ///< Something had to be done twice, or added
    QSet<QString> enteredUsers; ///< In the ledger, by Stream user id
    bool rowEntered = false;
    bool channelEntered = false;
    bool channelWasInDoubt = false; ///< A creation went unanswered: it may still be carried out
    std::optional<std::chrono::microseconds>
        usersMade; ///< When the upsert that created somebody was answered
    std::optional<std::chrono::milliseconds> notVisibleAt; ///< Since then, when a creation was last refused
    std::optional<std::chrono::milliseconds> visibleBy;    ///< Since then, when the one that worked was sent
    std::optional<stream::CallError> upsertError; ///< What kept the last upsert as a whole from going through
    bool unverified = false;                      ///< The members could not be read
    bool incomplete = false; ///< Absent members could not be added, and the preset lives with it

    bool hardened() const { return settings.preset == Preset::Hardened; }
    bool stopped() const { return stop.stop_requested(); }
    stream::ChannelRef channelRef() const
    {
        return {QStringLiteral("messaging"), channelIdOf(conversation.id)};
    }
    QStringList streamIds() const;
    QString initiatorStreamId() const;
    Person *personBy(const QString &streamId);
};

/// How a step ends the run early.
struct Stop {
    Failure failure = Failure::Conversation;
    QString answer; ///< The `error` of the answer
    QString logged; ///< What the backend would log as the error; empty where it would log nothing
    QString what;   ///< Headline, one sentence
    QString why;
    QStringList next;
};

using StepResult = tl::expected<void, Stop>;

/// Opens the database and turns what was typed into ids: the initiator's and everybody's.
QCoro::Task<StepResult> identify(Run *run);

QCoro::Task<StepResult> record(Run *run);
QCoro::Task<StepResult> resolve(Run *run);
QCoro::Task<StepResult> upsert(Run *run, int attempt);
QCoro::Task<StepResult> waitAfterUpsert(Run *run, int attempt);
QCoro::Task<StepResult> createWithRetries(Run *run);
QCoro::Task<StepResult> verify(Run *run);

/// Who somebody is by what the database says; the fallback where it says nothing.
Person personOf(const Resolution &resolution);

/// The members as they should be and as they are.
struct Comparison {
    QStringList expected;
    QStringList present;
    QStringList absent;
    QStringList unexpected;
    QJsonArray wrongRoles;
    QStringList banned; ///< Members who cannot write
};

json::Object toJson(const Comparison &comparison);

/// Reads the members and compares. In `hardened` page by page, changing nothing, and again for a moment
/// before anybody is called absent.
QCoro::Task<stream::CallResult<Comparison>> readUntilSettled(Run *run);

/// Tells who is a member and yet not as wanted.
void noteMembers(Run *run, const Comparison &comparison);

/// At the end: reads what unanswered writes did. Bounded, and deaf to any stop. Sends nothing when nothing is
/// in doubt.
QCoro::Task<void> settle(Run *run);

Stop cancelled();
QString titleOf(const ConversationRequest &request, const QString &how); ///< Of the run; @p how: the preset
json::Object toJson(const RunEnvironment &place);                        ///< `environment` of `run.started`
Stop unkept(const Error &error);              ///< The journal could not keep the run
json::Object explanationOf(const Stop &stop); ///< `explanation` of `run.finished`
/// Tells the steps that were never come to, so that the list is always whole.
void skipTheRest(RunRecorder *recorder);
/// How a run talks to StreamChat: everything is recorded in it.
stream::ClientContext clientContext(const FlowContext &context, const FlowSettings &settings,
                                    RunRecorder *recorder);
QString notCreated(const Run &run); ///< The headline of a creation that failed, by what exists
Stop stopFor(const stream::CallError &error, const QString &what);

/// What the official client's `Error.message` would be.
QString clientMessage(const stream::CallError &error);

/// Waits and tells so. False when stopped.
QCoro::Task<bool> pause(Run *run, std::chrono::milliseconds duration, QString reason, QString message);

/// The users StreamChat has among @p streamIds, deactivated ones included, asked in pages of 100.
QCoro::Task<stream::CallResult<QHash<QString, stream::User>>> existingUsers(Run *run, QStringList streamIds);

/// The `participants` of a resolve step.
json::Array peopleToJson(const std::vector<Person> &people);

QList<QStringList> inChunks(const QStringList &ids, qsizetype size);

constexpr int batchLimit =
    100; ///< Users an upsert, members a creation or an addition (limits of StreamChat's API)

/// Sends once, and in `hardened` up to twice more when a read failed for a passing reason.
template<typename T>
QCoro::Task<stream::CallResult<T>> readPatiently(Run *run,
                                                 std::function<QCoro::Task<stream::CallResult<T>>()> send)
{
    constexpr int mostTries = 3;
    for (int attempt = 1;; ++attempt) {
        auto pending = send();
        stream::CallResult<T> answer = co_await pending;
        const bool again = run->hardened() && !answer && answer.error().transient && attempt < mostTries;
        if (answer && attempt > 1)
            run->recovered = true;
        if (!again || run->stopped())
            co_return answer;
        auto pausing = pause(run, std::chrono::milliseconds{500 << (attempt - 1)}, QStringLiteral("back_off"),
                             answer.error().explanation);
        const bool whole = co_await pausing;
        if (!whole)
            co_return answer;
    }
}

} // namespace chatsync::flow
