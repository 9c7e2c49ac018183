// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/secrets.h"

#include <QHash>

#include <algorithm>

namespace chatsync::ui {

/// An environment as it stands in the form, beside how it is kept. A secret that was typed lives here until
/// it is saved or reverted, and nowhere else.
struct EnvironmentDraft {
    QString key; ///< Of the list: the id, or one of its own until it is kept
    Environment kept;
    Environment now;
    bool isNew = false;
    TypedSecrets typed;
    QHash<SecretKind, SecretSource> keepIn; ///< Chosen with each typed secret; not given: the keychain
    QString tokenOf; ///< Whose the backend's token is: an initiator's database id; empty: all use it

    bool isDirty() const
    {
        const bool anyTyped = std::any_of(allSecretKinds.begin(), allSecretKinds.end(),
                                          [this](SecretKind kind) { return typed.of(kind).has_value(); });
        return isNew || kept != now || anyTyped;
    }
    std::optional<QByteArray> &typedOf(SecretKind kind) { return typed.of(kind); }
};

/// A name that is free: `Staging copy`, `Staging copy 2` …
QString freeName(const QString &wanted, const QStringList &taken);

/// What libpq is told about TLS in the address; empty where it says nothing, or is no PostgreSQL.
QString tlsModeOf(const QString &database);
/// The same address with that mode; empty takes it away. Other addresses stay as they are.
QString withTlsMode(const QString &database, const QString &mode);
bool isPostgres(const QString &database);

/// `StreamChat's host`, for the list and the menu; `embedded` for the sandbox.
QString hostOf(const Environment &environment);

} // namespace chatsync::ui
