// SPDX-License-Identifier: MIT
#include "core/report/htmlparts.h"
#include "core/report/htmltext.h"
#include "core/report/words.h"

#include <QCoreApplication>

namespace chatsync::report::html {

namespace {

constexpr int mostCells = 60;

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

QString verdictCell(const std::optional<CheckVerdict> &verdict)
{
    return verdict ? QStringLiteral("<td>") + glyph(*verdict, QStringLiteral("g14")) + u' ' + word(*verdict) +
                         QStringLiteral("</td>")
                   : QStringLiteral("<td class=\"quiet\">–</td>");
}

bool isWorthTelling(const Change &change)
{
    return change.kind != Change::Kind::Unchanged || change.flaky;
}

QString row(const Change &change)
{
    const bool bad = change.kind == Change::Kind::NewlyFailing || change.kind == Change::Kind::StillFailing;
    const QString flaky =
        change.flaky ? QStringLiteral(" <span class=\"tag warn\">") + tr("flaky") + QStringLiteral("</span>")
                     : QString{};
    return QStringLiteral("<tr><td class=\"%1\">").arg(bad ? QStringLiteral("bad") : QString{}) +
           word(change.kind) + flaky + QStringLiteral("</td><th scope=\"row\">") + name(change.title) +
           QStringLiteral("</th>") + verdictCell(change.before) + verdictCell(change.now) +
           QStringLiteral("</tr>\n");
}

QString rows(const std::vector<Change> &changes, int limit)
{
    QString html;
    int left = limit;
    int hidden = 0;
    for (const Change &change : changes) {
        if (!isWorthTelling(change))
            continue;
        if (left-- > 0)
            html += row(change);
        else
            ++hidden;
    }
    if (hidden > 0) {
        html += QStringLiteral("<tr><td colspan=\"4\" class=\"quiet\">") +
                QCoreApplication::translate("Report", "%n more, in the JSON report.", nullptr, hidden) +
                QStringLiteral("</td></tr>");
    }
    return html;
}

} // namespace

QString changesSection(const Changes &changes, const QString &since)
{
    const QString body = rows(changes.checks, 1000) + rows(changes.cells, mostCells);
    if (body.isEmpty())
        return {};
    return QStringLiteral("<section id=\"changes\"><h2>") + tr("What changed since %1").arg(name(since, 80)) +
           QStringLiteral(
               "</h2>\n<div class=\"scrolls\"><table class=\"changes\"><thead><tr><th scope=\"col\">") +
           tr("Change") + QStringLiteral("</th><th scope=\"col\">") + tr("Check") +
           QStringLiteral("</th><th scope=\"col\">") + tr("Before") +
           QStringLiteral("</th><th scope=\"col\">") + tr("Now") +
           QStringLiteral("</th></tr></thead><tbody>") + body +
           QStringLiteral("</tbody></table></div></section>\n");
}

} // namespace chatsync::report::html
