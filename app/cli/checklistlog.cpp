// SPDX-License-Identifier: MIT
#include "app/cli/checklistlog.h"

#include "app/cli/output.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace chatsync::cli {

namespace {

using checklist::End;
using checklist::EndReason;
using checklist::Progress;

QString tr(const char *text)
{
    return QCoreApplication::translate("ChecklistLog", text);
}

struct Look {
    QString mark;
    QString colour;
    QString word;
};

Look lookOf(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Passed:
        return {QStringLiteral("✔"), QStringLiteral("32"), tr("passed")};
    case CheckVerdict::Recovered:
        return {QStringLiteral("↻"), QStringLiteral("33"), tr("recovered")};
    case CheckVerdict::Failed:
        return {QStringLiteral("✘"), QStringLiteral("31"), tr("failed")};
    case CheckVerdict::Blocked:
        return {QStringLiteral("◆"), QStringLiteral("33"), tr("blocked")};
    case CheckVerdict::NotRun:
        return {QStringLiteral("·"), QStringLiteral("2"), tr("not run")};
    case CheckVerdict::NotApplicable:
        return {QStringLiteral("–"), QStringLiteral("2"), tr("not applicable")};
    }
    Q_UNREACHABLE();
}

QString coloured(const QString &colour, const QString &text)
{
    static const bool wanted = wantsColour();
    return wanted ? QStringLiteral("\033[%1m%2\033[0m").arg(colour, text) : text;
}

QString headOf(const CheckResult &result)
{
    const Look look = lookOf(result.verdict);
    constexpr int widest = 14;
    return coloured(look.colour, look.mark + u' ' + look.word.leftJustified(widest)) + u' ';
}

void writeReasons(const CheckResult &result, const QString &indent)
{
    if (!result.why.isEmpty() && result.why != result.summary)
        writeLine(indent + printable(result.why));
    if (!result.cause.isEmpty())
        writeLine(indent + tr("Cause: %1").arg(printable(result.cause)));
    for (const QString &step : result.next)
        writeLine(indent + QStringLiteral("→ ") + printable(step));
    if (result.known)
        writeLine(indent + tr("Known as %1").arg(printable(result.known->ticket)));
}

void writeCheck(const CheckResult &result)
{
    const QString run =
        result.runs.isEmpty() ? QString{} : u' ' + result.runs.front().toString(QUuid::WithoutBraces).left(8);
    writeLine(headOf(result) + printable(result.title) + coloured(QStringLiteral("2"), run));
    if (!result.summary.isEmpty())
        writeLine(QStringLiteral("                 ") + printable(result.summary));
    if (result.verdict != CheckVerdict::Passed)
        writeReasons(result, QStringLiteral("                 "));
}

QString countsOf(const CheckCounts &counts)
{
    QStringList parts;
    for (const CheckVerdict verdict : allCheckVerdicts) {
        if (counts.of(verdict) > 0)
            parts << QStringLiteral("%1 %2").arg(counts.of(verdict)).arg(lookOf(verdict).word);
    }
    return parts.join(QStringLiteral(", "));
}

void writeJson(const QJsonObject &json)
{
    writeOut(QJsonDocument{json}.toJson(QJsonDocument::Compact) + '\n');
}

} // namespace

void ChecklistLog::tell(const Progress &progress)
{
    switch (progress.kind) {
    case Progress::Kind::CheckEnded:
        if (progress.outcome)
            writeCheck(*progress.outcome);
        break;
    case Progress::Kind::SweepStarted:
    case Progress::Kind::Note:
    case Progress::Kind::CleaningUp:
        writeLine(printable(progress.sentence));
        break;
    case Progress::Kind::CellEnded:
        tellCell(progress);
        break;
    case Progress::Kind::Started:
    case Progress::Kind::CheckStarted:
    case Progress::Kind::RunStarted:
    case Progress::Kind::CompanyStarted:
    case Progress::Kind::CompanyEnded:
    case Progress::Kind::Ended:
        break;
    }
}

/// What passed is counted, what did not is told.
void ChecklistLog::tellCell(const Progress &progress)
{
    if (!progress.outcome || !progress.company)
        return;
    const CheckVerdict verdict = progress.outcome->verdict;
    if (verdict == CheckVerdict::Passed || verdict == CheckVerdict::NotApplicable)
        return;
    writeLine(headOf(*progress.outcome) +
              printable(progress.company->name + QStringLiteral(", ") + progress.outcome->title +
                        QStringLiteral(": ") + progress.outcome->summary));
}

void ChecklistLog::conclude(const End &end)
{
    if (end.error)
        complain(printable(end.error->what), printable(end.error->advice));
    const ChecklistResult &result = end.result;
    if (!result.checks.empty())
        writeLine(tr("Checks: %1.").arg(countsOf(countOf(result.checks))));
    if (!result.companies.empty()) {
        std::vector<CheckResult> cells;
        for (const CompanyResult &company : result.companies)
            cells.insert(cells.end(), company.cells.begin(), company.cells.end());
        const int companies = static_cast<int>(result.companies.size());
        writeLine(QCoreApplication::translate("ChecklistLog", "%n company(ies): %1.", nullptr, companies)
                      .arg(countsOf(countOf(cells))));
    }
    for (const KnownIssue &issue : result.known) {
        if (issue.stoppedFailing)
            writeLine(tr("%1 is known by %2 and does not fail any more.")
                          .arg(printable(issue.check), printable(issue.ticket)));
    }
    if (!result.cleanUp.isEmpty())
        writeLine(printable(result.cleanUp));
    if (end.reason == EndReason::Stopped && !result.companies.empty())
        writeLine(tr("Stopped. “chat-sync checklist --resume” goes on with it."));
}

void ChecklistJson::tell(const Progress &progress)
{
    writeJson(toJson(progress));
}

void ChecklistJson::conclude(const End &end, int exitCode)
{
    QJsonObject json{{QStringLiteral("kind"), QStringLiteral("result")},
                     {QStringLiteral("exit_code"), exitCode},
                     {QStringLiteral("result"), chatsync::toJson(end.result)}};
    if (end.error)
        json.insert(QStringLiteral("error"), chatsync::toJson(*end.error));
    writeJson(json);
}

} // namespace chatsync::cli
