// SPDX-License-Identifier: MIT
#pragma once

#include "core/checklist/runner.h"
#include "core/diagnosis/lookup.h"
#include "core/directory/directory.h"
#include "core/domain/identity.h"
#include "core/domain/runsummary.h"
#include "core/journal/journal.h"
#include "core/stream/rategovernor.h"
#include "core/sync/cleanup.h"
#include "core/sync/flow.h"
#include "core/sync/repair.h"
#include "core/workbench/armingstate.h"
#include "core/workbench/demonstration.h"
#include "core/workbench/environments.h"
#include "core/workbench/target.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace chatsync {

struct ConsoleOptions {
    Target target;
    QString journal;          ///< Empty: defaultJournalPath()
    QString environments;     ///< Empty: EnvironmentStore::defaultPath()
    bool virtualTime = false; ///< For pictures and tests: commanded time, seeded ids, no waiting
    std::optional<std::chrono::milliseconds> timeEnds; ///< Commanded time stands still there, since its start
};

/// How one service is, as last seen.
struct ServiceHealth {
    enum class State { NotSetUp, Checking, Up, Slow, Down };
    State state = State::NotSetUp;
    std::chrono::milliseconds latency{0};
    QString detail; ///< When up: one sentence about what was found
    Error error;    ///< When down

    bool operator==(const ServiceHealth &) const = default;
};

/// What StreamChat has under the identity a participant would get.
struct ParticipantState {
    enum class InStream { Unknown, Absent, Exists, Deactivated };
    Resolution resolution;
    Identity identity;
    InStream inStream = InStream::Unknown; ///< Unknown: StreamChat could not be asked
    bool twin = false;                     ///< StreamChat has somebody under the other prefix of this id, too

    bool operator==(const ParticipantState &) const = default;
};

/// The engine as the window uses it: a workbench and a journal in a thread of their own. Nothing here blocks;
/// answers come as futures, events as signals, both in the thread of this object.
///
/// Destroying it stops runs, waits at most a few seconds for them to tell their end, and joins the thread.
class Console final : public QObject {
    Q_OBJECT
public:
    explicit Console(ConsoleOptions options, QObject *parent = nullptr);
    ~Console() override;

    /// What the target is; known at once. An Error when it cannot be opened at all.
    Result<RunEnvironment> environment() const;

    /// The environments that are known, their secrets and their self-test.
    Environments *environments() const;

    /// The environment worked in, without secrets. That of loose options has no id.
    Environment inUse() const;

    /// Goes to work in another environment, with its secrets as Secrets finds them; environmentChanged()
    /// follows before the answer. Questions under way are answered as Cancelled, an armed environment is
    /// disarmed. An Error when a run is on, or a secret is nowhere: then nothing has changed.
    QFuture<Result<RunEnvironment>> use(const Environment &environment);

    /// Leave to repair for ten minutes, where the policy is WhenArmed; see Arming. armingChanged() follows
    /// before the answer.
    QFuture<Result<ArmingState>> arm(const QString &typed, const QString &reason);
    /// At once: what is under way is finished, the next is not sent.
    void disarm();
    ArmingState arming() const;

    /// Whether converse() is locked here, and why: see mayConverse() in core/environment. Plans never are.
    Result<void> mayConverse() const;

    /// Starts a run and gives its id; events() and ended() tell the rest. One run at a time: a second call
    /// while one is under way is refused with a null id, and so is any without an environment(), or where
    /// mayConverse() says no. The counts of the sandbox's faults begin anew with each run.
    ///
    /// With ConversationTarget::Backend the events are those of runOnBackend(); @p settings are then those of
    /// the sandbox's stand-in, and nothing elsewhere. Where the backend cannot be asked at all, ended() says
    /// so without any event before it.
    QUuid converse(const ConversationRequest &request, const FlowSettings &settings,
                   ConversationTarget target = ConversationTarget::Direct);
    /// Why the backend cannot be asked here, as far as that shows beforehand: there is no address.
    Result<void> mayAskBackend() const;
    bool isRunning() const;
    /// Asks the run to stop safely; ended() follows.
    void stop();

    /// The events of a rehearsal: what would be sent, nothing of it sent that writes. Not kept in the
    /// journal.
    QFuture<std::vector<RunEvent>> plan(const ConversationRequest &request, const FlowSettings &settings,
                                        ConversationTarget target = ConversationTarget::Direct);

    /// All futures get an answer, also when this object goes first: then an Error of kind Cancelled, or no
    /// events.
    QFuture<Result<ParticipantPage>> search(const ParticipantSearch &search);
    QFuture<Result<std::vector<ParticipantState>>> states(const QStringList &participantIds);

