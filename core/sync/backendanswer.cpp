// SPDX-License-Identifier: MIT
#include "core/sync/backendanswer.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <array>

namespace chatsync {

namespace {

using stream::HttpResponse;
using stream::TransportFailure;

constexpr qsizetype longestQuotation = 600;

/// What a trouble is called, means and asks for. A new one is a new row.
struct Row {
    BackendTrouble trouble;
    const char *code;
    const char *kind; ///< As ExchangeError::kind
    const char *explanation;
    const char *advice;
    bool environment;
    bool outcomeUnknown;
};

// clang-format off
constexpr std::array table{
    Row{BackendTrouble::ReadOnly, "backend_read_only", "read_only",
        QT_TRANSLATE_NOOP("Backend", "Nothing was sent: this environment may only be read."),
        QT_TRANSLATE_NOOP("Backend", "Plan the conversation instead, or work in another environment."), true, false},
    Row{BackendTrouble::NameNotResolved, "backend_name_not_resolved", "dns",
        QT_TRANSLATE_NOOP("Backend", "The backend's host name is not known."),
        QT_TRANSLATE_NOOP("Backend", "Check the backend's address, and the network."), true, false},
    Row{BackendTrouble::ConnectionRefused, "backend_connection_refused", "refused",
        QT_TRANSLATE_NOOP("Backend", "Nothing listens at the backend's address."),
        QT_TRANSLATE_NOOP("Backend", "Check host and port, and whether the backend runs."), true, false},
    Row{BackendTrouble::Unreachable, "backend_unreachable", "network",
        QT_TRANSLATE_NOOP("Backend", "The backend could not be reached."),
        QT_TRANSLATE_NOOP("Backend", "Check the network, and whether the backend runs."), true, true},
    Row{BackendTrouble::TlsUntrusted, "backend_tls_untrusted", "tls",
        QT_TRANSLATE_NOOP("Backend", "The backend could not prove who it is: its certificate is not trusted."),
        QT_TRANSLATE_NOOP("Backend", "Check the address and the backend's certificate. Nothing was sent."), true, false},
    Row{BackendTrouble::NotHttp, "backend_not_http", "not_backend",
        QT_TRANSLATE_NOOP("Backend", "What answers at the backend's address is no web server."),
        QT_TRANSLATE_NOOP("Backend", "Check the port of the backend's address."), true, false},
    Row{BackendTrouble::TimedOut, "backend_timed_out", "timeout",
        QT_TRANSLATE_NOOP("Backend", "The backend did not answer within %1."),
        QT_TRANSLATE_NOOP("Backend", "Look into the backend's log: it may be waiting for StreamChat or the database."), true, true},
    Row{BackendTrouble::CutOff, "backend_cut_off", "cut_off",
        QT_TRANSLATE_NOOP("Backend", "The connection to the backend ended before its answer was complete."),
        QT_TRANSLATE_NOOP("Backend", "Look into the backend's log: it may have crashed or been restarted."), true, true},
    Row{BackendTrouble::Cancelled, "cancelled", "cancelled",
        QT_TRANSLATE_NOOP("Backend", "Stopped on request."), "", false, true},
    Row{BackendTrouble::Redirects, "backend_redirects", "not_backend",
        QT_TRANSLATE_NOOP("Backend", "The backend's address leads elsewhere (%1). It was not followed, for the token would have gone along."),
        QT_TRANSLATE_NOOP("Backend", "Give the address at which the backend itself answers."), true, false},
    Row{BackendTrouble::Html, "backend_html", "not_backend",
        QT_TRANSLATE_NOOP("Backend", "A web page came instead of the backend's answer (HTTP %1)."),
        QT_TRANSLATE_NOOP("Backend", "Check the path of the backend's address: a login page or a proxy answers there."), true, true},
    Row{BackendTrouble::NotJson, "backend_not_json", "not_backend",
        QT_TRANSLATE_NOOP("Backend", "What came instead of the backend's answer is no JSON (HTTP %1)."),
        QT_TRANSLATE_NOOP("Backend", "Check the path of the backend's address, and what stands in front of the backend."), true, true},
    Row{BackendTrouble::Unavailable, "backend_unavailable", "not_backend",
        QT_TRANSLATE_NOOP("Backend", "What stands in front of the backend could not reach it (HTTP %1)."),
        QT_TRANSLATE_NOOP("Backend", "Check whether the backend runs, then try again."), true, true},
    Row{BackendTrouble::Crashed, "backend_crashed", "api",
        QT_TRANSLATE_NOOP("Backend", "The backend failed without saying why (HTTP %1, no JSON)."),
        QT_TRANSLATE_NOOP("Backend", "Look into the backend's log for what it ran into."), false, true},
    Row{BackendTrouble::WrongAddress, "backend_wrong_address", "not_backend",
        QT_TRANSLATE_NOOP("Backend", "The backend makes no conversations at this address (HTTP %1)."),
        QT_TRANSLATE_NOOP("Backend", "Check the path of the backend's address."), true, false},
    Row{BackendTrouble::ForeignJson, "backend_wrong_schema", "not_backend",
        QT_TRANSLATE_NOOP("Backend", "The answer is JSON of another form (HTTP %1): it does not say whether it was a success."),
        QT_TRANSLATE_NOOP("Backend", "Check the backend's address, and whether its version answers {success, data} or {success, error}."), true, true},
    Row{BackendTrouble::BrokenSuccess, "backend_broken_success", "api",
        QT_TRANSLATE_NOOP("Backend", "The backend says success, but its answer contradicts that (HTTP %1): %2."),
        QT_TRANSLATE_NOOP("Backend", "Have the backend answer as agreed: data with id, conversation_type, participant_ids, name and created_at."), false, true},
    Row{BackendTrouble::RateLimited, "backend_rate_limited", "api",
        QT_TRANSLATE_NOOP("Backend", "The backend refuses for the moment: too many requests (HTTP 429)."),
        QT_TRANSLATE_NOOP("Backend", "Wait a minute, then try again."), true, false},
    Row{BackendTrouble::Unauthorized, "backend_unauthorized", "api",
        QT_TRANSLATE_NOOP("Backend", "The backend does not accept the token (HTTP %1)."),
        QT_TRANSLATE_NOOP("Backend", "Sign in as the initiator and take a new token, or check the secret with which tokens are made."), true, false},
    Row{BackendTrouble::TokenExpired, "backend_token_expired", "api",
        QT_TRANSLATE_NOOP("Backend", "The token has expired (HTTP %1)."),
        QT_TRANSLATE_NOOP("Backend", "Sign in as the initiator again and give the new token."), true, false},
};
// clang-format on

const Row &rowOf(BackendTrouble trouble)
{
    const auto *row =
        std::find_if(table.begin(), table.end(), [trouble](const Row &r) { return r.trouble == trouble; });
    Q_ASSERT(row != table.end());
    return *row;
}

QString translated(const char *text)
{
    return *text ? QCoreApplication::translate("Backend", text) : QString{};
}

QString seconds(std::chrono::milliseconds duration)
{
    return QStringLiteral("%1 s").arg(static_cast<double>(duration.count()) / 1000.0);
}

/// @p fillings for %1 and %2 of the row's sentence.
BackendError troubled(BackendTrouble trouble, int status, const QString &message,
                      const QStringList &fillings = {})
{
    const Row &row = rowOf(trouble);
    BackendError error;
    error.trouble = trouble;
    error.status = status;
    error.message = message;
    error.explanation = translated(row.explanation);
    for (const QString &filling : fillings)
        error.explanation = error.explanation.arg(filling);
    error.advice = translated(row.advice);
    error.environment = row.environment;
    error.outcomeUnknown = row.outcomeUnknown;
    return error;
}

BackendTrouble troubleOf(TransportFailure::Kind kind)
{
    switch (kind) {
    case TransportFailure::Kind::Timeout:
        return BackendTrouble::TimedOut;
    case TransportFailure::Kind::Network:
        return BackendTrouble::Unreachable;
    case TransportFailure::Kind::Tls:
        return BackendTrouble::TlsUntrusted;
    case TransportFailure::Kind::Dns:
        return BackendTrouble::NameNotResolved;
    case TransportFailure::Kind::Refused:
        return BackendTrouble::ConnectionRefused;
    case TransportFailure::Kind::CutOff:
        return BackendTrouble::CutOff;
    case TransportFailure::Kind::NotHttp:
        return BackendTrouble::NotHttp;
    case TransportFailure::Kind::Cancelled:
        return BackendTrouble::Cancelled;
    case TransportFailure::Kind::ReadOnly:
        return BackendTrouble::ReadOnly;
    }
    Q_UNREACHABLE();
}

BackendError errorOfFailure(const TransportFailure &failure, std::chrono::milliseconds timeout)
{
    const BackendTrouble trouble = troubleOf(failure.kind);
    const QStringList fillings =
        trouble == BackendTrouble::TimedOut ? QStringList{seconds(timeout)} : QStringList{};
    BackendError error = troubled(trouble, failure.partial.status, failure.message, fillings);
    // The gate knows which environment it guards, and what opens it.
    if (trouble == BackendTrouble::ReadOnly && !failure.message.isEmpty()) {
        error.explanation = failure.message;
        if (!failure.advice.isEmpty())
            error.advice = failure.advice;
    }
    return error;
}

QString quotationOf(const HttpResponse &response)
{
    return QString::fromUtf8(response.body.left(longestQuotation)).simplified();
}

/// Where a redirect leads: scheme and host alone, for a query may hold what nobody should read.
QString destinationOf(const HttpResponse &response)
{
    const QUrl url = QUrl::fromEncoded(headerValue(response.headers, "location"));
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment).toString().left(200);
}

/// By the words of the usual libraries: `jwt expired`, `token is expired`, `TokenExpiredError`.
bool saysExpired(const QString &text)
{
    return text.contains(QLatin1String("expired"), Qt::CaseInsensitive);
}

BackendError errorOfRefusal(const HttpResponse &response, const QString &words)
{
    const auto trouble = saysExpired(words) ? BackendTrouble::TokenExpired : BackendTrouble::Unauthorized;
    return troubled(trouble, response.status, words, {QString::number(response.status)});
}

BackendError errorWithoutJson(const HttpResponse &response)
{
    const QString status = QString::number(response.status);
    const QString words = quotationOf(response);
    if (response.status / 100 == 5) {
        const bool inFront = response.status >= 502 && response.status <= 504;
        return troubled(inFront ? BackendTrouble::Unavailable : BackendTrouble::Crashed, response.status,
                        words, {status});
    }
    if (response.status == 404 || response.status == 405 || response.status == 410)
        return troubled(BackendTrouble::WrongAddress, response.status, words, {status});
    const bool html = QByteArrayView{response.body}.trimmed().startsWith('<');
    return troubled(html ? BackendTrouble::Html : BackendTrouble::NotJson, response.status, words, {status});
}

/// The error of an answer in plain text, or what JSON without a text holds.
QString errorTextIn(const QJsonObject &json)
{
    for (const char *key : {"error", "message"}) {
        const QJsonValue value = json[QLatin1String(key)];
        if (value.isString())
            return value.toString();
        if (value.isObject())
            return value[QLatin1String("message")].toString();
    }
    return {};
}

QString idIn(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toInteger()) : value.toString();
}

