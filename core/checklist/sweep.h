// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/checklist: every scenario for each company of a sweep.

#include "core/checklist/stage.h"

namespace chatsync::checklist {

/// The scenarios of an order, in the order of the columns.
std::vector<Scenario> scenariosOf(const Sweep &sweep);

/// Performs what is not kept yet, several companies at a time. Each cell is kept before it is told; the
/// companies are in the store already. @p others: approved companies that StreamChat may be asked to put into
/// a channel with another.
QCoro::Task<void> performSweep(Stage *stage, std::vector<KeptCompany> companies,
                               std::vector<Scenario> scenarios, std::vector<Participant> others,
                               std::stop_token stop);

} // namespace chatsync::checklist
