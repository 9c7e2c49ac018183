// SPDX-License-Identifier: MIT
#pragma once

// What the steps of one repair share. Internal to core/sync.

#include "core/sync/flowrun.h"
#include "core/sync/repairread.h"

namespace chatsync::repair {

struct Repair {
    flow::Run flow; ///< People are those whose profiles are written
    RepairPlan plan;
    QHash<QString, stream::User> before;
    QHash<QString, stream::User> after;
    QHash<QString, QStringList> membersAfter;
    QHash<QString, stream::CallError> refusals; ///< By Stream user id
    bool wroteUsers = false;

    std::vector<const PlannedRepair *> needed(std::initializer_list<RepairAction::Kind> kinds) const;
    QStringList userIds() const; ///< Everybody in the plan, once
};

/// The steps, in order. Each tells itself.
QCoro::Task<flow::StepResult> readBefore(Repair *repair);
QCoro::Task<flow::StepResult> changeUsers(Repair *repair);
QCoro::Task<flow::StepResult> changeMembers(Repair *repair);
QCoro::Task<flow::StepResult> proveAfter(Repair *repair);

/// Reads users and members anew into `after` and `membersAfter`; gives what kept it from all of them.
QCoro::Task<std::optional<stream::CallError>> readAfter(Repair *repair, stream::Client *client,
                                                        std::stop_token stop);

/// Whether StreamChat has now what the action was to bring about; false where that was not read.
bool isDone(const Repair &repair, const PlannedRepair &item);

} // namespace chatsync::repair
