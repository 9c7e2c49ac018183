// SPDX-License-Identifier: MIT
#include "core/report/excerpt.h"
#include "core/report/httpwords.h"
#include "core/report/report.h"
#include "core/report/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace chatsync::report {

namespace {

constexpr std::size_t mostEvidence = 6;
constexpr int mostAnswer = 600;

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

QString where(const ChecklistResult &result)
{
    QStringList parts;
    for (const Fact &fact : facts(result)) {
        const bool isKnown = fact.label == tr("Environment") || fact.label == tr("Build under test") ||
                             fact.label == tr("Target");
        if (isKnown)
            parts << fact.label + QStringLiteral(": ") + fact.value;
    }
    return parts.join(u'\n');
}

/// The exchange that went wrong, or the last one.
const Exchange *tellingExchange(const CheckResult &check)
{
    if (check.exchanges.empty())
        return nullptr;
    const auto wrong =
        std::find_if(check.exchanges.begin(), check.exchanges.end(),
                     [](const Exchange &exchange) { return exchange.error || exchange.status >= 400; });
    return wrong == check.exchanges.end() ? &check.exchanges.back() : &*wrong;
}

QString exchangeLines(const Exchange &exchange)
{
    const QString answer = exchange.status == 0 ? tr("no answer") : statusLine(exchange.status);
    QString lines =
        exchange.method + u' ' + bounded(cleanLine(exchange.url), 300) + QStringLiteral(": ") + answer;
    const QString body = bounded(cleanLine(QString::fromUtf8(exchange.responseBody)), mostAnswer);
    return body.isEmpty() ? lines : lines + u'\n' + body;
}

} // namespace

QString ticketText(const ChecklistResult &result, const CheckResult &check)
{
    QStringList paragraphs{word(check.verdict) + QStringLiteral(": ") + bounded(cleanLine(check.title), 200)};
    if (!check.summary.isEmpty())
        paragraphs << bounded(cleanLine(check.summary), 600);
    if (!check.why.isEmpty())
        paragraphs << tr("Why:") + u' ' + bounded(cleanLine(check.why), 1200);
    paragraphs << where(result) + u'\n' +
                      tr("When: %1").arg(utc(check.startedAt.isValid() ? check.startedAt : result.startedAt));

    QStringList evidence;
    for (std::size_t i = 0; i < check.evidence.size() && i < mostEvidence; ++i) {
        const CheckEvidence &one = check.evidence[i];
        const QString place = placeOf(one);
        evidence << QStringLiteral("- ") + bounded(cleanLine(one.sentence), 300) +
                        (place.isEmpty() ? QString{} : QStringLiteral(" (") + place + u')');
    }
    if (!evidence.isEmpty())
        paragraphs << tr("Evidence:") + u'\n' + evidence.join(u'\n');
    if (const Exchange *exchange = tellingExchange(check))
        paragraphs << exchangeLines(*exchange);

    QStringList steps;
    for (const QString &step : check.next.mid(0, 6))
        steps << QStringLiteral("%1. ").arg(steps.size() + 1) + bounded(cleanLine(step), 300);
    if (!steps.isEmpty())
        paragraphs << tr("What to do:") + u'\n' + steps.join(u'\n');
    if (check.known)
        paragraphs << knownText(*check.known);
    if (!check.runs.isEmpty())
        paragraphs << QStringLiteral("chat-sync show ") + check.runs.front().toString(QUuid::WithoutBraces);
    return paragraphs.join(QStringLiteral("\n\n")) + u'\n';
}

} // namespace chatsync::report
