// SPDX-License-Identifier: MIT
#include "ui/checklist/livechecklist.h"

#include <algorithm>

namespace chatsync::ui {

using checklist::Progress;

namespace {

bool sameRows(const ChecklistResult &a, const ChecklistResult &b)
{
    const auto companies = [](const CompanyResult &x, const CompanyResult &y) {
        return x.id == y.id && x.cells.size() == y.cells.size();
    };
    return a.scenarios == b.scenarios && std::equal(a.companies.begin(), a.companies.end(),
                                                    b.companies.begin(), b.companies.end(), companies);
}

/// Of a company that nobody visited yet.
std::vector<CheckResult> openCells(const QStringList &scenarios)
{
    std::vector<CheckResult> cells(static_cast<size_t>(scenarios.size()));
    for (int i = 0; i < checklist::scenarioCount; ++i) {
        const auto scenario = static_cast<checklist::Scenario>(i);
        const qsizetype at = scenarios.indexOf(checklist::titleOf(scenario));
        if (at < 0)
            continue;
        cells[static_cast<size_t>(at)].id = toString(scenario);
        cells[static_cast<size_t>(at)].title = scenarios[at];
        cells[static_cast<size_t>(at)].passesWhen = checklist::passesWhenOf(scenario);
    }
    return cells;
}

} // namespace

int LiveChecklist::nextRevision()
{
    static int last = 0; // GUI thread
    return ++last;
}

void LiveChecklist::replace(ChecklistResult other)
{
    const bool same = sameRows(result, other);
    result = std::move(other);
    if (!same)
        revision = nextRevision();
}

LiveChecklist LiveChecklist::planned(const checklist::Definition &definition)
{
    LiveChecklist live;
    live.result.checklist = definition.name;
    live.result.version = definition.version;
    for (const checklist::Check &check : definition.checks) {
        CheckResult open;
        open.id = check.id;
        open.title = check.title;
        open.passesWhen = check.passesWhen;
        open.recoveredIsPass = check.recoveredIsPass;
        live.result.checks.push_back(open);
    }
    return live;
}

void LiveChecklist::begin()
{
    running = true;
    stopping = false;
    check.clear();
    visited.clear();
    standing = {};
    sentence.clear();
}

const CheckResult *LiveChecklist::find(const QString &id) const
{
    const auto found = std::find_if(result.checks.begin(), result.checks.end(),
                                    [&](const CheckResult &one) { return one.id == id; });
    return found == result.checks.end() ? nullptr : &*found;
}

CompanyResult *LiveChecklist::company(const QString &id)
{
    const auto found = std::find_if(result.companies.begin(), result.companies.end(),
                                    [&](const CompanyResult &one) { return one.id == id; });
    return found == result.companies.end() ? nullptr : &*found;
}

int LiveChecklist::column(checklist::Scenario scenario) const
{
    return static_cast<int>(result.scenarios.indexOf(checklist::titleOf(scenario)));
}

void LiveChecklist::take(const Progress &news)
{
    standing = news.standing;
    switch (news.kind) {
    case Progress::Kind::Started:
        if (news.result)
            replace(*news.result);
        break;
    case Progress::Kind::CheckStarted:
        check = news.check;
        break;
    case Progress::Kind::RunStarted:
        if (auto *one = const_cast<CheckResult *>(find(news.check)); one && !one->runs.contains(news.run))
            one->runs << news.run;
        break;
    case Progress::Kind::CheckEnded:
        if (auto *one = const_cast<CheckResult *>(find(news.check)); one && news.outcome)
            *one = *news.outcome;
        check.clear();
        break;
    case Progress::Kind::SweepStarted: {
        std::vector<CompanyResult> companies;
        for (const Progress::Company &named : news.companies) {
            if (const CompanyResult *known = company(named.id)) {
                companies.push_back(*known);
                continue;
            }
            CompanyResult fresh{.id = named.id, .name = named.name, .newlyApproved = named.newlyApproved};
            fresh.cells = openCells(result.scenarios);
            companies.push_back(std::move(fresh));
        }
        if (!companies.empty()) {
            result.companies = std::move(companies);
            revision = nextRevision();
        }
        sentence = news.sentence;
        break;
    }
    case Progress::Kind::CompanyStarted:
        if (news.company)
            visited.insert(news.company->id);
        break;
    case Progress::Kind::CellEnded:
        if (news.company && news.scenario && news.outcome) {
            CompanyResult *one = company(news.company->id);
            const int at = column(*news.scenario);
            if (one && at >= 0 && at < static_cast<int>(one->cells.size()))
                one->cells[static_cast<size_t>(at)] = *news.outcome;
        }
        break;
    case Progress::Kind::CompanyEnded:
        if (news.company)
            visited.remove(news.company->id);
        break;
    case Progress::Kind::Note:
    case Progress::Kind::CleaningUp:
        sentence = news.sentence;
        break;
    case Progress::Kind::Ended:
        break;
    }
}

void LiveChecklist::end(const checklist::End &ended)
{
    running = false;
    stopping = false;
    check.clear();
    visited.clear();
    // Where nothing was begun, what was there before stays.
    if (!ended.result.checks.empty() || !ended.result.companies.empty())
        replace(ended.result);
    sentence = ended.error ? ended.error->what : ended.result.cleanUp;
}

} // namespace chatsync::ui
