// SPDX-License-Identifier: MIT
#include "core/directory/databaseurl.h"

#include <QCoreApplication>
#include <QUrl>

#include <optional>

namespace chatsync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("DatabaseUrl", text);
}

tl::unexpected<Error> refused(const QString &what)
{
    return tl::unexpected(Error{Error::Kind::Input,
                                what,
                                tr("Write sqlite:PATH, or postgresql://USER:PASSWORD@HOST:PORT/DATABASE with "
                                   "special characters as %XX."),
                                {}});
}

/// Nothing when a `%` is not followed by two hexadecimal digits, or the text would hold a NUL.
std::optional<QString> decoded(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const auto isHex = [&bytes](qsizetype i) {
        return i < bytes.size() && std::isxdigit(static_cast<unsigned char>(bytes[i]));
    };
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == '%' && !(isHex(i + 1) && isHex(i + 2)))
            return std::nullopt;
    }
    const QString plain = QUrl::fromPercentEncoding(bytes);
    if (plain.contains(QChar::Null))
        return std::nullopt;
    return plain;
}

bool isPort(const QString &text)
{
    bool ok = false;
    const int port = text.toInt(&ok);
    return text.isEmpty() || (ok && port > 0 && port <= 65535);
}

} // namespace

Result<DatabaseUrl> DatabaseUrl::parse(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return refused(tr("The address of the database is empty."));
    const qsizetype colon = trimmed.indexOf(QLatin1Char(':'));
    const QString scheme = colon < 0 ? QString{} : trimmed.first(colon).toLower();
    if (scheme == QLatin1String("sqlite"))
        return parseSqlite(trimmed.sliced(colon + 1));
    if (scheme == QLatin1String("postgres") || scheme == QLatin1String("postgresql")) {
        const QString rest = trimmed.sliced(colon + 1);
        if (!rest.startsWith(QLatin1String("//")))
            return refused(tr("The address of the PostgreSQL database lacks the // after its scheme."));
        return parsePostgres(rest.sliced(2));
    }
    return refused(tr("The address of the database starts with neither sqlite: nor postgresql://."));
}

Result<DatabaseUrl> DatabaseUrl::parseSqlite(const QString &rest)
{
    if (rest == QLatin1String(":memory:"))
        return memory();
    // Both sqlite:///abs/path and sqlite:/abs/path are in use elsewhere.
    const QString path = rest.startsWith(QLatin1String("///")) ? rest.sliced(2) : rest;
    if (path.isEmpty() || path.startsWith(QLatin1String("//")))
        return refused(tr("The address of the SQLite database names no file."));
    if (path.contains(QChar::Null))
        return refused(tr("The path of the SQLite database holds a NUL character."));
    return sqliteFile(path);
}

DatabaseUrl DatabaseUrl::sqliteFile(const QString &path)
{
    DatabaseUrl url;
    url.m_path = path;
    return url;
}

DatabaseUrl DatabaseUrl::memory()
{
    return {};
}

Result<DatabaseUrl> DatabaseUrl::parsePostgres(const QString &rest)
{
    DatabaseUrl url;
    url.m_dialect = Dialect::PostgreSql;
    const qsizetype question = rest.indexOf(QLatin1Char('?'));
    const QString beforeQuery = question < 0 ? rest : rest.first(question);
    // The last @ ends the user, so that a password with a bare @ still works; a path has none before it.
    const qsizetype at = beforeQuery.lastIndexOf(QLatin1Char('@'));
    const qsizetype slash = beforeQuery.indexOf(QLatin1Char('/'), at + 1);
    const QString authority = slash < 0 ? beforeQuery : beforeQuery.first(slash);
    if (!url.readAuthority(authority))
        return refused(tr("The host or port in the address of the PostgreSQL database cannot be read."));
    const std::optional<QString> database = decoded(slash < 0 ? QString{} : beforeQuery.sliced(slash + 1));
    if (!database)
        return refused(
            tr("The name of the database in the address has a % that is not followed by two digits."));
    url.m_database = *database;
    if (question >= 0 && !url.readQuery(rest.sliced(question + 1)))
        return refused(
            tr("The options behind the ? in the address of the PostgreSQL database cannot be read."));
    return url;
}

