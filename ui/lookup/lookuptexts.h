// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/lookup.h"
#include "core/domain/runsummary.h"
#include "ui/theme/statusglyph.h"

#include <QDateTime>
#include <QString>

/// The words and shapes of the look-up. Pure.
namespace chatsync::ui::lookuptexts {

Status statusOf(diagnosis::Severity severity);
Status statusOf(diagnosis::Evidence::Mark mark);
Status statusOf(const diagnosis::Verdict &verdict);
/// Of somebody in a list: a deactivated user has a shape of their own.
Status statusOf(const diagnosis::PersonFacts &person, const diagnosis::Verdict &verdict);
Status statusOf(const RunSummary &run);
QString severityWord(diagnosis::Severity severity); ///< "Blocks", "Risk", "Note", "Healthy"
QString kindWord(ParticipantKind kind);             ///< "Company", "User"

/// "now", "4 s ago", "9 min ago", "3 h ago", "12 days ago"; empty without a time.
QString age(const QDateTime &at, const QDateTime &now);
/// The same of a reading; one that failed says so.
QString age(const diagnosis::Reading &reading, const QDateTime &now);

/// `onecrew_user_dda3aaa6…1352`; other texts as they are.
QString shortId(const QString &streamId);
/// Every StreamChat id and cid in a sentence shortened like that.
QString withShortIds(const QString &sentence);
QString groupTitle(diagnosis::Match::Group group);
/// "Active", "Deactivated", "Missing" …: how StreamChat has somebody.
QString streamState(const diagnosis::StreamSide &side);
/// "Approved", "Active", "Not there": how the database has somebody.
QString databaseState(const diagnosis::PersonFacts &person);
/// "today 14:31:47"
QString when(const std::optional<QDateTime> &at, const QDateTime &now);
QString runTitle(const RunSummary &run);
/// "today 14:31 · failed"
QString runLine(const RunSummary &run, const QDateTime &now);
/// "No: 1 finding blocks", "Yes: nothing found" …: the line of two in a list.
QString answerLine(const diagnosis::Verdict &verdict);
/// "Waiting does not help", where the finding has no sentence of its own.
QString waitingLine(const diagnosis::Finding &finding);
/// Names in a sentence: "A and B", "A, B and C"; long ones are shortened.
QString names(const std::vector<diagnosis::PersonFacts> &people);
QString shortName(const QString &name);

} // namespace chatsync::ui::lookuptexts
