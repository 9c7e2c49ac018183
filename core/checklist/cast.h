// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/checklist: who takes part in which conversation.

#include "core/checklist/ports.h"
#include "core/directory/directory.h"
#include "core/stream/client.h"

#include <deque>

namespace chatsync::checklist {

/// Somebody whom StreamChat has never seen.
struct NewUser {
    Participant who;
    bool made = false;  ///< For this check, and to be removed after it
    QDateTime absentAt; ///< When StreamChat was asked and did not know them
};

/// Finds people for the checks: in the database, asked of StreamChat where that matters. Lives in the thread
/// of the performance; the pointers are borrowed.
class Cast {
public:
    struct Sources {
        Directory *directory = nullptr;
        stream::Client *client = nullptr;
        NewUsers *newUsers = nullptr; ///< Null: only those whom the database has
        Clock *clock = nullptr;
    };
    explicit Cast(Sources sources);

    /// By name or id. An Error of kind Input, as a sentence, where there is none, or several of that name, or
    /// where it is not approved; others where it could not be asked.
    QCoro::Task<Result<Participant>> company(QString nameOrId, std::stop_token stop);

    /// All of the companies table, whatever their state.
    QCoro::Task<Result<std::vector<Participant>>> companies(std::stop_token stop);

    /// Reads users until there are enough whom StreamChat knows, and @p unknown whom it does not; fewer where
    /// there are no more. To be called before the calls below, which then never wait for it.
    QCoro::Task<Result<void>> findUsers(int unknown, std::stop_token stop);

    /// @p count different users whom StreamChat knows, the same each time for the same @p salt; fewer where
    /// there are no more.
    std::vector<Participant> existing(int count, const QString &salt) const;
    QDateTime existingReadAt() const { return m_readAt; }

    /// An Error of kind Input, as a sentence, where there is nobody left.
    QCoro::Task<Result<NewUser>> newUser(QString name, std::stop_token stop);

    /// Those that newUser() made.
    const QStringList &made() const { return m_made; }

private:
    QCoro::Task<Result<void>> sort(std::vector<Participant> users, std::stop_token stop);

    Sources m_from;
    std::vector<Participant> m_known;
    std::deque<Participant> m_unknown;
    QDateTime m_readAt;
    QStringList m_made;
};

} // namespace chatsync::checklist
