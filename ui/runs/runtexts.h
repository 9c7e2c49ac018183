// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/runevent.h"
#include "core/domain/runsummary.h"

#include <QDateTime>
#include <QLocale>
#include <QString>

namespace chatsync {
struct Exchange;
}

/// The words of the run view, by locale. Pure.
namespace chatsync::ui::runtexts {

/// "Create channel", "Attempt 2": the row's name.
QString stepName(Step step, int attempt);
/// "creating the channel", as it stands behind "Running: ".
QString stepDoing(Step step);
/// "Hardened", "As documented", "Before the fix"; an unknown name is given as it is.
QString presetName(const QString &preset);

/// "38 ms", "1.00 s", "2 min 05 s".
QString duration(double ms, const QLocale &locale = {});
/// The same spelled out for a screen reader: "189 milliseconds", "1.32 seconds".
QString spokenDuration(double ms, const QLocale &locale = {});
/// "0.8 s", never below zero.
QString countdown(double ms, const QLocale &locale = {});

/// "today 14:28:03", "yesterday 14:28", "12 Mar 2026 14:28", in local time.
QString moment(const QDateTime &at, const QDateTime &now, const QLocale &locale = {});

/// The wait by its reason: "Wait before retry" …
QString waitName(const QString &reason);

/// "POST /channels/messaging/…/query": method and path without the query string.
QString requestLine(const QString &method, const QString &url);
QString pathOf(const QString &url);

/// "201", "400 · code 4", "Timed out" …, from the data of an `exchange` event.
QString exchangeResult(const QJsonObject &data);
/// "400 · code 4" from a step's `error`; empty when it says nothing short.
QString errorResult(const QJsonObject &error);
/// What a finished step shows as its result; @p exchange is the request that says most about the step, null
/// without one.
QString stepResult(const RunEvent &finished, const RunEvent *exchange);

/// The name as it is; an id in its place is shortened in the middle: "dda3aaa6…1352".
QString personName(const QString &nameOrId);
/// "A", "A and B", "A, B and 3 more".
QString people(const QStringList &names);

/// Who a run is about: `Sat Education with Amira Haddad`, or `Repair of Amira Haddad`.
QString subject(const RunSummary &run);

/// Without the last full stop, the first letter small where the word allows it: for use inside a sentence.
QString inSentence(const QString &sentence);

} // namespace chatsync::ui::runtexts
