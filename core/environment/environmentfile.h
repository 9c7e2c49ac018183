// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/environment.h"

#include <QByteArray>

#include <vector>

namespace chatsync {

/// What stands in a file of environments, the console's own or one to be imported.
struct EnvironmentFile {
    static constexpr int version = 1;

    std::vector<Environment> environments; ///< Without the embedded sandbox
    /// What was left out on reading, a sentence each: a password in a database address, a secret under any
    /// key. Never with the value.
    QStringList notices;

    bool operator==(const EnvironmentFile &) const = default;
};

/// `id`, `name`, `kind`, `stream` {`url`, `key`}, `database` {`url`, `mapping`}, `backend` {`url`}, `writes`;
/// what is empty is left out.
QJsonObject toJson(const Environment &environment);

/// Strict: a wrong type, value or unknown key is an Error of kind Input that names it with its path. Secrets
/// are left out and told in @p notices. Without `id` one is made of the name; without `writes` the kind's
/// default.
Result<Environment> environmentFromJson(const QJsonObject &json, QStringList *notices);

/// Indented JSON, the same bytes for the same environments, with a line end: fit for Git.
QByteArray toText(const std::vector<Environment> &environments);

/// An Error of kind Parse for what is no such file (with line and column), of kind Input for one of a later
/// version and for what environmentFromJson() refuses. Two of one name or id are refused.
Result<EnvironmentFile> environmentFileFrom(const QByteArray &text);

} // namespace chatsync
