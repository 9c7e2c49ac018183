// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checklist.h"
#include "core/report/comparison.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <chrono>
#include <vector>

namespace chatsync::report {

/// What every format says in the same words. All of it is in English with Latin digits, as a report is read
/// far from where it was made.

/// "Passed", "Not applicable" …
QString word(CheckVerdict verdict);
/// "newly failing", "fixed" …
QString word(Change::Kind kind);

/// "99,588"
QString number(int count);
/// "31 ms", "1.98 s", "2 min 6 s", "1 h 4 min"
QString duration(std::chrono::milliseconds time);
/// "22 Nov 2026, 14:31:46 UTC"; "never" where it is not valid.
QString utc(const QDateTime &time);
/// "22 Nov 2026, 14:31:46 to 14:33:52 UTC"
QString period(const QDateTime &from, const QDateTime &to);
/// The first eight digits, as `chat-sync show` takes them.
QString shortId(const QUuid &id);

/// The verdict of the whole, by its worst.
CheckVerdict overall(const ChecklistResult &result);
/// The one sentence a report begins with.
QString headline(const ChecklistResult &result);
/// What follows it: the counts in words, and whether it can be released.
QString subtitle(const ChecklistResult &result);

/// Who, when, what.
struct Fact {
    QString label;
    QString value;
};
/// Those of the head, in the order of reading; none is empty: what is not known says so.
std::vector<Fact> facts(const ChecklistResult &result);
/// Those that only explain where it was: addresses, clean-up. Without those that are empty.
std::vector<Fact> moreFacts(const ChecklistResult &result);

/// "rc.2 of 19 Nov", with the year where it is another than that of @p now.
QString nameOf(const ChecklistResult &last, const ChecklistResult &now);
/// "1 newly failing", "1 fixed" …, without those that are zero.
struct ChangeCount {
    Change::Kind kind;
    QString text;
};
std::vector<ChangeCount> countsOf(const std::vector<Change> &changes);

/// "exchange 6", "Run 8f21c4a0", "api.log:12-20": where a piece of evidence is to be found. May be empty.
QString placeOf(const CheckEvidence &evidence);
/// "known as OC-1432", or that it passed and the ticket can be looked at.
QString knownText(const KnownIssue &known);

} // namespace chatsync::report
