// SPDX-License-Identifier: MIT
#pragma once

#include "core/stream/client.h"

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

/// The structured argument of a GET.
inline QByteArray payloadQuery(const json::Object &payload)
{
    return "&payload=" + payload.text().toPercentEncoding();
}

/// A path with one id in it. An id which would make it another path is refused here: everything else is
/// StreamChat's to judge. An empty channel id, for one, would silently make a channel defined by its members.
bool fitsIntoPath(const QString &id);
CallError unsendable(Meaning meaning, const QString &id);

void insertPaging(json::Object &json, const Query &query);

} // namespace chatsync::stream
