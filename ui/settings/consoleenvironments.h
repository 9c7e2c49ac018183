// SPDX-License-Identifier: MIT
#pragma once

#include "core/workbench/console.h"
#include "ui/settings/environmentbackend.h"

namespace chatsync::ui {

/// The real one.
class ConsoleEnvironments final : public EnvironmentBackend {
    Q_OBJECT
public:
    /// The console is borrowed.
    explicit ConsoleEnvironments(Console *console, QObject *parent = nullptr);

    std::vector<Environment> all() const override;
    std::optional<Error> problem() const override;
    QStringList notices() const override;
    QString inUse() const override;
    QFuture<Result<Environment>> save(const Environment &environment) override;
    QFuture<Result<void>> remove(const QString &id) override;
    QFuture<Result<ImportReport>> import(const QByteArray &text, bool replace) override;
    QByteArray exported() const override;
    std::optional<QString> suspicion(const Environment &environment) const override;
    QFuture<std::vector<SecretState>> secretStates(const Environment &environment,
                                                        const QString &initiator) override;
    QFuture<Result<SecretState>> setSecret(const Environment &environment, SecretKind kind,
                                           const QByteArray &value, SecretSource where,
                                                   const QString &initiator) override;
    QFuture<Result<void>> forgetSecret(const Environment &environment, SecretKind kind,
                                              const QString &initiator) override;
    QUuid test(const Environment &environment, const TypedSecrets &typed) override;
    void stopTest() override;

private:
    Console *m_console;
};

} // namespace chatsync::ui
