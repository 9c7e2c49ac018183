// SPDX-License-Identifier: MIT
// For tickets and wikis: headings, lists, tables and fenced code, which all of them have.
#include "core/report/excerpt.h"
#include "core/report/formats.h"
#include "core/report/httpwords.h"
#include "core/report/sweep.h"
#include "core/report/words.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace chatsync::report {

namespace {

constexpr int mostBody = 1500;
constexpr int mostNames = 12;
constexpr std::size_t mostEvidence = 20;
constexpr std::size_t mostCauses = 40;
constexpr std::size_t mostCompanies = 60;

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

/// Neither markup nor HTML of whoever wrote it. One line.
QString text(const QString &raw, int limit = 600)
{
    QString line = bounded(cleanLine(raw), limit);
    line.replace(u'&', QLatin1String{"&amp;"})
        .replace(u'<', QLatin1String{"&lt;"})
        .replace(u'>', QLatin1String{"&gt;"});
    static const QRegularExpression markup{QStringLiteral("([\\\\`*_{}\\[\\]()#+!|~=-])")};
    return line.replace(markup, QStringLiteral("\\\\\\1"));
}

/// A fence longer than any in the text.
QString fenced(const QString &raw, const QString &language = {})
{
    int longest = 0;
    int ticks = 0;
    for (const QChar character : raw) {
        ticks = character == u'`' ? ticks + 1 : 0;
        longest = qMax(longest, ticks);
    }
    const QString fence{qMax(3, longest + 1), u'`'};
    return fence + language + u'\n' + raw + u'\n' + fence + u'\n';
}

QString tableRow(const QStringList &cells)
{
    return QStringLiteral("| ") + cells.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
}

QString tableHead(const QStringList &titles)
{
    return tableRow(titles) + tableRow(QStringList(titles.size(), QStringLiteral("---")));
}

QString mark(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Passed:
        return QStringLiteral("✅");
    case CheckVerdict::Recovered:
        return QStringLiteral("🔄");
    case CheckVerdict::Failed:
        return QStringLiteral("❌");
    case CheckVerdict::Blocked:
        return QStringLiteral("⛔");
    case CheckVerdict::NotRun:
        return QStringLiteral("◌");
    case CheckVerdict::NotApplicable:
        return QStringLiteral("–");
    }
    Q_UNREACHABLE();
}

QString verdictText(CheckVerdict verdict)
{
    return mark(verdict) + u' ' + word(verdict);
}

QString countsTable(const CheckCounts &counts)
{
    QStringList titles;
    QStringList numbers;
    for (const CheckVerdict verdict : allCheckVerdicts) {
        titles << word(verdict);
        numbers << QString::number(counts.of(verdict));
    }
    return tableHead(titles) + tableRow(numbers);
}

QString head(const ChecklistResult &result, const std::optional<Since> &since)
{
    QString markdown = QStringLiteral("# ") + mark(overall(result)) + u' ' + text(headline(result)) +
                       QStringLiteral("\n\n") + text(subtitle(result)) + QStringLiteral("\n\n");
    for (const std::vector<Fact> &list : {facts(result), moreFacts(result)}) {
        for (const Fact &fact : list)
            markdown +=
                QStringLiteral("- **") + fact.label + QStringLiteral(":** ") + text(fact.value) + u'\n';
    }
    markdown += u'\n' + countsTable(countOf(result.checks)) + u'\n';
    if (!since)
        return markdown;
    QStringList parts;
    for (const ChangeCount &count : countsOf(since->changes.checks))
        parts << count.text;
    if (const int flaky = Changes::flaky(since->changes.checks); flaky > 0)
        parts << tr("%1 flaky").arg(flaky);
    return markdown + tr("Since %1:").arg(text(nameOf(*since->last, result))) + u' ' +
           parts.join(QStringLiteral(", ")) + QStringLiteral(".\n\n");
}

QString checkTable(const ChecklistResult &result, const std::optional<Since> &since)
{
    QString markdown =
        tableHead({QStringLiteral("#"), tr("Verdict"), tr("Check"), tr("Found"), tr("Took"), tr("Change")});
    int number = 0;
    for (const CheckResult &check : result.checks) {
        const Change *change = since ? since->changes.find(check.id) : nullptr;
        QString changed = change ? word(change->kind) : QString{};
        if (change && change->flaky)
            changed += QStringLiteral(", ") + tr("flaky");
        markdown += tableRow({QString::number(++number), verdictText(check.verdict), text(check.title, 200),
                              text(check.summary, 300),
                              check.startedAt.isValid() ? duration(check.duration) : QString{}, changed});
    }
    return markdown + u'\n';
}

QString evidenceLines(const CheckResult &check)
{
    QString markdown;
    for (std::size_t i = 0; i < check.evidence.size() && i < mostEvidence; ++i) {
        const CheckEvidence &evidence = check.evidence[i];
        const QString place = placeOf(evidence);
        markdown += QStringLiteral("- ") + verdictText(evidence.speaksFor) + QStringLiteral(": ") +
                    text(evidence.sentence) +
                    (place.isEmpty() ? QString{} : QStringLiteral(" (") + text(place) + u')') + u'\n';
    }
    const int left = static_cast<int>(check.evidence.size()) - static_cast<int>(mostEvidence);
    if (left > 0)
        markdown += QStringLiteral("- ") +
                    QCoreApplication::translate("Report", "%n more, in the JSON report.", nullptr, left) +
                    u'\n';
    return markdown;
}

