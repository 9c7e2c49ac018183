// SPDX-License-Identifier: MIT
#include "core/environment/secrets.h"

#include <QCoreApplication>

namespace chatsync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Environments", text);
}

/// A line end at the end of a variable is none of the secret.
QByteArray valueOf(const QString &variable)
{
    QByteArray value = qgetenv(variable.toLatin1().constData());
    while (value.endsWith('\n') || value.endsWith('\r'))
        value.chop(1);
    return value;
}

FoundSecret found(SecretKind kind, SecretSource source, const QString &where, const QByteArray &value)
{
    return {{kind, source, where, std::nullopt}, value};
}

std::optional<FoundSecret> inVariable(SecretKind kind, const QString &variable)
{
    const QByteArray value = valueOf(variable);
    if (value.isEmpty())
        return std::nullopt;
    return found(kind, SecretSource::Variable, tr("From %1").arg(variable), value);
}

void put(EnvironmentSecrets &secrets, SecretKind kind, const QByteArray &value)
{
    switch (kind) {
    case SecretKind::StreamSecret:
        secrets.streamSecret = value;
        return;
    case SecretKind::DatabasePassword:
        secrets.databasePassword = QString::fromUtf8(value);
        return;
    case SecretKind::BackendToken:
        secrets.backendToken = value;
        return;
    case SecretKind::BackendSecret:
        secrets.backendSecret = value;
        return;
    }
    Q_UNREACHABLE();
}

Error streamSecretMissing(const Environment &environment, const SecretState &state)
{
    const QString variable = Secrets::variableFor(environment, SecretKind::StreamSecret);
    QString what = tr("StreamChat's secret of %1 is nowhere to be found.").arg(environment.name);
    if (state.problem)
        what += u' ' + state.problem->what;
    return {Error::Kind::Refused, what,
            tr("Keep it in the keychain (chat-sync env add, or Settings), or set %1.").arg(variable),
            state.problem ? state.problem->detail : QString{}};
}

} // namespace

std::optional<QByteArray> &TypedSecrets::of(SecretKind kind)
{
    switch (kind) {
    case SecretKind::StreamSecret:
        return streamSecret;
    case SecretKind::DatabasePassword:
        return databasePassword;
    case SecretKind::BackendToken:
        return backendToken;
    case SecretKind::BackendSecret:
        return backendSecret;
    }
    Q_UNREACHABLE();
}

const std::optional<QByteArray> &TypedSecrets::of(SecretKind kind) const
{
    return const_cast<TypedSecrets *>(this)->of(kind);
}

QString toString(SecretSource source)
{
    switch (source) {
    case SecretSource::Session:
        return QStringLiteral("session");
    case SecretSource::Variable:
        return QStringLiteral("variable");
    case SecretSource::Keychain:
        return QStringLiteral("keychain");
    }
    Q_UNREACHABLE();
}

Secrets::Secrets(std::unique_ptr<Keychain> keychain)
    : m_keychain(std::move(keychain))
{}

Secrets::~Secrets() = default;

QString Secrets::variableFor(const Environment &environment, SecretKind kind)
{
    QString id = environment.id.isEmpty() ? environmentIdOf(environment.name) : environment.id;
    id.replace(u'-', u'_');
    return QStringLiteral("CHATSYNC_") + id.toUpper() + u'_' + toString(kind).toUpper();
}

QString Secrets::plainVariableFor(SecretKind kind)
{
    switch (kind) {
    case SecretKind::StreamSecret:
        return QStringLiteral("STREAM_SECRET");
    case SecretKind::DatabasePassword:
        return QStringLiteral("PGPASSWORD");
    case SecretKind::BackendToken:
        return QStringLiteral("BACKEND_TOKEN");
    case SecretKind::BackendSecret:
        return QStringLiteral("BACKEND_SECRET");
    }
    Q_UNREACHABLE();
}

QString Secrets::keyOf(const Environment &environment, SecretKind kind, const QString &initiator)
{
    const QString id = environment.id.isEmpty() ? environmentIdOf(environment.name) : environment.id;
    const QString key = id + u'/' + toString(kind);
    return initiator.isEmpty() ? key : key + u'/' + initiator.toLower();
}

