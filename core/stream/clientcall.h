// SPDX-License-Identifier: MIT
#pragma once

#include "core/stream/client.h"

#include <QJsonDocument>

namespace chatsync::stream {

/// One typed call on its way to the door: what differs between the calls, and nothing else.
struct Client::Call {
    Endpoint endpoint = Endpoint::GetApp;
    QByteArray method;
    QByteArray path;  ///< Encoded, with a leading slash
    QByteArray query; ///< Encoded, with a leading `&`; may be empty
    QByteArray body;
    bool writes = false;
    QLatin1String expectedKey;        ///< As Expectation::key
    std::optional<CallError> refusal; ///< Cannot be sent at all
};

inline QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument{json}.toJson(QJsonDocument::Compact);
}

/// The structured argument of a GET.
inline QByteArray payloadQuery(const QJsonObject &payload)
{
    return "&payload=" + compact(payload).toPercentEncoding();
}

/// A path with one id in it. An id which would make it another path is refused here: everything else is
/// StreamChat's to judge. An empty channel id, for one, would silently make a channel defined by its members.
bool fitsIntoPath(const QString &id);
CallError unsendable(Meaning meaning, const QString &id);

void insertPaging(QJsonObject &json, const Query &query);

} // namespace chatsync::stream