BackendResult successIn(const HttpResponse &response, const QJsonObject &json)
{
    const QJsonObject data = json[QLatin1String("data")].toObject();
    const QString status = QString::number(response.status);
    const auto broken = [&](const QString &why) {
        return tl::unexpected(
            troubled(BackendTrouble::BrokenSuccess, response.status, quotationOf(response), {status, why}));
    };
    if (response.status / 100 != 2)
        return broken(QCoreApplication::translate("Backend", "the HTTP status is one of failure"));
    BackendAnswer answer{.status = response.status, .success = true, .given = json};
    answer.conversation.id = idIn(data[QLatin1String("id")]);
    if (answer.conversation.id.isEmpty())
        return broken(QCoreApplication::translate("Backend", "there is no id of a conversation in it"));
    answer.conversation.type = data[QLatin1String("conversation_type")].toString();
    for (const QJsonValue &id : data[QLatin1String("participant_ids")].toArray())
        answer.conversation.participantIds.append(idIn(id));
    answer.conversation.name = data[QLatin1String("name")].toString();
    answer.conversation.createdAt =
        QDateTime::fromString(data[QLatin1String("created_at")].toString(), Qt::ISODateWithMs);
    for (const char *key : {"conversation_type", "participant_ids", "name", "created_at"}) {
        if (!data.contains(QLatin1String(key)))
            answer.missingFields << QLatin1String(key);
    }
    return answer;
}

