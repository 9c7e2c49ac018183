// SPDX-License-Identifier: MIT
#include "core/journal/storageerror.h"

#include <QCoreApplication>
#include <QDir>
#include <QSqlError>

namespace chatsync {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Journal", text);
}

struct Words {
    QString what;
    QString advice;
};

/// By SQLite's primary result code: https://www.sqlite.org/rescode.html
Words wordsFor(int code)
{
    switch (code & 0xff) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return {tr("The journal %1 is locked by another program."),
                tr("Close the program that holds it, or choose another journal.")};
    case 8: // SQLITE_READONLY
        return {tr("The journal %1 may not be written."),
                tr("Check the permissions of the file and its folder, or choose another journal.")};
    case 10: // SQLITE_IOERR
        return {tr("The journal %1 could not be read or written."),
                tr("Check the disk and the space left on it, or choose another journal.")};
    case 11: // SQLITE_CORRUPT
        return {tr("The journal %1 is damaged."), tr("Move the file away and start again; what can be read "
                                                     "of it is read by “sqlite3 FILE .recover”.")};
    case 13: // SQLITE_FULL
        return {tr("The disk that holds the journal %1 is full."),
                tr("Free some space, or choose a journal on another disk.")};
    case 14: // SQLITE_CANTOPEN
        return {tr("The journal %1 cannot be opened."),
                tr("Check that the folder exists and may be written, or choose another journal.")};
    case 26: // SQLITE_NOTADB
        return {tr("The file %1 is not a journal."), tr("Choose another file; this one is left as it is.")};
    default:
        return {tr("The journal %1 could not be used."),
                tr("Choose another journal, or look at the details.")};
    }
}

} // namespace

tl::unexpected<Error> journalError(const QSqlError &error, const QString &path)
{
    const Words words = wordsFor(error.nativeErrorCode().toInt());
    return tl::unexpected(Error{Error::Kind::Storage, words.what.arg(QDir::toNativeSeparators(path)),
                                words.advice, error.text()});
}

} // namespace chatsync
