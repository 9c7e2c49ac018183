// SPDX-License-Identifier: MIT
#include "core/sync/cleanupjudge.h"

#include <QCoreApplication>
#include <QSet>

namespace chatsync::cleanup {

namespace {

using Proof = LedgerEntry::Proof;
using Is = Judgement::Is;

QString tr(const char *text)
{
    return QCoreApplication::translate("CleanUp", text);
}

Judgement foreign(const QString &sentence)
{
    return {Is::Foreign, sentence};
}

bool isOlder(const LedgerEntry &entry, const QDateTime &created)
{
    const bool reusable = entry.kind == LedgerEntry::Kind::Channel && entry.proof == Proof::Answered;
    const qint64 tolerated = reusable ? 0 : std::chrono::milliseconds{clockTolerance}.count();
    return created.msecsTo(entry.at) > tolerated;
}

bool isYounger(const LedgerEntry &entry, const QDateTime &created)
{
    return entry.at.msecsTo(created) > std::chrono::milliseconds{longestSending}.count();
}

/// When it was made, where that is told: a sentence where it cannot have been us.
std::optional<Judgement> judgeAge(const LedgerEntry &entry, const std::optional<QDateTime> &created)
{
    if (!created || !created->isValid())
        return Judgement{Is::NotProven, tr("It is not told when it was created.")};
    if (isOlder(entry, *created))
        return foreign(tr("It was there before the console was about to create it."));
    if (isYounger(entry, *created))
        return foreign(tr("It was created only long after the run, by somebody else."));
    return std::nullopt;
}

QSet<QString> folded(const QStringList &ids)
{
    QSet<QString> set;
    for (const QString &id : ids)
        set.insert(id.toLower());
    return set;
}

bool samePerson(const QString &left, const QString &right)
{
    return left.compare(right, Qt::CaseInsensitive) == 0;
}

} // namespace

Judgement judgeChannel(const LedgerEntry &entry, const stream::Channel &channel, const QStringList &memberIds)
{
    if (entry.proof == Proof::None)
        return {Is::NotProven, tr("Nothing proves that the console created it.")};
    const QString run = entry.run.toString(QUuid::WithoutBraces);
    if (entry.tagged && channel.custom[ledgerTag()].toString() != run)
        return foreign(tr("It does not carry the mark of the run, so somebody else made or changed it."));
    if (const std::optional<Judgement> age = judgeAge(entry, channel.createdAt))
        return *age;
    if (!entry.creator.isEmpty() && channel.createdById != entry.creator)
        return foreign(tr("It was created by %1, not by the run.").arg(channel.createdById));
    if (channel.lastMessageAt)
        return foreign(tr("Somebody has written in it."));
    for (const QString &member : memberIds) {
        if (!entry.people.contains(member))
            return foreign(tr("%1 is a member, whom the run did not add.").arg(member));
    }
    return {};
}

Judgement judgeUser(const LedgerEntry &entry, const stream::User &user, const QStringList &channels)
{
    if (entry.proof != Proof::AbsentBefore)
        return {Is::NotProven,
                tr("The run did not ask whether the user was there before, as its flow does not.")};
    if (const std::optional<Judgement> age = judgeAge(entry, user.createdAt))
        return *age;
    if (user.lastActive || user.online)
        return foreign(tr("The user has been active since."));
    if (user.deactivatedAt || user.banned || user.shadowBanned)
        return foreign(tr("Somebody has banned or deactivated the user since."));
    if (!user.custom.isEmpty() || !user.teams.isEmpty())
        return foreign(
            tr("The user has data which the console never writes: %1.")
                .arg((user.custom.isEmpty() ? QStringList{QStringLiteral("teams")} : user.custom.keys())
                         .join(QStringLiteral(", "))));
    if (!channels.isEmpty())
        return foreign(tr("The user is a member of %1.").arg(channels.first()));
    return {};
}

Judgement judgeRow(const LedgerEntry &entry, const Conversation &row)
{
    if (entry.proof == Proof::None)
        return {Is::NotProven, tr("Nothing proves that the console inserted it.")};
    // Not every table tells when; the id is what proves a row.
    if (row.createdAt.isValid()) {
        if (const std::optional<Judgement> age = judgeAge(entry, row.createdAt))
            return *age;
    }
    if (!row.createdBy.isEmpty() && !entry.creator.isEmpty() && !samePerson(row.createdBy, entry.creator))
        return foreign(tr("The row says that %1 created it, not the run's initiator.").arg(row.createdBy));
    if (!row.participantIds.isEmpty() && folded(row.participantIds) != folded(entry.people))
        return foreign(tr("The row has other participants than the run gave it."));
    if (entry.proof != Proof::AbsentBefore && row.name != entry.name)
        return foreign(tr("The row has another name than the run gave it."));
    return {};
}

std::vector<Conversation> rowsFor(const LedgerEntry &entry, const std::vector<Conversation> &rows)
{
    std::vector<Conversation> chosen;
    for (const Conversation &row : rows) {
        const bool named = entry.name.isEmpty() || row.name == entry.name;
        if (named && row.createdAt.isValid() && !entry.before.contains(row.id) &&
            !row.participantIds.isEmpty() && judgeRow(entry, row).is == Is::Ours)
            chosen.push_back(row);
    }
    return chosen;
}

} // namespace chatsync::cleanup
