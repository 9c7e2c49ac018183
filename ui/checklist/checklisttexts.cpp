// SPDX-License-Identifier: MIT
#include "ui/checklist/checklisttexts.h"

#include "ui/runs/runtexts.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace chatsync::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Checklist", text);
}

constexpr auto oneMinute = std::chrono::minutes{1};

} // namespace

Status statusOf(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Passed:
        return Status::Ok;
    case CheckVerdict::Recovered:
        return Status::Recovered;
    case CheckVerdict::Failed:
        return Status::Fail;
    case CheckVerdict::Blocked:
        return Status::Blocked;
    case CheckVerdict::NotRun:
        return Status::NotStarted;
    case CheckVerdict::NotApplicable:
        return Status::Skipped;
    }
    Q_UNREACHABLE();
}

QString word(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Passed:
        return tr("Passed");
    case CheckVerdict::Recovered:
        return tr("Recovered");
    case CheckVerdict::Failed:
        return tr("Failed");
    case CheckVerdict::Blocked:
        return tr("Blocked");
    case CheckVerdict::NotRun:
        return tr("Not run");
    case CheckVerdict::NotApplicable:
        return tr("Not applicable");
    }
    Q_UNREACHABLE();
}

QString durationText(std::chrono::milliseconds duration)
{
    return duration.count() > 0 ? runtexts::duration(static_cast<double>(duration.count())) : QString{};
}

QString roughly(std::chrono::milliseconds left)
{
    if (left < oneMinute) {
        const int seconds = std::max(1, static_cast<int>((left.count() + 999) / 1000));
        return QCoreApplication::translate("Checklist", "about %n second(s)", nullptr, seconds);
    }
    const int minutes = static_cast<int>((left + oneMinute / 2) / oneMinute);
    return QCoreApplication::translate("Checklist", "about %n minute(s)", nullptr, minutes);
}

QString runName(const QUuid &run, const RunNumbers &numbers)
{
    const qint64 number = numbers.value(run);
    return tr("Run %1").arg(number > 0 ? QString::number(number)
                                       : run.toString(QUuid::WithoutBraces).left(8));
}

Icon iconOf(const CheckEvidence &evidence)
{
    switch (evidence.kind) {
    case CheckEvidence::Kind::Run:
    case CheckEvidence::Kind::Exchange:
        return Icon::Runs;
    case CheckEvidence::Kind::Log:
        return Icon::BackendLog;
    case CheckEvidence::Kind::Row:
    case CheckEvidence::Kind::Participant:
        return Icon::LookUp;
    case CheckEvidence::Kind::Channel:
        return Icon::Conversation;
    case CheckEvidence::Kind::CleanUp:
        return Icon::Undo;
    }
    Q_UNREACHABLE();
}

bool leadsSomewhere(const CheckEvidence &evidence)
{
    switch (evidence.kind) {
    case CheckEvidence::Kind::Run:
    case CheckEvidence::Kind::Exchange:
    case CheckEvidence::Kind::CleanUp:
        return !evidence.run.isNull();
    case CheckEvidence::Kind::Log:
    case CheckEvidence::Kind::Row:
    case CheckEvidence::Kind::Participant:
    case CheckEvidence::Kind::Channel:
        return !evidence.subject.isEmpty() || !evidence.run.isNull();
    }
    Q_UNREACHABLE();
}

QString linkTextOf(const CheckEvidence &evidence, const RunNumbers &numbers)
{
    if (evidence.kind == CheckEvidence::Kind::Run)
        return runName(evidence.run, numbers);
    return evidence.sentence.isEmpty() ? evidence.subject : evidence.sentence;
}

QString headlineOf(const ChecklistResult &result)
{
    const CheckCounts counts = countOf(result.checks);
    const int all = counts.all();
    const int failed = counts.of(CheckVerdict::Failed);
    const int recovered = static_cast<int>(
        std::count_if(result.checks.begin(), result.checks.end(), [](const CheckResult &check) {
            return check.verdict == CheckVerdict::Recovered && !check.recoveredIsPass;
        }));
    const int open = counts.of(CheckVerdict::Blocked) + counts.of(CheckVerdict::NotRun);
    if (failed > 0)
        return QCoreApplication::translate("Checklist", "%n check(s) failed of %1", nullptr, failed).arg(all);
    if (recovered > 0)
        return QCoreApplication::translate("Checklist", "%n check(s) only passed at the second attempt",
                                           nullptr, recovered);
    if (open > 0 && open < all)
        return QCoreApplication::translate("Checklist", "%n check(s) still open, the others passed", nullptr,
                                           open);
    if (open == all)
        return tr("Testing checklist");
    return QCoreApplication::translate("Checklist", "All %n check(s) passed", nullptr, all);
}

QString sweepHeadlineOf(const ChecklistResult &result, bool running)
{
    int done = 0;
    int failed = 0;
    for (const CompanyResult &company : result.companies) {
        done += isDone(company) ? 1 : 0;
        failed += failedCells(company) > 0 ? 1 : 0;
    }
    if (result.companies.empty())
        return tr("All companies");
    const QString counted = QLocale().toString(std::max(done, failed));
    const QString sentence =
        failed == 0
            ? QCoreApplication::translate("Checklist", "%n company(ies) can start every chat", nullptr, done)
            : QCoreApplication::translate("Checklist", "%n of %1 companies cannot start every chat", nullptr,
                                          failed)
                  .arg(counted);
    return running ? tr("%1 so far").arg(sentence) : sentence;
}

QStringList aboutOf(const ChecklistResult &result)
{
    QStringList about;
    const QString build = result.build.isEmpty() ? QString{} : u' ' + result.build;
    if (result.target == QLatin1String("backend"))
        about << tr("Through backend") + build;
    else if (result.target == QLatin1String("engine"))
        about << tr("By this console") + build;
    if (!result.tester.isEmpty())
        about << tr("Tester %1").arg(result.tester);
    if (result.startedAt.isValid())
        about << tr("Started %1").arg(runtexts::moment(result.startedAt, QDateTime::currentDateTimeUtc()));
    if (result.signedOffAt.isValid())
        about << tr("Signed off");
    return about;
}

CheckVerdict worstOf(const CompanyResult &company)
{
    constexpr std::array byGravity{CheckVerdict::Failed, CheckVerdict::Blocked, CheckVerdict::Recovered,
                                   CheckVerdict::NotRun, CheckVerdict::Passed};
    for (const CheckVerdict verdict : byGravity) {
        for (const CheckResult &cell : company.cells) {
            if (cell.verdict == verdict)
                return verdict;
        }
    }
    return company.cells.empty() ? CheckVerdict::NotRun : CheckVerdict::NotApplicable;
}

int failedCells(const CompanyResult &company)
{
    return countOf(company.cells).of(CheckVerdict::Failed);
}

int countedCells(const CompanyResult &company)
{
    return static_cast<int>(company.cells.size()) - countOf(company.cells).of(CheckVerdict::NotApplicable);
}

bool isDone(const CompanyResult &company)
{
    return !company.cells.empty() && countOf(company.cells).of(CheckVerdict::NotRun) == 0;
}

} // namespace chatsync::ui
