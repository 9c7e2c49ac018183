// SPDX-License-Identifier: MIT
#include "core/report/threshold.h"

#include "core/report/comparison.h"

#include <algorithm>
#include <array>

namespace chatsync::report {

namespace {

constexpr std::array allThresholds{Threshold::AllPassed, Threshold::NoFailures, Threshold::NoUnknownFailures,
                                   Threshold::None};

template<typename Test>
bool anyOf(const ChecklistResult &result, Test test)
{
    return std::any_of(result.checks.begin(), result.checks.end(), test) ||
           std::any_of(result.companies.begin(), result.companies.end(),
                       [&test](const CompanyResult &company) {
                           return std::any_of(company.cells.begin(), company.cells.end(), test);
                       });
}

bool passes(const CheckResult &check)
{
    return check.passes();
}

bool wasPerformed(const CheckResult &check)
{
    return check.passes() || fails(check);
}

bool isShortOfPassing(const CheckResult &check)
{
    return !check.passes() && check.verdict != CheckVerdict::NotApplicable;
}

bool failsUnknown(const CheckResult &check)
{
    return fails(check) && !check.known;
}

} // namespace

QString toString(Threshold threshold)
{
    switch (threshold) {
    case Threshold::AllPassed:
        return QStringLiteral("all-passed");
    case Threshold::NoFailures:
        return QStringLiteral("no-failures");
    case Threshold::NoUnknownFailures:
        return QStringLiteral("no-unknown-failures");
    case Threshold::None:
        return QStringLiteral("none");
    }
    Q_UNREACHABLE();
}

QStringList thresholdNames()
{
    QStringList names;
    for (const Threshold threshold : allThresholds)
        names << toString(threshold);
    return names;
}

std::optional<Threshold> thresholdFrom(const QString &name)
{
    for (const Threshold threshold : allThresholds) {
        if (toString(threshold) == name)
            return threshold;
    }
    return std::nullopt;
}

bool meets(const ChecklistResult &result, Threshold threshold)
{
    switch (threshold) {
    case Threshold::AllPassed:
        return !result.stopped && result.endedAt.isValid() && anyOf(result, passes) &&
               !anyOf(result, isShortOfPassing);
    case Threshold::NoFailures:
        return anyOf(result, wasPerformed) && !anyOf(result, fails);
    case Threshold::NoUnknownFailures:
        return anyOf(result, wasPerformed) && !anyOf(result, failsUnknown);
    case Threshold::None:
        return true;
    }
    Q_UNREACHABLE();
}

} // namespace chatsync::report
