// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/checklist.

#include "core/checklist/ports.h"
#include "core/journal/journal.h"
#include "core/sync/flow.h"

namespace chatsync::checklist {

/// Removes by the journal's ledger, in which every run has written down what it was about to create.
class LedgerCleanUp final : public CleanUp {
public:
    LedgerCleanUp(FlowContext flow, Journal *journal);

    QCoro::Task<CleanUpOutcome> remove(QList<QUuid> runs, std::stop_token stop) override;

private:
    FlowContext m_flow;
};

} // namespace chatsync::checklist
