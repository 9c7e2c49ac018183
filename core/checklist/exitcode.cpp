// SPDX-License-Identifier: MIT
#include "core/checklist/runner.h"

#include <algorithm>

namespace chatsync::checklist {

namespace {

bool passesThreshold(const CheckResult &result, CheckVerdict threshold)
{
    switch (result.verdict) {
    case CheckVerdict::Passed:
    case CheckVerdict::NotApplicable:
        return true;
    case CheckVerdict::Failed:
        return false;
    case CheckVerdict::Recovered:
        return result.recoveredIsPass || threshold == CheckVerdict::Failed;
    case CheckVerdict::Blocked:
    case CheckVerdict::NotRun:
        return threshold != CheckVerdict::Blocked;
    }
    Q_UNREACHABLE();
}

} // namespace

int exitCodeOf(const End &end, CheckVerdict threshold)
{
    switch (end.reason) {
    case EndReason::Usage:
        return 2;
    case EndReason::Environment:
        return 3;
    case EndReason::Journal:
        return 4;
    case EndReason::Stopped:
        return 130;
    case EndReason::Done:
        break;
    }
    const auto passes = [threshold](const CheckResult &result) { return passesThreshold(result, threshold); };
    const bool checks = std::all_of(end.result.checks.begin(), end.result.checks.end(), passes);
    const bool companies =
        std::all_of(end.result.companies.begin(), end.result.companies.end(), [&](const CompanyResult &one) {
            return std::all_of(one.cells.begin(), one.cells.end(), passes);
        });
    return checks && companies ? 0 : 1;
}

} // namespace chatsync::checklist
