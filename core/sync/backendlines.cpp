// SPDX-License-Identifier: MIT
#include "core/sync/backendlines.h"

#include "core/domain/nodeinspect.h"

namespace chatsync::backendlines {

namespace {

/// The mark and the text, then values as Node's console prints them.
QString line(const char *mark, const QString &text, const QList<InspectValue> &rest = {})
{
    return nodeLogLine(QString::fromUtf8(mark) + QStringLiteral(" [createConversation] ") + text, rest);
}

constexpr const char *sync = "🔄";
constexpr const char *good = "✅";
constexpr const char *look = "🔍";
constexpr const char *warn = "⚠️";
constexpr const char *bad = "❌";

} // namespace

QString syncing(const QStringList &participantIds, const QString &conversationId)
{
    return line(sync, QStringLiteral("Syncing all participants to StreamChat..."),
                {InspectValue::Members{{QStringLiteral("allParticipantIds"), participantIds},
                                       {QStringLiteral("conversationId"), conversationId}}});
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
    return line(sync, QStringLiteral("Upserting users to StreamChat..."),
                {InspectValue::Members{{QStringLiteral("count"), static_cast<int>(streamIds.size())},
                                       {QStringLiteral("userIds"), streamIds}}});
}

QString upserted(const QStringList &streamIds)
{
    return line(good, QStringLiteral("All users upserted successfully:"), {streamIds});
}

QString upsertFailed(const QString &error)
{
    return line(bad, QStringLiteral("Error upserting users: ") + error);
}

QString creating(const QStringList &streamIds)
{
    return line(look, QStringLiteral("Creating channel with members:"), {streamIds});
}

QString created(const QStringList &streamIds)
{
    return line(good, QStringLiteral("Channel created successfully with members:"), {streamIds});
}

QString retrying(const QString &error)
{
    return line(sync, QStringLiteral("Channel creation failed, retrying after re-sync..."),
                {InspectValue::Members{{QStringLiteral("error"), error}}});
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
    return line(look, QStringLiteral("Channel members after creation:"), {streamIds});
}

QString membersMissing(const QStringList &streamIds)
{
    return line(warn, QStringLiteral("Some members missing from channel:"), {streamIds});
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
