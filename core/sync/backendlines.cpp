// SPDX-License-Identifier: MIT
#include "core/sync/backendlines.h"

namespace chatsync::backendlines {

namespace {

QString quoted(const QString &text)
{
    return u'\'' + text + u'\'';
}

QString list(const QStringList &texts)
{
    QStringList all;
    for (const QString &text : texts)
        all << quoted(text);
    return QStringLiteral("[ %1 ]").arg(all.join(QStringLiteral(", ")));
}

QString line(const char *mark, const QString &text)
{
    return QString::fromUtf8(mark) + QStringLiteral(" [createConversation] ") + text;
}

constexpr const char *sync = "🔄";
constexpr const char *good = "✅";
constexpr const char *look = "🔍";
constexpr const char *warn = "⚠️";
constexpr const char *bad = "❌";

} // namespace

QString syncing(const QStringList &participantIds, const QString &conversationId)
{
    return line(sync, QStringLiteral("Syncing all participants to StreamChat... { allParticipantIds: %1, conversationId: %2 }")
                          .arg(list(participantIds), quoted(conversationId)));
}

QString notFound(const QString &id)
{
    return line(warn, QStringLiteral("User/Company not found in DB: ") + id);
}

QString fetchFailed(const QString &id, const QString &error)
{
    return line(bad, QStringLiteral("Error fetching user %1: %2").arg(id, error));
}

QString upserting(const QStringList &streamIds)
{
    return line(sync, QStringLiteral("Upserting users to StreamChat... { count: %1, userIds: %2 }")
                          .arg(QString::number(streamIds.size()), list(streamIds)));
}

QString upserted(const QStringList &streamIds)
{
    return line(good, QStringLiteral("All users upserted successfully: ") + list(streamIds));
}

QString upsertFailed(const QString &error)
{
    return line(bad, QStringLiteral("Error upserting users: ") + error);
}

QString creating(const QStringList &streamIds)
{
    return line(look, QStringLiteral("Creating channel with members: ") + list(streamIds));
}

QString created(const QStringList &streamIds)
{
    return line(good, QStringLiteral("Channel created successfully with members: ") + list(streamIds));
}

QString retrying(const QString &error)
{
    return line(sync, QStringLiteral("Channel creation failed, retrying after re-sync... { error: %1 }").arg(quoted(error)));
}

QString reUpserted()
{
    return line(good, QStringLiteral("Users re-upserted"));
}

QString reUpsertFailed(const QString &error)
{
    return line(bad, QStringLiteral("Error re-upserting users: ") + error);
}

QString createdAfterRetry()
{
    return line(good, QStringLiteral("Channel created after retry"));
}

QString failedAfterRetry(const QString &error)
{
    return line(bad, QStringLiteral("Channel creation failed after retry: ") + error);
}

QString members(const QStringList &streamIds)
{
    return line(look, QStringLiteral("Channel members after creation: ") + list(streamIds));
}

QString membersMissing(const QStringList &streamIds)
{
    return line(warn, QStringLiteral("Some members missing from channel: ") + list(streamIds));
}

QString membersAdded()
{
    return line(good, QStringLiteral("Missing members added"));
}

QString addFailed(const QString &error)
{
    return line(bad, QStringLiteral("Failed to add missing members: ") + error);
}

QString membersUnread(const QString &error)
{
    return line(warn, QStringLiteral("Could not verify channel members: ") + error);
}

QString failed(const QString &error)
{
    return line(bad, QStringLiteral("Error: ") + error);
}

} // namespace chatsync::backendlines
