// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/environment.h"
#include "core/environment/keychain.h"

#include <QHash>

namespace chatsync {

/// Where a secret came from, or would be kept.
enum class SecretSource { Session, Variable, Keychain };

/// `session`, `variable`, `keychain`
QString toString(SecretSource source);

/// What is known about a secret, without its value.
struct SecretState {
    SecretKind kind = SecretKind::StreamSecret;
    std::optional<SecretSource> source; ///< None: there is no such secret
    QString where; ///< Of a person's words: `In the keychain`, `From STREAM_SECRET`, `For this session`
    std::optional<Error> problem; ///< Why the keychain could not be asked

    bool operator==(const SecretState &) const = default;
};

struct FoundSecret {
    SecretState state;
    QByteArray value; ///< Empty: none. Never to be shown or written.
};

/// The secrets of an environment, ready to work with.
struct EnvironmentSecrets {
    QByteArray streamSecret;
    QString databasePassword;
    QByteArray backendToken; ///< The one for all initiators; those of one alone are asked for with their id
    QByteArray backendSecret;
    std::vector<SecretState> states; ///< One for each of secretsOf()
};

/// Secrets as typed into a form and not kept yet; what is not given is looked for as usual.
struct TypedSecrets {
    std::optional<QByteArray> streamSecret;
    std::optional<QByteArray> databasePassword;
    std::optional<QByteArray> backendToken;
    std::optional<QByteArray> backendSecret;

    std::optional<QByteArray> &of(SecretKind kind);
    const std::optional<QByteArray> &of(SecretKind kind) const;
};

/// Finds and keeps the secrets of environments. They are looked for in this order: given for this session;
/// the variable named after the environment (`CHATSYNC_STAGING_STREAM_SECRET`,
/// `CHATSYNC_STAGING_DATABASE_PASSWORD`); the keychain; the plain variable (`STREAM_SECRET`, `PGPASSWORD`,
/// `BACKEND_TOKEN`, `BACKEND_SECRET`). Nothing is ever written to a file.
///
/// A backend's token may be one initiator's alone: with their database id as @p initiator theirs is meant,
/// and looked for before the one for all.
///
/// Lives in one thread with an event loop, and outlives its calls.
class Secrets {
public:
    explicit Secrets(std::unique_ptr<Keychain> keychain);
    ~Secrets();

    /// `CHATSYNC_<ID>_STREAM_SECRET`, with `_` for `-`.
    static QString variableFor(const Environment &environment, SecretKind kind);
    /// `STREAM_SECRET`, `PGPASSWORD`, `BACKEND_TOKEN`, `BACKEND_SECRET`
    static QString plainVariableFor(SecretKind kind);

    QCoro::Task<FoundSecret> find(Environment environment, SecretKind kind, std::stop_token stop,
                                  QString initiator = {});

    /// All of secretsOf(). An Error of kind Refused when StreamChat's secret is nowhere: what was asked, and
    /// what to do (with the keychain's own reason where it could not be asked). A database password that is
    /// nowhere is left to the server.
    QCoro::Task<Result<EnvironmentSecrets>> findAll(Environment environment, std::stop_token stop);

    /// For a self-test: what was typed, else what is found; what is nowhere is told in its state.
    QCoro::Task<EnvironmentSecrets> findWith(Environment environment, TypedSecrets typed,
                                             std::stop_token stop);

    /// Into the keychain. An Error where that cannot be; nothing is kept then, for this session neither.
    QCoro::Task<Result<void>> keep(Environment environment, SecretKind kind, QByteArray value,
                                   std::stop_token stop, QString initiator = {});

    /// In memory, until the program ends.
    void keepForSession(const Environment &environment, SecretKind kind, const QByteArray &value,
                        const QString &initiator = {});

    /// Out of memory and keychain. An Error where the keychain could not be asked.
    QCoro::Task<Result<void>> forget(Environment environment, SecretKind kind, std::stop_token stop,
                                     QString initiator = {});

private:
    static QString keyOf(const Environment &environment, SecretKind kind, const QString &initiator);
    QCoro::Task<FoundSecret> findOne(Environment environment, SecretKind kind, QString key,
                                     std::stop_token stop);

    std::unique_ptr<Keychain> m_keychain;
    QHash<QString, QByteArray> m_session;
};

} // namespace chatsync
