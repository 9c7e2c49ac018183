// SPDX-License-Identifier: MIT
#include "ui/settings/environmentdraft.h"

#include <QCoreApplication>
#include <QUrl>

namespace chatsync::ui {

namespace {

const QString tlsOption = QStringLiteral("sslmode");

struct Address {
    QString before; ///< Up to the question mark
    QStringList options;
};

Address takenApart(const QString &database)
{
    const qsizetype mark = database.indexOf(u'?');
    if (mark < 0)
        return {database, {}};
    return {database.left(mark), database.mid(mark + 1).split(u'&', Qt::SkipEmptyParts)};
}

bool isTls(const QString &option)
{
    return option.section(u'=', 0, 0) == tlsOption;
}

} // namespace

QString freeName(const QString &wanted, const QStringList &taken)
{
    QString name = wanted;
    for (int number = 2; taken.contains(name, Qt::CaseInsensitive); ++number)
        name = QStringLiteral("%1 %2").arg(wanted).arg(number);
    return name;
}

bool isPostgres(const QString &database)
{
    return database.startsWith(QLatin1String("postgresql:")) ||
           database.startsWith(QLatin1String("postgres:"));
}

QString tlsModeOf(const QString &database)
{
    if (!isPostgres(database))
        return {};
    const QStringList options = takenApart(database).options;
    const auto found = std::find_if(options.cbegin(), options.cend(), &isTls);
    return found == options.cend() ? QString{} : found->section(u'=', 1);
}

QString withTlsMode(const QString &database, const QString &mode)
{
    if (!isPostgres(database))
        return database;
    Address address = takenApart(database);
    address.options.removeIf(&isTls);
    if (!mode.isEmpty())
        address.options << tlsOption + u'=' + mode;
    return address.options.isEmpty() ? address.before : address.before + u'?' + address.options.join(u'&');
}

QString hostOf(const Environment &environment)
{
    if (environment.isEmbedded())
        return QCoreApplication::translate("EnvironmentList", "Embedded in this program");
    const Result<QUrl> url = streamUrlFrom(environment.streamUrl);
    return url ? url->host() : environment.streamUrl;
}

} // namespace chatsync::ui
