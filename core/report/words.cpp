// SPDX-License-Identifier: MIT
#include "core/report/words.h"

#include "core/report/excerpt.h"
#include "core/report/threshold.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace chatsync::report {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

const QLocale &english()
{
    static const QLocale locale{QLocale::English, QLocale::UnitedStates};
    return locale;
}

QString day(const QDateTime &time)
{
    return english().toString(time.toUTC().date(), QStringLiteral("d MMM yyyy"));
}

QString clock(const QDateTime &time)
{
    return time.toUTC().time().toString(QStringLiteral("HH:mm:ss"));
}

/// What speaks against a release, worst first.
constexpr std::array byWeight{CheckVerdict::Failed, CheckVerdict::Recovered, CheckVerdict::Blocked,
                              CheckVerdict::NotRun};

bool speaksAgainst(const CheckResult &check, CheckVerdict verdict)
{
    return check.verdict == verdict && !check.passes();
}

std::vector<const CheckResult *> checksThat(const ChecklistResult &result, CheckVerdict verdict)
{
    std::vector<const CheckResult *> found;
    for (const CheckResult &check : result.checks) {
        if (speaksAgainst(check, verdict))
            found.push_back(&check);
    }
    return found;
}

int companiesThat(const ChecklistResult &result, CheckVerdict verdict)
{
    return static_cast<int>(std::count_if(
        result.companies.begin(), result.companies.end(), [verdict](const CompanyResult &company) {
            return std::any_of(company.cells.begin(), company.cells.end(),
                               [verdict](const CheckResult &cell) { return speaksAgainst(cell, verdict); });
        }));
}

/// "Failed: “…”", or how many of them.
QString headlineOf(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Failed:
        return tr("Failed: %1");
    case CheckVerdict::Recovered:
        return tr("Not passed, recovered only: %1");
    case CheckVerdict::Blocked:
        return tr("Blocked: %1");
    case CheckVerdict::NotRun:
        return tr("Incomplete: %1 not run");
    case CheckVerdict::Passed:
    case CheckVerdict::NotApplicable:
        return QStringLiteral("%1");
    }
    Q_UNREACHABLE();
}

QString whichOf(const ChecklistResult &result, CheckVerdict verdict)
{
    const auto checks = checksThat(result, verdict);
    if (checks.size() == 1)
        return bounded(cleanLine(checks.front()->title), 120);
    if (!checks.empty()) {
        return tr("%1 of %2 checks")
            .arg(number(static_cast<int>(checks.size())), number(static_cast<int>(result.checks.size())));
    }
    return tr("%1 of %2 companies")
        .arg(number(companiesThat(result, verdict)), number(static_cast<int>(result.companies.size())));
}

/// "1 of 7 checks failed, 1 recovered"
QString countsInWords(const ChecklistResult &result)
{
    const CheckCounts counts = countOf(result.checks);
    const QString all = number(counts.all());
    const int failed = counts.of(CheckVerdict::Failed);
    QStringList parts;
    if (failed > 0)
        parts << tr("%1 of %2 checks failed").arg(number(failed), all);
    else
        parts << tr("%1 of %2 checks passed").arg(number(counts.of(CheckVerdict::Passed)), all);
    for (const auto &[verdict, words] : {std::pair{CheckVerdict::Recovered, tr("%1 recovered")},
                                         std::pair{CheckVerdict::Blocked, tr("%1 blocked")},
                                         std::pair{CheckVerdict::NotRun, tr("%1 not run")},
                                         std::pair{CheckVerdict::NotApplicable, tr("%1 not applicable")}}) {
        if (counts.of(verdict) > 0)
            parts << words.arg(number(counts.of(verdict)));
    }
    return parts.join(QStringLiteral(", "));
}

QString readiness(const ChecklistResult &result)
{
    if (result.stopped)
        return tr("Stopped before its end.");
    if (!result.endedAt.isValid())
        return tr("Cut off before its end.");
    if (!meets(result, Threshold::AllPassed))
        return tr("Not ready for release.");
    if (result.environmentKind == QLatin1String{"sandbox"})
        return tr("The sandbox says nothing about a real StreamChat.");
    return result.signedOffAt.isValid() ? tr("Ready for release.") : tr("Not signed off yet.");
}

