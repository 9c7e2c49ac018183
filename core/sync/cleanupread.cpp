// SPDX-License-Identifier: MIT
#include "core/sync/cleanuprun.h"

#include "core/domain/identity.h"

#include <QCoreApplication>

namespace chatsync::cleanup {

namespace {

using stream::CallResult;
using stream::ChannelState;

constexpr int channelPage = 30; // the most channels StreamChat gives at once
constexpr int memberPage = 100;
constexpr int mostRows = 50;

QString tr(const char *text)
{
    return QCoreApplication::translate("CleanUp", text);
}

json::Object anyOf(const QString &field, const QStringList &values)
{
    return {{field, json::Object{{QStringLiteral("$in"), values}}}};
}

QCoro::Task<CallResult<std::vector<ChannelState>>> readChannels(CleanUp *run, json::Object filter)
{
    const stream::Query query{.filter = filter, .limit = channelPage, .offset = 0};
    std::function<QCoro::Task<CallResult<std::vector<ChannelState>>>()> send = [run, query] {
        return run->flow.client->queryChannels(query, run->flow.stop);
    };
    auto reading = flow::readPatiently<std::vector<ChannelState>>(&run->flow, send);
    CallResult<std::vector<ChannelState>> page = co_await reading;
    co_return page;
}

/// The members which the channel's own answer leaves out. Nobody is asked for when there are more of them
/// than can be ours.
QCoro::Task<CallResult<QStringList>> membersOf(CleanUp *run, ChannelState state, qsizetype mostOurs)
{
    QStringList ids;
    for (const stream::Member &member : state.members)
        ids.append(member.userId);
    const int count = state.channel.memberCount.value_or(int(ids.size()));
    if (count <= ids.size() || count > mostOurs)
        co_return ids;
    ids.clear();
    const stream::ChannelRef channel{state.channel.type, state.channel.id};
    for (int offset = 0; offset < count; offset += memberPage) {
        const stream::Query query{.filter = {}, .limit = memberPage, .offset = offset};
        std::function<QCoro::Task<CallResult<std::vector<stream::Member>>>()> send = [run, query, channel] {
            return run->flow.client->queryMembers(channel, query, run->flow.stop);
        };
        auto reading = flow::readPatiently<std::vector<stream::Member>>(&run->flow, send);
        const CallResult<std::vector<stream::Member>> page = co_await reading;
        if (!page)
            co_return tl::unexpected(page.error());
        for (const stream::Member &member : *page)
            ids.append(member.userId);
    }
    co_return ids;
}

QCoro::Task<Result<std::vector<Conversation>>> askForRows(CleanUp *run, PeopleQuery query)
{
    auto pending = run->flow.context.directory->people(query, run->flow.stop);
    run->flow.recorder->flush();
    const Traced<PeopleAnswer> answer = co_await pending;
    run->flow.recorder->queries(answer.queries);
    if (!answer.result)
        co_return tl::unexpected(answer.result.error());
    if (answer.result->conversationsUnread)
        co_return tl::unexpected(*answer.result->conversationsUnread);
    co_return answer.result->conversations;
}

/// The channels a user is in. What a dry run would have deleted by now does not count.
QStringList channelsOf(const CleanUp &run, const std::vector<ChannelState> &states)
{
    QStringList cids;
    for (const ChannelState &state : states)
        cids.append(state.channel.cid);
    if (!run.flow.context.dryRun)
        return cids;
    for (const Item &item : run.items) {
        if (item.entry.kind == LedgerEntry::Kind::Channel && item.entry.isOpen())
            cids.removeAll(item.entry.id);
    }
    return cids;
}

Judgement judge(const LedgerEntry &entry, const ChannelState &state, const QStringList &members)
{
    const int count = state.channel.memberCount.value_or(int(members.size()));
    if (count > entry.people.size() || count > members.size())
        return {Judgement::Is::Foreign, tr("It has members whom the run did not add.")};
    return judgeChannel(entry, state.channel, members);
}

} // namespace

QCoro::Task<CallResult<Seen>> seeChannels(CleanUp *run, Batch batch)
{
    Seen seen;
    for (size_t from = 0; from < batch.size(); from += channelPage) {
        QHash<QString, const Item *> byCid;
        for (size_t i = from; i < std::min(batch.size(), from + channelPage); ++i)
            byCid.insert(batch[i]->entry.id, batch[i]);
        auto reading = readChannels(run, anyOf(QStringLiteral("cid"), byCid.keys()));
        const CallResult<std::vector<ChannelState>> page = co_await reading;
        if (!page)
            co_return tl::unexpected(page.error());
        for (const ChannelState &state : *page) {
            const Item *item = byCid.value(state.channel.cid);
            if (!item)
                continue;
            auto asking = membersOf(run, state, item->entry.people.size());
            const CallResult<QStringList> members = co_await asking;
            if (!members)
                co_return tl::unexpected(members.error());
            seen.there.insert(item->entry.id, judge(item->entry, state, *members));
        }
    }
    co_return seen;
}

QCoro::Task<CallResult<Seen>> seeUsers(CleanUp *run, Batch batch)
{
    Seen seen;
    QStringList ids;
    for (const Item *item : batch)
        ids.append(item->entry.id);
    auto asking = flow::existingUsers(&run->flow, ids);
    const CallResult<QHash<QString, stream::User>> users = co_await asking;
    if (!users)
        co_return tl::unexpected(users.error());
    for (Item *item : batch) {
        const auto user = users->constFind(item->entry.id);
        if (user == users->cend())
            continue;
        Judgement judgement = judgeUser(item->entry, *user, {});
        if (judgement.is == Judgement::Is::Ours) {
            auto reading = readChannels(run, anyOf(QStringLiteral("members"), {item->entry.id}));
            const CallResult<std::vector<ChannelState>> channels = co_await reading;
            if (!channels)
                co_return tl::unexpected(channels.error());
            const QStringList cids = channelsOf(*run, *channels);
            judgement = judgeUser(item->entry, *user, cids);
            item->trouble.clear();
            // Of another run of ours, or of this one: it goes first, and the user another time.
            if (!cids.isEmpty() && run->openChannels.contains(cids.first()) && cids.size() < channelPage &&
                std::all_of(cids.begin(), cids.end(),
                            [run](const QString &cid) { return run->openChannels.contains(cid); }))
                item->trouble =
                    tr("The user is still a member of %1, which is the console's, too.").arg(cids.first());
        }
        seen.there.insert(item->entry.id, judgement);
    }
    co_return seen;
}

QCoro::Task<Result<QHash<QString, Conversation>>> seeRows(CleanUp *run, QStringList ids)
{
    auto opening = run->flow.context.directory->open(run->flow.stop);
    const Result<DirectoryCapabilities> opened = co_await opening;
    if (!opened)
        co_return tl::unexpected(opened.error());
    if (!opened->hasConversations) {
        co_return tl::unexpected(
            Error{Error::Kind::Storage, tr("The database has no conversations table by now."), {}, {}});
    }
    PeopleQuery query;
    query.conversationIds = ids;
    auto asking = askForRows(run, query);
    const Result<std::vector<Conversation>> found = co_await asking;
    if (!found)
        co_return tl::unexpected(found.error());
    QHash<QString, Conversation> rows;
    for (const Conversation &row : *found)
        rows.insert(row.id.toLower(), row);
    co_return rows;
}

namespace {

/// The channel that belongs to a row, under whichever identity its people are known.
LedgerEntry channelEntryFor(const LedgerEntry &row, const QString &id)
{
    LedgerEntry channel = row;
    channel.number = 0;
    channel.kind = LedgerEntry::Kind::Channel;
    channel.id = stream::ChannelRef{.id = channelIdOf(id)}.cid();
    const bool isUuid = !QUuid::fromString(id).isNull();
    channel.proof = isUuid ? LedgerEntry::Proof::AbsentBefore : LedgerEntry::Proof::Answered;
    channel.creator.clear();
    channel.before.clear();
    channel.people.clear();
    for (const QString &person : row.people) {
        channel.people << streamIdOf(ParticipantKind::User, person)
                       << streamIdOf(ParticipantKind::Company, person);
    }
    return channel;
}

} // namespace

QCoro::Task<void> findRows(CleanUp *run)
{
    const Batch rows = run->open(LedgerEntry::Kind::ConversationRow);
    for (Item *item : rows) {
        if (!item->entry.id.isEmpty() || run->stopped())
            continue;
        if (item->entry.proof != LedgerEntry::Proof::AbsentBefore) {
            settle(run, item, LedgerEntry::State::Left,
                   tr("The run died before it was told the id of its row, so the row cannot be found."));
            continue;
        }
        PeopleQuery query;
        query.ids = {item->entry.creator};
        query.conversations = mostRows;
        auto reading = askForRows(run, query);
        const Result<std::vector<Conversation>> read = co_await reading;
        if (!read) {
            item->trouble = read.error().what;
            run->rowTrouble = read.error();
            continue;
        }
        const std::vector<Conversation> found = rowsFor(item->entry, *read);
        if (found.empty()) {
            settle(run, item, LedgerEntry::State::Removed, tr("It was never created."));
        } else if (found.size() > 1) {
            settle(run, item, LedgerEntry::State::Left,
                   tr("Several conversations came after it, and which is the run's is not told."));
        } else if (!run->flow.context.dryRun) {
            const LedgerEntry channel = channelEntryFor(item->entry, found.front().id);
            Ledger *ledger = run->flow.context.ledger;
            const std::vector<LedgerEntry> entries{channel};
            static_cast<void>(ledger->enter(entries));
            const std::vector<LedgerMark> marks{{.run = item->entry.run,
                                                 .kind = LedgerEntry::Kind::ConversationRow,
                                                 .id = QString{},
                                                 .state = LedgerEntry::State::Created,
                                                 .newId = found.front().id}};
            if (ledger->mark(marks, run->flow.context.clock->now())) {
                item->entry.id = found.front().id;
                item->entry.state = LedgerEntry::State::Created;
                run->found.push_back(channel);
            }
        }
    }
    for (const LedgerEntry &channel : run->found)
        run->items.push_back({channel, {}});
    run->found.clear();
}

} // namespace chatsync::cleanup