QString exchangeText(const Exchange &exchange)
{
    QStringList lines{exchange.method + u' ' + bounded(cleanLine(exchange.url), 600)};
    lines += headersWorthPrinting(exchange.requestHeaders);
    const Excerpt request = excerptOf(exchange.requestBody);
    if (!request.text.isEmpty())
        lines << QString{} << bounded(request.text, mostBody);
    lines << QString{}
          << (exchange.status == 0
                  ? (exchange.error ? cleanLine(exchange.error->explanation) : tr("There was no answer."))
                  : exchange.httpVersion + u' ' + statusLine(exchange.status));
    const Excerpt response = excerptOf(exchange.responseBody);
    if (!response.text.isEmpty())
        lines << QString{} << bounded(response.text, mostBody);
    return fenced(clean(lines.join(u'\n')), QStringLiteral("http"));
}

QString checkDetails(const CheckResult &check, int number)
{
    QString markdown = QStringLiteral("### %1. ").arg(number) + verdictText(check.verdict) +
                       QStringLiteral(": ") + text(check.title, 200) + QStringLiteral("\n\n");
    if (!check.why.isEmpty())
        markdown += text(check.why, 2000) + QStringLiteral("\n\n");
    if (check.known)
        markdown += text(knownText(*check.known)) + QStringLiteral("\n\n");
    if (!check.note.isEmpty())
        markdown += tr("Note:") + u' ' + text(check.note, 2000) + QStringLiteral("\n\n");
    markdown += evidenceLines(check);
    int step = 0;
    if (!check.next.isEmpty())
        markdown += u'\n' + tr("What to do:") + QStringLiteral("\n\n");
    for (const QString &next : check.next)
        markdown += QString::number(++step) + QStringLiteral(". ") + text(next) + u'\n';
    for (std::size_t i = 0; i < check.exchanges.size() && i < 3 && !check.passes(); ++i)
        markdown += u'\n' + exchangeText(check.exchanges[i]);
    for (const QUuid &run : check.runs.mid(0, 5))
        markdown +=
            QStringLiteral("\n`chat-sync show ") + run.toString(QUuid::WithoutBraces) + QStringLiteral("`\n");
    return markdown + u'\n';
}

QString sweepText(const ChecklistResult &result)
{
    const Sweep sweep = sweepOf(result);
    if (sweep.isEmpty())
        return {};
    QString markdown = QStringLiteral("## ") + tr("Companies") + QStringLiteral("\n\n") +
                       tr("Companies, by their worst") + QStringLiteral(":\n\n") +
                       countsTable(sweep.companies) + u'\n' + tr("Cells") + QStringLiteral(":\n\n") +
                       countsTable(sweep.cells) + u'\n';
    for (std::size_t i = 0; i < sweep.causes.size() && i < mostCauses; ++i) {
        const SweepCause &cause = sweep.causes[i];
        const QString why = cause.example->why.isEmpty() ? cause.example->summary : cause.example->why;
        markdown += QStringLiteral("- ") + verdictText(cause.verdict) + u' ' +
                    text(scenariosOf(cause, sweep.scenarios), 300) + QStringLiteral(": ") + text(why) + u' ' +
                    text(namesOf(cause.companies, mostNames), 1500) + u'\n';
    }
    if (sweep.troubled.empty())
        return markdown + u'\n';
    QStringList titles{tr("Company")};
    for (const QString &scenario : sweep.scenarios)
        titles << text(scenario, 60);
    markdown += u'\n' + tableHead(titles);
    for (std::size_t i = 0; i < sweep.troubled.size() && i < mostCompanies; ++i) {
        QStringList cells{text(nameOf(*sweep.troubled[i]), 80)};
        for (int column = 0; column < static_cast<int>(sweep.scenarios.size()); ++column) {
            const CheckResult *cell = cellOf(*sweep.troubled[i], column);
            cells << (cell ? verdictText(cell->verdict) : QString{});
        }
        markdown += tableRow(cells);
    }
    const int left = static_cast<int>(sweep.troubled.size()) - static_cast<int>(mostCompanies);
    if (left > 0)
        markdown += u'\n' +
                    QCoreApplication::translate("Report", "%n more, in the JSON report.", nullptr, left) +
                    u'\n';
    return markdown + u'\n';
}

} // namespace

QByteArray renderMarkdown(const ChecklistResult &result, const std::optional<Since> &since)
{
    QString markdown = head(result, since) + checkTable(result, since);
    markdown += QStringLiteral("## ") + tr("Evidence") + QStringLiteral("\n\n");
    int number = 0;
    for (const CheckResult &check : result.checks)
        markdown += checkDetails(check, ++number);
    markdown += sweepText(result);
    markdown += tr("Times are UTC. Secrets and tokens are removed from every exchange.") + u' ' +
                tr("Report %1").arg(result.id.toString(QUuid::WithoutBraces)) + u'\n';
    return markdown.toUtf8();
}

} // namespace chatsync::report
