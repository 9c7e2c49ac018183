// SPDX-License-Identifier: MIT
#include "core/sync/flowledger.h"

#include "core/sync/cleanup.h"

#include <QCoreApplication>

namespace chatsync {

LedgerPlace placeOf(const FlowContext &context)
{
    QString stream = context.environment.streamUrl;
    if (!context.sandboxInstance.isEmpty())
        stream += u' ' + context.sandboxInstance;
    return {stream, appFingerprint(context.credentials.apiKey), context.environment.database};
}

Result<std::vector<LedgerEntry>> leftovers(const FlowContext &context, const QList<QUuid> &runs)
{
    if (!context.ledger)
        return std::vector<LedgerEntry>{};
    return context.ledger->entries({.place = placeOf(context), .runs = runs});
}

} // namespace chatsync

namespace chatsync::flow {

namespace {

using Kind = LedgerEntry::Kind;
using State = LedgerEntry::State;
using Proof = LedgerEntry::Proof;

QString tr(const char *text)
{
    return QCoreApplication::translate("CleanUp", text);
}

Ledger *ledgerOf(const Run &run)
{
    return run.context.dryRun ? nullptr : run.context.ledger;
}

LedgerEntry entryOf(const Run &run, Kind kind, const QString &id, Proof proof)
{
    LedgerEntry entry;
    entry.place = placeOf(run.context);
    entry.run = run.recorder->run();
    entry.kind = kind;
    entry.id = id;
    entry.at = run.context.clock->now();
    entry.proof = proof;
    return entry;
}

/// The run has to be known before what it creates: entries of a run nobody knows pass for a dead one's.
StepResult enter(Run *run, const std::vector<LedgerEntry> &entries)
{
    if (!run->recorder->hasFlushed())
        run->recorder->flush();
    if (run->stopped())
        return tl::unexpected(cancelled());
    const Result<void> kept = ledgerOf(*run)->enter(entries);
    if (!kept)
        return tl::unexpected(unkept(kept.error()));
    return {};
}

/// A mark that is lost costs nothing but a look: the entry stays open, and the next clean-up reads.
void mark(const Run &run, const std::vector<LedgerMark> &marks)
{
    if (!marks.empty())
        static_cast<void>(ledgerOf(run)->mark(marks, run.context.clock->now()));
}

/// Who was refused in so many words was not created.
void settleUser(const Run &run, const Person &person, std::vector<LedgerMark> *marks)
{
    const QString &id = person.identity.streamId;
    if (!run.enteredUsers.contains(id))
        return;
    LedgerMark mark{.run = run.recorder->run(), .kind = Kind::User, .id = id, .state = State::Created};
    if (!person.synced && person.refusal && !run.createsInDoubt.contains(id)) {
        mark.state = State::Removed;
        mark.reason = tr("It was never created.");
    } else if (!person.synced) {
        return;
    }
    marks->push_back(mark);
}

} // namespace

StepResult enterRow(Run *run)
{
    if (!ledgerOf(*run))
        return {};
    const bool numbered = run->capabilities.numbersConversations;
    LedgerEntry row = entryOf(*run, Kind::ConversationRow, numbered ? QString{} : run->conversation.id,
                              numbered ? Proof::None : Proof::FreshId);
    row.creator = run->conversation.createdBy;
    row.people = run->conversation.participantIds;
    row.name = run->conversation.name;
    const StepResult entered = enter(run, {row});
    run->rowEntered = entered.has_value();
    return entered;
}

void noteRow(const Run &run, const QString &proposed)
{
    if (!ledgerOf(run) || run.conversation.id == proposed)
        return;
    mark(run, {{.run = run.recorder->run(),
                .kind = Kind::ConversationRow,
                .id = QString{},
                .state = State::Created,
                .newId = run.conversation.id,
                .proof = Proof::Answered}});
}

StepResult enterUsers(Run *run, const QStringList &streamIds, Proof proof)
{
    if (!ledgerOf(*run))
        return {};
    std::vector<LedgerEntry> entries;
    for (const QString &id : streamIds) {
        if (!run->enteredUsers.contains(id))
            entries.push_back(entryOf(*run, Kind::User, id, proof));
    }
    if (entries.empty())
        return {};
    const StepResult entered = enter(run, entries);
    if (!entered)
        return entered;
    for (const LedgerEntry &entry : entries)
        run->enteredUsers.insert(entry.id);
    return {};
}

bool isTagged(const Run &run)
{
    return ledgerOf(run) && run.hardened();
}

StepResult enterChannel(Run *run)
{
    if (!ledgerOf(*run) || run->channelEntered)
        return {};
    // A number which the database gave may have been given before, to a row that is gone.
    const bool numbered = run->rowInserted && run->capabilities.numbersConversations;
    LedgerEntry channel =
        entryOf(*run, Kind::Channel, run->channelRef().cid(), numbered ? Proof::Answered : Proof::FreshId);
    channel.tagged = isTagged(*run);
    channel.people = run->streamIds();
    if (run->settings.sendCreator)
        channel.creator = run->initiatorStreamId();
    const StepResult entered = enter(run, {channel});
    run->channelEntered = entered.has_value();
    return entered;
}

void noteOlderUsers(const Run &run, const std::vector<stream::User> &answered)
{
    if (!ledgerOf(run))
        return;
    const qint64 began = run.recorder->milliseconds();
    std::vector<LedgerMark> marks;
    for (const stream::User &user : answered) {
        const bool older =
            user.createdAt && user.updatedAt && user.createdAt->msecsTo(*user.updatedAt) > began + 1000;
        if (older) {
            marks.push_back({.run = run.recorder->run(),
                             .kind = Kind::User,
                             .id = user.id,
                             .state = State::Foreign,
                             .reason = tr("The user was there before the run.")});
        }
    }
    mark(run, marks);
}

void settleLedger(const Run &run)
{
    if (!ledgerOf(run))
        return;
    const QUuid id = run.recorder->run();
    std::vector<LedgerMark> marks;
    const QString never = tr("It was never created.");
    if (run.rowInserted) {
        marks.push_back(
            {.run = id, .kind = Kind::ConversationRow, .id = run.conversation.id, .state = State::Created});
    } else if (run.rowEntered && !run.rowInDoubt) {
        marks.push_back({.run = id,
                         .kind = Kind::ConversationRow,
                         .id = run.capabilities.numbersConversations ? QString{} : run.conversation.id,
                         .state = State::Removed,
                         .reason = never});
    }
    if (run.channelEntered && run.channel == ChannelState::Created) {
        marks.push_back(
            {.run = id, .kind = Kind::Channel, .id = run.channelRef().cid(), .state = State::Created});
    } else if (run.channelEntered && run.channel == ChannelState::NotCreated && !run.channelWasInDoubt) {
        marks.push_back({.run = id,
                         .kind = Kind::Channel,
                         .id = run.channelRef().cid(),
                         .state = State::Removed,
                         .reason = never});
    }
    if (run.hardened()) {
        for (const Person &person : run.people)
            settleUser(run, person, &marks);
    }
    mark(run, marks);
    if (run.hardened() && (run.visibleBy || run.notVisibleAt)) {
        const Visibility measured{.at = run.context.clock->now(),
                                  .run = id,
                                  .probed = false,
                                  .after = run.notVisibleAt,
                                  .by = run.visibleBy};
        // A measurement that cannot be kept is no reason to fail.
        static_cast<void>(ledgerOf(run)->keep(placeOf(run.context), measured));
    }
}

} // namespace chatsync::flow
