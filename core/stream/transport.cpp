// SPDX-License-Identifier: MIT
#include "core/stream/transport.h"

namespace chatsync::stream {

QString toString(Endpoint endpoint)
{
    switch (endpoint) {
    case Endpoint::UpdateUsers:
        return QStringLiteral("UpdateUsers");
    case Endpoint::UpdateUsersPartial:
        return QStringLiteral("UpdateUsersPartial");
    case Endpoint::QueryUsers:
        return QStringLiteral("QueryUsers");
    case Endpoint::GetOrCreateChannel:
        return QStringLiteral("GetOrCreateChannel");
    case Endpoint::GetChannel:
        return QStringLiteral("GetChannel");
    case Endpoint::UpdateChannel:
        return QStringLiteral("UpdateChannel");
    case Endpoint::UpdateChannelPartial:
        return QStringLiteral("UpdateChannelPartial");
    case Endpoint::QueryMembers:
        return QStringLiteral("QueryMembers");
    case Endpoint::QueryChannels:
        return QStringLiteral("QueryChannels");
    case Endpoint::DeleteChannel:
        return QStringLiteral("DeleteChannel");
    case Endpoint::DeleteChannels:
        return QStringLiteral("DeleteChannels");
    case Endpoint::DeleteUsers:
        return QStringLiteral("DeleteUsers");
    case Endpoint::RestoreUsers:
        return QStringLiteral("RestoreUsers");
    case Endpoint::DeactivateUser:
        return QStringLiteral("DeactivateUser");
    case Endpoint::ReactivateUser:
        return QStringLiteral("ReactivateUser");
    case Endpoint::QueryBannedUsers:
        return QStringLiteral("QueryBannedUsers");
    case Endpoint::GetApp:
        return QStringLiteral("GetApp");
    case Endpoint::GetRateLimits:
        return QStringLiteral("GetRateLimits");
    case Endpoint::GetTask:
        return QStringLiteral("GetTask");
    case Endpoint::ListRoles:
        return QStringLiteral("ListRoles");
    }
    Q_UNREACHABLE();
}

QString toString(TransportFailure::Kind kind)
{
    switch (kind) {
    case TransportFailure::Kind::Timeout:
        return QStringLiteral("timeout");
    case TransportFailure::Kind::Network:
        return QStringLiteral("network");
    case TransportFailure::Kind::Tls:
        return QStringLiteral("tls");
    case TransportFailure::Kind::Dns:
        return QStringLiteral("dns");
    case TransportFailure::Kind::Refused:
        return QStringLiteral("refused");
    case TransportFailure::Kind::CutOff:
        return QStringLiteral("cut_off");
    case TransportFailure::Kind::NotHttp:
        return QStringLiteral("not_http");
    case TransportFailure::Kind::Cancelled:
        return QStringLiteral("cancelled");
    case TransportFailure::Kind::ReadOnly:
        return QStringLiteral("read_only");
    }
    Q_UNREACHABLE();
}

} // namespace chatsync::stream
