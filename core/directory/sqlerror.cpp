// SPDX-License-Identifier: MIT
#include "core/directory/sqlerror.h"

#include "core/domain/redactor.h"

#include <QCoreApplication>

namespace chatsync {

namespace {

using Kind = Error::Kind;

QString tr(const char *text)
{
    return QCoreApplication::translate("Directory", text);
}

QString rawText(const QSqlError &error, const DatabaseUrl &url)
{
    QString text = error.driverText();
    if (!error.databaseText().isEmpty())
        text += (text.isEmpty() ? QString{} : QStringLiteral(": ")) + error.databaseText();
    if (!error.nativeErrorCode().isEmpty())
        text += QStringLiteral(" (%1)").arg(error.nativeErrorCode());
    return withoutSecrets(text, url);
}

/// A row of a table of causes: how it is recognised, what it means. `%1` is the location, `%2` the table.
struct Cause {
    const char *sign;
    Kind kind;
    const char *what;
    const char *advice;
};

// libpq's and the server's words when a connection fails; English, since no other sign exists. First match
// counts.
constexpr Cause openCauses[] = {
    {"password authentication failed", Kind::Refused,
     QT_TRANSLATE_NOOP("Directory", "The database %1 did not accept the user or the password."),
     QT_TRANSLATE_NOOP("Directory", "Check user and password in the address of the database.")},
    {"no password supplied", Kind::Refused,
     QT_TRANSLATE_NOOP("Directory", "The database %1 asks for a password, and none was given."),
     QT_TRANSLATE_NOOP("Directory", "Add the password to the address of the database.")},
    {"pg_hba.conf", Kind::Refused,
     QT_TRANSLATE_NOOP("Directory", "The database %1 does not let this user in from this machine."),
     QT_TRANSLATE_NOOP("Directory", "Ask its administrator for access, or try sslmode=require.")},
    {"database \"", Kind::Refused,
     QT_TRANSLATE_NOOP("Directory",
                       "The server was reached, but the database %1 does not exist or may not be used."),
     QT_TRANSLATE_NOOP("Directory", "Check the name of the database in its address.")},
    {"role \"", Kind::Refused, QT_TRANSLATE_NOOP("Directory", "The database %1 does not know this user."),
     QT_TRANSLATE_NOOP("Directory", "Check the user in the address of the database.")},
    {"translate host name", Kind::Network,
     QT_TRANSLATE_NOOP("Directory", "The host of the database %1 is not known."),
     QT_TRANSLATE_NOOP("Directory", "Check the host in the address, and the network.")},
    {"Connection refused", Kind::Network,
     QT_TRANSLATE_NOOP("Directory", "Nothing answers at the database %1."),
     QT_TRANSLATE_NOOP("Directory", "Check host and port, and whether PostgreSQL runs there.")},
    {"No such file or directory", Kind::Network,
     QT_TRANSLATE_NOOP("Directory", "Nothing answers at the database %1."),
     QT_TRANSLATE_NOOP("Directory", "Check host and port, and whether PostgreSQL runs there.")},
    {"timeout expired", Kind::Timeout,
     QT_TRANSLATE_NOOP("Directory", "The database %1 did not answer in time."),
     QT_TRANSLATE_NOOP("Directory", "Check the host, the network, and a firewall in between.")},
    {"certificate", Kind::Tls, QT_TRANSLATE_NOOP("Directory", "The database %1 could not prove who it is."),
     QT_TRANSLATE_NOOP("Directory", "Check sslmode and sslrootcert in the address of the database.")},
    {"SSL", Kind::Tls,
     QT_TRANSLATE_NOOP("Directory", "No encrypted connection to the database %1 came about."),
     QT_TRANSLATE_NOOP("Directory", "Check sslmode in the address of the database.")},
    {"too many", Kind::Refused,
     QT_TRANSLATE_NOOP("Directory", "The database %1 has no connection left to give."),
     QT_TRANSLATE_NOOP("Directory", "Try again in a moment, or close other programs that use it.")},
    {"starting up", Kind::Network,
     QT_TRANSLATE_NOOP("Directory", "The database %1 is starting or stopping just now."),
     QT_TRANSLATE_NOOP("Directory", "Try again in a moment.")},
    {"shutting down", Kind::Network,
     QT_TRANSLATE_NOOP("Directory", "The database %1 is starting or stopping just now."),
     QT_TRANSLATE_NOOP("Directory", "Try again in a moment.")},
    {"invalid connection option", Kind::Input,
     QT_TRANSLATE_NOOP("Directory", "An option in the address of the database %1 is not known."),
     QT_TRANSLATE_NOOP("Directory", "Check what stands behind the ? in the address.")},
    {"", Kind::Network, QT_TRANSLATE_NOOP("Directory", "The database %1 could not be opened."),
     QT_TRANSLATE_NOOP("Directory", "Check the address of the database; the details hold its own words.")},
};

// SQLSTATE, or its class. https://www.postgresql.org/docs/15/errcodes-appendix.html
constexpr Cause postgresCauses[] = {
    {"42501", Kind::Refused,
     QT_TRANSLATE_NOOP("Directory", "The database user has no permission for %2 in %1."),
     QT_TRANSLATE_NOOP("Directory", "Ask the administrator of the database for it.")},
    {"25006", Kind::Refused, QT_TRANSLATE_NOOP("Directory", "The database %1 allows reading only."),
     QT_TRANSLATE_NOOP("Directory", "Use a user and a server that may write.")},
    {"57014", Kind::Timeout,
     QT_TRANSLATE_NOOP("Directory", "The database %1 took too long to answer about %2."),
     QT_TRANSLATE_NOOP("Directory", "Try again; if it stays, look for locks or a missing index.")},
    {"55P03", Kind::Timeout,
     QT_TRANSLATE_NOOP("Directory", "%2 in the database %1 is locked by somebody else."),
     QT_TRANSLATE_NOOP("Directory", "Try again in a moment.")},
    {"42P01", Kind::Storage, QT_TRANSLATE_NOOP("Directory", "%2 is gone from the database %1."),
     QT_TRANSLATE_NOOP("Directory", "The schema has changed: connect again.")},
    {"42703", Kind::Storage, QT_TRANSLATE_NOOP("Directory", "A column of %2 is gone from the database %1."),
     QT_TRANSLATE_NOOP("Directory", "The schema has changed: connect again.")},
    {"57P", Kind::Network,
     QT_TRANSLATE_NOOP("Directory", "The connection to the database %1 was ended by the server."),
     QT_TRANSLATE_NOOP("Directory", "Try again: the next call connects anew.")},
    {"08", Kind::Network, QT_TRANSLATE_NOOP("Directory", "The connection to the database %1 was lost."),
     QT_TRANSLATE_NOOP("Directory", "Try again: the next call connects anew.")},
    {"22", Kind::Storage,
     QT_TRANSLATE_NOOP("Directory", "%2 in the database %1 does not take one of the values."),
     QT_TRANSLATE_NOOP("Directory", "Compare the values with the types of its columns.")},
    {"23", Kind::Storage, QT_TRANSLATE_NOOP("Directory", "A rule of %2 in the database %1 forbids this row."),
     QT_TRANSLATE_NOOP("Directory", "Read in the details which rule it is.")},
    {"53", Kind::Storage,
     QT_TRANSLATE_NOOP("Directory", "The server of the database %1 has run out of something."),
     QT_TRANSLATE_NOOP("Directory", "Read in the details what it is: disk, memory or connections.")},
    {"", Kind::Storage,
     QT_TRANSLATE_NOOP("Directory", "The database %1 did not perform a statement about %2."),
     QT_TRANSLATE_NOOP("Directory", "The details hold its own words.")},
};

// Primary result codes. https://www.sqlite.org/rescode.html
struct SqliteCause {
    int code;
    Cause cause;
};
constexpr SqliteCause sqliteCauses[] = {
    {5,
     {"", Kind::Storage, QT_TRANSLATE_NOOP("Directory", "The database file %1 is locked by another program."),
      QT_TRANSLATE_NOOP("Directory", "Close that program, or try again when it is done.")}},
    {6,
     {"", Kind::Storage, QT_TRANSLATE_NOOP("Directory", "The database file %1 is locked by another program."),
      QT_TRANSLATE_NOOP("Directory", "Close that program, or try again when it is done.")}},
    {8,
     {"", Kind::Refused, QT_TRANSLATE_NOOP("Directory", "The database file %1 may only be read."),
      QT_TRANSLATE_NOOP("Directory", "Make the file and its folder writable.")}},
    {10,
     {"", Kind::Storage, QT_TRANSLATE_NOOP("Directory", "The disk failed while using the database file %1."),
      QT_TRANSLATE_NOOP("Directory", "Check the disk; the details hold more.")}},
    {11,
     {"", Kind::Storage, QT_TRANSLATE_NOOP("Directory", "The database file %1 is damaged."),
      QT_TRANSLATE_NOOP("Directory", "Restore it from a backup.")}},
    {13,
     {"", Kind::Storage, QT_TRANSLATE_NOOP("Directory", "The disk with the database file %1 is full."),
      QT_TRANSLATE_NOOP("Directory", "Free some space and try again.")}},
    {14,
     {"", Kind::Refused, QT_TRANSLATE_NOOP("Directory", "The database file %1 could not be opened."),
      QT_TRANSLATE_NOOP("Directory", "Check its path and permissions.")}},
    {19,
     {"", Kind::Storage, QT_TRANSLATE_NOOP("Directory", "A rule of %2 in the database %1 forbids this row."),
      QT_TRANSLATE_NOOP("Directory", "Read in the details which rule it is.")}},
    {26,
     {"", Kind::Storage, QT_TRANSLATE_NOOP("Directory", "The file %1 is not a SQLite database."),
      QT_TRANSLATE_NOOP("Directory", "Check the path.")}},
};

/// One pass over the pattern, so that a `%2` inside a path is left alone.
Error errorFrom(const Cause &cause, const DatabaseUrl &url, const QString &table, const QString &detail)
{
    const QString subject = table.isEmpty() ? tr("its tables") : table;
    QString what = tr(cause.what);
    what = what.contains(QLatin1String("%2")) ? what.arg(url.location(), subject) : what.arg(url.location());
    return {cause.kind, what, tr(cause.advice), detail};
}

} // namespace

Error openError(const QSqlError &error, const DatabaseUrl &url)
{
    if (url.dialect() == DatabaseUrl::Dialect::Sqlite)
        return statementError(error, url, {});
    const QString text = error.driverText() + QLatin1Char('\n') + error.databaseText();
    for (const Cause &cause : openCauses) {
        if (text.contains(QLatin1String(cause.sign)))
            return errorFrom(cause, url, {}, rawText(error, url));
    }
    Q_UNREACHABLE();
}

Error statementError(const QSqlError &error, const DatabaseUrl &url, const QString &table)
{
    const QString code = error.nativeErrorCode();
    if (url.dialect() == DatabaseUrl::Dialect::Sqlite) {
        const int primary = code.toInt() & 0xff;
        for (const SqliteCause &row : sqliteCauses) {
            if (row.code == primary)
                return errorFrom(row.cause, url, table, rawText(error, url));
        }
        return errorFrom(std::end(postgresCauses)[-1], url, table, rawText(error, url));
    }
    // Without a SQLSTATE it was not the server that spoke, but libpq, which had lost it: class 08 all the
    // same.
    const QString state = code.isEmpty() ? QStringLiteral("08006") : code;
    for (const Cause &cause : postgresCauses) {
        if (state.startsWith(QLatin1String(cause.sign)))
            return errorFrom(cause, url, table, rawText(error, url));
    }
    Q_UNREACHABLE();
}

QString withoutSecrets(const QString &text, const DatabaseUrl &url)
{
    Redactor redactor;
    for (const QString &secret : url.secrets())
        redactor.addSecret(QStringLiteral("database password"), secret.toUtf8());
    return redactor.redacted(text);
}

} // namespace chatsync
