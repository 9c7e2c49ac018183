// SPDX-License-Identifier: MIT
#include "core/workbench/environmentdesk.h"

#include "core/stream/networktransport.h"
#include "core/sync/systemclock.h"

#include <QNetworkAccessManager>

namespace chatsync {

EnvironmentDesk::EnvironmentDesk(QString path)
    : m_path(path.isEmpty() ? EnvironmentStore::defaultPath() : std::move(path))
    , m_store(m_path)
    , m_secrets(std::make_unique<Secrets>(systemKeychain()))
{}

EnvironmentDesk::~EnvironmentDesk() = default;

template<typename T, typename Fn>
void EnvironmentDesk::follow(QCoro::Task<T> task, Fn then)
{
    ++m_tasks;
    QCoro::connect(std::move(task), this, [this, then = std::move(then)](const T &value) {
        then(value);
        --m_tasks;
        // Queued, for coroutines are still on the stack.
        if (m_closing && m_tasks == 0)
            QMetaObject::invokeMethod(this, &EnvironmentDesk::ended, Qt::QueuedConnection);
    });
}

void EnvironmentDesk::reload()
{
    const Result<std::vector<Environment>> all = m_store.load();
    m_known = {};
    m_known.notices = m_store.notices();
    if (all)
        m_known.all = *all;
    else
        m_known.problem = all.error();
    Q_EMIT known(std::make_shared<const KnownEnvironments>(m_known));
}

void EnvironmentDesk::save(Environment environment, AnswerPtr<Result<Environment>> answer)
{
    const Result<Environment> saved = m_store.save(std::move(environment));
    reload();
    answer->give(saved);
}

void EnvironmentDesk::remove(QString id, AnswerPtr<Result<void>> answer)
{
    const Result<Environment> environment = findEnvironment(m_known.all, id);
    const Result<void> removed = m_store.remove(id);
    reload();
    if (!removed || !environment || m_closing) {
        answer->give(removed);
        return;
    }
    // The environment is gone whatever the keychain says.
    follow(forgetAll(*environment), [answer](const Result<void> &) { answer->give({}); });
}

QCoro::Task<Result<void>> EnvironmentDesk::forgetAll(Environment environment)
{
    Secrets *const secrets = m_secrets.get();
    const std::stop_token stop = m_stopAll.get_token();
    Result<void> first;
    for (const SecretKind kind : chatsync::secretsOf(environment)) {
        auto forgetting = secrets->forget(environment, kind, stop);
        const Result<void> forgotten = co_await forgetting;
        if (first && !forgotten)
            first = forgotten;
    }
    co_return first;
}

void EnvironmentDesk::import(QByteArray text, bool replace, AnswerPtr<Result<ImportReport>> answer)
{
    const Result<ImportReport> report = m_store.import(text, replace);
    reload();
    answer->give(report);
}

void EnvironmentDesk::secretStates(Environment environment, QString initiator,
                                   AnswerPtr<std::vector<SecretState>> answer)
{
    if (m_closing)
        return;
    const auto asking = [](Secrets *secrets, Environment place, QString whose,
                           std::stop_token stop) -> QCoro::Task<std::vector<SecretState>> {
        std::vector<SecretState> states;
        for (const SecretKind kind : chatsync::secretsOf(place)) {
            const QString holder = kind == SecretKind::BackendToken ? whose : QString{};
            auto finding = secrets->find(place, kind, stop, holder);
            const FoundSecret found = co_await finding;
            states.push_back(found.state);
        }
        co_return states;
    };
    follow(asking(m_secrets.get(), std::move(environment), std::move(initiator), m_stopAll.get_token()),
           [answer](const std::vector<SecretState> &states) { answer->give(states); });
}

void EnvironmentDesk::setSecret(Environment environment, SecretKind kind, QByteArray value,
                                SecretSource where, QString initiator,
                                AnswerPtr<Result<SecretState>> answer)
{
    if (m_closing)
        return;
    if (where != SecretSource::Keychain) {
        m_secrets->keepForSession(environment, kind, value, initiator);
        value.clear();
    }
    const auto keeping = [](Secrets *secrets, Environment place, SecretKind what, QByteArray secret,
                            QString whose, std::stop_token stop) -> QCoro::Task<Result<SecretState>> {
        if (!secret.isEmpty()) {
            auto writing = secrets->keep(place, what, secret, stop, whose);
            const Result<void> kept = co_await writing;
            if (!kept)
                co_return tl::unexpected(kept.error());
        }
        auto finding = secrets->find(place, what, stop, whose);
        const FoundSecret found = co_await finding;
        co_return found.state;
    };
    follow(keeping(m_secrets.get(), std::move(environment), kind, std::move(value), std::move(initiator),
                   m_stopAll.get_token()),
           [answer](const Result<SecretState> &state) { answer->give(state); });
}

void EnvironmentDesk::forgetSecret(Environment environment, SecretKind kind, QString initiator,
                                   AnswerPtr<Result<void>> answer)
{
    if (m_closing)
        return;
    follow(m_secrets->forget(std::move(environment), kind, m_stopAll.get_token(), std::move(initiator)),
           [answer](const Result<void> &forgotten) { answer->give(forgotten); });
}

QCoro::Task<Result<EnvironmentSecrets>> EnvironmentDesk::secretsOf(Environment environment,
                                                                   std::stop_token stop)
{
    return m_secrets->findAll(std::move(environment), std::move(stop));
}

QCoro::Task<QByteArray> EnvironmentDesk::backendTokenOf(Environment environment, QString initiator,
                                                        std::stop_token stop)
{
    auto finding = m_secrets->find(std::move(environment), SecretKind::BackendToken, std::move(stop),
                                   std::move(initiator));
    const FoundSecret found = co_await finding;
    co_return found.value;
}

void EnvironmentDesk::test(QUuid id, Environment environment, TypedSecrets typed)
{
    m_stopTest.request_stop();
    if (m_closing)
        return;
    m_stopTest = {};
    follow(performTest(id, std::move(environment), std::move(typed), m_stopTest.get_token()),
           [this, id](const ConnectionReport &report) { Q_EMIT testEnded(id, report); });
}

void EnvironmentDesk::stopTest()
{
    m_stopTest.request_stop();
}

QCoro::Task<ConnectionReport> EnvironmentDesk::performTest(QUuid id, Environment environment,
                                                           TypedSecrets typed, std::stop_token stop)
{
    if (!m_network) {
        m_network = std::make_unique<QNetworkAccessManager>();
        m_clock = std::make_unique<SystemClock>();
    }
    stream::NetworkTransport transport{m_network.get()};
    ConnectionTestContext context;
    context.environment = environment;
    context.known = m_known.all;
    context.transport = &transport;
    context.clock = m_clock.get();
    context.told = [this, id](const CheckRow &row) { Q_EMIT tested(id, row); };
    auto finding = m_secrets->findWith(environment, typed, stop);
    context.secrets = co_await finding;
    auto testing = testConnection(context, stop);
    const ConnectionReport report = co_await testing;
    co_return report;
}

void EnvironmentDesk::close()
{
    m_closing = true;
    m_stopAll.request_stop();
    m_stopTest.request_stop();
    if (m_tasks == 0)
        QMetaObject::invokeMethod(this, &EnvironmentDesk::ended, Qt::QueuedConnection);
}

} // namespace chatsync