bool DatabaseUrl::readAuthority(const QString &authority)
{
    const qsizetype at = authority.lastIndexOf(QLatin1Char('@'));
    if (at >= 0) {
        const QString info = authority.first(at);
        const qsizetype colon = info.indexOf(QLatin1Char(':'));
        const std::optional<QString> user = decoded(colon < 0 ? info : info.first(colon));
        const std::optional<QString> password = decoded(colon < 0 ? QString{} : info.sliced(colon + 1));
        if (!user || !password)
            return false;
        m_user = *user;
        m_password = *password;
    }
    return readHosts(authority.sliced(at + 1));
}

bool DatabaseUrl::readHosts(const QString &hosts)
{
    QStringList names;
    QStringList ports;
    for (const QString &entry : hosts.split(QLatin1Char(','))) {
        qsizetype end = entry.indexOf(QLatin1Char(':'));
        QString name = end < 0 ? entry : entry.first(end);
        if (entry.startsWith(QLatin1Char('['))) {
            const qsizetype close = entry.indexOf(QLatin1Char(']'));
            if (close < 2)
                return false;
            name = entry.sliced(1, close - 1);
            const QString behind = entry.sliced(close + 1);
            if (!behind.isEmpty() && !behind.startsWith(QLatin1Char(':')))
                return false;
            end = behind.isEmpty() ? -1 : close + 1;
        }
        const std::optional<QString> host = decoded(name);
        const QString port = end < 0 ? QString{} : entry.sliced(end + 1);
        if (!host || host->contains(QLatin1Char(' ')) || !isPort(port))
            return false;
        names << *host;
        ports << port;
    }
    const bool anyPort =
        std::any_of(ports.cbegin(), ports.cend(), [](const QString &port) { return !port.isEmpty(); });
    m_host = names.join(QLatin1Char(','));
    m_port = anyPort ? ports.join(QLatin1Char(',')) : QString{};
    return true;
}

bool DatabaseUrl::readQuery(const QString &query)
{
    for (const QString &entry : query.split(QLatin1Char('&'), Qt::SkipEmptyParts)) {
        const qsizetype equals = entry.indexOf(QLatin1Char('='));
        if (equals < 1)
            return false;
        const std::optional<QString> key = decoded(entry.first(equals));
        const std::optional<QString> value = decoded(entry.sliced(equals + 1));
        // Qt takes connect options apart at each semicolon, quoted or not.
        if (!key || !value || value->contains(QLatin1Char(';')))
            return false;
        const auto isWord = [](QChar c) {
            return c == QLatin1Char('_') || (c.unicode() < 128 && c.isLetterOrNumber());
        };
        if (!std::all_of(key->cbegin(), key->cend(), isWord))
            return false;
        if (*key == QLatin1String("host"))
            m_host = *value;
        else if (*key == QLatin1String("port"))
            m_port = *value;
        else if (*key == QLatin1String("dbname"))
            m_database = *value;
        else if (*key == QLatin1String("user"))
            m_user = *value;
        else if (*key == QLatin1String("password"))
            m_password = *value;
        else
            m_options.append({*key, *value});
    }
    const QStringList ports = m_port.split(QLatin1Char(','));
    return std::all_of(ports.cbegin(), ports.cend(), isPort);
}

DatabaseUrl DatabaseUrl::withPassword(const QString &password) const
{
    DatabaseUrl url = *this;
    url.m_password = password;
    return url;
}

QString DatabaseUrl::dialectName() const
{
    return m_dialect == Dialect::Sqlite ? QStringLiteral("sqlite") : QStringLiteral("postgresql");
}

QString DatabaseUrl::location() const
{
    if (m_dialect == Dialect::Sqlite)
        return isInMemory() ? QStringLiteral(":memory:") : m_path;
    QString host = m_host.isEmpty() ? QStringLiteral("localhost") : m_host;
    if (host.contains(QLatin1Char(':')) && !host.contains(QLatin1Char(',')))
        host = QLatin1Char('[') + host + QLatin1Char(']');
    const QString port = m_port.isEmpty() ? QString{} : QLatin1Char(':') + m_port;
    const QString database = m_database.isEmpty() ? m_user : m_database;
    return host + port + QLatin1Char('/') + database;
}

QStringList DatabaseUrl::secrets() const
{
    QStringList secrets;
    if (!m_password.isEmpty())
        secrets << m_password;
    for (const auto &[key, value] : m_options) {
        if (key == QLatin1String("sslpassword") && !value.isEmpty())
            secrets << value;
    }
    return secrets;
}

} // namespace chatsync
