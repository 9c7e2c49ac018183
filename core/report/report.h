// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checklist.h"
#include "core/report/comparison.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace chatsync::report {

/// What a report can be written as.
enum class Format { Html, Markdown, Csv, Json, Junit, Pdf };

/// The names used on the command line: `html`, `markdown` (also `md`), `csv`, `json`, `junit` (also `xml`),
/// `pdf`; case does not matter.
std::optional<Format> formatFrom(const QString &name);
QString toString(Format format);
/// All names, in the order of Format, for help and complaints.
QStringList formatNames();

/// The report of @p result in one piece: UTF-8, complete, with nothing to be fetched from elsewhere.
///
/// @p last is the report before, for what changed since; @p earlier are those before it, oldest first, which
/// tell what is flaky. Neither has to be of the same checklist: checks are told by their ids.
///
/// Everything in @p result is redacted already; what is told is escaped for its format, names of people and
/// answers of servers among it. Times are UTC, and said to be. Texts that are too long to print (bodies above
/// all) are cut, and how much is left out is said.
///
/// Pdf is an Error of kind Input here: it needs fonts, see ui/report/pdfreport.h and app/pdf/reportfile.h.
/// Any thread.
Result<QByteArray> render(const ChecklistResult &result, Format format,
                          const std::optional<ChecklistResult> &last = std::nullopt,
                          const std::vector<ChecklistResult> &earlier = {});

/// One check for a support ticket: a few lines of plain text with what failed, where, why, the evidence and
/// what to do next. Takes any verdict.
QString ticketText(const ChecklistResult &result, const CheckResult &check);

} // namespace chatsync::report