BackendResult failureIn(const HttpResponse &response, const QJsonObject &json)
{
    const QString error = errorTextIn(json);
    if (response.status == 401 || response.status == 403)
        return tl::unexpected(errorOfRefusal(response, error));
    if (response.status == 429)
        return tl::unexpected(troubled(BackendTrouble::RateLimited, response.status, error));
    return BackendAnswer{.status = response.status,
                         .success = false,
                         .error = error,
                         .failureAsSuccess = response.status / 100 == 2,
                         .given = json};
}

} // namespace

QString toString(BackendTrouble trouble)
{
    return QLatin1String(rowOf(trouble).code);
}

BackendResult readBackendAnswer(const stream::TransportResult &result, std::chrono::milliseconds timeout)
{
    if (!result)
        return tl::unexpected(errorOfFailure(result.error(), timeout));
    const HttpResponse &response = *result;
    const QString status = QString::number(response.status);
    if (response.status / 100 == 3) {
        const QString destination = destinationOf(response);
        return tl::unexpected(troubled(BackendTrouble::Redirects, response.status,
                                       QStringLiteral("HTTP %1, Location: %2").arg(status, destination),
                                       {destination}));
    }
    const QJsonDocument document = QJsonDocument::fromJson(response.body);
    const QJsonObject json = document.object();
    const QJsonValue success = json[QLatin1String("success")];
    if (success.isBool())
        return success.toBool() ? successIn(response, json) : failureIn(response, json);
    if (response.status == 401 || response.status == 403)
        return tl::unexpected(
            errorOfRefusal(response, document.isObject() ? errorTextIn(json) : quotationOf(response)));
    if (response.status == 429)
        return tl::unexpected(troubled(BackendTrouble::RateLimited, response.status, quotationOf(response)));
    if (document.isNull() || response.status == 404)
        return tl::unexpected(errorWithoutJson(response));
    return tl::unexpected(
        troubled(BackendTrouble::ForeignJson, response.status, quotationOf(response), {status}));
}

ExchangeError toExchangeError(const BackendError &error)
{
    ExchangeError recorded;
    recorded.kind = QLatin1String(rowOf(error.trouble).kind);
    recorded.status = error.status;
    recorded.meaning = toString(error.trouble);
    recorded.message = error.message;
    recorded.explanation = error.explanation;
    recorded.advice = error.advice;
    return recorded;
}

} // namespace chatsync
