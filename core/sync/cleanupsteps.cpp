// SPDX-License-Identifier: MIT
#include "core/sync/cleanuprun.h"

#include "core/domain/identity.h"

#include <QCoreApplication>

#include <algorithm>

namespace chatsync::cleanup {

namespace {

using namespace std::chrono_literals;
using Kind = LedgerEntry::Kind;
using State = LedgerEntry::State;
using Is = Judgement::Is;
using stream::CallError;
using stream::CallResult;

constexpr std::chrono::milliseconds taskPatience = 2min; // hard deletions take longer than a minute
constexpr int mostTries = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("CleanUp", text);
}

/// How the objects of one kind at StreamChat are read and deleted.
struct Way {
    QCoro::Task<CallResult<Seen>> (*see)(CleanUp *run, Batch batch);
    QCoro::Task<CallResult<QString>> (*remove)(flow::Run *run, QStringList ids); ///< Gives the task
};

QCoro::Task<CallResult<QString>> deleteChannels(flow::Run *run, QStringList cids)
{
    return run->client->deleteChannels(cids, true, run->stop);
}

/// Without their conversations: those would be other people's, too.
QCoro::Task<CallResult<QString>> deleteUsers(flow::Run *run, QStringList ids)
{
    return run->client->deleteUsers(ids, stream::Deletion::Hard, stream::Deletion::Hard, std::nullopt,
                                    run->stop);
}

constexpr Way channelWay{&seeChannels, &deleteChannels};
constexpr Way userWay{&seeUsers, &deleteUsers};

State stateFor(Is is)
{
    return is == Is::Foreign ? State::Foreign : State::Left;
}

/// Those that are gone or not ours are settled; gives the ours that are there.
Batch sorted(CleanUp *run, const Batch &batch, const Seen &seen, bool wasSent, const QString &note)
{
    Batch ours;
    for (Item *item : batch) {
        const auto there = seen.there.constFind(item->entry.id);
        if (there == seen.there.cend())
            settle(run, item, State::Removed, wasSent ? note : tr("It was not there any more."));
        else if (there->is == Is::Ours)
            ours.push_back(item);
        else if (item->trouble.isEmpty())
            settle(run, item, stateFor(there->is), there->sentence);
    }
    return ours;
}

void trouble(const Batch &batch, const QString &sentence)
{
    for (Item *item : batch)
        item->trouble = sentence;
}

/// What StreamChat's task says of its end; empty where all is well.
QCoro::Task<QString> waitFor(CleanUp *run, QString task)
{
    run->flow.recorder->flush();
    auto waiting = run->flow.client->waitForTask(task, taskPatience, run->flow.stop);
    const CallResult<stream::Task> ended = co_await waiting;
    if (!ended)
        co_return tr("It is gone from sight; whether StreamChat has erased it for good is not known.");
    if (ended->status == QLatin1String("failed"))
        co_return tr("It is gone from sight, but StreamChat has not erased it for good: %1")
            .arg(ended->error);
    if (ended->status != QLatin1String("completed"))
        co_return tr("It is gone from sight; StreamChat was still about to erase it for good.");
    co_return QString{};
}

/// Reads, judges, deletes and reads back, again where the outcome is open.
QCoro::Task<void> removeBatch(CleanUp *run, Batch batch, Way way)
{
    bool wasSent = false;
    QString note;
    for (int tries = 1; !batch.empty(); ++tries) {
        auto reading = way.see(run, batch);
        const CallResult<Seen> seen = co_await reading;
        if (run->stopped())
            co_return;
        if (!seen) {
            trouble(batch, seen.error().explanation);
            if (seen.error().environment)
                run->stop = flow::stopFor(seen.error(), tr("What is left could not be read."));
            co_return;
        }
        batch = sorted(run, batch, *seen, wasSent, note);
        if (batch.empty() || run->flow.context.dryRun)
            co_return;
        if (tries > mostTries) {
            if (wasSent)
                trouble(batch, tr("It is still there after it was deleted."));
            co_return;
        }
        QStringList ids;
        for (const Item *item : batch)
            ids.append(item->entry.id);
        auto removing = way.remove(&run->flow, ids);
        const CallResult<QString> task = co_await removing;
        if (task) {
            wasSent = true;
            auto waiting = waitFor(run, *task);
            note = co_await waiting;
            if (run->stopped())
                co_return;
            if (tries == 1)
                continue;
        } else {
            const CallError &error = task.error();
            wasSent = wasSent || error.outcomeUnknown;
            trouble(batch, error.explanation);
            if (run->stopped())
                co_return;
            if (error.environment && !error.transient && !error.outcomeUnknown) {
                run->stop = flow::stopFor(error, tr("What is left could not be deleted."));
                co_return;
            }
        }
        auto pausing = flow::pause(&run->flow, std::chrono::milliseconds{500 << (tries - 1)},
                                   QStringLiteral("back_off"), tr("Waiting before it is looked at again."));
        const bool whole = co_await pausing;
        if (!whole)
            co_return;
    }
}

QCoro::Task<void> removeAll(CleanUp *run, Kind kind, Way way)
{
    const Batch all = run->open(kind);
    for (size_t from = 0; from < all.size() && !run->stopped(); from += flow::batchLimit) {
        const size_t to = std::min(all.size(), from + flow::batchLimit);
        Batch batch;
        QSet<QString> ids;
        Batch again;
        for (size_t i = from; i < to; ++i) {
            const bool isNew = !ids.contains(all[i]->entry.id);
            ids.insert(all[i]->entry.id);
            (isNew ? batch : again).push_back(all[i]);
        }
        auto removing = removeBatch(run, batch, way);
        co_await removing;
        // One user may have been about to be created by several runs.
        if (again.empty() || run->stopped())
            continue;
        auto removingAgain = removeBatch(run, again, way);
        co_await removingAgain;
    }
}

/// A row goes with its channel: while that is there, others may use it.
bool mayGo(CleanUp *run, Item *row)
{
    Item *channel = run->channelOf(row->entry);
    if (!channel || channel->entry.state == State::Removed)
        return true;
    if (channel->entry.isOpen()) {
        if (!run->flow.context.dryRun)
            row->trouble = tr("Its channel is still there.");
        return run->flow.context.dryRun;
    }
    settle(run, row, channel->entry.state, tr("Its channel is kept: %1").arg(channel->entry.reason));
    return false;
}

QCoro::Task<void> removeRow(CleanUp *run, Item *item)
{
    bool wasSent = false;
    for (int tries = 1; tries <= mostTries; ++tries) {
        auto reading = seeRows(run, {item->entry.id});
        const Result<QHash<QString, Conversation>> rows = co_await reading;
        if (run->stopped())
            co_return;
        if (!rows) {
            item->trouble = rows.error().what;
            run->rowTrouble = rows.error();
            co_return;
        }
        const auto row = rows->constFind(item->entry.id.toLower());
        if (row == rows->cend()) {
            settle(run, item, State::Removed, wasSent ? QString{} : tr("It was not there any more."));
            co_return;
        }
        const Judgement judgement = judgeRow(item->entry, *row);
        if (judgement.is != Is::Ours) {
            settle(run, item, stateFor(judgement.is), judgement.sentence);
            co_return;
        }
        if (run->flow.context.dryRun)
            co_return;
        auto removing = run->flow.context.directory->deleteConversation(*row, run->flow.stop);
        run->flow.recorder->flush();
        const Traced<int> removed = co_await removing;
        run->flow.recorder->queries(removed.queries);
        wasSent = true;
        if (run->stopped())
            co_return;
        if (removed.result)
            continue;
        item->trouble = removed.result.error().what;
        const Error::Kind kind = removed.result.error().kind;
        if (kind != Error::Kind::Timeout && kind != Error::Kind::Network) {
            if (kind != Error::Kind::Input)
                run->rowTrouble = removed.result.error();
            co_return;
        }
    }
}

} // namespace

