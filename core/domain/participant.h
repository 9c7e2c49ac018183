// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

namespace chatsync {

enum class ParticipantKind { User, Company };

/// A row of the users or the companies table, as far as the console knows its columns.
struct Participant {
    enum class Table { Users, Companies };

    QString id;                 ///< The database id, a UUID in lower case as a rule.
    Table table = Table::Users; ///< Where it was found.
    ParticipantKind kind =
        ParticipantKind::User;    ///< Company: from companies, or marked as one (category, type, user_type).
    QString name;                 ///< First non-empty of name, company_name, display_name; may be empty.
    std::optional<QString> image; ///< First non-empty of image_url, logo_url, avatar_url.
    std::optional<QString> email;
    std::optional<QString>
        approval; ///< The company's approval state in the database's own word, e.g. `approved`.
    std::optional<QDateTime> approvedAt;
    std::optional<QDateTime> createdAt;

    bool operator==(const Participant &) const = default;
};

} // namespace chatsync
