// SPDX-License-Identifier: MIT
#include "core/report/excerpt.h"
#include "core/report/sweep.h"
#include "core/report/words.h"
#include "ui/report/pdfpieces.h"

#include <QCoreApplication>
#include <QPainter>

namespace chatsync::ui::pdf {

namespace {

using report::Sweep;
using report::SweepCause;

constexpr qreal nameWidth = 140;
constexpr qreal sumWidth = 44;
constexpr std::size_t mostCauses = 40;
constexpr int mostNames = 40;

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

/// Where the columns of the table stand.
struct Grid {
    int columns;
    qreal width() const { return (pageWidth - nameWidth - sumWidth) / qMax(1, columns); }
    qreal left(int column) const { return nameWidth + column * width(); }
};

Style text(qreal size = 8, int weight = 400)
{
    return {.size = size, .weight = weight, .color = ink().text};
}

Piece heading(const QString &title)
{
    return piece({.columns = {{title, text(12, 600)}}, .above = 14, .below = 4});
}

QString counted(const CheckCounts &counts)
{
    QStringList parts;
    for (const CheckVerdict verdict : allCheckVerdicts)
        parts << report::number(counts.of(verdict)) + u' ' + report::word(verdict).toLower();
    return parts.join(QStringLiteral(",  "));
}

Piece headRow(const Sweep &sweep, const Grid &grid)
{
    Style small = text(7, 500);
    small.color = ink().text2;
    Line line{.columns = {{tr("Company"), small, 2, nameWidth - 8}}, .above = 3, .below = 3};
    small.alignment = Qt::AlignHCenter;
    for (int i = 0; i < grid.columns; ++i) {
        const int failed = sweep.byScenario[static_cast<std::size_t>(i)].of(CheckVerdict::Failed);
        line.columns.push_back(
            {report::bounded(sweep.scenarios.value(i), 40) + u'\n' + tr("%1 failed").arg(failed), small,
             grid.left(i) + 1, grid.width() - 2});
    }
    small.alignment = Qt::AlignRight;
    line.columns.push_back({tr("Failed"), small, pageWidth - sumWidth, sumWidth - 2});
    line.ground = ink().window;
    line.rule = ink().line;
    return piece(line);
}

Piece companyRow(const CompanyResult &company, const Grid &grid)
{
    Style right = text(7.5);
    right.alignment = Qt::AlignRight;
    const QString fresh = company.newlyApproved ? QStringLiteral("  ") + tr("New") : QString{};
    Line line{.columns = {{report::nameOf(company) + fresh, text(8), 2, nameWidth - 8},
                          {tr("%1 of %2").arg(report::failuresOf(company)).arg(report::applicableOf(company)),
                           right, pageWidth - sumWidth, sumWidth - 2}},
              .above = 2.5,
              .below = 2.5,
              .rule = ink().lineSoft};
    for (int i = 0; i < grid.columns; ++i) {
        if (const CheckResult *cell = report::cellOf(company, i))
            line.marks.push_back({cell->verdict, grid.left(i) + grid.width() / 2 - 4.5, 9});
    }
    const Piece plain = piece(line);
    const auto paint = [plain, &company, grid](QPainter &painter, const QRectF &rect) {
        for (int i = 0; i < grid.columns; ++i) {
            const CheckResult *cell = report::cellOf(company, i);
            if (!cell || cell->verdict == CheckVerdict::NotApplicable ||
                cell->verdict == CheckVerdict::NotRun)
                continue;
            const QRectF place{grid.left(i) + 1, rect.top() + 1, grid.width() - 2, rect.height() - 2};
            painter.fillRect(QRectF{place.topLeft() * unitsPerPoint, place.size() * unitsPerPoint},
                             inkOf(statusOf(cell->verdict), ink()).tint);
        }
        plain.paint(painter, rect);
    };
    return {.height = plain.height, .paint = paint};
}

Piece legend()
{
    Line line{.above = 2, .below = 6};
    qreal left = 2;
    for (const CheckVerdict verdict : allCheckVerdicts) {
        line.marks.push_back({verdict, left, 8});
        Style style = text(7.5);
        style.color = ink().text2;
        line.columns.push_back({report::word(verdict), style, left + 12, 70});
        left += 84;
    }
    return piece(line);
}

void addCauses(Sheet &sheet, const Sweep &sweep)
{
    for (std::size_t i = 0; i < sweep.causes.size() && i < mostCauses; ++i) {
        const SweepCause &cause = sweep.causes[i];
        const QString why = cause.example->why.isEmpty() ? cause.example->summary : cause.example->why;
        const int companies = static_cast<int>(cause.companies.size());
        Style quiet = text(8);
        quiet.color = ink().text2;
        Style right = text(8, 500);
        right.alignment = Qt::AlignRight;
        const QString title =
            report::word(cause.verdict) + QStringLiteral(": ") + report::scenariosOf(cause, sweep.scenarios);
        sheet.add({.pieces = {piece({.columns = {{title, text(9, 600), 16, 300},
                                                 {QCoreApplication::translate(
                                                      "Report", "%n company/companies", nullptr, companies),
                                                  right, pageWidth - 160, 158}},
                                     .marks = {{cause.verdict, 0, 10}},
                                     .above = 4,
                                     .below = 1}),
                              piece({.columns = {{report::bounded(report::cleanLine(why), 600), text(9), 16,
                                                  pageWidth - 24}},
                                     .above = 1,
                                     .below = 1}),
                              piece({.columns = {{report::namesOf(cause.companies, mostNames), quiet, 16,
                                                  pageWidth - 24}},
                                     .above = 1,
                                     .below = 4,
                                     .rule = ink().lineSoft})},
                   .keptWithNext = 1});
    }
}

} // namespace

void addSweep(Sheet &sheet, const ChecklistResult &result)
{
    const Sweep sweep = report::sweepOf(result);
    if (sweep.isEmpty())
        return;
    sheet.add({.pieces = {heading(tr("Companies")),
                          piece({.columns = {{tr("Companies, by their worst") + QStringLiteral(":  ") +
                                                  counted(sweep.companies),
                                              text(8.5)}}}),
                          piece({.columns = {{tr("Cells") + QStringLiteral(":  ") + counted(sweep.cells),
                                              text(8.5)}},
                                 .below = 6})}});
    addCauses(sheet, sweep);
    if (sweep.troubled.empty())
        return;
    const Grid grid{static_cast<int>(sweep.scenarios.size())};
    const Piece head = headRow(sweep, grid);
    Group table{.pieces = {heading(tr("Companies by scenarios, worst first")), legend(), head},
                .keptWithNext = 4,
                .repeated = head};
    for (const CompanyResult *company : sweep.troubled)
        table.pieces.push_back(companyRow(*company, grid));
    sheet.add(std::move(table));
    const int clean = static_cast<int>(sweep.clean.size());
    if (clean > 0) {
        const QString said =
            QCoreApplication::translate("Report", "%n company/companies passed everything", nullptr, clean);
        sheet.add(
            {.pieces = {piece(
                 {.columns = {{said, text(9), 16}}, .marks = {{CheckVerdict::Passed, 0, 10}}, .above = 8})}});
    }
}

} // namespace chatsync::ui::pdf
