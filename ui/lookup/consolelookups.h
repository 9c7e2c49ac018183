// SPDX-License-Identifier: MIT
#pragma once

#include "ui/lookup/lookupbackend.h"

namespace chatsync::ui {

/// The program's backend. The console is borrowed.
class ConsoleLookUps final : public LookUpBackend {
    Q_OBJECT
public:
    explicit ConsoleLookUps(Console *console, QObject *parent = nullptr);

    Result<RunEnvironment> environment() const override;
    WriteLeave writeLeave() const override;
    QFuture<Result<diagnosis::LookupResult>> lookUp(const diagnosis::LookupRequest &request) override;
    void cancelLookUps() override;
    QFuture<Result<std::vector<RunSummary>>> runs(const RunFilter &filter) override;
    QFuture<Result<std::vector<RunEvent>>> loadEvents(const QUuid &run) override;
    QFuture<Result<RepairPlan>> planRepair(const RepairRequest &request) override;
    QFuture<std::vector<RunEvent>> rehearse(const RepairPlan &plan) override;
    QUuid repair(const RepairPlan &plan) override;

private:
    Console *m_console;
};

} // namespace chatsync::ui
