// SPDX-License-Identifier: MIT
#include "core/journal/peopletext.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace chatsync {

QString peopleText(const QList<RunPerson> &people)
{
    if (people.isEmpty())
        return QStringLiteral("");
    QJsonArray pairs;
    for (const RunPerson &person : people)
        pairs.append(QJsonArray{person.id, person.name});
    return QString::fromUtf8(QJsonDocument{pairs}.toJson(QJsonDocument::Compact));
}

QList<RunPerson> peopleFromText(const QByteArray &text)
{
    QList<RunPerson> people;
    const QJsonArray pairs = QJsonDocument::fromJson(text).array();
    for (const QJsonValue &pair : pairs) {
        if (const QString id = pair[0].toString(); !id.isEmpty())
            people.append({id, pair[1].toString()});
    }
    return people;
}

QStringList peopleWords(const QList<RunPerson> &people)
{
    QStringList words;
    for (const RunPerson &person : people)
        words << person.id << person.name;
    return words;
}

} // namespace chatsync
