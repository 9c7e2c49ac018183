// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checklist.h"
#include "core/report/comparison.h"
#include "ui/report/pdfsheet.h"
#include "ui/theme/statusglyph.h"

#include <QColor>
#include <QString>

#include <vector>

namespace chatsync::ui::pdf {

/// The inks of the paper: always the light ones.
const Tokens &ink();
Status statusOf(CheckVerdict verdict);

/// A text in a column: where it begins, and how wide it is.
struct Column {
    QString text;
    Style style;
    qreal left = 0;
    qreal width = pageWidth;
};

/// A glyph in a line of text.
struct Mark {
    CheckVerdict verdict = CheckVerdict::Passed;
    qreal left = 0;
    qreal size = 9;
};

struct Line {
    std::vector<Column> columns;
    std::vector<Mark> marks;
    qreal above = 2;
    qreal below = 2;
    QColor ground; ///< Behind it; invalid: none
    QColor rule;   ///< Below it; invalid: none
    qreal groundLeft = 0;
};

/// Columns side by side; as high as the highest.
Piece piece(const Line &line);
Piece space(qreal height, const QColor &ground = {});

/// A check with all its evidence. @p change is null without a last report.
Group checkGroup(const CheckResult &check, int number, const report::Change *change);

/// The companies and what failed there; nothing without a sweep.
void addSweep(Sheet &sheet, const ChecklistResult &result);

} // namespace chatsync::ui::pdf
