// SPDX-License-Identifier: MIT
#pragma once

// What a repair reads before and after. Internal to core/sync.

#include "core/sync/repair.h"

namespace chatsync::repair {

struct Facts {
    QHash<QString, Resolution> resolutions; ///< By Stream user id
    QHash<QString, stream::User> users;     ///< Whom StreamChat has
    QHash<QString, QStringList> members;    ///< By cid: which of those in question are members

    const stream::User *user(const QString &streamId) const;
    std::vector<stream::User> inOrder(const QStringList &streamIds) const;
};

/// Each once, in the order of the actions.
QStringList usersOf(const RepairRequest &request);
/// Those in question, by cid.
QHash<QString, QStringList> membersOf(const RepairRequest &request);

/// A client which records nothing: for what is read before a run begins.
stream::ClientContext clientOf(const FlowContext &context);

QCoro::Task<stream::CallResult<QHash<QString, stream::User>>>
readUsers(stream::Client *client, QStringList streamIds, std::stop_token stop);
QCoro::Task<stream::CallResult<QStringList>> readMembers(stream::Client *client, QString cid,
                                                         QStringList streamIds, std::stop_token stop);

QCoro::Task<Result<Facts>> readFacts(FlowContext context, RepairRequest request, std::stop_token stop);

/// Field by field, of everybody who is touched.
std::vector<RepairField> previewOf(const RepairPlan &plan, const Facts &facts);

/// Where the cid is `type:id`.
stream::ChannelRef channelOf(const QString &cid);

/// What differs between two states of a user, apart from @p touched and from what StreamChat counts by itself
/// (`updated_at`, `last_active`, `online`): names of fields.
QStringList changedBesides(const stream::User &before, const stream::User &after, const QStringList &touched);

} // namespace chatsync::repair
