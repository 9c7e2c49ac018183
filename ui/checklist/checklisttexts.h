// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checklist.h"
#include "ui/theme/icons.h"
#include "ui/theme/statusglyph.h"

#include <QHash>

namespace chatsync::ui {

/// The numbers that runs go by, as far as they are known.
using RunNumbers = QHash<QUuid, qint64>;

/// How a verdict is shown: shape, colour and word.
Status statusOf(CheckVerdict verdict);
QString word(CheckVerdict verdict);

QString durationText(std::chrono::milliseconds duration); ///< `3.99 s`, `44 ms`; empty for nothing
/// `about 18 min`; never less than a second.
QString roughly(std::chrono::milliseconds left);
QString runName(const QUuid &run, const RunNumbers &numbers); ///< `Run 1043`, else `Run 7f3ac1b2`

/// What is behind a piece of evidence, as a symbol and as words of a link.
Icon iconOf(const CheckEvidence &evidence);
QString linkTextOf(const CheckEvidence &evidence, const RunNumbers &numbers);
/// Whether there is a place that shows more of it.
bool leadsSomewhere(const CheckEvidence &evidence);

/// One sentence for the seven checks: `2 of 7 checks failed`.
QString headlineOf(const ChecklistResult &result);
/// One for the sweep: `8 of 254 companies cannot start every chat`.
QString sweepHeadlineOf(const ChecklistResult &result, bool running);
/// What it was about: `Through backend 2.18.0-rc.3`, tester, when.
QStringList aboutOf(const ChecklistResult &result);

/// The gravest verdict of a company: failed, blocked, recovered, not run, passed. Not applicable counts as
/// nothing.
CheckVerdict worstOf(const CompanyResult &company);
/// How many of its cells failed, and how many count at all.
int failedCells(const CompanyResult &company);
int countedCells(const CompanyResult &company);
/// Whether there are results for all that was planned of it.
bool isDone(const CompanyResult &company);

} // namespace chatsync::ui
