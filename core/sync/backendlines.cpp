// SPDX-License-Identifier: MIT
#include "core/sync/backendlines.h"

#include "core/domain/backendlinetable.h"
#include "core/domain/nodeinspect.h"

namespace chatsync::backendlines {

namespace {

/// The words of the table, then values as Node's console prints them.
QString line(BackendLine kind, const QList<InspectValue> &rest = {})
{
    return nodeLogLine(beginningOf(kind), rest);
}

} // namespace

QString syncing(const QStringList &participantIds, const QString &conversationId)
{
    return line(BackendLine::Syncing,
                {InspectValue::Members{{QStringLiteral("allParticipantIds"), participantIds},
                                       {QStringLiteral("conversationId"), conversationId}}});
}

QString notFound(const QString &id)
{
    return line(BackendLine::NotFound, {id});
}

QString fetchFailed(const QString &id, const QString &error)
{
    return line(BackendLine::FetchFailed, {QStringLiteral("%1: %2").arg(id, error)});
}

QString upserting(const QStringList &streamIds)
{
    return line(BackendLine::Upserting,
                {InspectValue::Members{{QStringLiteral("count"), static_cast<int>(streamIds.size())},
                                       {QStringLiteral("userIds"), streamIds}}});
}

QString upserted(const QStringList &streamIds)
{
    return line(BackendLine::Upserted, {streamIds});
}

QString upsertFailed(const QString &error)
{
    return line(BackendLine::UpsertFailed, {error});
}

QString creating(const QStringList &streamIds)
{
    return line(BackendLine::Creating, {streamIds});
}

QString created(const QStringList &streamIds)
{
    return line(BackendLine::Created, {streamIds});
}

QString retrying(const QString &error)
{
    return line(BackendLine::Retrying, {InspectValue::Members{{QStringLiteral("error"), error}}});
}

QString reUpserted()
{
    return line(BackendLine::ReUpserted);
}

QString reUpsertFailed(const QString &error)
{
    return line(BackendLine::ReUpsertFailed, {error});
}

QString createdAfterRetry()
{
    return line(BackendLine::CreatedAfterRetry);
}

QString failedAfterRetry(const QString &error)
{
    return line(BackendLine::FailedAfterRetry, {error});
}

QString members(const QStringList &streamIds)
{
    return line(BackendLine::Members, {streamIds});
}

QString membersMissing(const QStringList &streamIds)
{
    return line(BackendLine::MembersMissing, {streamIds});
}

QString membersAdded()
{
    return line(BackendLine::MembersAdded);
}

QString addFailed(const QString &error)
{
    return line(BackendLine::AddFailed, {error});
}

QString membersUnread(const QString &error)
{
    return line(BackendLine::MembersUnread, {error});
}

QString failed(const QString &error)
{
    return line(BackendLine::Failed, {error});
}

} // namespace chatsync::backendlines
