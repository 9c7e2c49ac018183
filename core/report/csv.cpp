// SPDX-License-Identifier: MIT
// RFC 4180: a header, a row for each check, a row for each cell of the sweep; lines end with CR LF.
#include "core/report/excerpt.h"
#include "core/report/formats.h"

#include <QStringList>

namespace chatsync::report {

namespace {

/// Spreadsheets take these for the beginning of a formula, also in their full-width forms.
bool couldBeFormula(const QString &text)
{
    return !text.isEmpty() && QStringView{u"=+-@\t\r\n＝＋－＠"}.contains(text.front());
}

QString field(const QString &text)
{
    QString cell = clean(text);
    if (couldBeFormula(cell))
        cell.prepend(u'\'');
    const bool isPlain =
        !cell.contains(u',') && !cell.contains(u'"') && !cell.contains(u'\n') && !cell.contains(u'\r');
    return isPlain ? cell : u'"' + cell.replace(u'"', QLatin1String{"\"\""}) + u'"';
}

QByteArray line(const QStringList &cells)
{
    QStringList fields;
    for (const QString &cell : cells)
        fields << field(cell);
    return fields.join(u',').toUtf8() + "\r\n";
}

QString yesOrNo(bool value)
{
    return value ? QStringLiteral("yes") : QStringLiteral("no");
}

QString runsOf(const CheckResult &check)
{
    QStringList runs;
    for (const QUuid &run : check.runs)
        runs << run.toString(QUuid::WithoutBraces);
    return runs.join(u' ');
}

QString changeOf(const std::optional<Since> &since, const QString &check, const QString &company)
{
    const Change *change = since ? since->changes.find(check, company) : nullptr;
    return change ? toString(change->kind) : QString{};
}

QStringList columns()
{
    return {QStringLiteral("scope"),
            QStringLiteral("number"),
            QStringLiteral("check"),
            QStringLiteral("title"),
            QStringLiteral("company_id"),
            QStringLiteral("company"),
            QStringLiteral("newly_approved"),
            QStringLiteral("verdict"),
            QStringLiteral("counts_as_pass"),
            QStringLiteral("by_hand"),
            QStringLiteral("cause"),
            QStringLiteral("summary"),
            QStringLiteral("why"),
            QStringLiteral("next"),
            QStringLiteral("started_at_utc"),
            QStringLiteral("duration_ms"),
            QStringLiteral("evidence"),
            QStringLiteral("runs"),
            QStringLiteral("ticket"),
            QStringLiteral("note"),
            QStringLiteral("change")};
}

QStringList cellsOf(const CheckResult &check, int number, const CompanyResult *company, const QString &change)
{
    return {company ? QStringLiteral("cell") : QStringLiteral("check"),
            QString::number(number),
            check.id,
            check.title,
            company ? company->id : QString{},
            company ? company->name : QString{},
            company ? yesOrNo(company->newlyApproved) : QString{},
            toString(check.verdict),
            yesOrNo(check.passes()),
            yesOrNo(check.manual),
            check.cause,
            check.summary,
            check.why,
            check.next.join(u'\n'),
            check.startedAt.isValid() ? check.startedAt.toUTC().toString(Qt::ISODateWithMs) : QString{},
            QString::number(check.duration.count()),
            QString::number(check.evidence.size()),
            runsOf(check),
            check.known ? check.known->ticket : QString{},
            check.note,
            change};
}

} // namespace

QByteArray renderCsv(const ChecklistResult &result, const std::optional<Since> &since)
{
    QByteArray csv = line(columns());
    int number = 0;
    for (const CheckResult &check : result.checks)
        csv += line(cellsOf(check, ++number, nullptr, changeOf(since, check.id, {})));
    for (const CompanyResult &company : result.companies) {
        number = 0;
        for (const CheckResult &cell : company.cells)
            csv += line(cellsOf(cell, ++number, &company, changeOf(since, cell.id, company.id)));
    }
    return csv;
}

} // namespace chatsync::report
