// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/exchange.h"
#include "core/domain/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUuid>

#include <array>
#include <chrono>
#include <optional>
#include <vector>

namespace chatsync {

/// What came of one check. Recovered is a pass only where the check says so; Blocked could not be performed,
/// for a reason that is not the thing under test; without any evidence a check is NotRun, never Passed.
enum class CheckVerdict { Passed, Recovered, Failed, Blocked, NotRun, NotApplicable };

constexpr std::array allCheckVerdicts{CheckVerdict::Passed, CheckVerdict::Recovered,
                                      CheckVerdict::Failed, CheckVerdict::Blocked,
                                      CheckVerdict::NotRun, CheckVerdict::NotApplicable};

/// The names used on the command line and in files: `passed`, `recovered`, `failed`, `blocked`, `not_run`,
/// `not_applicable`.
QString toString(CheckVerdict verdict);
std::optional<CheckVerdict> checkVerdictFrom(const QString &name);

/// One thing that was seen and speaks for a verdict, or against it.
struct CheckEvidence {
#pragma GCC diagnostic push
    // GCC 12 says that a scoped enumerator shadows the type chatsync::Row.
#pragma GCC diagnostic ignored "-Wshadow"
    enum class Kind { Run, Exchange, Row, Log, Participant, Channel, CleanUp };
#pragma GCC diagnostic pop
    Kind kind = Kind::Run;
    CheckVerdict speaksFor = CheckVerdict::Passed;
    QString sentence; ///< "StreamChat: no onecrew_user_…"
    QString detail;   ///< Second line; may be empty
    QUuid run;        ///< Null where it stands in no run
    int exchange = 0; ///< Its number within the run; 0: none
    QString subject;  ///< StreamChat id, cid, `users/<id>`, or `FILE:FIRST-LAST` of a log; may be empty
    QDateTime at;     ///< UTC, when it was seen

    bool operator==(const CheckEvidence &) const = default;
};

/// A ticket that a failure is known by.
struct KnownIssue {
    QString ticket;              ///< Number or link, as typed
    QString check;               ///< The check's id
    QString cause;               ///< Finding code; empty: any
    QString company;             ///< Database id; empty: any
    bool stoppedFailing = false; ///< What it names passed this time

    bool operator==(const KnownIssue &) const = default;
};

/// What came of one check, or of one scenario for one company.
struct CheckResult {
    QString id;         ///< `sat-education`, stable between reports
    QString title;      ///< "Create a conversation from “Sat Education”"
    QString passesWhen; ///< A sentence
    QString summary;    ///< The second line: what was found
    CheckVerdict verdict = CheckVerdict::NotRun;
    bool recoveredIsPass = false;
    bool manual = false; ///< A person's verdict, not the console's
    QString cause;       ///< Finding code; empty when it passed
    QString why;         ///< Sentences; empty when it passed
    QStringList next;    ///< What to do
    std::vector<CheckEvidence> evidence;
    std::vector<Exchange> exchanges; ///< Those worth printing, redacted
    QList<QUuid> runs;
    QDateTime startedAt; ///< UTC; invalid: never
    std::chrono::milliseconds duration{0};
    QString note;                      ///< The tester's
    std::optional<KnownIssue> known{}; ///< The ticket this failure is known by

    bool operator==(const CheckResult &) const = default;
    /// Counts as passed: Passed, or Recovered where that is allowed.
    bool passes() const;
};

/// One company of the sweep: a cell for each scenario, in the order of ChecklistResult::scenarios.
struct CompanyResult {
    QString id; ///< Database id
    QString name;
    bool newlyApproved = false;
    std::vector<CheckResult> cells;

    bool operator==(const CompanyResult &) const = default;
};

/// One performance of a checklist: all a report tells.
struct ChecklistResult {
    QUuid id;
    QString checklist; ///< Its name, "OneCrew"
    QString version;   ///< Its version, "3"
    QString environment;
    QString environmentKind; ///< `sandbox`, `staging`, `production` …
    QString streamUrl;
    QString database; ///< Without password
    QString target;   ///< `engine` or `backend`
    QString preset;   ///< Of the engine or of the stand-in; empty for a real backend
    QString build;    ///< Build under test, as typed; may be empty
    QString tester;
    QDateTime signedOffAt; ///< UTC; invalid: not signed off
    QString dataSet;       ///< "412 companies, 99,588 users"
    QStringList services;  ///< "PostgreSQL 15.6", "StreamChat API v1"
    QString consoleVersion;
    QDateTime startedAt;  ///< UTC
    QDateTime endedAt;    ///< UTC; invalid: was cut off, or goes on
    bool stopped = false; ///< Before its end, on request
    std::vector<CheckResult> checks;
    QStringList scenarios; ///< Titles of the sweep's columns; empty without a sweep
    std::vector<CompanyResult> companies;
    QString cleanUp; ///< A sentence on what was removed, and what is left
    int leftovers = 0;
    std::vector<KnownIssue> known;

    bool operator==(const ChecklistResult &) const = default;
};

/// How many of @p results have each verdict.
struct CheckCounts {
    std::array<int, allCheckVerdicts.size()> byVerdict{};
    int of(CheckVerdict verdict) const { return byVerdict[static_cast<std::size_t>(verdict)]; }
    int all() const;

    bool operator==(const CheckCounts &) const = default;
};
CheckCounts countOf(const std::vector<CheckResult> &results);

/// One check, or one cell, as it stands in toJson(ChecklistResult).
QJsonObject toJson(const CheckResult &result);
Result<CheckResult> checkResultFromJson(const QJsonObject &json);

/// The whole of it as JSON, the format that a later report is compared with; secrets must be gone already.
QJsonObject toJson(const ChecklistResult &result);
/// Unknown keys are ignored; a missing or malformed known one is an Error of kind Parse.
Result<ChecklistResult> checklistResultFromJson(const QJsonObject &json);

} // namespace chatsync