Batch CleanUp::open(Kind kind)
{
    Batch batch;
    for (Item &item : items) {
        if (item.entry.kind == kind && item.entry.isOpen())
            batch.push_back(&item);
    }
    return batch;
}

Item *CleanUp::channelOf(const LedgerEntry &row)
{
    const QString cid = stream::ChannelRef{.id = channelIdOf(row.id)}.cid();
    for (Item &item : items) {
        if (item.entry.kind == Kind::Channel && item.entry.run == row.run && item.entry.id == cid)
            return &item;
    }
    return nullptr;
}

void settle(CleanUp *run, Item *item, State state, const QString &reason)
{
    item->trouble.clear();
    item->entry.state = state;
    item->entry.reason = reason;
    item->entry.settledAt = run->flow.context.clock->now();
    if (item->entry.kind == Kind::Channel)
        run->openChannels.remove(item->entry.id);
    if (run->flow.context.dryRun)
        return;
    const std::vector<LedgerMark> marks{{.run = item->entry.run,
                                         .kind = item->entry.kind,
                                         .id = item->entry.id,
                                         .state = state,
                                         .reason = reason}};
    const Result<void> kept = run->flow.context.ledger->mark(marks, item->entry.settledAt);
    if (!kept && !run->stop)
        run->stop = flow::unkept(kept.error());
}

QCoro::Task<void> removeChannels(CleanUp *run)
{
    auto removing = removeAll(run, Kind::Channel, channelWay);
    co_await removing;
}

QCoro::Task<void> removeRows(CleanUp *run)
{
    const Batch rows = run->open(Kind::ConversationRow);
    for (Item *item : rows) {
        if (run->stopped())
            co_return;
        if (item->entry.id.isEmpty() || !mayGo(run, item))
            continue;
        auto removing = removeRow(run, item);
        co_await removing;
    }
}

QCoro::Task<void> removeUsers(CleanUp *run)
{
    auto removing = removeAll(run, Kind::User, userWay);
    co_await removing;
}

} // namespace chatsync::cleanup
