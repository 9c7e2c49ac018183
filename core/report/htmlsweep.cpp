// SPDX-License-Identifier: MIT
#include "core/report/excerpt.h"
#include "core/report/htmlparts.h"
#include "core/report/htmltext.h"
#include "core/report/sweep.h"
#include "core/report/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace chatsync::report::html {

namespace {

constexpr int mostNames = 30;
constexpr std::size_t mostCauses = 60;
constexpr std::size_t causesWithEvidence = 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

QString count(int number, const QString &classes)
{
    return element(QStringLiteral("span"), number == 0 ? QStringLiteral("zero") : classes,
                   report::number(number));
}

QString head(const Sweep &sweep)
{
    QString columns = QStringLiteral("<th scope=\"col\">") + tr("Company") + QStringLiteral("</th>");
    for (qsizetype i = 0; i < sweep.scenarios.size(); ++i) {
        const int failed = sweep.byScenario[static_cast<std::size_t>(i)].of(CheckVerdict::Failed);
        columns += QStringLiteral("<th scope=\"col\">") + name(sweep.scenarios[i], 60) +
                   QStringLiteral("<span class=\"column-count\">") +
                   (failed > 0 ? glyph(CheckVerdict::Failed, QStringLiteral("g12")) : QString{}) +
                   count(failed, QStringLiteral("bad")) + QStringLiteral("<span class=\"spoken\"> ") +
                   tr("failed") + QStringLiteral("</span></span></th>");
    }
    return QStringLiteral("<thead><tr>") + columns + QStringLiteral("<th scope=\"col\" class=\"sum\">") +
           tr("Failed") + QStringLiteral("</th></tr></thead>");
}

QString cellHtml(const CheckResult *cell)
{
    if (!cell)
        return QStringLiteral("<td><span class=\"cell none\">") + spokenWord(CheckVerdict::NotRun) +
               QStringLiteral("</span></td>");
    const QString said = cell->why.isEmpty() ? cell->summary : cell->why;
    const bool silent = cell->verdict == CheckVerdict::Passed || said.isEmpty();
    const QString title = silent ? QString{}
                                 : QStringLiteral(" title=\"") +
                                       bounded(cleanLine(said), 160).toHtmlEscaped() + QStringLiteral("\"");
    return QStringLiteral("<td><span class=\"cell %1\"%2>").arg(classOf(cell->verdict), title) +
           glyph(cell->verdict, QStringLiteral("g14")) + spokenWord(cell->verdict) +
           QStringLiteral("</span></td>");
}

QString row(const CompanyResult &company, int columns)
{
    const QString fresh = company.newlyApproved
                              ? element(QStringLiteral("span"), QStringLiteral("tag info"), tr("New"))
                              : QString{};
    QString cells;
    for (int i = 0; i < columns; ++i)
        cells += cellHtml(cellOf(company, i));
    const int failed = failuresOf(company);
    return QStringLiteral("<tr><th scope=\"row\">") + name(nameOf(company), 80) + fresh +
           QStringLiteral("</th>") + cells + QStringLiteral("<td class=\"sum\">") +
           count(failed, QStringLiteral("bad")) + u' ' + tr("of %1").arg(applicableOf(company)) +
           QStringLiteral("</td></tr>\n");
}

QString table(const Sweep &sweep, const std::vector<const CompanyResult *> &companies, const QString &caption)
{
    QString rows;
    for (const CompanyResult *company : companies)
        rows += row(*company, static_cast<int>(sweep.scenarios.size()));
    return QStringLiteral("<div class=\"scrolls\"><table class=\"sweep\"><caption class=\"spoken\">") +
           caption.toHtmlEscaped() + QStringLiteral("</caption>") + head(sweep) + QStringLiteral("<tbody>") +
           rows + QStringLiteral("</tbody></table></div>");
}

/// Runs of the same verdict in one line of the map are one rectangle.
QString mapLine(const ChecklistResult &result, int scenario)
{
    QString shapes;
    const auto companies = static_cast<int>(result.companies.size());
    const auto at = [&result, scenario](int company) {
        const CheckResult *cell = cellOf(result.companies[static_cast<std::size_t>(company)], scenario);
        return cell ? classOf(cell->verdict) : QStringLiteral("none");
    };
    for (int from = 0; from < companies;) {
        int to = from + 1;
        while (to < companies && at(to) == at(from))
            ++to;
        shapes += QStringLiteral("<rect class=\"%1\" x=\"%2\" y=\"%3\" width=\"%4\" height=\"1\"/>")
                      .arg(at(from))
                      .arg(from)
                      .arg(scenario)
                      .arg(to - from);
        from = to;
    }
    return shapes;
}

/// One column a company, one line a scenario: where in the data it fails is seen at a glance.
QString map(const ChecklistResult &result, const Sweep &sweep)
{
    const auto columns = static_cast<int>(sweep.scenarios.size());
    if (result.companies.size() < 24)
        return {};
    QString lines;
    for (int i = 0; i < columns; ++i)
        lines += mapLine(result, i);
    return QStringLiteral("<figure class=\"map\"><figcaption>%1</figcaption><svg viewBox=\"0 0 %2 %3\" "
                          "preserveAspectRatio=\"none\" role=\"img\" aria-label=\"%4\">%5</svg></figure>\n")
        .arg(
            tr("<strong>All %1</strong> One column a company, in the order of the sweep; one line a scenario")
                .arg(number(static_cast<int>(result.companies.size()))))
        .arg(result.companies.size())
        .arg(columns)
        .arg(tr("Map of all companies; the same is in the table below."))
        .arg(lines);
}

QString counts(const CheckCounts &counted, const QString &label)
{
    QString items;
    for (const CheckVerdict verdict : allCheckVerdicts) {
        const int many = counted.of(verdict);
        items +=
            QStringLiteral("<li class=\"%1\">").arg(many == 0 ? QStringLiteral("zero") : classOf(verdict)) +
            glyph(verdict, QStringLiteral("g14")) + element(QStringLiteral("b"), {}, number(many)) + u' ' +
            word(verdict) + QStringLiteral("</li>");
    }
    return QStringLiteral("<div class=\"tally\"><h3>") + label + QStringLiteral("</h3><ul>") + items +
           QStringLiteral("</ul></div>");
}

QString causeHtml(const SweepCause &cause, const Sweep &sweep, std::size_t index)
{
    const CheckResult &example = *cause.example;
    const int companies = static_cast<int>(cause.companies.size());
    const QString anchor = QStringLiteral("cause-%1").arg(index + 1);
    const QString code = example.cause.isEmpty()
                             ? QString{}
                             : QStringLiteral(" <code>") + escaped(bounded(cleanLine(example.cause), 60)) +
                                   QStringLiteral("</code>");
    const QString said = example.why.isEmpty() ? example.summary : example.why;
    const QString summary =
        glyph(cause.verdict) + element(QStringLiteral("span"), QStringLiteral("word"), word(cause.verdict)) +
        element(QStringLiteral("h4"), {}, prose(said.isEmpty() ? tr("Without a reason") : said, 400) + code) +
        element(QStringLiteral("span"), QStringLiteral("sub"),
                name(scenariosOf(cause, sweep.scenarios), 400)) +
        element(QStringLiteral("span"), QStringLiteral("where"),
                QCoreApplication::translate("Report", "%n company/companies", nullptr, companies)) +
        QStringLiteral("<svg class=\"fold\" aria-hidden=\"true\"><use href=\"#g-fold\"/></svg>");
    QString body = labelled(
        tr("Companies"), element(QStringLiteral("p"), {}, name(namesOf(cause.companies, mostNames), 4000)));
    if (index < causesWithEvidence) {
        body += element(QStringLiteral("p"), QStringLiteral("quiet"),
                        tr("As an example, %1:").arg(name(nameOf(*cause.companies.front()), 80))) +
                checkBody(example, anchor);
    }
    return QStringLiteral("<li class=\"cause %1\"><details%2><summary>")
               .arg(classOf(cause.verdict), index == 0 ? QStringLiteral(" open") : QString{}) +
           summary + QStringLiteral("</summary><div class=\"cause-body\">") + body +
           QStringLiteral("</div></details></li>\n");
}

QString causes(const Sweep &sweep)
{
    if (sweep.causes.empty())
        return {};
    QString items;
    for (std::size_t i = 0; i < sweep.causes.size() && i < mostCauses; ++i)
        items += causeHtml(sweep.causes[i], sweep, i);
    const int left = static_cast<int>(sweep.causes.size()) - static_cast<int>(mostCauses);
    if (left > 0) {
        items +=
            QStringLiteral("<li class=\"quiet\">") +
            QCoreApplication::translate("Report", "%n more cause(s), in the JSON report.", nullptr, left) +
            QStringLiteral("</li>");
    }
    return QStringLiteral("<h3>") + tr("Why") + QStringLiteral("</h3><ul class=\"causes\">") + items +
           QStringLiteral("</ul>");
}

QString title(const ChecklistResult &result)
{
    const int all = static_cast<int>(result.companies.size());
    const int failing =
        static_cast<int>(std::count_if(result.companies.begin(), result.companies.end(),
                                       [](const CompanyResult &company) { return failuresOf(company) > 0; }));
    if (failing > 0)
        return tr("Companies: %1 of %2 cannot start every chat").arg(number(failing), number(all));
    return tr("Companies: none of %1 failed").arg(number(all));
}

} // namespace