    /// Looks up whatever a text names; reads only. Runs of the journal are heard as witnesses, besides the
    /// request's own hints.
    QFuture<Result<diagnosis::LookupResult>> lookUp(const diagnosis::LookupRequest &request);
    /// Ids, StreamChat ids, e-mails or names, judged together (LookupResult::together).
    QFuture<Result<diagnosis::LookupResult>> diagnose(const QStringList &people);
    /// Ends the look-ups under way: their futures give an Error of kind Cancelled. Later ones are not
    /// concerned.
    void cancelLookUps();
    /// Shows a defect of the recipe on a sandbox of its own, whatever the target is.
    QFuture<Result<DemonstrationResult>> demonstrate(const QString &defectCode);
    /// Which defects of the recipe struck in a run of the journal.
    QFuture<Result<std::vector<diagnosis::Struck>>> defectsOf(QUuid run);

    /// What a repair would do; reads only. See core/sync/repair.h.
    QFuture<Result<RepairPlan>> planRepair(const RepairRequest &request);
    /// Performs a plan as a run, like converse(): the same signals, the same reasons for a null id.
    QUuid repair(const RepairPlan &plan);
    /// The events of a rehearsal of it: which requests would be sent, none of those sent that write. Not kept
    /// in the journal.
    QFuture<std::vector<RunEvent>> rehearse(const RepairPlan &plan);

    /// Performs a checklist and gives the id of its result; checklistProgress() tells how it goes, and
    /// checklistEnded() ends it, whatever happens. Its runs are kept in the journal; those of the checks are
    /// told by events() as well, those of a sweep are not. One thing at a time: a null id while a run or
    /// another checklist is on, without an environment(), or where mayConverse() says no; no run begins while
    /// a checklist is on.
    QUuid runChecklist(const checklist::Order &order, const QString &logFile = {});
    bool isChecking() const;
    /// Asks the checklist to stop safely; checklistEnded() follows.
    void stopChecklist();

    /// The results kept of the environment in use, the last one first, at most @p most.
    QFuture<Result<std::vector<ChecklistResult>>> checklistResults(int most);
    /// The sweep of the environment in use and of this checklist that can be gone on with, as far as it got.
    QFuture<Result<std::optional<ChecklistResult>>> unfinishedSweep(const QString &checklist);
    /// Puts verdicts, notes and tickets of a person into a result that is kept, and gives it as it is then.
    QFuture<Result<ChecklistResult>> markChecklist(QUuid id, const std::vector<checklist::Mark> &marks);
    /// Signs a result that is kept.
    QFuture<Result<ChecklistResult>> signOffChecklist(QUuid id, const QString &tester);
    /// What test conversations left behind in the environment in use, by the ledger; nobody else is asked.
    QFuture<Result<std::vector<LedgerEntry>>> leftovers();
    /// Whether cleanUp() is locked here, and why.
    Result<void> mayCleanUp() const;
    /// Removes what is left, of these runs or of all: a run like converse(), with the same signals; stop()
    /// ends it safely. Where it may not begin, or a run is on, the answer has a failure and nothing was sent.
    QFuture<CleanUpOutcome> cleanUp(const QList<QUuid> &runs = {});

    /// How long after an upsert users could be members, as measured in the app in use; see adviceFor().
    QFuture<Result<std::vector<Visibility>>> visibility();

    QFuture<Result<std::vector<RunSummary>>> runs(const RunFilter &filter);
    QFuture<Result<std::vector<RunEvent>>> loadEvents(QUuid run);

    /// Replaces the faults of the embedded sandbox, `NAME[=VALUE]` each; an Error names the first that is
    /// wrong.
    Result<void> setFaults(const QStringList &faults);

    QString journalPath() const;
    /// The app's key, never its secret; empty for the sandbox.
    QString streamKey() const;

    /// Whether nothing is under way, neither a run nor a question, once all calls before this one were heard.
    /// What they answered has been sent by then. For tests and pictures, which wait for this instead of for
    /// some time.
    QFuture<bool> isIdle();

    /// Asks database and StreamChat for a sign of life; healthChanged() tells.
    void checkHealth();
    ServiceHealth database() const;
    ServiceHealth streamChat() const;

Q_SIGNALS:
    /// In order, without gaps, at most ten times a second.
    void events(const QUuid &run, const std::vector<chatsync::RunEvent> &events);
    void ended(const QUuid &run, const chatsync::RunResult &result);
    void checklistProgress(const chatsync::checklist::Progress &progress);
    void checklistEnded(const chatsync::checklist::End &end);
    void healthChanged();
    /// Another one is in use: environment(), inUse(), health and arming begin anew.
    void environmentChanged();
    /// Armed, disarmed, or the time is over. The countdown is up to whoever shows it.
    void armingChanged();
    /// Each request sent outside of a run (those of runs are in events()), redacted.
    void requested(const chatsync::Exchange &exchange);
    /// After an answer that told it, in a run or not.
    void rateBudgetChanged(const QString &endpoint, const chatsync::stream::RateBudget &budget);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace chatsync
