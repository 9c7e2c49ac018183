// SPDX-License-Identifier: MIT
// What changed since the last report, and what makes an exit code of 0.
#include "core/report/comparison.h"
#include "core/report/threshold.h"
#include "tests/core/report/samplechecklist.h"

#include <QTest>

using namespace chatsync;
using namespace chatsync::report;
using namespace Qt::Literals::StringLiterals;

namespace {

CheckResult checkOf(CheckVerdict verdict, const QString &id = u"a"_s, bool recoveredIsPass = false)
{
    CheckResult check;
    check.id = id;
    check.title = u"Check "_s + id;
    check.verdict = verdict;
    check.recoveredIsPass = recoveredIsPass;
    return check;
}

ChecklistResult resultOf(std::vector<CheckResult> checks, const QString &build = u"1.0"_s)
{
    ChecklistResult result;
    result.build = build;
    result.target = u"backend"_s;
    result.environment = u"Staging"_s;
    result.checks = std::move(checks);
    result.endedAt = QDateTime{QDate{2026, 11, 22}, QTime{12, 0}, Qt::UTC};
    return result;
}

std::vector<ChecklistResult> historyOf(const QList<CheckVerdict> &verdicts, const QString &build)
{
    std::vector<ChecklistResult> results;
    for (const CheckVerdict verdict : verdicts)
        results.push_back(resultOf({checkOf(verdict)}, build));
    return results;
}

constexpr auto passed = CheckVerdict::Passed;
constexpr auto failed = CheckVerdict::Failed;

} // namespace

Q_DECLARE_METATYPE(chatsync::CheckVerdict)
Q_DECLARE_METATYPE(chatsync::report::Change::Kind)

