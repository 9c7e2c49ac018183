// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace chatsync {

/// Where a database is, taken apart: `sqlite:PATH`, `sqlite::memory:`, or a libpq URI
/// (`postgresql://user:password@host:port/db?sslmode=require`, also `postgres://`).
///
/// A value. The password is kept apart from everything that is shown.
class DatabaseUrl {
public:
    enum class Dialect { Sqlite, PostgreSql };
    using Options = QList<std::pair<QString, QString>>;

    /// An Error of kind Input, without the password, when the text is no such address.
    static Result<DatabaseUrl> parse(const QString &text);
    static DatabaseUrl sqliteFile(const QString &path);
    static DatabaseUrl memory();

    Dialect dialect() const { return m_dialect; }
    /// `sqlite` or `postgresql`, as in DirectoryCapabilities.
    QString dialectName() const;
    /// The file, or `host:port/database`. Never a password.
    QString location() const;

    /// SQLite: the file. Empty for a database in memory.
    QString path() const { return m_path; }
    bool isInMemory() const { return m_dialect == Dialect::Sqlite && m_path.isEmpty(); }

    QString host() const
    {
        return m_host;
    } ///< A name, an address, the folder of a Unix socket; empty: libpq's default
    QString port() const { return m_port; } ///< Empty: libpq's default
    QString database() const { return m_database; }
    QString user() const { return m_user; }
    QString password() const { return m_password; }
    /// The same address with this password.
    DatabaseUrl withPassword(const QString &password) const;
    /// What else libpq is told, e.g. `sslmode`, decoded.
    Options options() const { return m_options; }
    /// Everything in the address that must never be shown or written: the password, `sslpassword`.
    QStringList secrets() const;

    bool operator==(const DatabaseUrl &) const = default;

private:
    static Result<DatabaseUrl> parseSqlite(const QString &rest);
    static Result<DatabaseUrl> parsePostgres(const QString &rest);
    bool readAuthority(const QString &authority);
    bool readHosts(const QString &hosts);
    bool readQuery(const QString &query);

    Dialect m_dialect = Dialect::Sqlite;
    QString m_path;
    QString m_host;
    QString m_port;
    QString m_database;
    QString m_user;
    QString m_password;
    Options m_options;
};

} // namespace chatsync
