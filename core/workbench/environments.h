// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/connectiontest.h"
#include "core/environment/environmentstore.h"
#include "core/environment/secrets.h"

#include <QFuture>
#include <QObject>
#include <QUuid>

#include <memory>

class QThread;

namespace chatsync {

class EnvironmentDesk;

/// Environments, their secrets and their self-test, as the window uses them; from Console::environments().
/// Nothing here blocks: disk and keychain are asked in the engine's thread, answers come as futures (see
/// whenReady()) and signals in the thread of this object. A dropped call answers with an Error of kind
/// Cancelled.
class Environments final : public QObject {
    Q_OBJECT
public:
    /// The embedded sandbox first. As last read; just the sandbox until the first changed().
    const std::vector<Environment> &all() const;
    /// Why the file cannot be read or written; then only the sandbox is there.
    std::optional<Error> problem() const;
    /// Secrets found in the file and not used, a sentence each.
    QStringList notices() const;
    QString path() const;

    /// Reads the file anew; changed() follows.
    void reload();
    /// See EnvironmentStore; changed() follows before the answer.
    QFuture<Result<Environment>> save(const Environment &environment);
    /// With its secrets in keychain and memory.
    QFuture<Result<void>> remove(const QString &id);
    QFuture<Result<ImportReport>> import(const QByteArray &text, bool replace);
    /// A whole file without secrets; no ids: all but the sandbox.
    QByteArray exported(const QStringList &ids = {}) const;

    /// As productionSuspicion(), against all().
    std::optional<QString> suspicion(const Environment &environment) const;

    /// Where each secret comes from, in the order of secretsOf(). May take as long as the desktop asks for
    /// the keychain's password. With an @p initiator the backend's token is theirs, here and below.
    QFuture<std::vector<SecretState>> secretStates(const Environment &environment,
                                                   const QString &initiator = {});
    /// @p where is Keychain or Session. An Error when the keychain cannot be used: offer the session.
    QFuture<Result<SecretState>> setSecret(const Environment &environment, SecretKind kind,
                                           const QByteArray &value, SecretSource where,
                                           const QString &initiator = {});
    QFuture<Result<void>> forgetSecret(const Environment &environment, SecretKind kind,
                                       const QString &initiator = {});

    /// Begins a self-test of the values given, saved or not, and ends one that is under way. tested() and
    /// testEnded() carry the id.
    QUuid test(const Environment &environment, const TypedSecrets &typed = {});
    /// testEnded() follows, with what is known.
    void stopTest();

Q_SIGNALS:
    void changed();
    void tested(const QUuid &test, const chatsync::CheckRow &row);
    void testEnded(const QUuid &test, const chatsync::ConnectionReport &report);

private:
    friend class Console;
    Environments(EnvironmentDesk *desk, QObject *parent);
    ~Environments() override;

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace chatsync
