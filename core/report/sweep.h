// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checklist.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace chatsync::report {

/// Cells that failed, or are blocked, for the same reason.
struct SweepCause {
    CheckVerdict verdict = CheckVerdict::Failed;
    std::vector<const CompanyResult *> companies; ///< Each once, in the order of the result
    std::vector<int> byScenario;                  ///< How many cells in each column
    const CheckResult *example = nullptr;         ///< The first such cell, of the first company
};

/// The companies of a result as a table: points into that result, which has to live as long.
struct Sweep {
    QStringList scenarios;                       ///< A title for each column, also where a cell has none
    std::vector<const CompanyResult *> troubled; ///< With a cell that did not pass; worst first
    std::vector<const CompanyResult *> clean;
    std::vector<CheckCounts> byScenario;
    CheckCounts cells;
    CheckCounts companies;          ///< By their worst cell
    std::vector<SweepCause> causes; ///< Failures first, then by how many companies they strike

    bool isEmpty() const { return troubled.empty() && clean.empty(); }
};
Sweep sweepOf(const ChecklistResult &result);

/// The cell in a column; null where the company has none.
const CheckResult *cellOf(const CompanyResult &company, int scenario);
/// How many of a company's cells speak against it, and of how many that apply.
int failuresOf(const CompanyResult &company);
int applicableOf(const CompanyResult &company);
/// NotApplicable without a cell that applies.
CheckVerdict worstOf(const CompanyResult &company);
/// "Nordlys Maritime", or the id of one without a name.
QString nameOf(const CompanyResult &company);
/// "New user 5, Roles 2": where a cause struck.
QString scenariosOf(const SweepCause &cause, const QStringList &scenarios);
/// At most @p limit names, with how many more there are.
QString namesOf(const std::vector<const CompanyResult *> &companies, int limit);

} // namespace chatsync::report
