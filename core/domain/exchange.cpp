// SPDX-License-Identifier: MIT
#include "core/domain/exchange.h"

#include "core/domain/jsontext.h"
#include "core/domain/quickjson.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace chatsync {

namespace {

QJsonArray headersToJson(const HttpHeaders &headers)
{
    QJsonArray json;
    for (const auto &[name, value] : headers)
        json.append(QJsonArray::fromStringList({QString::fromLatin1(name), QString::fromLatin1(value)}));
    return json;
}

HttpHeaders headersFromJson(const QJsonArray &json)
{
    HttpHeaders headers;
    headers.reserve(json.size());
    for (const QJsonValue &pair : json)
        headers.append({pair[0].toString().toLatin1(), pair[1].toString().toLatin1()});
    return headers;
}

/// Members of an object as text, with the commas between them.
class ObjectText {
public:
    explicit ObjectText(QByteArray &out)
        : m_out(out)
    {
        m_out += '{';
    }

    QByteArray &key(QByteArrayView name)
    {
        if (!std::exchange(m_first, false))
            m_out += ',';
        return m_out.append('"').append(name).append("\":");
    }

    void end() { m_out += '}'; }

private:
    QByteArray &m_out;
    bool m_first = true;
};

void appendHeaders(QByteArray &out, const HttpHeaders &headers)
{
    out += '[';
    for (const auto &[name, value] : headers) {
        if (!out.endsWith('['))
            out += ',';
        json::appendLatin1(out += '[', name);
        json::appendLatin1(out += ',', value);
        out += ']';
    }
    out += ']';
}

void appendRequest(QByteArray &out, const Exchange &exchange)
{
    ObjectText object{out};
    if (!exchange.requestBody.isEmpty())
        json::appendUtf8(object.key("body"), exchange.requestBody);
    appendHeaders(object.key("headers"), exchange.requestHeaders);
    object.end();
}

void appendResponse(QByteArray &out, const Exchange &exchange)
{
    ObjectText object{out};
    json::appendUtf8(object.key("body"), exchange.responseBody);
    appendHeaders(object.key("headers"), exchange.responseHeaders);
    json::appendString(object.key("http_version"), exchange.httpVersion);
    json::appendNumber(object.key("status"), qint64{exchange.status});
    object.end();
}

} // namespace

