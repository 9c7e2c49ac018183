// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checklist.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace chatsync::report {

/// What became of one check, or of one cell of the sweep, since the last report.
struct Change {
    enum class Kind {
        NewlyFailing, ///< Fails, and did not; also a check that is new and fails
        Fixed,        ///< Failed, and counts as passed now
        StillFailing,
        Changed,   ///< Another verdict, neither of the above: blocked before, recovered now …
        Added,     ///< Was not in the last report, and does not fail
        Removed,   ///< Is not in this report
        Unchanged, ///< The same verdict, which is no failure
    };
    Kind kind = Kind::Unchanged;
    /// Among the reports that were given, it went from failing to not failing or back while the build under
    /// test stayed the same. Beside the kind, so that a newly failing check is never hidden by it.
    bool flaky = false;
    QString check;   ///< The check's id, or the scenario's
    QString company; ///< Database id; empty for a check of the list
    QString title;   ///< Of the check, or of company and scenario
    std::optional<CheckVerdict> before;
    std::optional<CheckVerdict> now;

    bool operator==(const Change &) const = default;
};

inline constexpr std::array allChangeKinds{
    Change::Kind::NewlyFailing, Change::Kind::Fixed,   Change::Kind::StillFailing, Change::Kind::Changed,
    Change::Kind::Added,        Change::Kind::Removed, Change::Kind::Unchanged};

/// `newly_failing`, `fixed`, `still_failing`, `changed`, `added`, `removed`, `unchanged`.
QString toString(Change::Kind kind);

/// What changed, in the order of the later report; what was removed comes last.
struct Changes {
    std::vector<Change> checks;
    std::vector<Change> cells; ///< Of companies that are in both sweeps

    static int count(const std::vector<Change> &changes, Change::Kind kind);
    static int flaky(const std::vector<Change> &changes);
    /// Of a check (@p company empty) or a cell; null where there is none.
    const Change *find(const QString &check, const QString &company = {}) const;
};

/// Whether it speaks against a release: failed, or recovered where that is no pass.
bool fails(const CheckResult &check);

/// @p earlier are results before @p last, oldest first. What is under test is told by ChecklistResult::build;
/// where that is empty, by the console's version and the preset. A real backend without a build is unknown,
/// and nothing of it is called flaky.
Changes compare(const ChecklistResult &last, const ChecklistResult &now,
                const std::vector<ChecklistResult> &earlier = {});

} // namespace chatsync::report
