// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checklist.h"
#include "core/report/comparison.h"

#include <QString>

namespace chatsync::report::html {

/// The parts of the page, each HTML in itself.

/// @p number counts from 1 and makes the ids of the check's anchors. @p change is null without a last report.
QString checkItem(const CheckResult &check, int number, const Change *change);

/// Why, evidence, requests and answers. @p anchor begins the ids of what is inside.
QString checkBody(const CheckResult &check, const QString &anchor);

/// The sweep: map, counts, table, causes. Empty without companies.
QString sweepSection(const ChecklistResult &result);

/// What changed, as a table. Empty when nothing did.
QString changesSection(const Changes &changes, const QString &since);

/// Request and answer of one exchange, side by side.
QString exchangeCards(const Exchange &exchange, const QString &anchor);

} // namespace chatsync::report::html
