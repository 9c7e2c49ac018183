// SPDX-License-Identifier: MIT
#include "ui/checklist/consolechecks.h"

#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace chatsync::ui {

ConsoleChecks::ConsoleChecks(Console *console, Write write, QObject *parent)
    : ChecklistBackend(parent)
    , m_console(console)
    , m_write(std::move(write))
{
    connect(console, &Console::checklistProgress, this, &ChecklistBackend::progress);
    connect(console, &Console::checklistEnded, this, &ChecklistBackend::ended);
    connect(console, &Console::environmentChanged, this, &ChecklistBackend::environmentChanged);
}

Result<RunEnvironment> ConsoleChecks::environment() const
{
    return m_console->environment();
}

bool ConsoleChecks::isEmbedded() const
{
    return m_console->inUse().isEmbedded();
}

Result<void> ConsoleChecks::mayCheck() const
{
    return m_console->mayConverse();
}

Result<void> ConsoleChecks::mayAskBackend() const
{
    return m_console->mayAskBackend();
}

QUuid ConsoleChecks::run(const checklist::Order &order, const QString &logFile)
{
    return m_console->runChecklist(order, logFile);
}

void ConsoleChecks::stop()
{
    m_console->stopChecklist();
}

QFuture<Result<std::vector<ChecklistResult>>> ConsoleChecks::results(int most)
{
    return m_console->checklistResults(most);
}

QFuture<Result<std::optional<ChecklistResult>>> ConsoleChecks::unfinishedSweep(const QString &checklist)
{
    return m_console->unfinishedSweep(checklist);
}

QFuture<Result<ChecklistResult>> ConsoleChecks::mark(const QUuid &id,
                                                     const std::vector<checklist::Mark> &marks)
{
    return m_console->markChecklist(id, marks);
}

QFuture<Result<ChecklistResult>> ConsoleChecks::signOff(const QUuid &id, const QString &tester)
{
    return m_console->signOffChecklist(id, tester);
}

QFuture<Result<std::vector<RunSummary>>> ConsoleChecks::runs(const RunFilter &filter)
{
    return m_console->runs(filter);
}

QFuture<Result<std::vector<RunEvent>>> ConsoleChecks::loadEvents(const QUuid &run)
{
    return m_console->loadEvents(run);
}

QFuture<Result<void>> ConsoleChecks::writeReport(const ReportRequest &request)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    const QFuture<Result<void>> future = promise->future();
    QThreadPool::globalInstance()->start([promise, request, write = m_write] {
        promise->addResult(write(request));
        promise->finish();
    });
    return future;
}

} // namespace chatsync::ui
