// SPDX-License-Identifier: MIT
#include "core/report/comparison.h"

#include <QHash>

#include <algorithm>

namespace chatsync::report {

namespace {

/// A check's id, and the company it was performed for; the company is empty for a check of the list.
using Key = std::pair<QString, QString>;
using Results = QHash<Key, const CheckResult *>;

Results resultsOf(const ChecklistResult &result)
{
    Results found;
    for (const CheckResult &check : result.checks)
        found.insert({check.id, {}}, &check);
    for (const CompanyResult &company : result.companies) {
        for (const CheckResult &cell : company.cells)
            found.insert({cell.id, company.id}, &cell);
    }
    return found;
}

/// What stands under test, as far as it is known; empty: not known.
QString testedBuild(const ChecklistResult &result)
{
    QString build = result.build;
    if (build.isEmpty() && result.target == QLatin1String{"engine"})
        build = result.consoleVersion + u'/' + result.preset;
    else if (build.isEmpty() && !result.preset.isEmpty())
        build = result.preset;
    return build.isEmpty() ? build : QStringList{build, result.target, result.environment}.join(u'\n');
}

bool wasPerformed(const CheckResult &check)
{
    return check.passes() || fails(check);
}

Change::Kind kindOf(const CheckResult *before, const CheckResult &now)
{
    if (fails(now))
        return before && fails(*before) ? Change::Kind::StillFailing : Change::Kind::NewlyFailing;
    if (!before)
        return Change::Kind::Added;
    if (fails(*before) && now.passes())
        return Change::Kind::Fixed;
    return before->verdict == now.verdict ? Change::Kind::Unchanged : Change::Kind::Changed;
}

/// All reports that were given, oldest first, each with what it found and what it tested.
class Course {
public:
    void add(const ChecklistResult &result) { m_reports.push_back({resultsOf(result), testedBuild(result)}); }

    const CheckResult *before(const Key &key) const
    {
        return m_reports[m_reports.size() - 2].results.value(key);
    }
    const CheckResult *now(const Key &key) const { return m_reports.back().results.value(key); }

    bool isFlaky(const Key &key) const
    {
        const CheckResult *previous = nullptr;
        QString build;
        for (const Report &report : m_reports) {
            const CheckResult *check = report.results.value(key);
            if (!check || !wasPerformed(*check))
                continue;
            const bool sameBuild = !build.isEmpty() && build == report.build;
            if (previous && sameBuild && fails(*previous) != fails(*check))
                return true;
            previous = check;
            build = report.build;
        }
        return false;
    }

    Change changeOf(const Key &key, const QString &title) const
    {
        const CheckResult *earlier = before(key);
        const CheckResult *later = now(key);
        return {.kind = later ? kindOf(earlier, *later) : Change::Kind::Removed,
                .flaky = later && isFlaky(key),
                .check = key.first,
                .company = key.second,
                .title = title,
                .before = earlier ? std::optional{earlier->verdict} : std::nullopt,
                .now = later ? std::optional{later->verdict} : std::nullopt};
    }

private:
    struct Report {
        Results results;
        QString build;
    };
    std::vector<Report> m_reports;
};

QString cellTitle(const CompanyResult &company, const CheckResult &cell)
{
    return company.name + QStringLiteral(": ") + cell.title;
}

} // namespace

QString toString(Change::Kind kind)
{
    switch (kind) {
    case Change::Kind::NewlyFailing:
        return QStringLiteral("newly_failing");
    case Change::Kind::Fixed:
        return QStringLiteral("fixed");
    case Change::Kind::StillFailing:
        return QStringLiteral("still_failing");
    case Change::Kind::Changed:
        return QStringLiteral("changed");
    case Change::Kind::Added:
        return QStringLiteral("added");
    case Change::Kind::Removed:
        return QStringLiteral("removed");
    case Change::Kind::Unchanged:
        return QStringLiteral("unchanged");
    }
    Q_UNREACHABLE();
}

int Changes::count(const std::vector<Change> &changes, Change::Kind kind)
{
    return static_cast<int>(std::count_if(changes.begin(), changes.end(),
                                          [kind](const Change &change) { return change.kind == kind; }));
}

int Changes::flaky(const std::vector<Change> &changes)
{
    return static_cast<int>(
        std::count_if(changes.begin(), changes.end(), [](const Change &change) { return change.flaky; }));
}

const Change *Changes::find(const QString &check, const QString &company) const
{
    const std::vector<Change> &changes = company.isEmpty() ? checks : cells;
    const auto found = std::find_if(changes.begin(), changes.end(), [&](const Change &change) {
        return change.check == check && change.company == company;
    });
    return found == changes.end() ? nullptr : &*found;
}

bool fails(const CheckResult &check)
{
    return check.verdict == CheckVerdict::Failed ||
           (check.verdict == CheckVerdict::Recovered && !check.recoveredIsPass);
}

Changes compare(const ChecklistResult &last, const ChecklistResult &now,
                const std::vector<ChecklistResult> &earlier)
{
    Course course;
    for (const ChecklistResult &result : earlier)
        course.add(result);
    course.add(last);
    course.add(now);

    Changes changes;
    for (const CheckResult &check : now.checks)
        changes.checks.push_back(course.changeOf({check.id, {}}, check.title));
    for (const CheckResult &check : last.checks) {
        if (!course.now({check.id, {}}))
            changes.checks.push_back(course.changeOf({check.id, {}}, check.title));
    }
    QHash<QString, bool> sweptBefore;
    for (const CompanyResult &company : last.companies)
        sweptBefore.insert(company.id, true);
    for (const CompanyResult &company : now.companies) {
        if (!sweptBefore.contains(company.id))
            continue;
        for (const CheckResult &cell : company.cells)
            changes.cells.push_back(course.changeOf({cell.id, company.id}, cellTitle(company, cell)));
    }
    return changes;
}

} // namespace chatsync::report
