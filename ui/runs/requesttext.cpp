// SPDX-License-Identifier: MIT
#include "ui/runs/requesttext.h"

#include "core/domain/querytrace.h"
#include "ui/runs/runtexts.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

namespace chatsync::ui::requesttext {
namespace {

constexpr qsizetype longestPretty = 4'000'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("RunView", text);
}

void newLine(QString &out, int depth)
{
    out += u'\n';
    out += QString(depth * 2, u' ');
}

QString reason(int status)
{
    switch (status) {
    case 200:
        return QStringLiteral("OK");
    case 201:
        return QStringLiteral("Created");
    case 400:
        return QStringLiteral("Bad Request");
    case 401:
        return QStringLiteral("Unauthorized");
    case 403:
        return QStringLiteral("Forbidden");
    case 404:
        return QStringLiteral("Not Found");
    case 408:
        return QStringLiteral("Request Timeout");
    case 413:
        return QStringLiteral("Payload Too Large");
    case 429:
        return QStringLiteral("Too Many Requests");
    case 500:
        return QStringLiteral("Internal Server Error");
    case 502:
        return QStringLiteral("Bad Gateway");
    case 503:
        return QStringLiteral("Service Unavailable");
    case 504:
        return QStringLiteral("Gateway Timeout");
    default:
        return {};
    }
}

QString headerLines(const HttpHeaders &headers)
{
    QString text;
    for (const auto &[name, value] : headers)
        text +=
            QString::fromLatin1(name).toLower() + QStringLiteral(": ") + QString::fromLatin1(value) + u'\n';
    return text;
}

/// RFC 9110: a name with anything else in it would mean something to curl.
bool isToken(const QByteArray &name)
{
    static const QByteArray also = QByteArrayLiteral("!#$%&'*+-.^_`|~");
    return !name.isEmpty() && std::all_of(name.cbegin(), name.cend(), [](char c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return letter || also.contains(c);
    });
}

QString shown(const QJsonValue &value)
{
    if (value.isString())
        return u'\'' + QString{value.toString()}.replace(u'\'', QLatin1String("''")) + u'\'';
    if (value.isNull() || value.isUndefined())
        return QStringLiteral("NULL");
    const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(1, json.size() - 2));
}

} // namespace

QString prettyJson(const QString &text)
{
    if (text.size() > longestPretty)
        return text;
    QJsonParseError error;
    QJsonDocument::fromJson(text.toUtf8(), &error);
    if (error.error != QJsonParseError::NoError)
        return text;
    QString out;
    out.reserve(text.size() * 2);
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (inString) {
            out += c;
            if (c == u'\\' && i + 1 < text.size())
                out += text[++i];
            else if (c == u'"')
                inString = false;
            continue;
        }
        if (c.isSpace())
            continue;
        if (c == u'{' || c == u'[') {
            qsizetype next = i + 1;
            while (next < text.size() && text[next].isSpace())
                ++next;
            out += c;
            if (next < text.size() && (text[next] == u'}' || text[next] == u']')) {
                out += text[next];
                i = next;
            } else {
                newLine(out, ++depth);
            }
        } else if (c == u'}' || c == u']') {
            newLine(out, --depth);
            out += c;
        } else if (c == u',') {
            out += c;
            newLine(out, depth);
        } else if (c == u':') {
            out += QStringLiteral(": ");
        } else {
            inString = c == u'"';
            out += c;
        }
    }
    return out;
}

MarkedText request(const Exchange &exchange)
{
    MarkedText marked;
    const QUrl url(exchange.url);
    const QString path = url.path(QUrl::FullyEncoded);
    marked.text = exchange.method + u' ' + (path.isEmpty() ? QStringLiteral("/") : path) + u'\n';
    marked.text += QStringLiteral("host: ") + url.authority(QUrl::FullyEncoded) + u'\n';
    for (const QString &item : url.query(QUrl::FullyEncoded).split(u'&', Qt::SkipEmptyParts)) {
        const QString value = QUrl::fromPercentEncoding(item.section(u'=', 1).toUtf8());
        marked.text += u'?' + item.section(u'=', 0, 0) + QStringLiteral(" = ") + prettyJson(value) + u'\n';
    }
    marked.text += headerLines(exchange.requestHeaders);
    if (!exchange.requestBody.isEmpty())
        marked.text += u'\n' + prettyJson(QString::fromUtf8(exchange.requestBody));
    if (!exchange.error || exchange.error->missingIds.isEmpty())
        return marked;
    const QStringList lines = marked.text.split(u'\n');
    for (int i = 0; i < lines.size(); ++i) {
        for (const QString &id : exchange.error->missingIds) {
            if (lines[i].contains(id)) {
                marked.marks.append({i + 1, Status::Fail, tr("StreamChat does not know this id."), id});
                break;
            }
        }
    }
    return marked;
}

