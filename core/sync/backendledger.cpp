// SPDX-License-Identifier: MIT
#include "core/sync/backendledger.h"

#include "core/sync/cleanup.h"
#include "core/sync/flowledger.h"

#include <QCoreApplication>

namespace chatsync::backend {

namespace {

using flow::StepResult;
using Kind = LedgerEntry::Kind;
using Proof = LedgerEntry::Proof;
using State = LedgerEntry::State;

QString tr(const char *text)
{
    return QCoreApplication::translate("CleanUp", text);
}

bool hasLedger(const BackendRun &run)
{
    return run.flow.context.ledger && !run.flow.context.dryRun;
}

LedgerEntry rowEntryOf(const BackendRun &run)
{
    LedgerEntry row;
    row.place = placeOf(run.flow.context);
    row.run = run.flow.recorder->run();
    row.kind = Kind::ConversationRow;
    row.at = run.flow.context.clock->now();
    row.proof = run.rowsBefore ? Proof::AbsentBefore : Proof::None;
    row.creator = run.flow.initiatorId;
    row.people = run.flow.participantIds;
    row.name = run.flow.request.name;
    if (run.rowsBefore)
        row.before = QStringList{run.rowsBefore->begin(), run.rowsBefore->end()};
    return row;
}

LedgerEntry channelEntryOf(const BackendRun &run, const QString &id)
{
    LedgerEntry channel = *run.rowEntry;
    channel.kind = Kind::Channel;
    channel.id = stream::ChannelRef{.id = channelIdOf(id)}.cid();
    channel.people = run.flow.streamIds();
    channel.creator.clear();
    channel.before.clear();
    channel.name.clear();
    if (run.rowEntry->proof == Proof::AbsentBefore && QUuid::fromString(id).isNull())
        channel.proof = Proof::Answered;
    return channel;
}

} // namespace

QCoro::Task<StepResult> enterLedger(BackendRun *run)
{
    if (!hasLedger(*run))
        co_return StepResult{};
    const QStringList ids = run->flow.streamIds();
    auto asking = flow::existingUsers(&run->flow, ids);
    const stream::CallResult<QHash<QString, stream::User>> existing = co_await asking;
    if (run->flow.stopped())
        co_return tl::unexpected(flow::cancelled());
    QStringList absent;
    for (const QString &id : ids) {
        if (!existing || !existing->contains(id))
            absent.append(id);
    }
    const StepResult users =
        flow::enterUsers(&run->flow, absent, existing ? Proof::AbsentBefore : Proof::None);
    if (!users)
        co_return users;
    run->rowEntry = rowEntryOf(*run);
    const std::vector<LedgerEntry> entries{*run->rowEntry};
    const Result<void> kept = run->flow.context.ledger->enter(entries);
    if (!kept)
        co_return tl::unexpected(flow::unkept(kept.error()));
    co_return StepResult{};
}

void settleLedger(const BackendRun &run)
{
    if (!hasLedger(run) || !run.rowEntry)
        return;
    Ledger *ledger = run.flow.context.ledger;
    LedgerMark row{.run = run.rowEntry->run, .kind = Kind::ConversationRow, .id = QString{}};
    const bool refused = run.said && (*run.said ? !(*run.said)->success : !run.said->error().outcomeUnknown);
    if (run.truth.id) {
        const bool wasThere = run.rowsBefore && run.rowsBefore->contains(*run.truth.id);
        row.newId = *run.truth.id;
        row.state = wasThere ? State::Foreign : State::Created;
        if (wasThere)
            row.reason = tr("The backend answered with a conversation that was there before.");
        const std::vector<LedgerEntry> channels{channelEntryOf(run, *run.truth.id)};
        // The row is closed only once its channel is known, else the channel might be forgotten.
        if (!wasThere && !ledger->enter(channels))
            return;
    } else if (refused && run.truth.row == Presence::No) {
        row.state = State::Removed;
        row.reason = tr("It was never created.");
    } else {
        return;
    }
    const std::vector<LedgerMark> marks{row};
    static_cast<void>(ledger->mark(marks, run.flow.context.clock->now()));
}

} // namespace chatsync::backend
