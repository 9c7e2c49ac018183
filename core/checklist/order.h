// SPDX-License-Identifier: MIT
#pragma once

#include "core/checklist/definition.h"
#include "core/domain/checklist.h"
#include "core/sync/preset.h"

#include <QUuid>

#include <optional>
#include <vector>

namespace chatsync::checklist {

/// Which companies a sweep visits. Only approved ones are; where the database does not tell, all of them.
struct Sweep {
    std::optional<int> sample; ///< So many at least 1: the newly approved first, then spread over the others
    QStringList companies;     ///< Database ids: these alone, in this order
    std::vector<Scenario> scenarios; ///< Empty: all

    bool operator==(const Sweep &) const = default;
};

/// A verdict, a note or both that a person gives.
struct Mark {
    QString check;                       ///< The check's id, or that of a scenario
    QString company;                     ///< Database id, for a cell of the sweep; else empty
    std::optional<CheckVerdict> verdict; ///< None: the console's stays
    std::optional<QString> note;         ///< None: the one there is stays
    std::optional<QString> ticket;       ///< Links the failure to a ticket; empty: no longer known

    bool operator==(const Mark &) const = default;
};

/// What shall be performed, and how.
struct Order {
    enum class Target {
        Engine,  ///< The console makes the conversations itself
        Backend, ///< OneCrew's backend makes them (in the embedded sandbox, a stand-in)
    };

    Definition checklist = oneCrew();
    Target target = Target::Engine;
    FlowSettings settings;    ///< Of the engine, or of the sandbox's stand-in for the backend
    bool checks = true;       ///< False: the sweep alone
    QStringList only;         ///< Ids of checks; empty: all. Conversations they look at are made as well
    bool rerunFailed = false; ///< What passed in the last result kept of this environment is taken over
    std::optional<Sweep> sweep;
    /// Go on with the unfinished sweep of this environment and checklist; an Error where there is none, or
    /// where it was made for another target or with other settings. The companies are those it had.
    bool resume = false;
    int concurrency = 0;      ///< Companies at a time in a sweep; 0: as many as serve
    bool stopAtFirst = false; ///< Nothing new is begun after a failure
    bool keep = false;        ///< What was made stays
    QString build;            ///< Under test, as typed
    QString tester;
    std::vector<Mark> marks;
    bool signOff = false;
    std::vector<KnownIssue> known;

    bool operator==(const Order &) const = default;
};

/// An Error of kind Input for an order nobody can perform: unknown ids, no tester to sign off …
Result<void> checkOrder(const Order &order);

/// Changes a result as @p marks say; what is not in it is an Error of kind Input, and nothing has changed.
/// A cell or check that was given a verdict is `manual`.
Result<ChecklistResult> marked(ChecklistResult result, const std::vector<Mark> &marks);

/// A JSON list of {`ticket`, `check`, `cause`, `company`}, the first two required. Errors as for
/// definitionFromJson().
Result<std::vector<KnownIssue>> knownIssuesFromJson(const QByteArray &json, const QString &source);

/// Links the failures to the issues that name them; those whose check was performed and passed are flagged
/// as having stopped to fail.
void applyKnown(ChecklistResult &result, std::vector<KnownIssue> known);

} // namespace chatsync::checklist
