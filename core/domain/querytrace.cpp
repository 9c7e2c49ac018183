// SPDX-License-Identifier: MIT
#include "core/domain/querytrace.h"

#include "core/domain/runevent.h"

namespace chatsync {

QJsonObject toJson(const QueryTrace &trace)
{
    QJsonObject json{
        {QStringLiteral("sql"), trace.sql},       {QStringLiteral("values"), trace.values},
        {QStringLiteral("rows"), trace.rows},     {QStringLiteral("duration_ms"), trace.durationMs},
        {QStringLiteral("writes"), trace.writes},
    };
    if (trace.planned)
        json.insert(QStringLiteral("planned"), true);
    if (trace.error)
        json.insert(QStringLiteral("error"), toJson(*trace.error));
    return json;
}

QueryTrace queryTraceFromJson(const QJsonObject &json)
{
    QueryTrace trace;
    trace.sql = json[QLatin1String("sql")].toString();
    trace.values = json[QLatin1String("values")].toArray();
    trace.rows = json[QLatin1String("rows")].toInt();
    trace.durationMs = json[QLatin1String("duration_ms")].toDouble();
    trace.writes = json[QLatin1String("writes")].toBool();
    trace.planned = json[QLatin1String("planned")].toBool();
    if (json.contains(QLatin1String("error")))
        trace.error = errorFromJson(json[QLatin1String("error")].toObject());
    return trace;
}

} // namespace chatsync
