// SPDX-License-Identifier: MIT
#include "core/environment/environment.h"

#include <QCoreApplication>
#include <QUrl>

namespace chatsync {

namespace {

constexpr qsizetype longestName = 80;

QString tr(const char *text)
{
    return QCoreApplication::translate("Environments", text);
}

tl::unexpected<Error> wrong(const QString &what, const QString &advice)
{
    return tl::unexpected(Error{Error::Kind::Input, what, advice, {}});
}

/// Names steer terminals and menus; blanks around them, line ends and the like are typing errors.
bool isGoodName(const QString &name)
{
    if (name.isEmpty() || name.size() > longestName || name != name.trimmed())
        return false;
    return std::none_of(name.cbegin(), name.cend(), [](QChar character) {
        return character.category() == QChar::Other_Control || character.category() == QChar::Other_Format ||
               character.category() == QChar::Separator_Line ||
               character.category() == QChar::Separator_Paragraph;
    });
}

bool isLoopback(const QUrl &url)
{
    return url.host() == QLatin1String("localhost") || url.host() == QLatin1String("127.0.0.1") ||
           url.host() == QLatin1String("::1");
}

bool isWebAddress(const QUrl &url)
{
    const bool http = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    return url.isValid() && !url.host().isEmpty() && http && url.userInfo().isEmpty() && !url.hasQuery();
}

Result<void> checkBackend(const QString &text)
{
    if (text.isEmpty())
        return {};
    const QUrl url{text, QUrl::StrictMode};
    if (!isWebAddress(url))
        return wrong(tr("The backend's address cannot be used."),
                     tr("Give it as https://HOST, without user, password or query."));
    return {};
}

Result<void> checkDatabase(const QString &text)
{
    if (text.isEmpty())
        return wrong(
            tr("The participants' database is missing."),
            tr("Give its address as sqlite:PATH or postgresql://USER@HOST/NAME?sslmode=verify-full."));
    const Result<SplitDatabase> split = splitPassword(text);
    if (!split)
        return tl::unexpected(split.error());
    if (!split->password.isEmpty())
        return wrong(tr("The address of the database holds a password, which no file may keep."),
                     tr("Take it out of the address, and keep it in the keychain or in a variable."));
    return {};
}

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

/// Hosts and ports of a libpq URI: lists of them belong together in pairs.
QString hostsOf(const DatabaseUrl &url)
{
    const QStringList names = url.host().split(u',');
    const QStringList ports = url.port().split(u',');
    QStringList hosts;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QString &name = names[i];
        const QString host = name.contains(u':') ? u'[' + name + u']' : encoded(name);
        const QString port = ports.size() == names.size() ? ports[i] : ports.value(0);
        hosts << (port.isEmpty() ? host : host + u':' + port);
    }
    return hosts.join(u',');
}

QString addressOf(const DatabaseUrl &url)
{
    if (url.dialect() == DatabaseUrl::Dialect::Sqlite)
        return QStringLiteral("sqlite:") + (url.isInMemory() ? QStringLiteral(":memory:") : url.path());
    QString text = QStringLiteral("postgresql://");
    if (!url.user().isEmpty())
        text += encoded(url.user()) + u'@';
    text += hostsOf(url) + u'/' + encoded(url.database());
    QStringList options;
    for (const auto &[key, value] : url.options())
        options << key + u'=' + encoded(value);
    return options.isEmpty() ? text : text + u'?' + options.join(u'&');
}

} // namespace

Result<QUrl> streamUrlFrom(const QString &text)
{
    if (text.isEmpty())
        return QUrl{QStringLiteral("https://chat.stream-io-api.com")};
    const QUrl url{text, QUrl::StrictMode};
    if (!isWebAddress(url))
        return wrong(tr("StreamChat's address cannot be used."),
                     tr("Give it as https://HOST, without user, password or query."));
    if (url.scheme() == QLatin1String("http") && !isLoopback(url)) {
        return wrong(tr("StreamChat's address is not encrypted, and the token would be readable on its way."),
                     tr("Use https:// (http:// is for this machine alone)."));
    }
    return url;
}

Result<QUrl> backendUrlFrom(const QString &text)
{
    if (text.isEmpty())
        return wrong(tr("The backend's address is missing."),
                     tr("Give --backend-url, set BACKEND_URL, or keep it with the environment."));
    if (const Result<void> usable = checkBackend(text); !usable)
        return tl::unexpected(usable.error());
    const QUrl url{text, QUrl::StrictMode};
    if (url.scheme() == QLatin1String("http") && !isLoopback(url)) {
        return wrong(
            tr("The backend's address is not encrypted, and the token would be readable on its way."),
            tr("Use https:// (http:// is for this machine alone)."));
    }
    return url;
}

Result<SplitDatabase> splitPassword(const QString &databaseUrl)
{
    const Result<DatabaseUrl> url = DatabaseUrl::parse(databaseUrl);
    if (!url)
        return tl::unexpected(url.error());
    const auto isKeyPassword = [](const auto &option) {
        return option.first == QLatin1String("sslpassword");
    };
    const DatabaseUrl::Options options = url->options();
    if (std::any_of(options.cbegin(), options.cend(), isKeyPassword))
        return wrong(tr("The address of the database holds the password of a TLS key (sslpassword), which no "
                        "file may keep."),
                     tr("Use a TLS key without a password, readable by you alone."));
    if (url->password().isEmpty())
        return SplitDatabase{databaseUrl.trimmed(), {}};
    return SplitDatabase{addressOf(*url), url->password()};
}

Result<void> checkEnvironment(const Environment &environment)
{
    if (!isGoodName(environment.name))
        return wrong(tr("The environment's name cannot be used."),
                     tr("Give it one of 1 to 80 characters, in one line."));
    if (environment.isEmbedded())
        return {};
    if (const Result<QUrl> url = streamUrlFrom(environment.streamUrl); !url)
        return tl::unexpected(url.error());
    if (environment.streamKey.isEmpty())
        return wrong(tr("StreamChat's key is missing."),
                     tr("It stands beside the secret in StreamChat's dashboard."));
    if (Result<void> database = checkDatabase(environment.database); !database)
        return database;
    return checkBackend(environment.backendUrl);
}

} // namespace chatsync
