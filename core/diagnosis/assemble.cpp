// SPDX-License-Identifier: MIT
#include "core/diagnosis/assemble.h"

#include <QLocale>

#include <algorithm>

namespace chatsync::diagnosis {

namespace {

constexpr qint64 newlyApprovedDays = 7;

ParticipantKind otherKind(ParticipantKind kind)
{
    return kind == ParticipantKind::User ? ParticipantKind::Company : ParticipantKind::User;
}

bool told(const std::vector<Hint> &hints, Hint::Kind kind, const QString &subject)
{
    return std::any_of(hints.begin(), hints.end(),
                       [&](const Hint &hint) { return hint.kind == kind && hint.subject == subject; });
}

/// Whom nobody's row describes: as the asked id says, else as StreamChat has them, else the flow's fallback.
void settleWithoutRow(PersonFacts &person, std::optional<ParticipantKind> prefix, const StreamUsers *users)
{
    ParticipantKind kind = prefix.value_or(ParticipantKind::User);
    person.reason = prefix ? KindReason::StreamPrefix : KindReason::Fallback;
    if (!prefix && users) {
        const bool user = users->contains(streamIdOf(ParticipantKind::User, person.id));
        const bool company = users->contains(streamIdOf(ParticipantKind::Company, person.id));
        if (user != company) {
            kind = company ? ParticipantKind::Company : ParticipantKind::User;
            person.reason = KindReason::StreamOnly;
        }
    }
    person.expected = fallbackIdentity(person.id);
    person.expected.kind = kind;
    person.expected.streamId = streamIdOf(kind, person.id);
}

StreamSide sideOf(const QString &streamId, const StreamUsers *users, const std::vector<Hint> &hints)
{
    StreamSide side{.streamId = streamId};
    if (!users)
        return side;
    const auto found = users->constFind(streamId);
    if (found == users->cend()) {
        const bool gone =
            told(hints, Hint::Kind::Deleted, streamId) || told(hints, Hint::Kind::Synced, streamId);
        side.existence = gone ? Existence::Deleted : Existence::Absent;
        return side;
    }
    side.user = *found;
    side.existence = found->deletedAt       ? Existence::Deleted
                     : found->deactivatedAt ? Existence::Deactivated
                                            : Existence::Exists;
    return side;
}

/// The StreamChat id under which a participant of a row is to be a member.
QString expectedMember(const QString &participantId, const QStringList &present,
                       const std::vector<PersonFacts> &people)
{
    for (const PersonFacts &person : people) {
        if (person.id == participantId)
            return person.expected.streamId;
    }
    for (const ParticipantKind kind : {ParticipantKind::User, ParticipantKind::Company}) {
        if (const QString id = streamIdOf(kind, participantId); present.contains(id))
            return id;
    }
    return participantId;
}

void takeState(ChannelFacts &facts, const stream::ChannelState &state)
{
    const stream::Channel &channel = state.channel;
    facts.cid = channel.cid;
    if (!channel.name.isEmpty())
        facts.name = channel.name;
    facts.state = channel.deletedAt ? ChannelFacts::State::Deleted : ChannelFacts::State::Exists;
    for (const stream::Member &member : state.members) {
        facts.present << member.userId;
        if (member.banned || member.shadowBanned)
            facts.banned << member.userId;
    }
    facts.memberCount = channel.memberCount;
    facts.membersComplete = channel.memberCount.value_or(0) <= facts.present.size();
    facts.frozen = channel.frozen;
    facts.disabled = channel.disabled;
    facts.team = channel.team;
    facts.createdById = channel.createdById;
    facts.createdAt = channel.createdAt;
    facts.lastMessageAt = channel.lastMessageAt;
    facts.deletedAt = channel.deletedAt;
}

void takeRow(ChannelFacts &facts, const Conversation &row)
{
    facts.row = row;
    facts.cid = QStringLiteral("messaging:") + channelIdOf(row.id);
    facts.name = channelNameOf(row);
}

void compareMembers(ChannelFacts &facts, const std::vector<PersonFacts> &people)
{
    if (!facts.row || facts.row->participantIds.isEmpty())
        return;
    for (const QString &id : facts.row->participantIds)
        facts.expected << expectedMember(id, facts.present, people);
    facts.expected.removeDuplicates();
    if (facts.state != ChannelFacts::State::Exists)
        return;
    for (const QString &id : facts.expected) {
        if (facts.membersComplete && !facts.present.contains(id))
            facts.missing << id;
    }
    for (const QString &id : facts.present) {
        if (!facts.expected.contains(id))
            facts.unexpected << id;
    }
}

QDateTime timeOf(const ChannelFacts &facts)
{
    if (facts.createdAt)
        return *facts.createdAt;
    return facts.row ? facts.row->createdAt : QDateTime{};
}

} // namespace

void settleIdentity(PersonFacts &person, std::optional<ParticipantKind> prefix, const QDateTime &now)
{
    const Participant *row = person.row();
    if (!row) {
        settleWithoutRow(person, prefix, nullptr);
        return;
    }
    person.id = row->id;
    person.expected = identityOf(*row);
    person.reason = row->table == Participant::Table::Companies ? KindReason::CompaniesTable
                    : row->kind == ParticipantKind::Company     ? KindReason::MarkedAsCompany
                                                                : KindReason::UsersTable;
    const std::optional<QDateTime> approvedAt =
        person.company ? person.company->approvedAt : std::optional<QDateTime>{};
    person.newlyApproved = approvedAt && *approvedAt <= now && approvedAt->daysTo(now) <= newlyApprovedDays;
}

void settleStream(PersonFacts &person, std::optional<ParticipantKind> prefix, const StreamUsers *users,
                  const Reading &reading, const std::vector<Hint> &hints)
{
    if (!person.row())
        settleWithoutRow(person, prefix, users);
    person.stream = sideOf(person.expected.streamId, users, hints);
    person.other = sideOf(streamIdOf(otherKind(person.expected.kind), person.id), users, {});
    person.streamChat = reading;
    // Nobody's row says what they are called; what StreamChat has is no difference then.
    if (!person.row() && person.stream.user) {
        person.expected.name = person.stream.user->name;
        person.expected.image = person.stream.user->image;
    }
}

std::vector<ChannelFacts> channelsFrom(const std::vector<Conversation> &rows,
                                       const std::vector<stream::ChannelState> *states, bool complete,
                                       const Reading &database, const Reading &reading,
                                       const std::vector<PersonFacts> &people, const std::vector<Hint> &hints)
{
    std::vector<ChannelFacts> channels;
    QHash<QString, std::size_t> byCid;
    for (const Conversation &row : rows) {
        ChannelFacts facts;
        takeRow(facts, row);
        byCid.insert(facts.cid, channels.size());
        channels.push_back(std::move(facts));
    }
    if (states) {
        for (const stream::ChannelState &state : *states) {
            const auto known = byCid.constFind(state.channel.cid);
            if (known == byCid.cend())
                takeState(channels.emplace_back(), state);
            else
                takeState(channels[*known], state);
        }
    }
    for (ChannelFacts &facts : channels) {
        facts.database = database;
        facts.streamChat = reading;
        if (states && facts.state == ChannelFacts::State::Unknown) {
            const bool gone = told(hints, Hint::Kind::ChannelDeleted, facts.cid) ||
                              told(hints, Hint::Kind::ChannelCreated, facts.cid);
            if (gone)
                facts.state = ChannelFacts::State::Deleted;
            else if (complete)
                facts.state = ChannelFacts::State::Absent;
        }
        compareMembers(facts, people);
    }
    std::stable_sort(channels.begin(), channels.end(),
                     [](const ChannelFacts &a, const ChannelFacts &b) { return timeOf(a) > timeOf(b); });
    return channels;
}

AppFacts appFactsFrom(const QJsonObject &app, const Reading &reading)
{
    AppFacts facts;
    facts.reading = reading;
    facts.name = app.value(QLatin1String("name")).toString();
    facts.suspended = app.value(QLatin1String("suspended")).toBool();
    facts.suspendedExplanation = app.value(QLatin1String("suspended_explanation")).toString();
    facts.multiTenant = app.value(QLatin1String("multi_tenant_enabled")).toBool();
    facts.uniqueNames = app.value(QLatin1String("enforce_unique_usernames")).toString(QStringLiteral("no"));
    if (facts.uniqueNames.isEmpty())
        facts.uniqueNames = QStringLiteral("no");
    facts.authChecksDisabled = app.value(QLatin1String("disable_auth_checks")).toBool();
    // An answer without any types tells nothing about this one.
    const QJsonObject types = app.value(QLatin1String("channel_configs")).toObject();
    facts.hasMessaging = types.isEmpty() || types.contains(QLatin1String("messaging"));
    return facts;
}

std::optional<std::chrono::seconds> skewIn(const HttpHeaders &headers, const QDateTime &now)
{
    QString text = QString::fromLatin1(headerValue(headers, "date")).trimmed();
    if (!text.endsWith(QLatin1String(" GMT")))
        return std::nullopt;
    text.chop(4);
    const QLocale english{QLocale::C};
    QDateTime date = english.toDateTime(text, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss"));
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    return std::chrono::seconds{now.toUTC().secsTo(date)};
}

} // namespace chatsync::diagnosis
