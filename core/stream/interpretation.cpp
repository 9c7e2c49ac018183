// SPDX-License-Identifier: MIT
#include "core/stream/interpretation.h"

#include "core/stream/ratelimitheaders.h"
#include "core/stream/wording.h"

#include <cmath>

namespace chatsync::stream {

namespace {

constexpr qsizetype longestQuotation = 2000; // of a body that is no envelope, for the details

ErrorForm formOf(TransportFailure::Kind kind)
{
    switch (kind) {
    case TransportFailure::Kind::Timeout:
        return ErrorForm::Timeout;
    case TransportFailure::Kind::Network:
        return ErrorForm::Network;
    case TransportFailure::Kind::Tls:
        return ErrorForm::Tls;
    case TransportFailure::Kind::Dns:
        return ErrorForm::Dns;
    case TransportFailure::Kind::Refused:
        return ErrorForm::Refused;
    case TransportFailure::Kind::CutOff:
        return ErrorForm::CutOff;
    case TransportFailure::Kind::NotHttp:
        return ErrorForm::NotHttp;
    case TransportFailure::Kind::Cancelled:
        return ErrorForm::Cancelled;
    case TransportFailure::Kind::ReadOnly:
        return ErrorForm::ReadOnly;
    }
    Q_UNREACHABLE();
}

/// As in ExchangeError::kind.
QString kindOf(ErrorForm form)
{
    switch (form) {
    case ErrorForm::Envelope:
    case ErrorForm::EdgeLimit:
        return QStringLiteral("api");
    case ErrorForm::BrokenJson:
    case ErrorForm::CutOff:
        return QStringLiteral("cut_off");
    case ErrorForm::Timeout:
        return QStringLiteral("timeout");
    case ErrorForm::Network:
        return QStringLiteral("network");
    case ErrorForm::Tls:
        return QStringLiteral("tls");
    case ErrorForm::Dns:
        return QStringLiteral("dns");
    case ErrorForm::Refused:
        return QStringLiteral("refused");
    case ErrorForm::Cancelled:
        return QStringLiteral("cancelled");
    case ErrorForm::ReadOnly:
        return QStringLiteral("read_only");
    case ErrorForm::Gateway:
    case ErrorForm::Redirect:
    case ErrorForm::Html:
    case ErrorForm::PlainText:
    case ErrorForm::OtherJson:
    case ErrorForm::Empty:
    case ErrorForm::NotHttp:
        return QStringLiteral("not_stream");
    }
    Q_UNREACHABLE();
}

bool leavesWriteOpen(ErrorForm form, int status)
{
    switch (form) {
    case ErrorForm::Timeout:
    case ErrorForm::CutOff:
    case ErrorForm::BrokenJson:
    case ErrorForm::Network:   // also a fault on the way that Qt has no name for
    case ErrorForm::Cancelled: // in flight: what had been sent cannot be called back
        return true;
    default:
        // A 2xx that cannot be understood may well have done its work.
        return status / 100 == 5 || status / 100 == 2 || status == 408;
    }
}

std::optional<int> codeOf(json::Node json)
{
    const json::Node code = json[QLatin1String("code")];
    const double number = code.toDouble(0.5);
    const bool whole = number == std::floor(number) && std::abs(number) < 1e6;
    return code.isDouble() && whole ? std::optional{static_cast<int>(number)} : std::nullopt;
}

bool isEnvelope(json::Node json)
{
    return codeOf(json) ||
           (json[QLatin1String("StatusCode")].isDouble() && json[QLatin1String("message")].isString());
}

/// The form of a body that is no JSON object.
ErrorForm formOfText(const QByteArray &body, bool unfinished)
{
    const QByteArrayView text = QByteArrayView{body}.trimmed();
    if (text.isEmpty())
        return ErrorForm::Empty;
    if (text.startsWith('<'))
        return ErrorForm::Html;
    if (unfinished && (text.startsWith('{') || text.startsWith('[')))
        return ErrorForm::BrokenJson;
    return unfinished ? ErrorForm::PlainText : ErrorForm::OtherJson;
}

ErrorForm formOfRefusal(int status, ErrorForm textForm)
{
    if (status == 429)
        return ErrorForm::EdgeLimit;
    if (status / 100 == 5)
        return ErrorForm::Gateway;
    if (status / 100 == 3)
        return ErrorForm::Redirect;
    return textForm;
}

QString quotationOf(const HttpResponse &response)
{
    QString quotation = QString::fromUtf8(response.body.left(longestQuotation)).trimmed();
    if (response.status / 100 == 3) {
        quotation =
            QStringLiteral("HTTP %1, Location: %2")
                .arg(response.status)
                .arg(QString::fromLatin1(headerValue(response.headers, "location").left(longestQuotation)));
    }
    return quotation;
}

CallError errorOf(Seen seen, const Expectation &expected)
{
    CallError error = explained(seen);
    error.kind = kindOf(seen.form);
    error.outcomeUnknown = expected.writes && leavesWriteOpen(seen.form, seen.status);
    return error;
}

CallError errorOfFailure(const TransportFailure &failure, const Expectation &expected)
{
    CallError error =
        errorOf(Seen{formOf(failure.kind), std::nullopt, failure.partial.status, failure.message}, expected);
    // The gate knows which environment it guards, and what opens it.
    if (failure.kind == TransportFailure::Kind::ReadOnly && !failure.message.isEmpty()) {
        error.explanation = failure.message;
        error.advice = failure.advice;
    }
    return error;
}

CallError errorOfEnvelope(json::Node json, int status, const Expectation &expected)
{
    Seen seen;
    seen.code = codeOf(json);
    seen.status = status;
    seen.message = json[QLatin1String("message")].toString();
    CallError error = errorOf(seen, expected);
    error.transient = error.transient || status / 100 == 5;
    error.unrecoverable = json[QLatin1String("unrecoverable")].toBool();
    if (error.unrecoverable)
        error.transient = false;
    json[QLatin1String("exception_fields")].forEachMember([&error](json::Key field, json::Node reason) {
        error.exceptionFields.insert(field.toString(), reason.toString());
    });
    return error;
}

CallError errorOfAnswer(const HttpResponse &response, const std::optional<json::Document> &document,
                        const Expectation &expected)
{
    if (response.status / 100 > 3 && document && isEnvelope(document->root()))
        return errorOfEnvelope(document->root(), response.status, expected);
    const ErrorForm form = formOfRefusal(response.status, formOfText(response.body, !document));
    return errorOf(Seen{form, std::nullopt, response.status, quotationOf(response)}, expected);
}

} // namespace

CallResult<json::Document> interpret(const TransportResult &result, const Expectation &expected,
                                     const Clock &clock)
{
    if (!result)
        return tl::unexpected(errorOfFailure(result.error(), expected));

    const HttpResponse &response = *result;
    std::optional<json::Document> document = json::Document::parse(response.body);
    if (response.status / 100 == 2 && document && document->root().isObject()) {
        if (expected.key.isEmpty() || document->root().contains(expected.key))
            return *std::move(document);
    }
    CallError error = errorOfAnswer(response, document, expected);
    const bool asksToWait = response.status == 429 || !headerValue(response.headers, "retry-after").isEmpty();
    if (asksToWait)
        error.retryAfter = waitAskedFor(rateLimitHeadersFrom(response.headers, clock.now()));
    return tl::unexpected(std::move(error));
}

CallError cancelledCall()
{
    return errorOf(Seen{ErrorForm::Cancelled, std::nullopt, 0, {}}, Expectation{});
}

} // namespace chatsync::stream
