// SPDX-License-Identifier: MIT
#include "core/checklist/runner.h"

#include "core/journal/checkliststore.h"

#include <algorithm>

namespace chatsync::checklist {

namespace {

/// What later checks have to know of it stays.
Result<void> putChecks(ChecklistStore &store, const ChecklistResult &changed)
{
    const Result<std::vector<KeptCheck>> kept = store.checks(changed.id);
    if (!kept)
        return tl::unexpected(kept.error());
    for (std::size_t place = 0; place < changed.checks.size(); ++place) {
        const CheckResult &check = changed.checks[place];
        const auto same = std::find_if(kept->begin(), kept->end(),
                                       [&](const KeptCheck &one) { return one.result.id == check.id; });
        if (same != kept->end() && same->result == check)
            continue;
        const KeptCheck put{check, same == kept->end() ? QJsonObject{} : same->facts};
        if (const Result<void> done = store.putCheck(changed.id, static_cast<int>(place), put); !done)
            return done;
    }
    return {};
}

Result<void> putCells(ChecklistStore &store, const ChecklistResult &changed, int company)
{
    const auto kept = store.cells(changed.id, company);
    if (!kept)
        return tl::unexpected(kept.error());
    for (const CheckResult &cell : changed.companies[static_cast<std::size_t>(company)].cells) {
        const std::optional<Scenario> scenario = scenarioFrom(cell.id);
        const auto same = std::find_if(kept->begin(), kept->end(),
                                       [&](const auto &one) { return one.second.result.id == cell.id; });
        if (!scenario || (same != kept->end() && same->second.result == cell))
            continue;
        const KeptCheck put{cell, same == kept->end() ? QJsonObject{} : same->second.facts};
        if (const Result<void> done = store.putCell(changed.id, company, static_cast<int>(*scenario), put);
            !done)
            return done;
    }
    return {};
}

} // namespace

Result<ChecklistResult> amended(Journal *journal, const QUuid &id, const std::vector<Mark> &marks,
                                const QString &signer, const QDateTime &now)
{
    ChecklistStore store{journal};
    const Result<ChecklistResult> before = store.load(id);
    if (!before)
        return tl::unexpected(before.error());
    Result<ChecklistResult> changed = marked(*before, marks);
    if (!changed)
        return changed;
    if (!signer.trimmed().isEmpty()) {
        changed->tester = signer.trimmed();
        changed->signedOffAt = now;
    }
    Result<void> put = putChecks(store, *changed);
    for (const Mark &mark : marks) {
        for (std::size_t i = 0; i < changed->companies.size() && put; ++i) {
            if (changed->companies[i].id == mark.company)
                put = putCells(store, *changed, static_cast<int>(i));
        }
    }
    if (put)
        put = store.putHead(*changed);
    if (!put)
        return tl::unexpected(put.error());
    return changed;
}

} // namespace chatsync::checklist