class TestReportComparison : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kinds_data()
    {
        QTest::addColumn<CheckVerdict>("before");
        QTest::addColumn<CheckVerdict>("now");
        QTest::addColumn<bool>("recoveredIsPass");
        QTest::addColumn<Change::Kind>("kind");
        using K = Change::Kind;
        QTest::addRow("passes on") << passed << passed << false << K::Unchanged;
        QTest::addRow("newly failing") << passed << failed << false << K::NewlyFailing;
        QTest::addRow("fails after it was blocked")
            << CheckVerdict::Blocked << failed << false << K::NewlyFailing;
        QTest::addRow("fixed") << failed << passed << false << K::Fixed;
        QTest::addRow("still failing") << failed << failed << false << K::StillFailing;
        QTest::addRow("recovered, no pass") << passed << CheckVerdict::Recovered << false << K::NewlyFailing;
        QTest::addRow("recovered, a pass") << passed << CheckVerdict::Recovered << true << K::Changed;
        QTest::addRow("failed, recovered as a pass") << failed << CheckVerdict::Recovered << true << K::Fixed;
        QTest::addRow("failed, recovered as none")
            << failed << CheckVerdict::Recovered << false << K::StillFailing;
        QTest::addRow("failed, then blocked is not fixed")
            << failed << CheckVerdict::Blocked << false << K::Changed;
        QTest::addRow("failed, then not run is not fixed")
            << failed << CheckVerdict::NotRun << false << K::Changed;
        QTest::addRow("passed, then not run") << passed << CheckVerdict::NotRun << false << K::Changed;
    }
    void kinds()
    {
        QFETCH(const CheckVerdict, before);
        QFETCH(const CheckVerdict, now);
        QFETCH(const bool, recoveredIsPass);
        QFETCH(const Change::Kind, kind);
        const Changes changes = compare(resultOf({checkOf(before, u"a"_s, recoveredIsPass)}, u"1.0"_s),
                                        resultOf({checkOf(now, u"a"_s, recoveredIsPass)}, u"2.0"_s));
        QCOMPARE(changes.checks.size(), std::size_t{1});
        QCOMPARE(toString(changes.checks[0].kind), toString(kind));
        QVERIFY(changes.checks[0].before == before);
        QVERIFY(changes.checks[0].now == now);
        QVERIFY(!changes.checks[0].flaky);
    }

    void addedAndRemoved()
    {
        const Changes changes = compare(resultOf({checkOf(passed, u"gone"_s), checkOf(passed, u"kept"_s)}),
                                        resultOf({checkOf(passed, u"kept"_s), checkOf(passed, u"new"_s),
                                                  checkOf(failed, u"new and bad"_s)}));
        QStringList told;
        for (const Change &change : changes.checks)
            told << change.check + u'=' + toString(change.kind);
        QCOMPARE(told, (QStringList{u"kept=unchanged"_s, u"new=added"_s, u"new and bad=newly_failing"_s,
                                    u"gone=removed"_s}));
        int all = 0;
        for (const Change::Kind kind : allChangeKinds)
            all += Changes::count(changes.checks, kind);
        QCOMPARE(all, 4);
    }

    /// Flaky is what flips while nothing was changed.
    void flaky_data()
    {
        QTest::addColumn<QList<CheckVerdict>>("earlier");
        QTest::addColumn<CheckVerdict>("last");
        QTest::addColumn<CheckVerdict>("now");
        QTest::addColumn<QString>("earlierBuild");
        QTest::addColumn<QString>("build");
        QTest::addColumn<bool>("flaky");
        const QList<CheckVerdict> none;
        QTest::addRow("steady") << QList{passed, passed} << passed << passed << u"1.0"_s << u"1.0"_s << false;
        QTest::addRow("flips now") << none << passed << failed << u"1.0"_s << u"1.0"_s << true;
        QTest::addRow("flips with the build") << none << passed << failed << u"1.0"_s << u"2.0"_s << false;
        QTest::addRow("flipped before")
            << QList{failed, passed} << passed << passed << u"1.0"_s << u"1.0"_s << true;
        QTest::addRow("blocked between") << QList{failed, CheckVerdict::Blocked} << CheckVerdict::NotRun
                                         << passed << u"1.0"_s << u"1.0"_s << true;
        QTest::addRow("blocked is no flip")
            << none << passed << CheckVerdict::Blocked << u"1.0"_s << u"1.0"_s << false;
        QTest::addRow("a real backend without a build")
            << none << passed << failed << QString{} << QString{} << false;
    }
    void flaky()
    {
        QFETCH(const QList<CheckVerdict>, earlier);
        QFETCH(const CheckVerdict, last);
        QFETCH(const CheckVerdict, now);
        QFETCH(const QString, earlierBuild);
        QFETCH(const QString, build);
        QFETCH(const bool, flaky);
        const Changes changes = compare(resultOf({checkOf(last)}, earlierBuild),
                                        resultOf({checkOf(now)}, build), historyOf(earlier, earlierBuild));
        QCOMPARE(changes.checks[0].flaky, flaky);
        QCOMPARE(Changes::flaky(changes.checks), flaky ? 1 : 0);
    }

    void consoleItselfIsABuild()
    {
        ChecklistResult last = resultOf({checkOf(passed)}, {});
        last.target = u"engine"_s;
        last.consoleVersion = u"1.4.0"_s;
        last.preset = u"hardened"_s;
        ChecklistResult now = last;
        now.checks = {checkOf(failed)};
        QVERIFY(compare(last, now).checks[0].flaky);
        now.preset = u"unsynced"_s;
        QVERIFY(!compare(last, now).checks[0].flaky);
    }

    void cellsOfCompaniesInBoth()
    {
        ChecklistResult last = resultOf({});
        last.companies = {
            {.id = u"1"_s, .name = u"One"_s, .cells = {checkOf(passed), checkOf(failed, u"b"_s)}},
            {.id = u"2"_s, .name = u"Two"_s, .cells = {checkOf(passed)}}};
        ChecklistResult now = resultOf({}, u"2.0"_s);
        now.companies = {
            {.id = u"3"_s, .name = u"Three"_s, .cells = {checkOf(failed)}},
            {.id = u"1"_s, .name = u"One"_s, .cells = {checkOf(failed), checkOf(passed, u"b"_s)}}};
        const Changes changes = compare(last, now);
        QCOMPARE(changes.cells.size(), std::size_t{2});
        QVERIFY(changes.find(u"a"_s, u"1"_s)->kind == Change::Kind::NewlyFailing);
        QVERIFY(changes.find(u"b"_s, u"1"_s)->kind == Change::Kind::Fixed);
        QCOMPARE(changes.find(u"a"_s, u"1"_s)->title, u"One: Check a"_s);
        QVERIFY(!changes.find(u"a"_s, u"3"_s));
        QVERIFY(!changes.find(u"a"_s));
    }

    void thresholds_data()
    {
        QTest::addColumn<QList<CheckVerdict>>("verdicts");
        QTest::addColumn<bool>("known");
        QTest::addColumn<QString>("met");
        const QString all = u"all-passed no-failures no-unknown-failures none"_s;
        QTest::addRow("passed") << QList{passed, passed} << false << all;
        QTest::addRow("one does not apply") << QList{passed, CheckVerdict::NotApplicable} << false << all;
        QTest::addRow("nothing") << QList<CheckVerdict>{} << false << u"none"_s;
        QTest::addRow("nothing applies") << QList{CheckVerdict::NotApplicable} << false << u"none"_s;
        QTest::addRow("not run") << QList{CheckVerdict::NotRun} << false << u"none"_s;
        QTest::addRow("only blocked") << QList{CheckVerdict::Blocked} << false << u"none"_s;
        QTest::addRow("one blocked") << QList{passed, CheckVerdict::Blocked} << false
                                     << u"no-failures no-unknown-failures none"_s;
        QTest::addRow("one not run") << QList{passed, CheckVerdict::NotRun} << false
                                     << u"no-failures no-unknown-failures none"_s;
        QTest::addRow("one failed") << QList{passed, failed} << false << u"none"_s;
        QTest::addRow("one failed by a known issue")
            << QList{passed, failed} << true << u"no-unknown-failures none"_s;
        QTest::addRow("recovered, no pass") << QList{passed, CheckVerdict::Recovered} << false << u"none"_s;
    }
    void thresholds()
    {
        QFETCH(const QList<CheckVerdict>, verdicts);
        QFETCH(const bool, known);
        QFETCH(const QString, met);
        std::vector<CheckResult> checks;
        for (const CheckVerdict verdict : verdicts) {
            checks.push_back(checkOf(verdict));
            if (known)
                checks.back().known = KnownIssue{.ticket = u"OC-1"_s};
        }
        QCOMPARE(namesMet(resultOf(checks)), met);
        // A cell of the sweep weighs as much as a check.
        ChecklistResult swept = resultOf({});
        swept.companies = {{.id = u"1"_s, .cells = checks}};
        QCOMPARE(namesMet(swept), met);
    }

    void cutOffIsNotAllPassed()
    {
        ChecklistResult result = resultOf({checkOf(passed)});
        QVERIFY(meets(result, Threshold::AllPassed));
        result.stopped = true;
        QVERIFY(!meets(result, Threshold::AllPassed));
        result.stopped = false;
        result.endedAt = {};
        QVERIFY(!meets(result, Threshold::AllPassed));
        QVERIFY(meets(result, Threshold::NoFailures));
        QVERIFY(meets(resultOf({checkOf(CheckVerdict::Recovered, u"a"_s, true)}), Threshold::AllPassed));
    }

    void thresholdsByName()
    {
        for (const QString &name : thresholdNames())
            QCOMPARE(toString(*thresholdFrom(name)), name);
        QCOMPARE(thresholdNames().size(), 4);
        QVERIFY(!thresholdFrom(u"All-Passed"_s));
    }

private:
    static QString namesMet(const ChecklistResult &result)
    {
        QStringList names;
        for (const QString &name : thresholdNames()) {
            if (meets(result, *thresholdFrom(name)))
                names << name;
        }
        return names.join(u' ');
    }
};

QTEST_GUILESS_MAIN(TestReportComparison)
#include "tst_reportcomparison.moc"
