// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/runevent.h"
#include "ui/theme/statusglyph.h"

#include <QString>

#include <optional>
#include <vector>

namespace chatsync::ui {

/// A row of the run view: a step, or something that happened in it. Belongs to the model that made it.
struct RunRow {
    enum class Kind { Step, Exchange, Query, Wait, Note };

    Kind kind = Kind::Step;
    RunRow *parent = nullptr;
    std::vector<RunRow *> children;
    int row = 0;    ///< Within the parent
    int number = 0; ///< Of a step on the top level, from 1

    std::optional<Step> step;
    int attempt = 1;
    Status status = Status::NotStarted;
    std::optional<Outcome> outcome;
    bool planned = false; ///< Has not happened
    bool skipped = false;
    bool cut = false;    ///< A wait that did not last, a step whose console died
    bool warned = false; ///< Something below was a warning or an error

    qsizetype first = -1; ///< Position of the first event behind the row, -1 while planned
    qsizetype last = -1;  ///< Position of the last one
    double startMs = 0;
    double endMs = -1; ///< -1 until it is over
    double waitMs = 0; ///< Length asked for, when the row is a wait

    QString name;
    QString result; ///< Empty while it runs
    QString search; ///< What a filter looks through besides name and result
};

} // namespace chatsync::ui
