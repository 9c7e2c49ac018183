// SPDX-License-Identifier: MIT
#include "core/report/sweep.h"

#include "core/report/comparison.h"
#include "core/report/excerpt.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <tuple>

namespace chatsync::report {

namespace {

/// Worst first.
constexpr std::array byWeight{CheckVerdict::Failed, CheckVerdict::Blocked, CheckVerdict::Recovered,
                              CheckVerdict::NotRun, CheckVerdict::Passed,  CheckVerdict::NotApplicable};

int weightOf(CheckVerdict verdict)
{
    return static_cast<int>(std::find(byWeight.begin(), byWeight.end(), verdict) - byWeight.begin());
}

bool isClean(const CompanyResult &company)
{
    return std::all_of(company.cells.begin(), company.cells.end(), [](const CheckResult &cell) {
        return cell.verdict == CheckVerdict::Passed || cell.verdict == CheckVerdict::NotApplicable;
    });
}

std::size_t columnsOf(const ChecklistResult &result)
{
    auto columns = static_cast<std::size_t>(result.scenarios.size());
    for (const CompanyResult &company : result.companies)
        columns = std::max(columns, company.cells.size());
    return columns;
}

QStringList titlesOf(const ChecklistResult &result, std::size_t columns)
{
    QStringList titles;
    for (std::size_t i = 0; i < columns; ++i) {
        const QString title = cleanLine(result.scenarios.value(static_cast<qsizetype>(i)));
        titles << (title.isEmpty() ? QCoreApplication::translate("Report", "Scenario %1").arg(i + 1) : title);
    }
    return titles;
}

bool worseThan(const CompanyResult *a, const CompanyResult *b)
{
    const int weightA = weightOf(worstOf(*a));
    const int weightB = weightOf(worstOf(*b));
    return std::pair{weightA, -failuresOf(*a)} < std::pair{weightB, -failuresOf(*b)};
}

void add(SweepCause &cause, const CompanyResult &company, std::size_t scenario, std::size_t columns)
{
    const CheckResult &cell = company.cells[scenario];
    cause.verdict = cell.verdict;
    cause.byScenario.resize(columns);
    ++cause.byScenario[scenario];
    if (cause.companies.empty() || cause.companies.back() != &company)
        cause.companies.push_back(&company);
    if (!cause.example)
        cause.example = &cell;
}

bool weighsMore(const SweepCause &a, const SweepCause &b)
{
    return std::tuple{weightOf(a.verdict), b.companies.size()} <
           std::tuple{weightOf(b.verdict), a.companies.size()};
}

std::vector<SweepCause> causesOf(const ChecklistResult &result, std::size_t columns)
{
    using Key = std::tuple<int, QString, QString>;
    std::map<Key, SweepCause> found;
    for (const CompanyResult &company : result.companies) {
        for (std::size_t i = 0; i < company.cells.size(); ++i) {
            const CheckResult &cell = company.cells[i];
            if (!fails(cell) && cell.verdict != CheckVerdict::Blocked)
                continue;
            // Without a code the sentence has to tell them apart.
            const QString reason = cell.cause.isEmpty() ? cell.why : QString{};
            add(found[{weightOf(cell.verdict), cell.cause, reason}], company, i, columns);
        }
    }
    std::vector<SweepCause> causes;
    for (const auto &[key, cause] : found)
        causes.push_back(cause);
    std::stable_sort(causes.begin(), causes.end(), weighsMore);
    return causes;
}

} // namespace

Sweep sweepOf(const ChecklistResult &result)
{
    Sweep sweep;
    const std::size_t columns = columnsOf(result);
    sweep.scenarios = titlesOf(result, columns);
    sweep.byScenario.resize(columns);
    for (const CompanyResult &company : result.companies) {
        (isClean(company) ? sweep.clean : sweep.troubled).push_back(&company);
        ++sweep.companies.byVerdict[static_cast<std::size_t>(worstOf(company))];
        for (std::size_t i = 0; i < company.cells.size(); ++i) {
            const auto verdict = static_cast<std::size_t>(company.cells[i].verdict);
            ++sweep.cells.byVerdict[verdict];
            ++sweep.byScenario[i].byVerdict[verdict];
        }
    }
    std::stable_sort(sweep.troubled.begin(), sweep.troubled.end(), worseThan);
    sweep.causes = causesOf(result, columns);
    return sweep;
}

const CheckResult *cellOf(const CompanyResult &company, int scenario)
{
    const auto index = static_cast<std::size_t>(scenario);
    return index < company.cells.size() ? &company.cells[index] : nullptr;
}

int failuresOf(const CompanyResult &company)
{
    return static_cast<int>(std::count_if(company.cells.begin(), company.cells.end(), fails));
}

int applicableOf(const CompanyResult &company)
{
    return static_cast<int>(
        std::count_if(company.cells.begin(), company.cells.end(),
                      [](const CheckResult &cell) { return cell.verdict != CheckVerdict::NotApplicable; }));
}

CheckVerdict worstOf(const CompanyResult &company)
{
    CheckVerdict worst = CheckVerdict::NotApplicable;
    for (const CheckResult &cell : company.cells) {
        if (weightOf(cell.verdict) < weightOf(worst))
            worst = cell.verdict;
    }
    return worst;
}

QString nameOf(const CompanyResult &company)
{
    const QString name = bounded(cleanLine(company.name), 80);
    return name.isEmpty() ? cleanLine(company.id) : name;
}

QString scenariosOf(const SweepCause &cause, const QStringList &scenarios)
{
    QStringList parts;
    for (std::size_t i = 0; i < cause.byScenario.size(); ++i) {
        if (cause.byScenario[i] > 0)
            parts << scenarios.value(static_cast<qsizetype>(i)) + u' ' + QString::number(cause.byScenario[i]);
    }
    return parts.join(QStringLiteral(", "));
}

QString namesOf(const std::vector<const CompanyResult *> &companies, int limit)
{
    QStringList names;
    for (std::size_t i = 0; i < companies.size() && i < static_cast<std::size_t>(limit); ++i)
        names << nameOf(*companies[i]);
    QString text = names.join(QStringLiteral(", "));
    const int left = static_cast<int>(companies.size()) - limit;
    if (left > 0)
        text += QCoreApplication::translate("Report", " and %n more", nullptr, left);
    return text;
}

} // namespace chatsync::report
