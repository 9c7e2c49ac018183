// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/identity.h"

#include <QString>

#include <optional>

namespace chatsync::diagnosis {

/// What would cure a finding. It is a description: core/sync/repair plans and does it.
struct Remedy {
    enum class Action {
        None,          ///< Nothing this console does; `text` says who has to do what
        CreateUser,    ///< Upsert of the absent user `identity`
        SetRole,       ///< Partial update of `streamId` to the role of `identity`
        SetName,       ///< … to the name of `identity`
        SetImage,      ///< … to the image of `identity`; absent: unset
        Reactivate,    ///< `streamId`
        Restore,       ///< `streamId`, soft-deleted; brings back the user's data, not memberships
        AddMember,     ///< `streamId` into `cid`
        CreateChannel, ///< The conversation's channel `cid` anew; not done by a repair but by a test
                       ///< conversation
    };

    Action action = Action::None;
    QString text;        ///< Imperative: "Create Amira Haddad as a user"
    QString consequence; ///< What it does and does not touch: "Name, image and role from the database."
    QString streamId;    ///< Whom it is about; empty for None
    QString cid;         ///< AddMember and CreateChannel
    std::optional<Identity> identity{}; ///< As the database has them: CreateUser, SetRole, SetName, SetImage

    /// Whether a repair could perform it.
    bool isRepair() const { return action != Action::None && action != Action::CreateChannel; }
    /// Objects it would write: users or channels, 0 or 1.
    int writes() const { return action == Action::None ? 0 : 1; }

    bool operator==(const Remedy &) const = default;
};

/// `none`, `create_user`, `set_role` …
QString toString(Remedy::Action action);

} // namespace chatsync::diagnosis