MarkedText response(const Exchange &exchange)
{
    MarkedText marked;
    if (exchange.status == 0) {
        if (exchange.error) {
            marked.text = tr("No answer.") + u'\n' + exchange.error->explanation;
            if (!exchange.error->message.isEmpty())
                marked.text += QStringLiteral("\n\n") + exchange.error->message;
            marked.marks.append({1, Status::Fail, exchange.error->explanation, {}});
        }
        return marked;
    }
    const QString version = exchange.httpVersion.isEmpty() ? QStringLiteral("1.1") : exchange.httpVersion;
    QString head =
        QStringLiteral("HTTP/%1 %2 %3").arg(version).arg(exchange.status).arg(reason(exchange.status));
    marked.text = head.trimmed() + u'\n' + headerLines(exchange.responseHeaders) + u'\n';
    const auto headLines = marked.text.count(u'\n');
    const QString body = prettyJson(QString::fromUtf8(exchange.responseBody));
    marked.text += body;
    if (!exchange.error)
        return marked;

    // StreamChat says what is wrong in `message` of the outermost object.
    const QStringList lines = body.split(u'\n');
    const QString emphasis = exchange.error->missingIds.value(0);
    for (int i = 0; i < lines.size(); ++i) {
        if (lines[i].startsWith(QLatin1String("  \"message\":"))) {
            marked.marks.append(
                {static_cast<int>(headLines) + i + 1, Status::Fail, exchange.error->explanation, emphasis});
            return marked;
        }
    }
    marked.marks.append({1, Status::Fail, exchange.error->explanation, QString::number(exchange.status)});
    return marked;
}

MarkedText statement(const QJsonObject &query)
{
    const QueryTrace trace = queryTraceFromJson(query);
    MarkedText marked;
    marked.text = trace.sql.trimmed();
    if (!trace.values.isEmpty())
        marked.text += u'\n';
    for (int i = 0; i < trace.values.size(); ++i)
        marked.text += QStringLiteral("\n-- $%1 = %2").arg(i + 1).arg(shown(trace.values[i]));
    const QString rows = trace.planned
                             ? tr("not sent")
                             : tr("%1 rows, %2").arg(trace.rows).arg(runtexts::duration(trace.durationMs));
    marked.text += QStringLiteral("\n-- ") + rows;
    if (trace.error) {
        marked.text += QStringLiteral("\n-- ") + trace.error->what;
        const int line = static_cast<int>(marked.text.count(u'\n')) + 1;
        marked.marks.append({line, Status::Fail, trace.error->what, {}});
    }
    return marked;
}

QString shellQuoted(const QString &text)
{
    QString inner = text;
    inner.remove(QChar(u'\0')); // No command line can hold one.
    return u'\'' + inner.replace(u'\'', QLatin1String("'\\''")) + u'\'';
}

QString curl(const Exchange &exchange)
{
    const QString next = QStringLiteral(" \\\n  ");
    QString command = QStringLiteral("curl --globoff --request ") + shellQuoted(exchange.method) + next +
                      QStringLiteral("--url ") + shellQuoted(exchange.url);
    for (const auto &[name, value] : exchange.requestHeaders) {
        if (!isToken(name))
            continue;
        const bool secret = name.compare("authorization", Qt::CaseInsensitive) == 0;
        const QString header = QString::fromLatin1(name) + QStringLiteral(": ");
        command += next + QStringLiteral("--header ") +
                   (secret ? u'"' + header + QStringLiteral("$STREAM_TOKEN\"")
                           : shellQuoted(header + QString::fromLatin1(value)));
    }
    if (!exchange.requestBody.isEmpty())
        command +=
            next + QStringLiteral("--data-raw ") + shellQuoted(QString::fromUtf8(exchange.requestBody));
    return command;
}

} // namespace chatsync::ui::requesttext
