// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/simulator.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QUrlQuery>

namespace chatsync::sandbox::test {

inline QByteArray signedToken(const QByteArray &claims, const QByteArray &secret)
{
    constexpr auto form = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const QByteArray head =
        QByteArray{R"({"alg":"HS256","typ":"JWT"})"}.toBase64(form) + '.' + claims.toBase64(form);
    return head + '.' +
           QMessageAuthenticationCode::hash(head, secret, QCryptographicHash::Sha256).toBase64(form);
}

inline QJsonObject json(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

inline QJsonObject json(const char *text)
{
    return json(QByteArray{text});
}

/// Calls a simulator as a server-side client does, at a time that is told.
class Caller {
public:
    explicit Caller(SimulatorOptions options = {})
        : simulator(std::move(options))
        , token(signedToken(R"({"server":true})", simulator.options().secret))
    {}

    SimulatorRequest request(const char *method, const QString &path, const QByteArray &body = {},
                             QList<std::pair<QString, QString>> query = {}) const
    {
        SimulatorRequest made;
        made.method = method;
        made.path = path;
        made.query = std::move(query);
        made.query.prepend({QStringLiteral("api_key"), simulator.options().apiKey});
        made.headers = {{"Authorization", token}, {"stream-auth-type", "jwt"}};
        made.body = body;
        return made;
    }

    SimulatorReply send(const char *method, const QString &path, const QByteArray &body = {},
                        QList<std::pair<QString, QString>> query = {})
    {
        return simulator.handle(request(method, path, body, std::move(query)), now);
    }

    SimulatorReply get(const QString &path, const QByteArray &payload)
    {
        return send("GET", path, {}, {{QStringLiteral("payload"), QString::fromUtf8(payload)}});
    }

    SimulatorReply upsert(const QStringList &ids)
    {
        QJsonObject users;
        for (const QString &id : ids)
            users.insert(id, QJsonObject{{QStringLiteral("id"), id}, {QStringLiteral("name"), id}});
        return send(
            "POST", QStringLiteral("/users"),
            QJsonDocument{QJsonObject{{QStringLiteral("users"), users}}}.toJson(QJsonDocument::Compact));
    }

    SimulatorReply create(const QString &id, const QStringList &members, const QString &creator)
    {
        QJsonObject data{{QStringLiteral("members"), QJsonArray::fromStringList(members)}};
        if (!creator.isEmpty())
            data.insert(QStringLiteral("created_by_id"), creator);
        return send(
            "POST", QStringLiteral("/channels/messaging/%1/query").arg(id),
            QJsonDocument{QJsonObject{{QStringLiteral("data"), data}}}.toJson(QJsonDocument::Compact));
    }

    void pass(qint64 milliseconds) { now = now.addMSecs(milliseconds); }

    Simulator simulator;
    QByteArray token;
    QDateTime now{QDate{2026, 1, 15}, QTime{10, 0}, Qt::UTC};
};

inline int codeOf(const SimulatorReply &reply)
{
    return json(reply.body).value(QLatin1String("code")).toInt();
}

inline QString messageOf(const SimulatorReply &reply)
{
    return json(reply.body).value(QLatin1String("message")).toString();
}

inline QStringList idsIn(const SimulatorReply &reply, const char *list, const char *key)
{
    QStringList ids;
    for (const QJsonValue &value : json(reply.body).value(QLatin1String(list)).toArray())
        ids.append(value.toObject().value(QLatin1String(key)).toString());
    return ids;
}

} // namespace chatsync::sandbox::test
