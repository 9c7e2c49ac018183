// SPDX-License-Identifier: MIT
#include "core/sandbox/demostream.h"

#include "core/domain/identity.h"
#include "core/sandbox/demodatabase.h"

#include <QSet>

namespace chatsync::sandbox {

QList<QJsonObject> demoStreamUsers(quint32 seed)
{
    const QStringList unknownIds = demoUnknownIds(seed);
    const QSet<QString> unknown{unknownIds.begin(), unknownIds.end()};
    const QString synced = demoDate().addDays(-30).toString(Qt::ISODateWithMs);
    QList<QJsonObject> users;
    for (const Participant &participant : demoParticipants(seed)) {
        if (unknown.contains(participant.id))
            continue;
        QJsonObject user = upsertObject(identityOf(participant));
        user.insert(QStringLiteral("created_at"), synced);
        user.insert(QStringLiteral("updated_at"), synced);
        user.insert(QStringLiteral("onboarding_done"), true);
        users.append(user);
    }
    return users;
}

} // namespace chatsync::sandbox
