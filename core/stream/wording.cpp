// SPDX-License-Identifier: MIT
#include "core/stream/wording.h"

#include <QCoreApplication>

namespace chatsync::stream {

namespace {

bool fits(const Wording &row, const Seen &seen, const QString &plainMessage)
{
    if (row.form != seen.form)
        return false;
    if (row.code && row.code != seen.code)
        return false;
    if (row.status && *row.status == Wording::anyServerError && seen.status / 100 != 5)
        return false;
    if (row.status && *row.status != Wording::anyServerError && *row.status != seen.status)
        return false;
    return plainMessage.contains(QLatin1String{row.pattern}, Qt::CaseInsensitive);
}

QString translated(const char *words)
{
    return *words ? QCoreApplication::translate("chatsync::stream", words) : QString{};
}

QString named(const QStringList &ids)
{
    return ids.isEmpty() ? translated(QT_TRANSLATE_NOOP("chatsync::stream", "a user whom it does not name"))
                         : ids.join(u", ");
}

CallError errorOf(const Wording &row, const Seen &seen, const QString &plainMessage)
{
    CallError error;
    error.meaning = row.meaning;
    error.status = seen.status;
    error.code = seen.code;
    error.message = seen.message;
    if (row.naming != Naming::None) {
        const QLatin1String pattern{row.pattern};
        const qsizetype from = plainMessage.indexOf(pattern, 0, Qt::CaseInsensitive) + pattern.size();
        error.missingIds = namedIds(plainMessage, from, row.naming);
        error.explanation = translated(row.explanation).arg(named(error.missingIds));
    } else {
        error.explanation = translated(row.explanation);
    }
    error.advice = translated(row.advice);
    error.transient = row.transient;
    error.environment = row.environment;
    return error;
}

} // namespace

CallError explained(const Seen &seen)
{
    QString plainMessage = seen.message.left(64 * 1024);
    plainMessage.replace(QChar{0x2019}, u'\'');
    for (const Wording &row : wordings()) {
        if (fits(row, seen, plainMessage))
            return errorOf(row, seen, plainMessage);
    }
    Q_UNREACHABLE(); // Each form has a row without conditions.
}

} // namespace chatsync::stream
