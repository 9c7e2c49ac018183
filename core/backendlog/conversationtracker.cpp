// SPDX-License-Identifier: MIT
#include "core/backendlog/conversationtracker.h"

#include "core/domain/identity.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>

namespace chatsync::backendlog {

namespace {

using Line = BackendLine;

constexpr size_t mostOpen = 512;
/// Records for which a conversation that has ended is kept: its last line may come twice.
constexpr qint64 linger = 8;

/// What may come next in the same conversation.
struct Due {
    Line after;
    std::initializer_list<Line> next;
};

const Due dueTable[] = {
    {Line::Syncing, {Line::NotFound, Line::FetchFailed, Line::Upserting, Line::Failed}},
    {Line::NotFound, {Line::NotFound, Line::FetchFailed, Line::Upserting, Line::Failed}},
    {Line::FetchFailed, {Line::NotFound, Line::FetchFailed, Line::Upserting, Line::Failed}},
    {Line::Upserting, {Line::Upserted, Line::UpsertFailed, Line::Failed}},
    {Line::Upserted, {Line::Creating, Line::Failed}},
    {Line::UpsertFailed, {Line::Creating, Line::Failed}},
    {Line::Creating, {Line::Created, Line::Retrying, Line::Failed}},
    {Line::Created, {Line::Members, Line::MembersUnread, Line::Failed}},
    {Line::Retrying, {Line::ReUpserted, Line::ReUpsertFailed, Line::Failed}},
    {Line::ReUpserted, {Line::CreatedAfterRetry, Line::FailedAfterRetry, Line::Failed}},
    {Line::ReUpsertFailed, {Line::CreatedAfterRetry, Line::FailedAfterRetry, Line::Failed}},
    {Line::CreatedAfterRetry, {Line::Members, Line::MembersUnread, Line::Failed}},
    {Line::FailedAfterRetry, {Line::Failed}},
    {Line::Members, {Line::MembersMissing}},
    {Line::MembersMissing, {Line::MembersAdded, Line::AddFailed}},
};

bool isDueAfter(Line after, Line kind)
{
    for (const Due &due : dueTable) {
        if (due.after == after)
            return std::find(due.next.begin(), due.next.end(), kind) != due.next.end();
    }
    return false;
}

bool isDue(const LogConversation &conversation, Line kind)
{
    return isDueAfter(conversation.records.back().kind, kind);
}

/// Says nothing of whom or what it is about.
bool isNameless(const LogRecord &record)
{
    return record.ids.isEmpty() && record.conversation.isEmpty() &&
           (!record.error || record.error->streamIds.isEmpty());
}

QString databaseId(const QString &id)
{
    const std::optional<StreamUserId> stream = parseStreamUserId(id);
    return stream ? stream->id : id;
}

QSet<QString> databaseIds(const QStringList &ids)
{
    QSet<QString> set;
    for (const QString &id : ids)
        set.insert(databaseId(id));
    return set;
}

/// Lines that name all of the people, not some of them.
bool namesAll(Line kind)
{
    return kind == Line::Upserting || kind == Line::Upserted || kind == Line::Creating ||
           kind == Line::Created || kind == Line::Syncing;
}

bool isLast(const LogConversation &conversation)
{
    const LogRecord &record = conversation.records.back();
    switch (record.kind) {
    case Line::Failed:
    case Line::MembersAdded:
    case Line::AddFailed:
    case Line::MembersUnread:
        return true;
    case Line::Members:
        return record.total() < 0 || record.total() >= conversation.people.size() + conversation.morePeople;
    default:
        return false;
    }
}

bool differs(const QString &a, const QString &b)
{
    return !a.isEmpty() && !b.isEmpty() && a != b;
}

} // namespace

const LogRecord *LogConversation::first(BackendLine kind) const
{
    const auto found = std::find_if(records.begin(), records.end(),
                                    [kind](const LogRecord &record) { return record.kind == kind; });
    return found == records.end() ? nullptr : &*found;
}

const LogRecord *LogConversation::last(BackendLine kind) const
{
    const auto found = std::find_if(records.rbegin(), records.rend(),
                                    [kind](const LogRecord &record) { return record.kind == kind; });
    return found == records.rend() ? nullptr : &*found;
}

ConversationTracker::ConversationTracker(std::function<void(LogConversation)> done)
    : m_done(std::move(done))
{}

/// Nothing where the record cannot belong there. Being due counts more than naming the right people in part,
/// and naming exactly the right people is the least that a line out of turn must do.
std::optional<ConversationTracker::Match>
ConversationTracker::match(const LogRecord &record, const QSet<QString> &ids, const Open &open) const
{
    const LogConversation &conversation = open.conversation;
    if (differs(record.conversation, conversation.conversation) ||
        differs(record.requestId, conversation.requestId) || differs(record.source, conversation.source))
        return std::nullopt;
    Match match{.score = 0, .due = isDue(conversation, record.kind) && !open.ended};
    bool known = false;
    if (!record.conversation.isEmpty() && record.conversation == conversation.conversation) {
        match.score += 1000;
        known = true;
    }
    if (!record.requestId.isEmpty() && record.requestId == conversation.requestId) {
        match.score += 500;
        known = true;
    }
    if (!ids.isEmpty() && !open.people.isEmpty()) {
        const bool ofUpsert = record.kind == Line::Upserted && !open.sent.isEmpty();
        const QSet<QString> &wanted = ofUpsert ? open.sent : open.people;
        const bool whole = record.moreIds == 0 && !record.cut && conversation.morePeople == 0;
        if (ids == wanted || (!whole && (wanted.contains(ids) || ids.contains(wanted)))) {
            match.score += 100;
            known = true;
        } else if (open.people.contains(ids)) {
            match.score += namesAll(record.kind) && record.kind != Line::Upserting ? 10 : 40;
        } else if (!known) {
            return std::nullopt;
        }
    }
    // A line twice, word for word, in a conversation that has just said it.
    if (!conversation.records.empty() && conversation.records.back().kind == record.kind &&
        conversation.records.back().text == record.text) {
        match.score += 100;
        known = true;
    }
    if (match.due)
        match.score += 200;
    match.named = known;
    return match.due || known ? std::optional{match} : std::nullopt;
}

void ConversationTracker::add(LogRecord record)
{
    ++m_seen;
    const QSet<QString> ids =
        databaseIds(record.ids.isEmpty() && record.error ? record.error->streamIds : record.ids);
    std::vector<Open *> best;
    Match found;
    for (Open &open : m_open) {
        const std::optional<Match> candidate = match(record, ids, open);
        if (!candidate)
            continue;
        // A conversation begins with this line; only its own id makes it one that has begun already.
        if (record.kind == Line::Syncing &&
            (record.conversation.isEmpty() || record.conversation != open.conversation.conversation))
            continue;
        if (!best.empty() && candidate->score < found.score)
            continue;
        if (best.empty() || candidate->score > found.score)
            best.clear();
        best.push_back(&open);
        found = *candidate;
    }
    Open *chosen = nullptr;
    if (best.empty()) {
        Open &open = m_open.emplace_back();
        open.serial = ++m_serial;
        open.conversation.beganBefore = record.kind != Line::Syncing;
        chosen = &open;
        found.due = true;
    } else {
        // The one that has waited longest: all conversations wait for the same time.
        chosen = *std::min_element(best.begin(), best.end(),
                                   [](const Open *a, const Open *b) { return a->lastSeen < b->lastSeen; });
        if (best.size() > 1)
            markDoubtful(best, record);
        else if (found.named && !found.due)
            found.due = reconsider(record, *chosen);
        else if (found.named)
            confirm(*chosen);
    }
    put(std::move(record), *chosen, found.due);
    release(false);
}

/// Also those who look like them: what was taken from one may have been another's before. That the users were
/// upserted again is the same for all of them.
void ConversationTracker::markDoubtful(const std::vector<Open *> &choices, const LogRecord &record)
{
    QSet<qint64> all;
    for (const Open *open : choices)
        all.unite(open->lookalikes).insert(open->serial);
    for (Open *open : choices) {
        open->lookalikes = all;
        open->lookalikes.remove(open->serial);
        if (record.kind == Line::ReUpserted)
            continue;
        open->conversation.doubtful = true;
        open->conversation.doubtfulLines.push_back(record.line);
    }
}

/// The last @p count lines.
void ConversationTracker::move(Open &from, Open &to, size_t count)
{
    std::vector<LogRecord> &records = from.conversation.records;
    const auto first = records.end() - static_cast<std::ptrdiff_t>(count);
    std::vector<LogRecord> moved{std::make_move_iterator(first), std::make_move_iterator(records.end())};
    records.erase(first, records.end());
    const auto isGone = [&records](size_t index) { return index >= records.size(); };
    std::erase_if(from.conversation.outOfOrder, isGone);
    std::erase_if(from.conversation.repeated, isGone);
    from.ended = from.conversation.ended = false;
    for (LogRecord &record : moved)
        put(std::move(record), to, true);
}

/// A line with a name comes too early where one without was given to another. True: now it is due.
bool ConversationTracker::reconsider(const LogRecord &record, Open &open)
{
    const std::vector<LogRecord> &records = open.conversation.records;
    const auto lookalike = [this, &open](auto &&fits) -> Open * {
        for (Open &other : m_open) {
            if (open.lookalikes.contains(other.serial) && fits(other))
                return &other;
        }
        return nullptr;
    };
    const Line latest = records.back().kind;
    if (isNameless(records.back()) && records.size() > 1 &&
        isDueAfter(records[records.size() - 2].kind, record.kind)) {
        if (Open *other = lookalike([latest](const Open &it) { return isDue(it.conversation, latest); })) {
            move(open, *other, 1);
            return true;
        }
    }
    for (Open &other : m_open) {
        const std::vector<LogRecord> &its = other.conversation.records;
        size_t count = 0;
        while (count + 1 < its.size() && isNameless(its[its.size() - 1 - count]))
            ++count;
        const bool fits = open.lookalikes.contains(other.serial) && count > 0 &&
                          isDueAfter(its.back().kind, record.kind) &&
                          isDue(open.conversation, its[its.size() - count].kind);
        if (!fits)
            continue;
        move(other, open, count);
        return true;
    }
    return false;
}

/// What comes next and can only be this one's proves that the lines before it were.
void ConversationTracker::confirm(Open &open)
{
    const bool twin = std::any_of(m_open.begin(), m_open.end(), [&open](const Open &other) {
        return open.lookalikes.contains(other.serial) && other.people == open.people;
    });
    if (open.lookalikes.isEmpty() || twin)
        return;
    const auto leave = [](Open &one, qint64 serial) {
        one.lookalikes.remove(serial);
        if (!one.lookalikes.isEmpty())
            return;
        one.conversation.doubtful = false;
        one.conversation.doubtfulLines.clear();
    };
    for (Open &other : m_open)
        leave(other, open.serial);
    open.lookalikes.clear();
    leave(open, open.serial);
}

void ConversationTracker::put(LogRecord record, Open &open, bool due)
{
    LogConversation &conversation = open.conversation;
    if (!due)
        (conversation.has(record.kind) ? conversation.repeated : conversation.outOfOrder)
            .push_back(conversation.records.size());
    if (conversation.conversation.isEmpty())
        conversation.conversation = record.conversation;
    if (conversation.source.isEmpty())
        conversation.source = record.source;
    if (conversation.requestId.isEmpty())
        conversation.requestId = record.requestId;
    if (conversation.people.isEmpty() && namesAll(record.kind)) {
        for (const QString &id : std::as_const(record.ids))
            conversation.people.append(databaseId(id));
        conversation.morePeople = record.moreIds;
        open.people = databaseIds(record.ids);
    }
    if (record.kind == Line::Upserting)
        open.sent = databaseIds(record.ids);
    open.failed = open.failed || record.kind == Line::Failed || record.kind == Line::FailedAfterRetry ||
                  record.kind == Line::UpsertFailed || record.kind == Line::AddFailed ||
                  record.kind == Line::MembersUnread || record.cut || !due;
    conversation.records.push_back(std::move(record));
    open.ended = open.ended || isLast(conversation);
    // Members who are absent are followed by a line about them.
    if (conversation.records.back().kind == Line::MembersMissing)
        open.ended = false;
    conversation.ended = open.ended;
    open.lastSeen = m_seen;
}

/// A choice was made that might have been another: as long as all went well it does not matter which.
bool ConversationTracker::matters(const Open &open) const
{
    if (!open.conversation.doubtful)
        return false;
    for (const Open &other : m_open) {
        if (open.lookalikes.contains(other.serial) && (other.failed || !other.ended))
            return true;
    }
    return std::any_of(open.lookalikes.begin(), open.lookalikes.end(),
                       [this](qint64 serial) { return m_troubled.contains(serial); });
}

bool ConversationTracker::allLookalikesEnded(const Open &open, bool all) const
{
    return all || std::none_of(m_open.begin(), m_open.end(), [&open](const Open &other) {
               return !other.ended && open.lookalikes.contains(other.serial);
           });
}

void ConversationTracker::giveAway(std::list<Open>::iterator open)
{
    open->conversation.doubtMatters = matters(*open);
    if (!open->lookalikes.isEmpty() && (open->failed || !open->ended))
        m_troubled.insert(open->serial);
    LogConversation conversation = std::move(open->conversation);
    m_open.erase(open);
    m_done(std::move(conversation));
}

void ConversationTracker::release(bool all)
{
    for (auto open = m_open.begin(); open != m_open.end();) {
        const auto next = std::next(open);
        if (open->ended && (all || m_seen - open->lastSeen >= linger) && allLookalikesEnded(*open, false))
            giveAway(open);
        open = next;
    }
    while (m_open.size() > mostOpen) {
        giveAway(std::min_element(m_open.begin(), m_open.end(),
                                  [](const Open &a, const Open &b) { return a.lastSeen < b.lastSeen; }));
    }
}

void ConversationTracker::flushEnded()
{
    release(true);
}

void ConversationTracker::flush()
{
    release(true);
    while (!m_open.empty())
        giveAway(m_open.begin());
    m_troubled.clear();
}

} // namespace chatsync::backendlog
