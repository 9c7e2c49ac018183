// SPDX-License-Identifier: MIT
#include "core/stream/callerror.h"

namespace chatsync::stream {

namespace {

Error::Kind kindOf(const CallError &error)
{
    switch (error.meaning) {
    case Meaning::Cancelled:
        return Error::Kind::Cancelled;
    case Meaning::TimedOut:
    case Meaning::RequestTimeout:
        return Error::Kind::Timeout;
    case Meaning::TlsUntrusted:
        return Error::Kind::Tls;
    case Meaning::KeyMissing:
    case Meaning::KeyUnknown:
    case Meaning::SignatureInvalid:
    case Meaning::TokenExpired:
    case Meaning::TokenFromTheFuture:
    case Meaning::AuthTypeMissing:
    case Meaning::AuthenticationFailed:
    case Meaning::ChatNotEnabled:
    case Meaning::AppSuspended:
    case Meaning::WrongRegion:
    case Meaning::NotAllowed:
    case Meaning::RecreateNotAllowed:
    case Meaning::TeamMismatch:
    case Meaning::ReadOnly:
        return Error::Kind::Refused;
    case Meaning::NotStream:
    case Meaning::Truncated:
    case Meaning::Unreachable:
    case Meaning::NameNotResolved:
    case Meaning::ConnectionRefused:
    case Meaning::NotHttp:
        return Error::Kind::Network;
    default:
        return Error::Kind::Http;
    }
}

QString detailOf(const CallError &error)
{
    QStringList lines;
    if (error.status != 0)
        lines.append(QStringLiteral("HTTP %1").arg(error.status));
    if (error.code)
        lines.append(QStringLiteral("StreamChat code %1").arg(*error.code));
    if (!error.message.isEmpty())
        lines.append(error.message);
    for (auto it = error.exceptionFields.begin(); it != error.exceptionFields.end(); ++it)
        lines.append(QStringLiteral("%1: %2").arg(it.key(), it.value()));
    return lines.join(u'\n');
}

} // namespace

QString toString(Meaning meaning)
{
    switch (meaning) {
    case Meaning::Unknown:
        return QStringLiteral("unknown");
    case Meaning::MissingUsers:
        return QStringLiteral("missing_users");
    case Meaning::NoCreator:
        return QStringLiteral("no_creator");
    case Meaning::BothCreators:
        return QStringLiteral("both_creators");
    case Meaning::InvalidUserId:
        return QStringLiteral("invalid_user_id");
    case Meaning::RoleUndefined:
        return QStringLiteral("role_undefined");
    case Meaning::DuplicateName:
        return QStringLiteral("duplicate_name");
    case Meaning::UserDataTooBig:
        return QStringLiteral("user_data_too_big");
    case Meaning::UserDeactivated:
        return QStringLiteral("user_deactivated");
    case Meaning::UserDeleted:
        return QStringLiteral("user_deleted");
    case Meaning::UserNotDeactivated:
        return QStringLiteral("user_not_deactivated");
    case Meaning::InvalidChannelId:
        return QStringLiteral("invalid_channel_id");
    case Meaning::ChannelDataTooBig:
        return QStringLiteral("channel_data_too_big");
    case Meaning::ChannelNotFound:
        return QStringLiteral("channel_not_found");
    case Meaning::ChannelDeleted:
        return QStringLiteral("channel_deleted");
    case Meaning::DistinctTooFewMembers:
        return QStringLiteral("distinct_too_few_members");
    case Meaning::DistinctNewMember:
        return QStringLiteral("distinct_new_member");
    case Meaning::ReservedField:
        return QStringLiteral("reserved_field");
    case Meaning::TooManyItems:
        return QStringLiteral("too_many_items");
    case Meaning::InvalidQuery:
        return QStringLiteral("invalid_query");
    case Meaning::InvalidInput:
        return QStringLiteral("invalid_input");
    case Meaning::InvalidJson:
        return QStringLiteral("invalid_json");
    case Meaning::PayloadTooBig:
        return QStringLiteral("payload_too_big");
    case Meaning::TaskNotFound:
        return QStringLiteral("task_not_found");
    case Meaning::NotFound:
        return QStringLiteral("not_found");
    case Meaning::KeyMissing:
        return QStringLiteral("key_missing");
    case Meaning::KeyUnknown:
        return QStringLiteral("key_unknown");
    case Meaning::SignatureInvalid:
        return QStringLiteral("signature_invalid");
    case Meaning::TokenExpired:
        return QStringLiteral("token_expired");
    case Meaning::TokenFromTheFuture:
        return QStringLiteral("token_from_the_future");
    case Meaning::AuthTypeMissing:
        return QStringLiteral("auth_type_missing");
    case Meaning::AuthenticationFailed:
        return QStringLiteral("authentication_failed");
    case Meaning::ChatNotEnabled:
        return QStringLiteral("chat_not_enabled");
    case Meaning::AppSuspended:
        return QStringLiteral("app_suspended");
    case Meaning::WrongRegion:
        return QStringLiteral("wrong_region");
    case Meaning::NotAllowed:
        return QStringLiteral("not_allowed");
    case Meaning::RecreateNotAllowed:
        return QStringLiteral("recreate_not_allowed");
    case Meaning::TeamMismatch:
        return QStringLiteral("team_mismatch");
    case Meaning::RateLimited:
        return QStringLiteral("rate_limited");
    case Meaning::InternalError:
        return QStringLiteral("internal_error");
    case Meaning::RequestTimeout:
        return QStringLiteral("request_timeout");
    case Meaning::ServerUnavailable:
        return QStringLiteral("server_unavailable");
    case Meaning::NotStream:
        return QStringLiteral("not_stream");
    case Meaning::Truncated:
        return QStringLiteral("truncated");
    case Meaning::TimedOut:
        return QStringLiteral("timed_out");
    case Meaning::Unreachable:
        return QStringLiteral("unreachable");
    case Meaning::NameNotResolved:
        return QStringLiteral("name_not_resolved");
    case Meaning::ConnectionRefused:
        return QStringLiteral("connection_refused");
    case Meaning::TlsUntrusted:
        return QStringLiteral("tls_untrusted");
    case Meaning::NotHttp:
        return QStringLiteral("not_http");
    case Meaning::Cancelled:
        return QStringLiteral("cancelled");
    case Meaning::ReadOnly:
        return QStringLiteral("read_only");
    }
    Q_UNREACHABLE();
}

ExchangeError toExchangeError(const CallError &error)
{
    ExchangeError recorded;
    recorded.kind = error.kind;
    recorded.status = error.status;
    recorded.code = error.code;
    if (error.meaning != Meaning::Unknown)
        recorded.meaning = toString(error.meaning);
    recorded.message = error.message;
    recorded.explanation = error.explanation;
    recorded.advice = error.advice;
    recorded.missingIds = error.missingIds;
    return recorded;
}

Error toError(const CallError &error)
{
    return Error{kindOf(error), error.explanation, error.advice, detailOf(error)};
}

} // namespace chatsync::stream