QCoro::Task<FoundSecret> Secrets::find(Environment environment, SecretKind kind, std::stop_token stop,
                                       QString initiator)
{
    if (!initiator.isEmpty()) {
        const QString key = keyOf(environment, kind, initiator);
        if (const auto kept = m_session.constFind(key); kept != m_session.cend())
            co_return found(kind, SecretSource::Session, tr("For this session"), *kept);
        auto reading = m_keychain->read(key, stop);
        const Result<std::optional<QByteArray>> kept = co_await reading;
        if (kept && *kept)
            co_return found(kind, SecretSource::Keychain, tr("In the keychain"), **kept);
    }
    auto finding = findOne(environment, kind, keyOf(environment, kind, {}), stop);
    const FoundSecret secret = co_await finding;
    co_return secret;
}

QCoro::Task<FoundSecret> Secrets::findOne(Environment environment, SecretKind kind, QString key,
                                          std::stop_token stop)
{
    if (const auto kept = m_session.constFind(key); kept != m_session.cend())
        co_return found(kind, SecretSource::Session, tr("For this session"), *kept);
    if (const auto secret = inVariable(kind, variableFor(environment, kind)))
        co_return *secret;
    auto reading = m_keychain->read(key, stop);
    const Result<std::optional<QByteArray>> kept = co_await reading;
    if (kept && *kept)
        co_return found(kind, SecretSource::Keychain, tr("In the keychain"), **kept);
    FoundSecret secret;
    if (const auto plain = inVariable(kind, plainVariableFor(kind)))
        secret = *plain;
    secret.state.kind = kind;
    if (!kept)
        secret.state.problem = kept.error();
    if (!secret.state.source)
        secret.state.where = tr("Not given");
    co_return secret;
}

QCoro::Task<Result<EnvironmentSecrets>> Secrets::findAll(Environment environment, std::stop_token stop)
{
    EnvironmentSecrets secrets;
    for (const SecretKind kind : secretsOf(environment)) {
        auto finding = find(environment, kind, stop);
        const FoundSecret secret = co_await finding;
        if (stop.stop_requested())
            co_return cancelledError();
        secrets.states.push_back(secret.state);
        if (kind == SecretKind::StreamSecret && secret.value.isEmpty())
            co_return tl::unexpected(streamSecretMissing(environment, secret.state));
        put(secrets, kind, secret.value);
    }
    co_return secrets;
}

QCoro::Task<EnvironmentSecrets> Secrets::findWith(Environment environment, TypedSecrets typed,
                                                  std::stop_token stop)
{
    EnvironmentSecrets secrets;
    for (const SecretKind kind : secretsOf(environment)) {
        const std::optional<QByteArray> given = typed.of(kind);
        FoundSecret secret;
        if (given) {
            secret = found(kind, SecretSource::Session, tr("As typed"), *given);
        } else {
            auto finding = find(environment, kind, stop);
            secret = co_await finding;
        }
        secrets.states.push_back(secret.state);
        put(secrets, kind, secret.value);
    }
    co_return secrets;
}

QCoro::Task<Result<void>> Secrets::keep(Environment environment, SecretKind kind, QByteArray value,
                                        std::stop_token stop, QString initiator)
{
    const QString key = keyOf(environment, kind, initiator);
    auto writing = m_keychain->write(key, value, stop);
    Result<void> kept = co_await writing;
    // What was typed for this session would hide it.
    if (kept)
        m_session.remove(key);
    co_return kept;
}

void Secrets::keepForSession(const Environment &environment, SecretKind kind, const QByteArray &value,
                             const QString &initiator)
{
    m_session.insert(keyOf(environment, kind, initiator), value);
}

QCoro::Task<Result<void>> Secrets::forget(Environment environment, SecretKind kind, std::stop_token stop,
                                          QString initiator)
{
    const QString key = keyOf(environment, kind, initiator);
    m_session.remove(key);
    auto removing = m_keychain->remove(key, stop);
    Result<void> removed = co_await removing;
    co_return removed;
}

} // namespace chatsync
