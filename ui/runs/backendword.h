// SPDX-License-Identifier: MIT
#pragma once

#include "ui/runs/runfacts.h"
#include "ui/theme/statusglyph.h"

class QWidget;

namespace chatsync::ui {

/// One side of a run through the backend, as a sentence.
struct BackendWord {
    Status status = Status::NotStarted;
    QString text;
};

/// What the backend said; without text where it was not asked or has not answered yet.
BackendWord saidByBackend(const RunFacts &facts);
/// What was found without asking it; without text where nothing was looked for.
BackendWord trueOfBackend(const RunFacts &facts);
/// Why the run failed, without what both of them tell already.
QString whyBesides(const RunFacts &facts);

/// Both, each under its heading; null where there is nothing to show.
QWidget *backendWords(const RunFacts &facts, QWidget *parent);

} // namespace chatsync::ui
