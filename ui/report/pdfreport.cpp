// SPDX-License-Identifier: MIT
#include "ui/report/pdfreport.h"

#include "core/report/excerpt.h"
#include "core/report/words.h"
#include "ui/report/pdfpieces.h"

#include <QBuffer>
#include <QCoreApplication>

namespace chatsync::ui {

namespace {

using namespace pdf;
using report::Changes;

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

Style plain(qreal size, int weight = 400)
{
    return {.size = size, .weight = weight, .color = ink().text};
}

Style quiet(qreal size)
{
    return {.size = size, .color = ink().text2};
}

void addHead(Sheet &sheet, const ChecklistResult &result)
{
    const CheckVerdict verdict = report::overall(result);
    Style right = quiet(8);
    right.alignment = Qt::AlignRight;
    const QString program = QStringLiteral("Chat Sync Console ") + report::cleanLine(result.consoleVersion);
    sheet.add({.pieces = {piece({.columns = {{report::headline(result), plain(15, 600), 34, 370},
                                             {report::bounded(program, 60), right, pageWidth - 120, 118}},
                                 .marks = {{verdict, 0, 22}},
                                 .above = 0,
                                 .below = 1}),
                          piece({.columns = {{report::subtitle(result), quiet(9.5), 34, pageWidth - 34}},
                                 .above = 0,
                                 .below = 8,
                                 .rule = ink().line})}});
}

/// Pairs of label and value, in columns of these widths.
void addFacts(Sheet &sheet, const std::vector<report::Fact> &facts, const std::vector<qreal> &widths)
{
    for (std::size_t from = 0; from < facts.size(); from += widths.size()) {
        Line labels{.above = 5, .below = 0};
        Line values{.above = 0, .below = 2};
        qreal left = 0;
        for (std::size_t i = from; i < facts.size() && i < from + widths.size(); ++i) {
            const qreal width = widths[i - from];
            labels.columns.push_back({facts[i].label, quiet(7.5), left, width - 8});
            values.columns.push_back({facts[i].value, plain(8.5, 500), left, width - 8});
            left += width;
        }
        sheet.add({.pieces = {piece(labels), piece(values)}});
    }
}

void addCounts(Sheet &sheet, const ChecklistResult &result)
{
    const CheckCounts counts = countOf(result.checks);
    Line line{.above = 6, .below = 6};
    qreal left = 0;
    for (const CheckVerdict verdict : allCheckVerdicts) {
        const int count = counts.of(verdict);
        const Style style = count == 0 ? quiet(9) : plain(9, 600);
        line.marks.push_back({verdict, left, 10});
        line.columns.push_back({report::number(count) + u' ' + report::word(verdict), style, left + 14, 74});
        left += 88;
    }
    line.rule = ink().line;
    sheet.add({.pieces = {piece({.above = 4, .below = 0, .rule = ink().line}), piece(line)}});
}

void addSince(Sheet &sheet, const ChecklistResult &last, const ChecklistResult &now, const Changes &changes)
{
    QStringList parts;
    for (const report::ChangeCount &count : report::countsOf(changes.checks))
        parts << count.text;
    if (const int flaky = Changes::flaky(changes.checks); flaky > 0)
        parts << tr("%1 flaky").arg(flaky);
    const QString since =
        tr("Since %1:").arg(report::nameOf(last, now)) + u' ' + parts.join(QStringLiteral(", "));
    sheet.add({.pieces = {
                   piece({.columns = {{since, plain(9)}}, .above = 4, .below = 4, .rule = ink().lineSoft})}});
}

} // namespace

Result<QByteArray> renderPdf(const ChecklistResult &result, const std::optional<ChecklistResult> &last,
                             const std::vector<ChecklistResult> &earlier)
{
    Sheet sheet;
    addHead(sheet, result);
    addFacts(sheet, report::facts(result), {118, 112, 158, pageWidth - 388});
    addCounts(sheet, result);
    const Changes changes = last ? report::compare(*last, result, earlier) : Changes{};
    if (last)
        addSince(sheet, *last, result, changes);
    int number = 0;
    for (const CheckResult &check : result.checks)
        sheet.add(checkGroup(check, ++number, changes.find(check.id)));
    addSweep(sheet, result);
    for (const KnownIssue &known : result.known)
        sheet.add({.pieces = {piece({.columns = {{report::knownText(known), plain(9)}}})}});
    sheet.addSpace(8);
    addFacts(sheet, report::moreFacts(result), {pageWidth});
    sheet.add({.pieces = {piece({.columns = {{tr("Verdicts need evidence: no check, no pass.") + u' ' +
                                                  tr("Secrets and tokens are removed from every exchange.") +
                                                  u' ' + tr("Times are UTC."),
                                              quiet(7.5)}},
                                 .above = 8})}});

    QByteArray bytes;
    QBuffer buffer{&bytes};
    buffer.open(QIODevice::WriteOnly);
    const QString foot = tr("Report %1").arg(result.id.toString(QUuid::WithoutBraces));
    if (!sheet.write(&buffer, report::headline(result), QStringLiteral("Chat Sync Console"), foot))
        return tl::unexpected(Error{Error::Kind::Storage, tr("The PDF could not be made."), {}, {}});
    return bytes;
}

} // namespace chatsync::ui
