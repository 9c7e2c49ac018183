// SPDX-License-Identifier: MIT
#include "core/diagnosis/errortext.h"

#include "core/stream/wording.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace chatsync::diagnosis {

namespace {

using stream::ErrorForm;
using stream::Seen;

/// How Node and browsers word what no answer of StreamChat's was.
struct TransportWords {
    const char *words;
    ErrorForm form;
};

constexpr TransportWords transportWords[] = {
    {"ECONNABORTED", ErrorForm::Timeout},
    {"ETIMEDOUT", ErrorForm::Timeout},
    {"ms exceeded", ErrorForm::Timeout},
    {"ECONNREFUSED", ErrorForm::Refused},
    {"ENOTFOUND", ErrorForm::Dns},
    {"EAI_AGAIN", ErrorForm::Dns},
    {"ECONNRESET", ErrorForm::CutOff},
    {"socket hang up", ErrorForm::CutOff},
    {"CERT_HAS_EXPIRED", ErrorForm::Tls},
    {"SELF_SIGNED_CERT", ErrorForm::Tls},
    {"UNABLE_TO_VERIFY_LEAF", ErrorForm::Tls},
};

std::optional<int> numberAfter(const QString &text, const QRegularExpression &expression)
{
    const QRegularExpressionMatch match = expression.match(text);
    return match.hasMatch() ? std::optional{match.captured(1).toInt()} : std::nullopt;
}

/// `code 4:`, `"code": 4`, `code: 4`.
std::optional<int> codeIn(const QString &text)
{
    static const QRegularExpression client{QStringLiteral(R"(error code (-?\d{1,3})\b)"),
                                           QRegularExpression::CaseInsensitiveOption};
    static const QRegularExpression key{QStringLiteral(R"(["'\\]{0,3}\bcode["'\\]{0,3} ?: ?(-?\d{1,3})\b)")};
    const std::optional<int> code = numberAfter(text, client);
    return code ? code : numberAfter(text, key);
}

int statusIn(const QString &text)
{
    static const QRegularExpression key{
        QStringLiteral(R"((?:StatusCode|HTTP code|\bstatus)["'\\]{0,3} ?[:=] ?(\d{3})\b)"),
        QRegularExpression::CaseInsensitiveOption};
    return numberAfter(text, key).value_or(0);
}

/// The message of StreamChat's envelope, wherever in the JSON it is: bare, in `error`, in `response.data` …
std::optional<QString> messageIn(const QJsonObject &json, int depth)
{
    if (const QJsonValue message = json.value(QLatin1String("message")); message.isString())
        return message.toString();
    if (const QJsonValue error = json.value(QLatin1String("error")); error.isString())
        return error.toString();
    for (const QJsonValue &value : json) {
        if (depth > 0 && value.isObject()) {
            if (const std::optional<QString> inside = messageIn(value.toObject(), depth - 1))
                return inside;
        }
    }
    return std::nullopt;
}

/// The words themselves: out of JSON where it is JSON, else the text as it is.
QString wordsOf(const QString &text)
{
    constexpr int deepest = 4;
    const QString trimmed = text.trimmed();
    if (trimmed.startsWith(u'{')) {
        const QJsonObject json = QJsonDocument::fromJson(trimmed.toUtf8()).object();
        if (const std::optional<QString> message = messageIn(json, deepest))
            return *message;
    }
    return QString{text}
        .replace(QLatin1String("\\\""), QLatin1String("\""))
        .replace(QLatin1String("\\'"), QLatin1String("'"));
}

/// Rows which are told by words no other text has. `"not found"` alone is too common for that.
bool mayBeBare(const stream::Wording &row)
{
    return *row.pattern != '\0' && row.meaning != stream::Meaning::NotFound;
}

std::optional<stream::CallError> byWords(const QString &words, std::optional<int> code, int status)
{
    QString plain = words;
    plain.replace(QChar{0x2019}, u'\'');
    for (const stream::Wording &row : stream::wordings()) {
        if (row.form != ErrorForm::Envelope || !mayBeBare(row) ||
            !plain.contains(QLatin1String{row.pattern}, Qt::CaseInsensitive))
            continue;
        if (row.code && code && row.code != code)
            continue;
        return stream::explained(Seen{ErrorForm::Envelope, code ? code : row.code, status, words});
    }
    return std::nullopt;
}

bool looksLikeStream(const QString &text)
{
    return text.contains(QLatin1String("StreamChat error"), Qt::CaseInsensitive) ||
           text.contains(QLatin1String("failed with error")) || text.contains(QLatin1String("StatusCode")) ||
           text.contains(QLatin1String("getstream.io"));
}

} // namespace

std::optional<PastedError> errorIn(const QString &pasted)
{
    const QString text = pasted.left(errorsWithin);
    const bool sentence =
        text.contains(QLatin1String("Failed to add all members to channel"), Qt::CaseInsensitive);
    const QString words = wordsOf(text);
    if (sentence) {
        constexpr int inputError = 4;
        return PastedError{stream::explained(Seen{ErrorForm::Envelope, inputError, 0,
                                                  words + QLatin1String(" don't exist")}),
                           true};
    }
    const std::optional<int> code = codeIn(text);
    const int status = statusIn(text);
    if (const std::optional<stream::CallError> error = byWords(words, code, status))
        return PastedError{*error, false};
    if (looksLikeStream(text) && (code || status >= 400))
        return PastedError{stream::explained(Seen{ErrorForm::Envelope, code, status, words}), false};
    for (const TransportWords &row : transportWords) {
        if (text.contains(QLatin1String{row.words}))
            return PastedError{stream::explained(Seen{row.form, std::nullopt, 0, words}), false};
    }
    return std::nullopt;
}

} // namespace chatsync::diagnosis
