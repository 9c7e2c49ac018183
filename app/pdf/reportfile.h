// SPDX-License-Identifier: MIT
#pragma once

#include "core/report/report.h"

#include <QString>

#include <optional>
#include <vector>

namespace chatsync {

/// A report that somebody wants: its format, and where to.
struct ReportFile {
    report::Format format = report::Format::Html;
    QString path; ///< `-`: standard output
};

/// `FORMAT=FILE`, as in `--report html=out.html`; an Error of kind Input says what is wrong with it.
Result<ReportFile> reportFileFrom(const QString &text);

/// report::render(), and PDF as well: that is drawn by the program `chat-sync-pdf`, which is started for it,
/// so that nothing else waits for fonts. Where it is missing, or takes more than a minute, the Error says so.
/// Blocks until it is done; needs a QCoreApplication.
Result<QByteArray> renderAny(const ChecklistResult &result, report::Format format,
                             const std::optional<ChecklistResult> &last = std::nullopt,
                             const std::vector<ChecklistResult> &earlier = {});

/// Renders, and writes whole or not at all: a file that is there stays as it is until the new one is
/// complete.
Result<void> writeReport(const ReportFile &file, const ChecklistResult &result,
                         const std::optional<ChecklistResult> &last = std::nullopt,
                         const std::vector<ChecklistResult> &earlier = {});

/// A result that was kept as JSON: `--report json=FILE`, or a report in that format. Errors: Storage, Parse.
Result<ChecklistResult> readResult(const QString &path);

} // namespace chatsync