QString orUnknown(const QString &value, const QString &unknown)
{
    const QString line = bounded(cleanLine(value), 200);
    return line.isEmpty() ? unknown : line;
}

QString testerOf(const ChecklistResult &result)
{
    const QString name = orUnknown(result.tester, tr("Not named"));
    if (!result.signedOffAt.isValid())
        return tr("%1, not signed off").arg(name);
    const bool sameDay = result.signedOffAt.toUTC().date() == result.endedAt.toUTC().date();
    const QString when = sameDay ? result.signedOffAt.toUTC().time().toString(QStringLiteral("HH:mm"))
                                 : utc(result.signedOffAt);
    return tr("%1, signed off %2").arg(name, when);
}

QString targetOf(const ChecklistResult &result)
{
    const QString target = result.target == QLatin1String{"backend"} ? tr("Through the backend")
                           : result.target == QLatin1String{"engine"}
                               ? tr("By the console itself")
                               : orUnknown(result.target, tr("Not told"));
    return result.preset.isEmpty() ? target : target + QStringLiteral(", ") + cleanLine(result.preset);
}

QString checklistOf(const ChecklistResult &result)
{
    const QString name = orUnknown(result.checklist, tr("Without a name"));
    return result.version.isEmpty() ? name : tr("%1, version %2").arg(name, cleanLine(result.version));
}

} // namespace

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

QString word(Change::Kind kind)
{
    switch (kind) {
    case Change::Kind::NewlyFailing:
        return tr("newly failing");
    case Change::Kind::Fixed:
        return tr("fixed");
    case Change::Kind::StillFailing:
        return tr("still failing");
    case Change::Kind::Changed:
        return tr("changed");
    case Change::Kind::Added:
        return tr("new");
    case Change::Kind::Removed:
        return tr("no longer there");
    case Change::Kind::Unchanged:
        return tr("unchanged");
    }
    Q_UNREACHABLE();
}

QString number(int count)
{
    return english().toString(count);
}

