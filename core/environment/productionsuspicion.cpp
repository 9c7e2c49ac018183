// SPDX-License-Identifier: MIT
#include "core/environment/environment.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace chatsync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Environments", text);
}

/// `db.prod.example`, `onecrew_production`, `prod-eu`, `live1`; not `products` or `reproduce`.
bool isNamedAfterProduction(const QString &text)
{
    static const QRegularExpression word{
        QStringLiteral("(?:^|[^a-z])(?:prod|production|prd|live)(?:[^a-z]|$)"),
        QRegularExpression::CaseInsensitiveOption};
    return word.match(text).hasMatch();
}

std::optional<DatabaseUrl> databaseOf(const Environment &environment)
{
    const Result<DatabaseUrl> url = DatabaseUrl::parse(environment.database);
    return url ? std::optional{*url} : std::nullopt;
}

bool isSameDatabase(const Environment &left, const Environment &right)
{
    const auto one = databaseOf(left);
    const auto other = databaseOf(right);
    if (!one || !other || one->dialect() != other->dialect())
        return false;
    const auto portOf = [](const DatabaseUrl &url) {
        return url.port().isEmpty() ? QStringLiteral("5432") : url.port();
    };
    if (one->dialect() == DatabaseUrl::Dialect::Sqlite)
        return one->path() == other->path();
    return one->host().compare(other->host(), Qt::CaseInsensitive) == 0 && portOf(*one) == portOf(*other) &&
           one->database() == other->database();
}

std::optional<QString> sharedWith(const Environment &environment, const Environment &production)
{
    if (!environment.streamKey.isEmpty() && environment.streamKey == production.streamKey)
        return tr("It works on the same StreamChat app as %1, which is a Production environment.")
            .arg(production.name);
    if (isSameDatabase(environment, production))
        return tr("It reads the same database as %1, which is a Production environment.")
            .arg(production.name);
    const QString backend = QUrl{environment.backendUrl}.host();
    if (!backend.isEmpty() && backend == QUrl{production.backendUrl}.host())
        return tr("It uses the same backend as %1, which is a Production environment.").arg(production.name);
    return std::nullopt;
}

std::optional<QString> suspiciousName(const Environment &environment)
{
    QStringList names{QUrl{environment.streamUrl}.host(), QUrl{environment.backendUrl}.host()};
    if (const auto database = databaseOf(environment);
        database && database->dialect() == DatabaseUrl::Dialect::PostgreSql)
        names << database->host() << database->database();
    for (const QString &name : names) {
        if (isNamedAfterProduction(name))
            return tr("“%1” is named like production.").arg(name);
    }
    return std::nullopt;
}

} // namespace

std::optional<QString> productionSuspicion(const Environment &environment,
                                           const std::vector<Environment> &all)
{
    if (environment.kind == EnvironmentKind::Production || environment.isEmbedded())
        return std::nullopt;
    std::optional<QString> reason;
    for (const Environment &other : all) {
        if (!reason && other.kind == EnvironmentKind::Production && other.id != environment.id)
            reason = sharedWith(environment, other);
    }
    if (!reason)
        reason = suspiciousName(environment);
    if (!reason)
        return std::nullopt;
    return tr("%1 is of the kind %2, but %3")
        .arg(environment.name, titleOf(environment.kind), reason->left(1).toLower() + reason->mid(1));
}

} // namespace chatsync
