// SPDX-License-Identifier: MIT
#pragma once

// The part of a Console that lives in the engine's thread. Internal to core/workbench.

#include "core/workbench/environmentdesk.h"
#include "core/workbench/workbench.h"

#include <QTimer>

namespace chatsync {

/// Gathers the events of a run: the first is told at once, later ones at most every 100 ms, the last without
/// delay. With a @p pause of zero they are told
/// as the run hands them on.
class EventBatch final : public QObject, public EventSink {
    Q_OBJECT
public:
    EventBatch(QUuid run, std::chrono::milliseconds pause);
    Result<void> append(const RunEvent &event) override;
    Result<void> appendAll(std::span<const RunEvent> events) override;

Q_SIGNALS:
    void ready(const QUuid &run, const std::vector<chatsync::RunEvent> &events);

private:
    void flush();

    QUuid m_run;
    std::vector<RunEvent> m_events;
    QTimer m_pause;
};

class EngineChecklist;

/// Owns workbench and journal. Everything is called in its own thread, by queued calls in order.
class Engine final : public QObject {
    Q_OBJECT
public:
    /// The desk lives in the same thread.
    Engine(ConsoleOptions options, EnvironmentDesk *desk);
    ~Engine() override;

    void open();
    void converse(QUuid run, ConversationRequest request, FlowSettings settings, ConversationTarget target);
    void stopRun();
    void plan(ConversationRequest request, FlowSettings settings, ConversationTarget target,
              AnswerPtr<std::vector<RunEvent>> answer);
    void planRepair(RepairRequest request, AnswerPtr<Result<RepairPlan>> answer);
    void repair(QUuid run, RepairPlan plan);
    void leftovers(AnswerPtr<Result<std::vector<LedgerEntry>>> answer);
    void visibility(AnswerPtr<Result<std::vector<Visibility>>> answer);
    void removeLeftovers(QUuid run, QList<QUuid> of, AnswerPtr<CleanUpOutcome> answer);
    void rehearse(RepairPlan plan, AnswerPtr<std::vector<RunEvent>> answer);
    void search(ParticipantSearch search, AnswerPtr<Result<ParticipantPage>> answer);
    void states(QStringList ids, AnswerPtr<Result<std::vector<ParticipantState>>> answer);
    void lookUp(diagnosis::LookupRequest request, AnswerPtr<Result<diagnosis::LookupResult>> answer);
    void stopLookUps();
    void demonstrate(QString defectCode, AnswerPtr<Result<DemonstrationResult>> answer);
    void defectsOf(QUuid run, AnswerPtr<Result<std::vector<diagnosis::Struck>>> answer);
    void runs(RunFilter filter, AnswerPtr<Result<std::vector<RunSummary>>> answer);
    void loadEvents(QUuid run, AnswerPtr<Result<std::vector<RunEvent>>> answer);
    void runChecklist(QUuid id, checklist::Order order, QString logFile);
    void stopChecklist();
    void checklistResults(int most, AnswerPtr<Result<std::vector<ChecklistResult>>> answer);
    void unfinishedSweep(QString name, AnswerPtr<Result<std::optional<ChecklistResult>>> answer);
    /// @p signer: empty: nobody signs.
    void markChecklist(QUuid id, std::vector<checklist::Mark> marks, QString signer,
                       AnswerPtr<Result<ChecklistResult>> answer);
    void setFaults(QStringList faults);
    void use(Environment environment, AnswerPtr<Result<RunEnvironment>> answer);
    void arm(QString typed, QString reason, AnswerPtr<Result<ArmingState>> answer);
    void disarm();
    void checkHealth();
    void tellIdle(AnswerPtr<bool> answer);

    /// Stops everything, and ends the thread when all is told; at the latest after a few seconds.
    void shutDown();

Q_SIGNALS:
    void told(const QUuid &run, const std::vector<chatsync::RunEvent> &events);
    void runEnded(const QUuid &run, const chatsync::RunResult &result);
    void checklistTold(const chatsync::checklist::Progress &progress);
    void checklistEnded(const chatsync::checklist::End &end);
    void databaseSeen(const chatsync::ServiceHealth &health);
    void streamChatSeen(const chatsync::ServiceHealth &health);
    void requested(const chatsync::Exchange &exchange);
    void rateBudget(const QString &endpoint, const chatsync::stream::RateBudget &budget);
    void used(const chatsync::Environment &environment,
              const std::shared_ptr<const chatsync::Target> &target);
    /// @p arming is there to be disarmed from any thread.
    void armingTold(const chatsync::ArmingState &state, const std::shared_ptr<chatsync::Arming> &arming);

private:
    template<typename T, typename Fn>
    void follow(QCoro::Task<T> task, Fn then);
    void taskEnded();
    void cleanUp();
    void abandon();
    Result<Journal *> journal();
    Result<BackendAccess> backendOf(Workbench *workbench, const FlowSettings &standIn);
    void addTokens(BackendAccess &access);
    FlowContext runContext(QUuid run, Journal *kept);
    void tellBudgets(const std::vector<RunEvent> &events);
    stream::ClientContext questionerContext();
    void checkStreamChat();
    void endRun(const RunResult &result);
    Result<RunEnvironment> moveTo(const Environment &environment, const Target &target);
    void dropRetired();
    void tellArming();

    ConsoleOptions m_options;
    EnvironmentDesk *m_desk;
    Environment m_inUse; ///< To find the tokens of initiators
    std::unique_ptr<Workbench> m_workbench;
    std::vector<std::unique_ptr<Workbench>> m_retired; ///< Kept until nothing stands on them any more
    QTimer m_armingEnd;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<EventBatch> m_batch;
    QStringList m_faults;
    std::unique_ptr<EngineChecklist> m_checklist;
    std::stop_source m_stopRun;
    std::stop_source m_stopChecklist;
    std::stop_source m_stopQuestions; ///< Those asked of this workbench
    std::stop_source m_stopAll;
    std::stop_source m_stopLookUps;
    diagnosis::AppCache m_app;
    QDateTime m_opened; ///< By the workbench's clock
    int m_tasks = 0;
    bool m_closing = false;
};

template<typename T, typename Fn>
void Engine::follow(QCoro::Task<T> task, Fn then)
{
    ++m_tasks;
    QCoro::connect(std::move(task), this, [this, then = std::move(then)](const T &value) {
        then(value);
        taskEnded();
    });
}

} // namespace chatsync
