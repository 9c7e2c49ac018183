// SPDX-License-Identifier: MIT
#pragma once

#include "core/workbench/console.h"

#include <QFuture>
#include <QObject>

namespace chatsync::ui {

/// Whether a repair may be written here and now.
struct WriteLeave {
    bool granted = true;
    QString reason{}; ///< A sentence when it is not: "Production is read-only here. …"

    bool operator==(const WriteLeave &) const = default;
};

/// What the page needs of the engine. A port: the Console in the program, a fake in tests. Everything answers
/// in the GUI thread and nothing blocks; what each call means is told in core/workbench/console.h.
class LookUpBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual Result<RunEnvironment> environment() const = 0;
    virtual WriteLeave writeLeave() const = 0;
    virtual QFuture<Result<diagnosis::LookupResult>> lookUp(const diagnosis::LookupRequest &request) = 0;
    virtual void cancelLookUps() = 0;
    virtual QFuture<Result<std::vector<RunSummary>>> runs(const RunFilter &filter) = 0;
    virtual QFuture<Result<std::vector<RunEvent>>> loadEvents(const QUuid &run) = 0;
    virtual QFuture<Result<RepairPlan>> planRepair(const RepairRequest &request) = 0;
    virtual QFuture<std::vector<RunEvent>> rehearse(const RepairPlan &plan) = 0;
    /// A null id: refused, because a run is under way.
    virtual QUuid repair(const RepairPlan &plan) = 0;

Q_SIGNALS:
    void events(const QUuid &run, const std::vector<chatsync::RunEvent> &events);
    void ended(const QUuid &run, const chatsync::RunResult &result);
    /// writeLeave() may have changed: armed, disarmed, another policy.
    void leaveChanged();
    /// Another environment is in use: what was found is of the one before.
    void environmentChanged();
};

} // namespace chatsync::ui
