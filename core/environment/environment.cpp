// SPDX-License-Identifier: MIT
#include "core/environment/environment.h"

#include <QCoreApplication>
#include <QCryptographicHash>

namespace chatsync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Environments", text);
}

} // namespace

QString toString(EnvironmentKind kind)
{
    switch (kind) {
    case EnvironmentKind::Sandbox:
        return QStringLiteral("sandbox");
    case EnvironmentKind::Staging:
        return QStringLiteral("staging");
    case EnvironmentKind::Production:
        return QStringLiteral("production");
    case EnvironmentKind::Custom:
        return QStringLiteral("custom");
    }
    Q_UNREACHABLE();
}

QString toString(WritePolicy policy)
{
    switch (policy) {
    case WritePolicy::Allowed:
        return QStringLiteral("allowed");
    case WritePolicy::ReadOnly:
        return QStringLiteral("read_only");
    case WritePolicy::WhenArmed:
        return QStringLiteral("when_armed");
    }
    Q_UNREACHABLE();
}

QString toString(BackendSignIn signIn)
{
    return signIn == BackendSignIn::Secret ? QStringLiteral("hs256") : QStringLiteral("token");
}

QString toString(SecretKind kind)
{
    switch (kind) {
    case SecretKind::StreamSecret:
        return QStringLiteral("stream_secret");
    case SecretKind::DatabasePassword:
        return QStringLiteral("database_password");
    case SecretKind::BackendToken:
        return QStringLiteral("backend_token");
    case SecretKind::BackendSecret:
        return QStringLiteral("backend_secret");
    }
    Q_UNREACHABLE();
}

std::optional<EnvironmentKind> environmentKindFrom(const QString &name)
{
    for (const EnvironmentKind kind : {EnvironmentKind::Sandbox, EnvironmentKind::Staging,
                                       EnvironmentKind::Production, EnvironmentKind::Custom}) {
        if (toString(kind) == name)
            return kind;
    }
    return std::nullopt;
}

std::optional<WritePolicy> writePolicyFrom(const QString &name)
{
    for (const WritePolicy policy : {WritePolicy::Allowed, WritePolicy::ReadOnly, WritePolicy::WhenArmed}) {
        if (toString(policy) == name)
            return policy;
    }
    return std::nullopt;
}

std::optional<BackendSignIn> backendSignInFrom(const QString &name)
{
    for (const BackendSignIn signIn : {BackendSignIn::Secret, BackendSignIn::Token}) {
        if (toString(signIn) == name)
            return signIn;
    }
    return std::nullopt;
}

QString titleOf(EnvironmentKind kind)
{
    switch (kind) {
    case EnvironmentKind::Sandbox:
        return tr("Sandbox");
    case EnvironmentKind::Staging:
        return tr("Staging");
    case EnvironmentKind::Production:
        return tr("Production");
    case EnvironmentKind::Custom:
        return tr("Custom");
    }
    Q_UNREACHABLE();
}

QString titleOf(WritePolicy policy)
{
    switch (policy) {
    case WritePolicy::Allowed:
        return tr("writing allowed");
    case WritePolicy::ReadOnly:
        return tr("read-only");
    case WritePolicy::WhenArmed:
        return tr("read-only unless armed");
    }
    Q_UNREACHABLE();
}

QString titleOf(SecretKind kind)
{
    switch (kind) {
    case SecretKind::StreamSecret:
        return tr("StreamChat's secret");
    case SecretKind::DatabasePassword:
        return tr("the database's password");
    case SecretKind::BackendToken:
        return tr("the backend's token");
    case SecretKind::BackendSecret:
        return tr("the backend's secret");
    }
    Q_UNREACHABLE();
}

WritePolicy defaultPolicyOf(EnvironmentKind kind)
{
    return kind == EnvironmentKind::Production ? WritePolicy::WhenArmed : WritePolicy::Allowed;
}

Environment Environment::sandbox()
{
    Environment sandbox;
    sandbox.id = QStringLiteral("sandbox");
    sandbox.name = tr("Sandbox");
    sandbox.kind = EnvironmentKind::Sandbox;
    return sandbox;
}

bool Environment::isEmbedded() const
{
    return id == QLatin1String("sandbox");
}

QString environmentIdOf(const QString &name)
{
    QString id;
    for (const QChar character : name.toLower()) {
        const bool plain = character.unicode() < 128 && character.isLetterOrNumber();
        if (plain)
            id += character;
        else if (!id.isEmpty() && !id.endsWith(u'-'))
            id += u'-';
    }
    while (id.endsWith(u'-'))
        id.chop(1);
    if (!id.isEmpty())
        return id;
    const QByteArray digest = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256);
    return QStringLiteral("env-") + QString::fromLatin1(digest.toHex().left(8));
}

QList<SecretKind> secretsOf(const Environment &environment)
{
    if (environment.isEmbedded())
        return {};
    QList<SecretKind> kinds{SecretKind::StreamSecret};
    const Result<DatabaseUrl> database = DatabaseUrl::parse(environment.database);
    if (database && database->dialect() == DatabaseUrl::Dialect::PostgreSql)
        kinds << SecretKind::DatabasePassword;
    if (!environment.backendUrl.isEmpty())
        kinds << (environment.backendSignIn == BackendSignIn::Token ? SecretKind::BackendToken
                                                                    : SecretKind::BackendSecret);
    return kinds;
}

} // namespace chatsync
