// SPDX-License-Identifier: MIT
// What a Console does with checklists.
#include "core/workbench/consoleprivate.h"

namespace chatsync {

QUuid Console::runChecklist(const checklist::Order &order, const QString &logFile)
{
    if (isRunning() || isChecking() || d->switching || !d->environment || !mayConverse())
        return {};
    d->checking = d->newId();
    QMetaObject::invokeMethod(
        d->engine,
        [engine = d->engine, id = d->checking, order, logFile] { engine->runChecklist(id, order, logFile); },
        Qt::QueuedConnection);
    return d->checking;
}

bool Console::isChecking() const
{
    return !d->checking.isNull();
}

void Console::stopChecklist()
{
    QMetaObject::invokeMethod(d->engine, &Engine::stopChecklist, Qt::QueuedConnection);
}

QFuture<Result<std::vector<ChecklistResult>>> Console::checklistResults(int most)
{
    using Results = Result<std::vector<ChecklistResult>>;
    return d->ask(Results{cancelledError()}, [most](Engine *engine, AnswerPtr<Results> answer) {
        engine->checklistResults(most, std::move(answer));
    });
}

QFuture<Result<std::optional<ChecklistResult>>> Console::unfinishedSweep(const QString &checklist)
{
    using Found = Result<std::optional<ChecklistResult>>;
    return d->ask(Found{cancelledError()}, [checklist](Engine *engine, AnswerPtr<Found> answer) {
        engine->unfinishedSweep(checklist, std::move(answer));
    });
}

QFuture<Result<ChecklistResult>> Console::markChecklist(QUuid id, const std::vector<checklist::Mark> &marks)
{
    using Marked = Result<ChecklistResult>;
    return d->ask(Marked{cancelledError()}, [id, marks](Engine *engine, AnswerPtr<Marked> answer) {
        engine->markChecklist(id, marks, {}, std::move(answer));
    });
}

QFuture<Result<ChecklistResult>> Console::signOffChecklist(QUuid id, const QString &tester)
{
    using Marked = Result<ChecklistResult>;
    return d->ask(Marked{cancelledError()}, [id, tester](Engine *engine, AnswerPtr<Marked> answer) {
        engine->markChecklist(id, {}, tester, std::move(answer));
    });
}

} // namespace chatsync
