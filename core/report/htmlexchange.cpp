// SPDX-License-Identifier: MIT
#include "core/report/excerpt.h"
#include "core/report/htmlparts.h"
#include "core/report/htmltext.h"
#include "core/report/httpwords.h"
#include "core/report/words.h"

#include <QCoreApplication>

namespace chatsync::report::html {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

QString card(const QString &title, const QString &caption, const QString &anchor, const QString &lines)
{
    const QString id = anchor.isEmpty() ? QString{} : QStringLiteral(" id=\"") + anchor + u'"';
    return QStringLiteral("<section class=\"card\"%1><h4>%2 <span>%3</span></h4><pre>%4</pre></section>")
        .arg(id, title.toHtmlEscaped(), escaped(caption), lines);
}

QString headerLines(const HttpHeaders &headers)
{
    QString lines;
    for (const QString &line : headersWorthPrinting(headers))
        lines += code(clean(line), false, {}) + u'\n';
    return lines;
}

/// Lines and body with a free line between them.
QString withBody(const QString &lines, const Excerpt &body, const QStringList &guilty)
{
    return body.text.isEmpty() ? lines : lines + u'\n' + code(body.text, body.isJson, guilty);
}

QString requestCard(const Exchange &exchange, const QString &anchor)
{
    const Excerpt body = excerptOf(exchange.requestBody);
    QStringList caption{tr("exchange %1").arg(exchange.number)};
    if (!exchange.endpoint.isEmpty())
        caption << bounded(cleanLine(exchange.endpoint), 60);
    if (!exchange.sent || exchange.planned)
        caption << tr("was not sent");
    if (!body.omission.isEmpty())
        caption << body.omission;
    const QString first = element(QStringLiteral("span"), QStringLiteral("quiet"), escaped(exchange.method)) +
                          u' ' + code(bounded(cleanLine(exchange.url), 600), false, {}) + u'\n';
    return card(tr("Request"), caption.join(QStringLiteral(", ")), anchor,
                withBody(first + headerLines(exchange.requestHeaders), body, {}));
}

QString responseCard(const Exchange &exchange)
{
    const QString took = duration(std::chrono::milliseconds{qRound64(exchange.durationMs)});
    const QStringList guilty = exchange.error ? exchange.error->missingIds : QStringList{};
    if (exchange.status == 0) {
        const QString why = exchange.error ? exchange.error->explanation : QString{};
        return card(tr("Response"), tr("none after %1").arg(took), {},
                    code(bounded(clean(why.isEmpty() ? tr("There was no answer.") : why), 1000), false, {}));
    }
    const Excerpt body = excerptOf(exchange.responseBody);
    const bool good = exchange.status < 400;
    const QString version =
        exchange.httpVersion.isEmpty() ? QStringLiteral("HTTP") : cleanLine(exchange.httpVersion);
    const QString first =
        element(QStringLiteral("span"), QStringLiteral("quiet"), version.toHtmlEscaped()) + u' ' +
        element(QStringLiteral("b"), good ? QStringLiteral("good") : QStringLiteral("guilty"),
                statusLine(exchange.status).toHtmlEscaped()) +
        QStringLiteral("  ") + element(QStringLiteral("span"), QStringLiteral("quiet"), took) + u'\n';
    const QString complete = body.omission.isEmpty() ? tr("complete, secrets removed") : body.omission;
    return card(tr("Response"), complete, {},
                withBody(first + headerLines(exchange.responseHeaders), body, guilty));
}

} // namespace

QString exchangeCards(const Exchange &exchange, const QString &anchor)
{
    return element(QStringLiteral("div"), QStringLiteral("exchange"),
                   requestCard(exchange, anchor) + responseCard(exchange));
}

} // namespace chatsync::report::html
