// SPDX-License-Identifier: MIT
#pragma once

// The part of a Console that lives in the engine's thread. Internal to core/workbench.

#include "core/workbench/enginetasks.h"
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

template<typename T>
using AnswerPtr = std::shared_ptr<Answer<T>>;

/// Owns workbench and journal. Everything is called in its own thread, by queued calls in order.
class Engine final : public QObject {
    Q_OBJECT
public:
    explicit Engine(ConsoleOptions options);
    ~Engine() override;

    void open();
    void converse(QUuid run, ConversationRequest request, FlowSettings settings);
    void stopRun();
    void plan(ConversationRequest request, FlowSettings settings, AnswerPtr<std::vector<RunEvent>> answer);
    void planRepair(RepairRequest request, AnswerPtr<Result<RepairPlan>> answer);
    void repair(QUuid run, RepairPlan plan);
    void rehearse(RepairPlan plan, AnswerPtr<std::vector<RunEvent>> answer);
    void search(ParticipantSearch search, AnswerPtr<Result<ParticipantPage>> answer);
    void states(QStringList ids, AnswerPtr<Result<std::vector<ParticipantState>>> answer);
    void lookUp(diagnosis::LookupRequest request, AnswerPtr<Result<diagnosis::LookupResult>> answer);
    void stopLookUps();
    void demonstrate(QString defectCode, AnswerPtr<Result<DemonstrationResult>> answer);
    void defectsOf(QUuid run, AnswerPtr<Result<std::vector<diagnosis::Struck>>> answer);
    void runs(RunFilter filter, AnswerPtr<Result<std::vector<RunSummary>>> answer);
    void loadEvents(QUuid run, AnswerPtr<Result<std::vector<RunEvent>>> answer);
    void setFaults(QStringList faults);
    void checkHealth();
    void tellIdle(AnswerPtr<bool> answer);

    /// Stops everything, and ends the thread when all is told; at the latest after a few seconds.
    void shutDown();

Q_SIGNALS:
    void told(const QUuid &run, const std::vector<chatsync::RunEvent> &events);
    void runEnded(const QUuid &run, const chatsync::RunResult &result);
    void databaseSeen(const chatsync::ServiceHealth &health);
    void streamChatSeen(const chatsync::ServiceHealth &health);
    void requested(const chatsync::Exchange &exchange);
    void rateBudget(const QString &endpoint, const chatsync::stream::RateBudget &budget);

private:
    template<typename T, typename Fn>
    void follow(QCoro::Task<T> task, Fn then);
    void taskEnded();
    void cleanUp();
    void abandon();
    Result<Journal *> journal();
    FlowContext runContext(QUuid run, Journal *kept);
    void tellBudgets(const std::vector<RunEvent> &events);
    stream::ClientContext questionerContext();
    void checkStreamChat();
    void endRun(const RunResult &result);

    ConsoleOptions m_options;
    std::unique_ptr<Workbench> m_workbench;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<EventBatch> m_batch;
    QStringList m_faults;
    std::stop_source m_stopRun;
    std::stop_source m_stopAll;
    std::stop_source m_stopLookUps;
    diagnosis::AppCache m_app;
    QDateTime m_opened; ///< By the workbench's clock
    int m_tasks = 0;
    bool m_closing = false;
};

} // namespace chatsync
