// SPDX-License-Identifier: MIT
#pragma once

#include "core/checklist/definition.h"
#include "core/domain/checklist.h"
#include "core/stream/rategovernor.h"

#include <QJsonObject>

#include <memory>

namespace chatsync::checklist {

/// Where a performance stands, for a bar and a sentence beside it.
struct Standing {
    int checksDone = 0;
    int checks = 0;
    int companiesDone = 0;
    int companies = 0; ///< 0: no sweep
    int cellsDone = 0;
    int cells = 0;
    CheckCounts checkCounts; ///< Of the checks that are done
    CheckCounts cellCounts;
    std::optional<std::chrono::milliseconds> timeLeft; ///< Of the sweep, once it can be told
    QString endpoint; ///< Stream's name of the limit that holds the sweep back most; empty: none
    std::optional<stream::RateBudget> budget; ///< Of that endpoint

    bool operator==(const Standing &) const = default;
};

/// One piece of news. Which members are filled is a matter of its kind.
struct Progress {
    enum class Kind {
        Started,        ///< `result`: the head, with checks and companies that are still to be performed
        CheckStarted,   ///< `check`
        RunStarted,     ///< `check` (or `company` and `scenario`), `run`
        CheckEnded,     ///< `check`, `outcome`
        SweepStarted,   ///< `sentence`: how the companies were chosen; `companies`: all of them, in order
        CompanyStarted, ///< `company`
        CellEnded,      ///< `company`, `scenario`, `outcome`; it is on disk
        CompanyEnded,   ///< `company`
        Note,           ///< `sentence`: something worth knowing that is no verdict
        CleaningUp,     ///< `sentence`
        Ended,          ///< The result follows
    };

    struct Company {
        QString id;
        QString name;
        bool newlyApproved = false;
        bool operator==(const Company &) const = default;
    };

    Kind kind = Kind::Note;
    QUuid checklist; ///< ChecklistResult::id
    QString check;
    std::optional<Company> company{};
    std::optional<Scenario> scenario{};
    QUuid run;
    QString sentence;
    std::optional<CheckResult> outcome{};
    std::shared_ptr<const ChecklistResult> result{};
    std::vector<Company> companies{};
    Standing standing{};
};

/// `started`, `check.started`, `run.started` …
QString toString(Progress::Kind kind);

/// One object a line on the command line: `kind`, `checklist`, `check`, `company` {`id`, `name`,
/// `newly_approved`}, `scenario`, `run`, `sentence`, `outcome` (as in toJson(ChecklistResult)), `standing`.
QJsonObject toJson(const Progress &progress);

/// Takes news in order, in the thread of the performance. A port: a terminal, a window, a test.
class ProgressSink {
public:
    virtual ~ProgressSink() = default;
    virtual void tell(const Progress &progress) = 0;
};

} // namespace chatsync::checklist
