// SPDX-License-Identifier: MIT
#pragma once

#include "core/workbench/environments.h"

#include <QFuture>
#include <QObject>

namespace chatsync::ui {

/// What the page of environments needs of the engine. A port: the Console in the program, a fake in tests.
/// Everything answers in the GUI thread and nothing blocks; what each call means is told in
/// core/workbench/environments.h.
class EnvironmentBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual std::vector<Environment> all() const = 0;
    virtual std::optional<Error> problem() const = 0;
    virtual QStringList notices() const = 0;
    /// Id of the one worked in; empty for loose options.
    virtual QString inUse() const = 0;

    virtual QFuture<Result<Environment>> save(const Environment &environment) = 0;
    virtual QFuture<Result<void>> remove(const QString &id) = 0;
    virtual QFuture<Result<ImportReport>> import(const QByteArray &text, bool replace) = 0;
    virtual QByteArray exported() const = 0;
    virtual std::optional<QString> suspicion(const Environment &environment) const = 0;

    /// With an @p initiator the backend's token is theirs alone.
    virtual QFuture<std::vector<SecretState>> secretStates(const Environment &environment,
                                                        const QString &initiator) = 0;
    virtual QFuture<Result<SecretState>> setSecret(const Environment &environment, SecretKind kind,
                                                   const QByteArray &value, SecretSource where,
                                                   const QString &initiator) = 0;
    virtual QFuture<Result<void>> forgetSecret(const Environment &environment, SecretKind kind,
                                              const QString &initiator) = 0;

    virtual QUuid test(const Environment &environment, const TypedSecrets &typed) = 0;
    virtual void stopTest() = 0;

Q_SIGNALS:
    void changed();
    void inUseChanged();
    void tested(const QUuid &test, const chatsync::CheckRow &row);
    void testEnded(const QUuid &test, const chatsync::ConnectionReport &report);
};

} // namespace chatsync::ui
