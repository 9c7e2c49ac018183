// SPDX-License-Identifier: MIT
#pragma once

#include "core/checklist/runner.h"
#include "core/workbench/console.h"

#include <QFuture>
#include <QObject>

#include <optional>
#include <vector>

namespace chatsync::ui {

/// A report to be written.
struct ReportRequest {
    QString format; ///< `html`, `pdf`, `markdown`, `csv`, `json`, `junit`
    QString path;
    ChecklistResult result;
    std::optional<ChecklistResult> last; ///< The one before it, for what changed since
    std::vector<ChecklistResult> earlier;
};

/// What the page needs of the engine. A port: the Console in the program, a fake in tests. Everything answers
/// in the GUI thread and nothing blocks; what each call means is told in core/workbench/console.h.
class ChecklistBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual Result<RunEnvironment> environment() const = 0;
    /// Whether it is the sandbox inside this program.
    virtual bool isEmbedded() const = 0;
    /// Why no conversations may be made where one is.
    virtual Result<void> mayCheck() const = 0;
    virtual Result<void> mayAskBackend() const = 0;
    /// A null id: refused, because something else is under way.
    virtual QUuid run(const checklist::Order &order, const QString &logFile) = 0;
    virtual void stop() = 0;
    virtual QFuture<Result<std::vector<ChecklistResult>>> results(int most) = 0;
    virtual QFuture<Result<std::optional<ChecklistResult>>> unfinishedSweep(const QString &checklist) = 0;
    virtual QFuture<Result<ChecklistResult>> mark(const QUuid &id,
                                                  const std::vector<checklist::Mark> &marks) = 0;
    virtual QFuture<Result<ChecklistResult>> signOff(const QUuid &id, const QString &tester) = 0;
    /// For the numbers that runs go by.
    virtual QFuture<Result<std::vector<RunSummary>>> runs(const RunFilter &filter) = 0;
    virtual QFuture<Result<std::vector<RunEvent>>> loadEvents(const QUuid &run) = 0;
    virtual QFuture<Result<void>> writeReport(const ReportRequest &request) = 0;

Q_SIGNALS:
    void progress(const chatsync::checklist::Progress &progress);
    void ended(const chatsync::checklist::End &end);
    /// Another environment is in use.
    void environmentChanged();
};

} // namespace chatsync::ui
