// SPDX-License-Identifier: MIT
#pragma once

#include "ui/checklist/checklistbackend.h"

#include <functional>

namespace chatsync::ui {

/// The page's engine is the window's Console, which is borrowed and outlives this. How a report is written is
/// given by the program (PDF needs more than ui has): the function runs in a thread of its own.
class ConsoleChecks final : public ChecklistBackend {
public:
    using Write = std::function<Result<void>(const ReportRequest &request)>;

    ConsoleChecks(Console *console, Write write, QObject *parent = nullptr);

    Result<RunEnvironment> environment() const override;
    bool isEmbedded() const override;
    Result<void> mayCheck() const override;
    Result<void> mayAskBackend() const override;
    QUuid run(const checklist::Order &order, const QString &logFile) override;
    void stop() override;
    QFuture<Result<std::vector<ChecklistResult>>> results(int most) override;
    QFuture<Result<std::optional<ChecklistResult>>> unfinishedSweep(const QString &checklist) override;
    QFuture<Result<ChecklistResult>> mark(const QUuid &id,
                                          const std::vector<checklist::Mark> &marks) override;
    QFuture<Result<ChecklistResult>> signOff(const QUuid &id, const QString &tester) override;
    QFuture<Result<std::vector<RunSummary>>> runs(const RunFilter &filter) override;
    QFuture<Result<std::vector<RunEvent>>> loadEvents(const QUuid &run) override;
    QFuture<Result<void>> writeReport(const ReportRequest &request) override;

private:
    Console *m_console;
    Write m_write;
};

} // namespace chatsync::ui