QString sweepSection(const ChecklistResult &result)
{
    const Sweep sweep = sweepOf(result);
    if (sweep.isEmpty())
        return {};
    QString html = QStringLiteral("<section id=\"companies\"><h2>") + title(result) +
                   QStringLiteral("</h2>\n") + QStringLiteral("<div class=\"tallies\">") +
                   counts(sweep.companies, tr("Companies, by their worst")) +
                   counts(sweep.cells, tr("Cells")) + QStringLiteral("</div>") + map(result, sweep);
    html += causes(sweep);
    if (!sweep.troubled.empty()) {
        html += QStringLiteral("<h3>") + tr("Companies by scenarios, worst first") + QStringLiteral("</h3>") +
                table(sweep, sweep.troubled, tr("Companies in which not every scenario passed"));
    }
    if (!sweep.clean.empty()) {
        const int clean = static_cast<int>(sweep.clean.size());
        const QString caption =
            QCoreApplication::translate("Report", "%n company/companies passed everything", nullptr, clean);
        html += QStringLiteral("<details class=\"clean\"><summary>") + glyph(CheckVerdict::Passed) + u' ' +
                caption +
                QStringLiteral(
                    "<svg class=\"fold\" aria-hidden=\"true\"><use href=\"#g-fold\"/></svg></summary>") +
                table(sweep, sweep.clean, caption) + QStringLiteral("</details>");
    }
    return html + QStringLiteral("</section>\n");
}

} // namespace chatsync::report::html
