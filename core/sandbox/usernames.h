// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/call.h"

namespace chatsync::sandbox {

/// The rule of `enforce_unique_usernames`, over the app or over each team: names are compared without blanks,
/// punctuation and case. Costs nothing where the app does not enforce it.
class NameCheck {
public:
    explicit NameCheck(const AppState &state);

    /// Whether @p user, who is about to be written, takes somebody else's name. Those of one batch count as
    /// well.
    tl::expected<void, ApiError> check(const QString &id, const QJsonObject &user);

private:
    struct Holder {
        QString id;
        QStringList teams;
    };

    const AppState &m_state;
    bool m_enforced = false;
    bool m_perTeam = false;
    QMultiHash<QString, Holder> m_holders;
};

} // namespace chatsync::sandbox
