// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/databaseurl.h"
#include "core/directory/schema.h"
#include "core/domain/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>

namespace chatsync {

/// Decides colour, lock and defaults. All but Production count as harmless: see productionSuspicion().
enum class EnvironmentKind { Sandbox, Staging, Production, Custom };

/// What may be written to StreamChat. The database is written (one conversation row) under Allowed alone.
enum class WritePolicy {
    Allowed,
    ReadOnly,  ///< Never
    WhenArmed, ///< Only while armed, see Arming
};

/// How the console signs in at the backend as an initiator.
enum class BackendSignIn {
    Secret, ///< HS256: a token is made for whoever the initiator is
    Token,  ///< Bearer tokens that were given, each for one initiator or for all
};

/// What an environment needs and no file may hold.
enum class SecretKind { StreamSecret, DatabasePassword, BackendToken, BackendSecret };
inline constexpr std::array allSecretKinds{SecretKind::StreamSecret, SecretKind::DatabasePassword,
                                    SecretKind::BackendToken, SecretKind::BackendSecret};

/// `sandbox`, `staging`, `production`, `custom`; `allowed`, `read_only`, `when_armed`; `hs256`, `token`;
/// `stream_secret`, `database_password`, `backend_token`, `backend_secret`: as in files and on the command line.
QString toString(EnvironmentKind kind);
QString toString(WritePolicy policy);
QString toString(BackendSignIn signIn);
QString toString(SecretKind kind);
std::optional<EnvironmentKind> environmentKindFrom(const QString &name);
std::optional<WritePolicy> writePolicyFrom(const QString &name);
std::optional<BackendSignIn> backendSignInFrom(const QString &name);

/// For persons: `Staging`, `read-only unless armed`, `StreamChat's secret`.
QString titleOf(EnvironmentKind kind);
QString titleOf(WritePolicy policy);
QString titleOf(SecretKind kind);

/// WhenArmed for Production, Allowed for all others.
WritePolicy defaultPolicyOf(EnvironmentKind kind);

/// A named place to work: a StreamChat app, the participants' database, the backend, and what may be written
/// there. A value; it never holds a secret or a password.
struct Environment {
    QString id;   ///< Lower-case letters, digits and `-`; made of the first name, stays when that changes
    QString name; ///< As people say it; unique without regard to case
    EnvironmentKind kind = EnvironmentKind::Custom;
    QString streamUrl; ///< Empty: StreamChat's public address
    QString streamKey;
    QString database; ///< `sqlite:PATH` or a libpq URI with its TLS options, without a password
    SchemaMapping mapping;
    QString backendUrl; ///< Empty: none
    BackendSignIn backendSignIn = BackendSignIn::Secret;
    WritePolicy writes = WritePolicy::Allowed;

    /// The embedded sandbox: always there, cannot be changed or removed.
    static Environment sandbox();
    bool isEmbedded() const;

    bool operator==(const Environment &) const = default;
};

/// `Staging EU` becomes `staging-eu`; a name without a Latin letter or digit becomes `env-` and eight digits
/// made of it.
QString environmentIdOf(const QString &name);

/// Which secrets it can need: none for the embedded sandbox; the database's password for PostgreSQL alone,
/// where not every server asks for one; the backend's token or secret, as it signs in, where there is one.
QList<SecretKind> secretsOf(const Environment &environment);

/// An Error of kind Input, in words that name the field, for what cannot be worked with: no name, no key, an
/// address that is none, an unencrypted one that is not this machine's, a database address with a password.
Result<void> checkEnvironment(const Environment &environment);

/// Checked and ready to be used; empty text gives StreamChat's public address.
Result<QUrl> streamUrlFrom(const QString &text);

/// The backend's address, ready to be asked with a token; unencrypted only on this machine.
Result<QUrl> backendUrlFrom(const QString &text);

/// A database address taken apart into what may be written down and what may not.
struct SplitDatabase {
    QString address;
    QString password; ///< Empty: there was none

    bool operator==(const SplitDatabase &) const = default;
};
/// An Error of kind Input, without any secret, when it cannot be read, or holds a `sslpassword`, for which
/// there is no place to be kept.
Result<SplitDatabase> splitPassword(const QString &databaseUrl);

/// What of Production shows under another kind: its key, its database, or a host or database named after it.
/// A sentence with the thing and where it comes from; nothing where there is no reason, and for kind
/// Production. @p all are the environments that are known.
std::optional<QString> productionSuspicion(const Environment &environment,
                                           const std::vector<Environment> &all);

} // namespace chatsync
