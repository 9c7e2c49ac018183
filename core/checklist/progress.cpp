// SPDX-License-Identifier: MIT
#include "core/checklist/progress.h"

#include <QJsonArray>

namespace chatsync::checklist {

namespace {

using Kind = Progress::Kind;

QJsonObject toJson(const Progress::Company &company)
{
    QJsonObject json{{QStringLiteral("id"), company.id}, {QStringLiteral("name"), company.name}};
    if (company.newlyApproved)
        json.insert(QStringLiteral("newly_approved"), true);
    return json;
}

QJsonObject toJson(const CheckCounts &counts)
{
    QJsonObject json;
    for (const CheckVerdict verdict : allCheckVerdicts) {
        if (counts.of(verdict) > 0)
            json.insert(chatsync::toString(verdict), counts.of(verdict));
    }
    return json;
}

QJsonObject toJson(const Standing &standing)
{
    QJsonObject json{{QStringLiteral("checks_done"), standing.checksDone},
                     {QStringLiteral("checks"), standing.checks},
                     {QStringLiteral("check_verdicts"), toJson(standing.checkCounts)}};
    if (standing.companies > 0) {
        json.insert(QStringLiteral("companies_done"), standing.companiesDone);
        json.insert(QStringLiteral("companies"), standing.companies);
        json.insert(QStringLiteral("cells_done"), standing.cellsDone);
        json.insert(QStringLiteral("cells"), standing.cells);
        json.insert(QStringLiteral("cell_verdicts"), toJson(standing.cellCounts));
    }
    if (standing.timeLeft)
        json.insert(QStringLiteral("left_ms"), qint64{standing.timeLeft->count()});
    if (standing.budget) {
        json.insert(QStringLiteral("budget"),
                    QJsonObject{{QStringLiteral("endpoint"), standing.endpoint},
                                {QStringLiteral("limit"), standing.budget->limit},
                                {QStringLiteral("remaining"), standing.budget->remaining}});
    }
    return json;
}

} // namespace

QString toString(Kind kind)
{
    switch (kind) {
    case Kind::Started:
        return QStringLiteral("started");
    case Kind::CheckStarted:
        return QStringLiteral("check.started");
    case Kind::RunStarted:
        return QStringLiteral("run.started");
    case Kind::CheckEnded:
        return QStringLiteral("check.ended");
    case Kind::SweepStarted:
        return QStringLiteral("sweep.started");
    case Kind::CompanyStarted:
        return QStringLiteral("company.started");
    case Kind::CellEnded:
        return QStringLiteral("cell.ended");
    case Kind::CompanyEnded:
        return QStringLiteral("company.ended");
    case Kind::Note:
        return QStringLiteral("note");
    case Kind::CleaningUp:
        return QStringLiteral("cleaning_up");
    case Kind::Ended:
        return QStringLiteral("ended");
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const Progress &progress)
{
    QJsonObject json{{QStringLiteral("kind"), toString(progress.kind)},
                     {QStringLiteral("checklist"), progress.checklist.toString(QUuid::WithoutBraces)},
                     {QStringLiteral("standing"), toJson(progress.standing)}};
    if (!progress.check.isEmpty())
        json.insert(QStringLiteral("check"), progress.check);
    if (progress.company)
        json.insert(QStringLiteral("company"), toJson(*progress.company));
    if (progress.scenario)
        json.insert(QStringLiteral("scenario"), toString(*progress.scenario));
    if (!progress.run.isNull())
        json.insert(QStringLiteral("run"), progress.run.toString(QUuid::WithoutBraces));
    if (!progress.sentence.isEmpty())
        json.insert(QStringLiteral("sentence"), progress.sentence);
    if (progress.outcome)
        json.insert(QStringLiteral("outcome"), chatsync::toJson(*progress.outcome));
    if (!progress.companies.empty()) {
        QJsonArray companies;
        for (const Progress::Company &company : progress.companies)
            companies.append(toJson(company));
        json.insert(QStringLiteral("companies"), companies);
    }
    return json;
}

} // namespace chatsync::checklist
