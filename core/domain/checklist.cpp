// SPDX-License-Identifier: MIT
#include "core/domain/checklist.h"

#include <numeric>

namespace chatsync {

QString toString(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Passed:
        return QStringLiteral("passed");
    case CheckVerdict::Recovered:
        return QStringLiteral("recovered");
    case CheckVerdict::Failed:
        return QStringLiteral("failed");
    case CheckVerdict::Blocked:
        return QStringLiteral("blocked");
    case CheckVerdict::NotRun:
        return QStringLiteral("not_run");
    case CheckVerdict::NotApplicable:
        return QStringLiteral("not_applicable");
    }
    Q_UNREACHABLE();
}

std::optional<CheckVerdict> checkVerdictFrom(const QString &name)
{
    for (const CheckVerdict verdict : allCheckVerdicts) {
        if (toString(verdict) == name)
            return verdict;
    }
    return std::nullopt;
}

bool CheckResult::passes() const
{
    return verdict == CheckVerdict::Passed || (verdict == CheckVerdict::Recovered && recoveredIsPass);
}

int CheckCounts::all() const
{
    return std::accumulate(byVerdict.begin(), byVerdict.end(), 0);
}

CheckCounts countOf(const std::vector<CheckResult> &results)
{
    CheckCounts counts;
    for (const CheckResult &result : results)
        ++counts.byVerdict[static_cast<std::size_t>(result.verdict)];
    return counts;
}

} // namespace chatsync
