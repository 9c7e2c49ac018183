// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/identity.h"
#include "core/sync/flow.h"

#include <QJsonObject>
#include <QJsonValue>

#include <optional>
#include <vector>

namespace chatsync {

/// One change at StreamChat that a person asks for. What is sent is made from the database's row anew, never
/// from what a view had read some time ago.
struct RepairAction {
    enum class Kind {
        CreateUser,   ///< Upserts somebody whom StreamChat does not have, and nobody else
        UpdateUser,   ///< Partial update of `fields`: custom data survives
        Reactivate,   ///< A deactivated user
        Restore,      ///< A soft-deleted user; StreamChat gives back the user, not the memberships
        AddMember,    ///< To the channel `cid`
        RevertUser,   ///< Undoes an UpdateUser: sends `set` and `unset` as they are
        Deactivate,   ///< Undoes a Reactivate
        RemoveMember, ///< Undoes an AddMember
    };

    Kind kind = Kind::CreateUser;
    QString streamId;   ///< Whom: `onecrew_user_…` or `onecrew_company_…`
    QStringList fields; ///< Of UpdateUser: `role`, `name`, `image`
    QString cid;        ///< Of AddMember and RemoveMember: `messaging:onecrew_…`
    QJsonObject set;    ///< Of RevertUser
    QStringList unset;  ///< Of RevertUser

    bool operator==(const RepairAction &) const = default;
};

QString toString(RepairAction::Kind kind);
std::optional<RepairAction::Kind> repairKindFrom(const QString &name);

/// `kind`, `stream_id`, `fields`, `cid`, `set`, `unset`; empty ones left out.
QJsonObject toJson(const RepairAction &action);
/// An Error of kind Parse for what toJson() does not write.
Result<RepairAction> repairActionFromJson(const QJsonObject &json);

/// The most a repair touches. More is refused before anything is read.
constexpr int mostRepairedUsers = 100;
constexpr int mostRepairedChannels = 10;

struct RepairRequest {
    std::vector<RepairAction> actions;

    bool operator==(const RepairRequest &) const = default;
};

/// A row of a preview: one field of one user, or the membership in one channel.
struct RepairField {
    QString streamId;
    QString field;       ///< `role`, `name`, `image`, `teams`, a custom key, `state`, or `member of <cid>`
    QJsonValue database; ///< Undefined where the database has no say
    QJsonValue now;      ///< At StreamChat; undefined where there is nothing
    std::optional<QJsonValue> sent; ///< None: not touched
    bool lostByUpsert = false;      ///< A full upsert, as the backend sends it, would change or erase it

    bool operator==(const RepairField &) const = default;
};

/// An action, looked at.
struct PlannedRepair {
    RepairAction action;
    Identity identity; ///< By the database
    bool inDatabase = false;
    bool needed = true;
    QString note; ///< A sentence: why it is not needed, or what to know before
    bool undoable = true;
    QString undo; ///< A sentence: how it is undone, or why it cannot be

    bool operator==(const PlannedRepair &) const = default;
};

/// What a repair would do, read from database and StreamChat and not written. A value: showing it to a person
/// and handing it to runRepair() is the only way to a repair.
struct RepairPlan {
    std::vector<PlannedRepair> items;
    std::vector<RepairField> fields;     ///< Whoever is touched, field by field, sent and kept ones
    std::vector<stream::User> before;    ///< As they are at StreamChat now
    QHash<QString, QStringList> members; ///< By cid: which of those to be added (or removed) are members now
    int users = 0;                       ///< Users created or changed
    int channels = 0;                    ///< Channels of which members are added or removed
    int requests = 0;                    ///< Requests that write
    QDateTime readAt;                    ///< When all this was read

    /// Something is left to do.
    bool isNeeded() const { return users + channels > 0; }
    /// What a full upsert would lose, `stream id: field` each.
    QStringList lostByUpsert() const;
};

/// Reads what a repair would change. Sends nothing that writes.
///
/// An Error of kind Input when the request goes beyond the limits above, names somebody who is not
/// `onecrew_…`, or asks for what the database contradicts (a user who is a company there).
QCoro::Task<Result<RepairPlan>> planRepair(FlowContext context, RepairRequest request, std::stop_token stop);

/// Performs a plan as a run with events: what was there before (told, and in the journal, before anything is
/// sent), the writes, the wait after them, and a read-back which proves that nothing else was touched.
///
/// Ends without a write when StreamChat no longer has what the plan showed. Never throws and always ends with
/// `run.finished`, whose data has `undo`: the actions which take it back.
QCoro::Task<RunResult> runRepair(FlowContext context, RepairPlan plan, std::stop_token stop);

/// What takes a repair back, from the events of its run. An Error of kind Input when the run is no repair, or
/// nothing of it can be undone.
Result<RepairRequest> undoOf(const std::vector<RunEvent> &events);

} // namespace chatsync
