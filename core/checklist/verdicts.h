// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/checklist: from what was seen to verdicts. Pure.

#include "core/checklist/readback.h"
#include "core/directory/directory.h"
#include "core/sync/flow.h"

namespace chatsync::checklist {

/// What is known of the conversations that a check looks back on.
struct Before {
    std::vector<Facts> conversations; ///< Those that were to be made, in order
};

/// Whether the logs show what they should.
void judgeLogs(CheckResult &result, const Before &before);
/// Whether everybody is there, and with the correct role.
void judgeExistence(CheckResult &result, const Before &before);
/// The roles of those who are there; blocked for those who are not.
void judgeRoles(CheckResult &result, const Before &before);
/// Both of the above as one.
void judgePeople(CheckResult &result, const Before &before);

/// A conversation by what its run says of it and what was read afterwards.
void judgeConversation(CheckResult &result, const RunResult &run, const RunEvent &end, const ReadBack &seen);

/// The worst of some verdicts, for a check that stands for several; NotRun where there are none.
CheckVerdict worstOf(const std::vector<CheckVerdict> &verdicts);

/// How a verdict that is no pass is put: what, why and what to do.
void block(CheckResult &result, const QString &why, const QString &advice = {});
void fail(CheckResult &result, const QString &cause, const QString &why, const QStringList &next);

CheckEvidence evidenceOf(const SeenPerson &person, const QUuid &run);

} // namespace chatsync::checklist
