// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checklist.h"
#include "core/report/comparison.h"

#include <QByteArray>

#include <optional>

namespace chatsync::report {

/// What stands behind the difference to the report before.
struct Since {
    const ChecklistResult *last = nullptr;
    Changes changes;
};

QByteArray renderHtml(const ChecklistResult &result, const std::optional<Since> &since);
QByteArray renderMarkdown(const ChecklistResult &result, const std::optional<Since> &since);
QByteArray renderCsv(const ChecklistResult &result, const std::optional<Since> &since);
QByteArray renderJunit(const ChecklistResult &result);
/// toJson() with `counts`, `cell_counts` and `changes` beside it, which a reader of results passes over.
QByteArray renderJson(const ChecklistResult &result, const std::optional<Since> &since);

} // namespace chatsync::report
