// SPDX-License-Identifier: MIT
#include "core/workbench/enginechecklist.h"

#include "core/journal/checkliststore.h"

namespace chatsync {

namespace {

constexpr auto betweenBatches = std::chrono::milliseconds{100};

checklist::End refused(const QUuid &id, checklist::EndReason reason, const Error &error)
{
    checklist::End end;
    end.reason = reason;
    end.result.id = id;
    end.error = error;
    return end;
}

} // namespace

EngineChecklist::EngineChecklist(std::chrono::milliseconds pause)
    : m_pause(pause)
{}

void EngineChecklist::tell(const checklist::Progress &progress)
{
    Q_EMIT told(progress);
}

/// The checks run one after another: the last one's events have all been told when the next one begins.
EventSink *EngineChecklist::watch(const QUuid &run)
{
    m_batch = std::make_unique<EventBatch>(run, m_pause);
    connect(m_batch.get(), &EventBatch::ready, this, &EngineChecklist::events);
    return m_batch.get();
}

void Engine::runChecklist(QUuid id, checklist::Order order, QString logFile)
{
    using checklist::EndReason;
    if (!m_workbench || m_closing) {
        Q_EMIT checklistEnded(refused(id, EndReason::Stopped, cancelledError().value()));
        return;
    }
    const Result<Journal *> kept = journal();
    if (!kept) {
        Q_EMIT checklistEnded(refused(id, EndReason::Journal, kept.error()));
        return;
    }
    if (m_options.target.isSandbox())
        m_workbench->setFaults(m_faults);
    Result<checklist::RunnerContext> context = m_workbench->checklist(order, logFile);
    if (!context) {
        Q_EMIT checklistEnded(refused(id, EndReason::Usage, context.error()));
        return;
    }
    if (context->backend)
        addTokens(*context->backend);
    m_stopChecklist = {};
    m_checklist = std::make_unique<EngineChecklist>(m_options.virtualTime ? std::chrono::milliseconds{0}
                                                                          : betweenBatches);
    connect(m_checklist.get(), &EngineChecklist::told, this, &Engine::checklistTold);
    connect(m_checklist.get(), &EngineChecklist::events, this, &Engine::told);
    connect(m_checklist.get(), &EngineChecklist::events, this,
            [this](const QUuid &, const std::vector<RunEvent> &events) { tellBudgets(events); });
    context->journal = *kept;
    context->id = id;
    context->progress = m_checklist.get();
    context->watcher = [watching = m_checklist.get()](const QUuid &run) { return watching->watch(run); };
    follow(checklist::runChecklist(*context, std::move(order), m_stopChecklist.get_token()),
           [this, id](checklist::End end) {
               if (end.result.id.isNull())
                   end.result.id = id;
               Q_EMIT checklistEnded(end);
           });
}

void Engine::stopChecklist()
{
    m_stopChecklist.request_stop();
}

void Engine::checklistResults(int most, AnswerPtr<Result<std::vector<ChecklistResult>>> answer)
{
    const Result<Journal *> kept = journal();
    if (!kept || !m_workbench) {
        answer->give(kept ? Result<std::vector<ChecklistResult>>{} : tl::unexpected(kept.error()));
        return;
    }
    const ChecklistStore store{*kept};
    const Result<QList<QUuid>> ids = store.ended(m_workbench->context({}).environment.name, most);
    std::vector<ChecklistResult> results;
    for (const QUuid &id : ids.value_or(QList<QUuid>{})) {
        Result<ChecklistResult> result = store.load(id);
        if (!result) {
            answer->give(tl::unexpected(result.error()));
            return;
        }
        results.push_back(std::move(*result));
    }
    if (ids)
        answer->give(std::move(results));
    else
        answer->give(tl::unexpected(ids.error()));
}

void Engine::unfinishedSweep(QString name, AnswerPtr<Result<std::optional<ChecklistResult>>> answer)
{
    using Found = Result<std::optional<ChecklistResult>>;
    const Result<Journal *> kept = journal();
    if (!kept || !m_workbench) {
        answer->give(kept ? Found{} : tl::unexpected(kept.error()));
        return;
    }
    const ChecklistStore store{*kept};
    const Result<std::optional<QUuid>> id = store.unfinished(m_workbench->context({}).environment.name, name);
    if (!id) {
        answer->give(tl::unexpected(id.error()));
    } else if (!*id) {
        answer->give(Found{});
    } else {
        Result<ChecklistResult> result = store.load(**id);
        answer->give(result ? Found{std::move(*result)} : Found{tl::unexpected(result.error())});
    }
}

void Engine::markChecklist(QUuid id, std::vector<checklist::Mark> marks, QString signer,
                           AnswerPtr<Result<ChecklistResult>> answer)
{
    const Result<Journal *> kept = journal();
    if (!kept) {
        answer->give(tl::unexpected(kept.error()));
        return;
    }
    const QDateTime now =
        m_workbench ? m_workbench->context({}).clock->now() : QDateTime::currentDateTimeUtc();
    answer->give(checklist::amended(*kept, id, marks, signer, now));
}

} // namespace chatsync
