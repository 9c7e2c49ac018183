// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

/// The lines OneCrew's backend prints, to the letter of the flow's table "Backend log lines".
/// Errors are given as one sentence: the official client's own dump holds the server token.
namespace chatsync::backendlines {

QString syncing(const QStringList &participantIds, const QString &conversationId);
QString notFound(const QString &id);
QString fetchFailed(const QString &id, const QString &error);
QString upserting(const QStringList &streamIds);
QString upserted(const QStringList &streamIds);
QString upsertFailed(const QString &error);
QString creating(const QStringList &streamIds);
QString created(const QStringList &streamIds);
QString retrying(const QString &error);
QString reUpserted();
QString reUpsertFailed(const QString &error);
QString createdAfterRetry();
QString failedAfterRetry(const QString &error);
QString members(const QStringList &streamIds);
QString membersMissing(const QStringList &streamIds);
QString membersAdded();
QString addFailed(const QString &error);
QString membersUnread(const QString &error);
QString failed(const QString &error);

} // namespace chatsync::backendlines
