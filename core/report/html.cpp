// SPDX-License-Identifier: MIT
#include "core/report/excerpt.h"
#include "core/report/formats.h"
#include "core/report/htmlparts.h"
#include "core/report/htmltext.h"
#include "core/report/words.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>

namespace chatsync::report {

namespace {

using namespace html;

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

QByteArray resource(const QString &name)
{
    QFile file{QStringLiteral(":/report/") + name};
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return opened ? file.readAll() : QByteArray{};
}

QByteArray styles()
{
    return resource(QStringLiteral("report.css")) + resource(QStringLiteral("print.css"));
}

/// Nothing is fetched, nothing is run: not even what a hostile answer would smuggle in.
QString policyFor(const QByteArray &style)
{
    const QByteArray hash = QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64();
    return QStringLiteral("default-src 'none'; style-src 'sha256-%1'; img-src data:; base-uri 'none'; "
                          "form-action 'none'")
        .arg(QString::fromLatin1(hash));
}

/// The verdict in the tab, too.
QString tabIcon(CheckVerdict verdict)
{
    const QByteArray svg = resource(QStringLiteral("tab-%1.svg").arg(toString(verdict)));
    return QStringLiteral("data:image/svg+xml;base64,") + QString::fromLatin1(svg.toBase64());
}

QString head(const ChecklistResult &result)
{
    const QByteArray style = styles();
    return QStringLiteral("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"") +
           policyFor(style) +
           QStringLiteral("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                          "<meta name=\"color-scheme\" content=\"only light\">\n"
                          "<meta name=\"referrer\" content=\"no-referrer\">\n<title>") +
           escaped(headline(result)) + QStringLiteral("</title>\n<link rel=\"icon\" href=\"") +
           tabIcon(overall(result)) + QStringLiteral("\">\n<style>") + QString::fromUtf8(style) +
           QStringLiteral("</style>\n</head>\n");
}

QString verdictHeader(const ChecklistResult &result)
{
    const CheckVerdict verdict = overall(result);
    const QString version = result.consoleVersion.isEmpty()
                                ? QString{}
                                : u' ' + escaped(bounded(cleanLine(result.consoleVersion), 40));
    return QStringLiteral("<header class=\"verdict\">") + glyph(verdict, QStringLiteral("g34")) +
           QStringLiteral("<div><h1>") + name(headline(result), 400) + QStringLiteral("</h1><p>") +
           name(subtitle(result), 400) +
           QStringLiteral(
               "</p></div><p class=\"brand\"><svg aria-hidden=\"true\"><use href=\"#g-mark\"/></svg>"
               "Chat Sync Console") +
           version + QStringLiteral("</p></header>\n");
}

QString environmentBadge(const ChecklistResult &result)
{
    for (const auto &[kind, label] : {std::pair{QLatin1String{"sandbox"}, tr("Sandbox")},
                                      std::pair{QLatin1String{"staging"}, tr("Staging")},
                                      std::pair{QLatin1String{"production"}, tr("Production")}}) {
        if (result.environmentKind == kind)
            return element(QStringLiteral("span"), QStringLiteral("environment ") + kind, label) + u' ';
    }
    return {};
}

QString factList(const ChecklistResult &result)
{
    QString items;
    for (const Fact &fact : report::facts(result)) {
        const QString badge = items.isEmpty() ? environmentBadge(result) : QString{};
        items += QStringLiteral("<div><dt>") + fact.label.toHtmlEscaped() + QStringLiteral("</dt><dd>") +
                 badge + name(fact.value) + QStringLiteral("</dd></div>");
    }
    return QStringLiteral("<dl class=\"facts\">") + items + QStringLiteral("</dl>\n");
}

QString sinceText(const ChecklistResult &result, const Since &since)
{
    QString parts;
    for (const ChangeCount &count : countsOf(since.changes.checks)) {
        const QString classes = count.kind == Change::Kind::NewlyFailing ? QStringLiteral("bad")
                                : count.kind == Change::Kind::Unchanged  ? QStringLiteral("quiet")
                                                                         : QString{};
        parts += u' ' + element(QStringLiteral("span"), classes, count.text);
    }
    if (const int flaky = Changes::flaky(since.changes.checks); flaky > 0)
        parts += u' ' +
                 element(QStringLiteral("span"), QStringLiteral("flaky"), tr("%1 flaky").arg(number(flaky)));
    const QString last = name(report::nameOf(*since.last, result), 100);
    const bool isLinked = !changesSection(since.changes, {}).isEmpty();
    return QStringLiteral("<p class=\"since\">") +
           tr("Since %1:")
               .arg(isLinked ? QStringLiteral("<a href=\"#changes\">") + last + QStringLiteral("</a>")
                             : last) +
           parts + QStringLiteral("</p>");
}

QString countsRow(const ChecklistResult &result, const std::optional<Since> &since)
{
    const CheckCounts counts = countOf(result.checks);
    QString items;
    for (const CheckVerdict verdict : allCheckVerdicts) {
        const int count = counts.of(verdict);
        items +=
            QStringLiteral("<li class=\"%1\">").arg(count == 0 ? QStringLiteral("zero") : classOf(verdict)) +
            glyph(verdict, QStringLiteral("g20")) + element(QStringLiteral("b"), {}, number(count)) + u' ' +
            word(verdict) + QStringLiteral("</li>");
    }
    return QStringLiteral("<section class=\"counts\" aria-label=\"%1\"><ul>")
               .arg(tr("Counts of the checks")) +
           items + QStringLiteral("</ul>") + (since ? sinceText(result, *since) : QString{}) +
           QStringLiteral("</section>\n");
}

QString checkList(const ChecklistResult &result, const std::optional<Since> &since)
{
    QString items;
    int number = 0;
    for (const CheckResult &check : result.checks)
        items += checkItem(check, ++number, since ? since->changes.find(check.id) : nullptr);
    if (items.isEmpty())
        items = QStringLiteral("<li class=\"quiet none\">") + tr("The checklist is empty.") +
                QStringLiteral("</li>");
    return QStringLiteral("<section><h2 class=\"spoken\">") + tr("Checks") +
           QStringLiteral("</h2><ol class=\"checks\">\n") + items + QStringLiteral("</ol></section>\n");
}

QString knownList(const ChecklistResult &result)
{
    QString items;
    for (const KnownIssue &known : result.known)
        items += element(QStringLiteral("li"), {}, prose(knownText(known), 400));
    return items.isEmpty() ? items
                           : QStringLiteral("<section><h2>") + tr("Known issues") +
                                 QStringLiteral("</h2><ul class=\"known\">") + items +
                                 QStringLiteral("</ul></section>\n");
}

QString surroundings(const ChecklistResult &result)
{
    QString items;
    for (const Fact &fact : moreFacts(result)) {
        items += QStringLiteral("<div><dt>") + fact.label.toHtmlEscaped() + QStringLiteral("</dt><dd>") +
                 prose(fact.value, 400) + QStringLiteral("</dd></div>");
    }
    return items.isEmpty()
               ? items
               : QStringLiteral("<dl class=\"facts surroundings\">") + items + QStringLiteral("</dl>\n");
}

QString footer(const ChecklistResult &result)
{
    return QStringLiteral("<footer><span>") + tr("Verdicts need evidence: no check, no pass.") +
           QStringLiteral("</span> <span>") + tr("Secrets and tokens are removed from every exchange.") +
           QStringLiteral("</span> <span>") + tr("Times are UTC.") +
           QStringLiteral("</span> <span class=\"id\">") +
           tr("Report %1").arg(result.id.toString(QUuid::WithoutBraces)) +
           QStringLiteral("</span></footer>\n");
}

} // namespace

QByteArray renderHtml(const ChecklistResult &result, const std::optional<Since> &since)
{
    QString page = head(result) + QStringLiteral("<body>\n") +
                   QString::fromUtf8(resource(QStringLiteral("glyphs.svg"))) + QStringLiteral("<main>\n") +
                   verdictHeader(result) + factList(result) + countsRow(result, since) +
                   checkList(result, since);
    page += sweepSection(result);
    if (since)
        page += changesSection(since->changes, report::nameOf(*since->last, result));
    page += knownList(result) + surroundings(result) + footer(result) +
            QStringLiteral("</main>\n</body>\n</html>\n");
    return page.toUtf8();
}

} // namespace chatsync::report