QByteArray headerValue(const HttpHeaders &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (key.size() == name.size() && key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QJsonObject toJson(const ExchangeError &error)
{
    return QJsonDocument::fromJson(errorJson(error).text()).object();
}

json::Object errorJson(const ExchangeError &error)
{
    json::Object json;
    json.insertText(QStringLiteral("advice"), error.advice);
    if (error.code)
        json.insert(QStringLiteral("code"), *error.code);
    json.insertText(QStringLiteral("explanation"), error.explanation);
    json.insert(QStringLiteral("kind"), error.kind);
    json.insertText(QStringLiteral("meaning"), error.meaning);
    json.insertText(QStringLiteral("message"), error.message);
    if (!error.missingIds.isEmpty())
        json.insert(QStringLiteral("missing_ids"), error.missingIds);
    if (error.status != 0)
        json.insert(QStringLiteral("status"), error.status);
    return json;
}

ExchangeError exchangeErrorFromJson(const QJsonObject &json)
{
    ExchangeError error;
    error.kind = json[QLatin1String("kind")].toString();
    error.status = json[QLatin1String("status")].toInt();
    if (json.contains(QLatin1String("code")))
        error.code = json[QLatin1String("code")].toInt();
    error.meaning = json[QLatin1String("meaning")].toString();
    error.message = json[QLatin1String("message")].toString();
    error.explanation = json[QLatin1String("explanation")].toString();
    error.advice = json[QLatin1String("advice")].toString();
    for (const QJsonValue &id : json[QLatin1String("missing_ids")].toArray())
        error.missingIds.append(id.toString());
    return error;
}

QJsonObject toJson(const Exchange &exchange)
{
    QJsonObject request{{QStringLiteral("headers"), headersToJson(exchange.requestHeaders)}};
    if (!exchange.requestBody.isEmpty())
        request.insert(QStringLiteral("body"), QString::fromUtf8(exchange.requestBody));

    QJsonObject json{
        {QStringLiteral("id"), exchange.number},
        {QStringLiteral("endpoint"), exchange.endpoint},
        {QStringLiteral("method"), exchange.method},
        {QStringLiteral("url"), exchange.url},
        {QStringLiteral("request"), request},
        {QStringLiteral("started_ms"), exchange.startedMs},
        {QStringLiteral("duration_ms"), exchange.durationMs},
        {QStringLiteral("writes"), exchange.writes},
    };
    if (exchange.status != 0) {
        json.insert(QStringLiteral("response"),
                    QJsonObject{{QStringLiteral("status"), exchange.status},
                                {QStringLiteral("http_version"), exchange.httpVersion},
                                {QStringLiteral("headers"), headersToJson(exchange.responseHeaders)},
                                {QStringLiteral("body"), QString::fromUtf8(exchange.responseBody)}});
    }
    if (exchange.tries > 1)
        json.insert(QStringLiteral("try"), exchange.tries);
    if (exchange.planned)
        json.insert(QStringLiteral("planned"), true);
    if (!exchange.sent)
        json.insert(QStringLiteral("sent"), false);
    if (exchange.error)
        json.insert(QStringLiteral("error"), toJson(*exchange.error));
    return json;
}

// The keys in the order of a QJsonObject, so that both ways give the same text.
void appendJson(QByteArray &out, const Exchange &exchange)
{
    ObjectText object{out};
    json::appendNumber(object.key("duration_ms"), exchange.durationMs);
    json::appendString(object.key("endpoint"), exchange.endpoint);
    if (exchange.error)
        object.key("error").append(errorJson(*exchange.error).text());
    json::appendNumber(object.key("id"), qint64{exchange.number});
    json::appendString(object.key("method"), exchange.method);
    if (exchange.planned)
        object.key("planned").append("true");
    appendRequest(object.key("request"), exchange);
    if (exchange.status != 0)
        appendResponse(object.key("response"), exchange);
    if (!exchange.sent)
        object.key("sent").append("false");
    json::appendNumber(object.key("started_ms"), exchange.startedMs);
    if (exchange.tries > 1)
        json::appendNumber(object.key("try"), qint64{exchange.tries});
    json::appendString(object.key("url"), exchange.url);
    object.key("writes").append(exchange.writes ? "true" : "false");
    object.end();
}

Exchange exchangeFromJson(const QJsonObject &json)
{
    const QJsonObject request = json[QLatin1String("request")].toObject();
    const QJsonObject response = json[QLatin1String("response")].toObject();
    Exchange exchange;
    exchange.number = json[QLatin1String("id")].toInt();
    exchange.endpoint = json[QLatin1String("endpoint")].toString();
    exchange.method = json[QLatin1String("method")].toString();
    exchange.url = json[QLatin1String("url")].toString();
    exchange.requestHeaders = headersFromJson(request[QLatin1String("headers")].toArray());
    exchange.requestBody = request[QLatin1String("body")].toString().toUtf8();
    exchange.status = response[QLatin1String("status")].toInt();
    exchange.httpVersion = response[QLatin1String("http_version")].toString();
    exchange.responseHeaders = headersFromJson(response[QLatin1String("headers")].toArray());
    exchange.responseBody = response[QLatin1String("body")].toString().toUtf8();
    exchange.startedMs = json[QLatin1String("started_ms")].toDouble();
    exchange.durationMs = json[QLatin1String("duration_ms")].toDouble();
    exchange.tries = json[QLatin1String("try")].toInt(1);
    exchange.writes = json[QLatin1String("writes")].toBool();
    exchange.planned = json[QLatin1String("planned")].toBool();
    exchange.sent = json[QLatin1String("sent")].toBool(true);
    if (json.contains(QLatin1String("error")))
        exchange.error = exchangeErrorFromJson(json[QLatin1String("error")].toObject());
    return exchange;
}

} // namespace chatsync
