// SPDX-License-Identifier: MIT
#include "tests/benchmarks/biglog.h"

#include "core/domain/backendlinetable.h"

#include <QFile>
#include <QUuid>

namespace chatsync::bench {

bool writeBigLog(const QString &path)
{
    QFile file{path};
    if (!file.open(QIODevice::WriteOnly))
        return false;
    const QByteArray other =
        QByteArray{"2026-11-22T10:00:00.123Z INFO  GET /api/v1/companies?query=sat&page=12 200 22 ms "
                   "user-agent=Mozilla/5.0 request=7f3ac1c02e90\n"}
            .repeated(1500);
    for (int i = 0; file.size() < bigLogSize; ++i) {
        const QByteArray id =
            QUuid::createUuidV5(QUuid{}, QByteArray::number(i)).toByteArray(QUuid::WithoutBraces);
        const QByteArray ids = "[\n  'onecrew_user_" + id + "',\n  'onecrew_company_c1'\n]\n";
        const auto line = [&file](BackendLine kind, const QByteArray &values) {
            file.write(beginningOf(kind).toUtf8() + ' ' + values);
        };
        line(BackendLine::Syncing,
             "{\n  allParticipantIds: [ '" + id + "', 'c1' ],\n  conversationId: 'k" + id + "'\n}\n");
        line(BackendLine::Upserting, "{ count: 2, userIds: " + ids.chopped(1) + " }\n");
        line(BackendLine::Upserted, ids);
        file.write(other);
        line(BackendLine::Creating, ids);
        line(BackendLine::Created, ids);
        line(BackendLine::Members, ids);
    }
    return file.flush();
}

} // namespace chatsync::bench
