// SPDX-License-Identifier: MIT
#pragma once

// The part of Environments that lives in the engine's thread. Internal to core/workbench.

#include "core/workbench/enginetasks.h"
#include "core/workbench/environments.h"

#include <QHash>

class QNetworkAccessManager;

namespace chatsync {

/// What the file held when it was last read.
struct KnownEnvironments {
    std::vector<Environment> all{Environment::sandbox()};
    std::optional<Error> problem;
    QStringList notices;
};

/// Disk, keychain and self-test. Everything is called in its own thread, by queued calls in order.
class EnvironmentDesk final : public QObject {
    Q_OBJECT
public:
    explicit EnvironmentDesk(QString path);
    ~EnvironmentDesk() override;

    QString path() const { return m_path; }

    void reload();
    void save(Environment environment, AnswerPtr<Result<Environment>> answer);
    void remove(QString id, AnswerPtr<Result<void>> answer);
    void import(QByteArray text, bool replace, AnswerPtr<Result<ImportReport>> answer);

    void secretStates(Environment environment, QString initiator,
                      AnswerPtr<std::vector<SecretState>> answer);
    void setSecret(Environment environment, SecretKind kind, QByteArray value, SecretSource where,
                   QString initiator, AnswerPtr<Result<SecretState>> answer);
    void forgetSecret(Environment environment, SecretKind kind, QString initiator,
                      AnswerPtr<Result<void>> answer);

    void test(QUuid id, Environment environment, TypedSecrets typed);
    void stopTest();

    /// For Engine::use(), in this thread.
    QCoro::Task<Result<EnvironmentSecrets>> secretsOf(Environment environment, std::stop_token stop);
    /// For BackendAccess::tokenOf, in this thread.
    QCoro::Task<QByteArray> backendTokenOf(Environment environment, QString initiator, std::stop_token stop);

    /// Asks everything under way to end; ended() once nothing is. Nothing is begun any more.
    void close();
    bool isIdle() const { return m_tasks == 0; }

Q_SIGNALS:
    void known(const std::shared_ptr<const chatsync::KnownEnvironments> &known);
    void tested(const QUuid &test, const chatsync::CheckRow &row);
    void testEnded(const QUuid &test, const chatsync::ConnectionReport &report);
    void ended();

private:
    template<typename T, typename Fn>
    void follow(QCoro::Task<T> task, Fn then);
    QCoro::Task<Result<void>> forgetAll(Environment environment);
    QCoro::Task<ConnectionReport> performTest(QUuid id, Environment environment, TypedSecrets typed,
                                              std::stop_token stop);

    QString m_path;
    EnvironmentStore m_store;
    KnownEnvironments m_known;
    std::unique_ptr<Secrets> m_secrets;
    std::unique_ptr<Clock> m_clock;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::stop_source m_stopAll;
    std::stop_source m_stopTest;
    int m_tasks = 0;
    bool m_closing = false;
};

} // namespace chatsync