QString duration(std::chrono::milliseconds time)
{
    const qint64 ms = time.count();
    const qint64 seconds = ms / 1000;
    if (ms < 1000)
        return tr("%1 ms").arg(ms);
    if (ms < 10'000)
        return tr("%1 s").arg(static_cast<double>(ms) / 1000, 0, 'f', 2);
    if (ms < 60'000)
        return tr("%1 s").arg(static_cast<double>(ms) / 1000, 0, 'f', 1);
    if (seconds < 3600)
        return tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

QString utc(const QDateTime &time)
{
    return time.isValid() ? tr("%1, %2 UTC").arg(day(time), clock(time)) : tr("never");
}

QString period(const QDateTime &from, const QDateTime &to)
{
    if (!from.isValid())
        return tr("Not told");
    if (!to.isValid())
        return tr("%1, %2 UTC, without an end").arg(day(from), clock(from));
    if (from.toUTC().date() == to.toUTC().date())
        return tr("%1, %2 to %3 UTC").arg(day(from), clock(from), clock(to));
    return tr("%1, %2 to %3, %4 UTC").arg(day(from), clock(from), day(to), clock(to));
}

QString shortId(const QUuid &id)
{
    return id.toString(QUuid::WithoutBraces).first(8);
}

CheckVerdict overall(const ChecklistResult &result)
{
    for (const CheckVerdict verdict : byWeight) {
        if (!checksThat(result, verdict).empty() || companiesThat(result, verdict) > 0)
            return verdict;
    }
    const bool any = std::any_of(result.checks.begin(), result.checks.end(),
                                 [](const CheckResult &check) { return check.passes(); });
    return any ? CheckVerdict::Passed : CheckVerdict::NotRun;
}

QString headline(const ChecklistResult &result)
{
    const CheckVerdict verdict = overall(result);
    if (verdict == CheckVerdict::NotRun && checksThat(result, verdict).empty() &&
        companiesThat(result, verdict) == 0)
        return tr("Nothing was checked");
    if (verdict != CheckVerdict::Passed)
        return headlineOf(verdict).arg(whichOf(result, verdict));
    const CheckCounts counts = countOf(result.checks);
    const int applicable = counts.all() - counts.of(CheckVerdict::NotApplicable);
    return applicable == 1 ? tr("Passed: the one check that applies")
                           : tr("Passed: all %1 checks").arg(number(applicable));
}

QString subtitle(const ChecklistResult &result)
{
    const QString name = bounded(cleanLine(result.checklist), 80);
    const QString beginning =
        name.isEmpty() ? tr("Testing checklist") : tr("Testing checklist of %1").arg(name);
    return QStringLiteral("%1: %2. %3").arg(beginning, countsInWords(result), readiness(result));
}

std::vector<Fact> facts(const ChecklistResult &result)
{
    return {{tr("Environment"), orUnknown(result.environment, tr("Without a name"))},
            {tr("Build under test"), orUnknown(result.build, tr("Not told"))},
            {tr("When"), period(result.startedAt, result.endedAt)},
            {tr("Tester"), testerOf(result)},
            {tr("Target"), targetOf(result)},
            {tr("Checklist"), checklistOf(result)},
            {tr("Data set"), orUnknown(result.dataSet, tr("Not told"))},
            {tr("Service versions"), orUnknown(result.services.join(QStringLiteral(", ")), tr("Not told"))}};
}

std::vector<Fact> moreFacts(const ChecklistResult &result)
{
    std::vector<Fact> more;
    const auto add = [&more](const QString &label, const QString &value) {
        if (!value.isEmpty())
            more.push_back({label, bounded(cleanLine(value), 400)});
    };
    add(tr("Kind of environment"), result.environmentKind);
    add(tr("StreamChat"), result.streamUrl);
    add(tr("Database"), result.database);
    add(tr("Clean-up"), result.cleanUp);
    const int left = result.leftovers;
    if (left > 0)
        add(tr("Left behind"), QCoreApplication::translate("Report", "%n object(s)", nullptr, left));
    return more;
}

QString nameOf(const ChecklistResult &last, const ChecklistResult &now)
{
    const QDate then = last.startedAt.toUTC().date();
    const QString format = then.year() == now.startedAt.toUTC().date().year() ? QStringLiteral("d MMM")
                                                                              : QStringLiteral("d MMM yyyy");
    const QString date = then.isValid() ? english().toString(then, format) : tr("an unknown day");
    const QString build = bounded(cleanLine(last.build), 60);
    return build.isEmpty() ? date : tr("%1 of %2").arg(build, date);
}

std::vector<ChangeCount> countsOf(const std::vector<Change> &changes)
{
    std::vector<ChangeCount> counts;
    for (const Change::Kind kind : allChangeKinds) {
        const int count = Changes::count(changes, kind);
        if (count > 0)
            counts.push_back({kind, number(count) + u' ' + word(kind)});
    }
    return counts;
}

QString placeOf(const CheckEvidence &evidence)
{
    switch (evidence.kind) {
    case CheckEvidence::Kind::Exchange:
        if (evidence.exchange > 0)
            return tr("exchange %1").arg(evidence.exchange);
        break;
    case CheckEvidence::Kind::Row:
        return tr("row");
    case CheckEvidence::Kind::Log:
        return bounded(cleanLine(evidence.subject), 60);
    case CheckEvidence::Kind::Run:
    case CheckEvidence::Kind::Participant:
    case CheckEvidence::Kind::Channel:
    case CheckEvidence::Kind::CleanUp:
        break;
    }
    if (evidence.exchange > 0)
        return tr("exchange %1").arg(evidence.exchange);
    return evidence.run.isNull() ? QString{} : tr("run %1").arg(shortId(evidence.run));
}

QString knownText(const KnownIssue &known)
{
    const QString ticket = bounded(cleanLine(known.ticket), 200);
    return known.stoppedFailing
               ? tr("Known as %1, and passed this time: look whether the ticket can be closed.").arg(ticket)
               : tr("Known as %1.").arg(ticket);
}

} // namespace chatsync::report
