// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checklist.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace chatsync::ui {

/// The report of report::render() as a PDF of A4 pages: the same words and counts, fonts embedded, pages
/// numbered, no check broken that fits on a page, heads of tables on each page.
///
/// Needs a QGuiApplication (any platform, `offscreen` too) and no Theme. Takes some milliseconds a page: the
/// window calls it in a worker thread. An Error of kind Storage when the PDF could not be written.
Result<QByteArray> renderPdf(const ChecklistResult &result,
                             const std::optional<ChecklistResult> &last = std::nullopt,
                             const std::vector<ChecklistResult> &earlier = {});

} // namespace chatsync::ui
