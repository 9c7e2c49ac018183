// SPDX-License-Identifier: MIT
#pragma once

#include "core/checklist/logsources.h"
#include "core/checklist/runner.h"
#include "core/sandbox/backendstandin.h"
#include "core/sandbox/simulator.h"
#include "core/sandbox/simulatortransport.h"
#include "core/sync/virtualclock.h"
#include "tests/support/memorydirectory.h"

#include <QTemporaryDir>

namespace chatsync::test {

/// New users of a fixed id each: `new-1` … in the form of a UUID.
class FixedNewUsers final : public checklist::NewUsers {
public:
    explicit FixedNewUsers(MemoryDirectory *directory)
        : m_directory(directory)
    {}
    static QString id(int number);

    QCoro::Task<Result<Participant>> make(QString name, std::stop_token stop) override;
    QCoro::Task<Result<void>> remove(QStringList ids, std::stop_token stop) override;

    QStringList removed;

private:
    MemoryDirectory *m_directory;
    int m_made = 0;
};

/// Keeps the news; a test may look at each as it comes.
class CollectingProgress final : public checklist::ProgressSink {
public:
    void tell(const checklist::Progress &progress) override;
    std::vector<checklist::Progress> of(checklist::Progress::Kind kind) const;

    bool keeps = true;
    std::vector<checklist::Progress> news;
    std::function<void(const checklist::Progress &)> onNews;
};

/// The demo's people, a simulated StreamChat, a journal in a folder of its own, under the virtual clock.
class ChecklistWorld {
public:
    explicit ChecklistWorld(sandbox::SimulatorOptions options = {});

    /// Adds approved companies, and users whom StreamChat knows.
    void populate(int companies, int users);

    /// Lets the stand-in for the backend make the conversations.
    void useBackend(const FlowSettings &settings, const QStringList &faults = {}, bool withLog = true);

    checklist::End run(const checklist::Order &order, std::stop_token stop = {});
    /// `P` passed, `R` recovered, `F` failed, `B` blocked, `-` not run, `.` not applicable; in order.
    static QString lettersOf(const std::vector<CheckResult> &results);

    /// A journal anew on the same file, as after a death.
    void reopenJournal();
    int refusals() const; ///< 429s that StreamChat gave

    QTemporaryDir folder;
    VirtualClock clock;
    sandbox::Simulator simulator;
    sandbox::SimulatorTransport transport;
    stream::RateGovernor governor{&clock};
    MemoryDirectory directory;
    Redactor redactor;
    FixedNewUsers newUsers{&directory};
    CollectingProgress progress;
    std::unique_ptr<Journal> journal;
    std::unique_ptr<checklist::LineLog> log;
    std::unique_ptr<sandbox::BackendStandIn> standIn;
    std::unique_ptr<sandbox::BackendStandInTransport> toStandIn;
    checklist::RunnerContext context;
};

} // namespace chatsync::test
