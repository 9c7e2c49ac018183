// SPDX-License-Identifier: MIT
#pragma once

// What the steps of one clean-up share. Internal to core/sync.

#include "core/sync/cleanup.h"
#include "core/sync/cleanupjudge.h"
#include "core/sync/flowrun.h"

#include <map>

namespace chatsync::cleanup {

struct Item {
    LedgerEntry entry;
    QString trouble; ///< What kept it from being judged or deleted the last time; it stays open
};

/// What a step works on: items of one kind, by place in CleanUp::items.
using Batch = std::vector<Item *>;

struct CleanUp {
    flow::Run flow;
    std::vector<Item> items;
    std::vector<LedgerEntry> found;  ///< Channels of rows whose id was found just now
    QSet<QString> openChannels;      ///< Cids which the ledger has as open, of other runs included
    std::optional<flow::Stop> stop;  ///< Why it cannot go on at all
    std::optional<Error> rowTrouble; ///< Why no row could be read or deleted

    Batch open(LedgerEntry::Kind kind);
    Item *channelOf(const LedgerEntry &row);
    bool stopped() const { return flow.stopped() || stop; }
};

/// What was found of the objects of a batch.
struct Seen {
    QHash<QString, Judgement> there; ///< By id; who is not in it is not there
};

QCoro::Task<stream::CallResult<Seen>> seeChannels(CleanUp *run, Batch batch);
QCoro::Task<stream::CallResult<Seen>> seeUsers(CleanUp *run, Batch batch);
/// An Error where the rows could not be read.
QCoro::Task<Result<QHash<QString, Conversation>>> seeRows(CleanUp *run, QStringList ids);

/// Rows which the backend was to insert, and whose ids are not known yet.
QCoro::Task<void> findRows(CleanUp *run);

QCoro::Task<void> removeChannels(CleanUp *run);
QCoro::Task<void> removeRows(CleanUp *run);
QCoro::Task<void> removeUsers(CleanUp *run);

/// Tells the ledger, and the item. Nothing is told in a dry run.
void settle(CleanUp *run, Item *item, LedgerEntry::State state, const QString &reason = {});

} // namespace chatsync::cleanup
