// SPDX-License-Identifier: MIT
#pragma once

// What a run writes into the ledger, and when: before anything is sent, and once more at its end. Internal to
// core/sync. Each does nothing where the run has no ledger, or is a dry run.

#include "core/sync/flowrun.h"

namespace chatsync::flow {

/// The conversation row which is about to be inserted.
StepResult enterRow(Run *run);

/// After the insertion: the id which the database gave it, where that is another one.
void noteRow(const Run &run, const QString &proposed);

/// Users who are about to be written. @p proof is AbsentBefore only where they were read as absent.
StepResult enterUsers(Run *run, const QStringList &streamIds, LedgerEntry::Proof proof);

/// The channel which is about to be created, with everybody who is to be in it.
StepResult enterChannel(Run *run);

/// Whether the channel is to carry the run's id: `hardened` alone, the others imitate the backend.
bool isTagged(const Run &run);

/// Users whom an upsert told to be older than it: they were there before.
void noteOlderUsers(const Run &run, const std::vector<stream::User> &answered);

/// At the end of the run: what is known of each.
void settleLedger(const Run &run);

} // namespace chatsync::flow
