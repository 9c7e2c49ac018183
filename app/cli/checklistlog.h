// SPDX-License-Identifier: MIT
#pragma once

#include "core/checklist/runner.h"

namespace chatsync::cli {

/// A performance as a person reads it in a terminal: a line a check, a line for each company of a sweep that
/// did not pass whole, the verdict and what to do next at the end.
class ChecklistLog final : public checklist::ProgressSink {
public:
    void tell(const checklist::Progress &progress) override;

    /// What came of all of it.
    static void conclude(const checklist::End &end);

private:
    void tellCell(const checklist::Progress &progress);
};

/// The news themselves, one JSON object a line; the last line has the result.
class ChecklistJson final : public checklist::ProgressSink {
public:
    void tell(const checklist::Progress &progress) override;
    static void conclude(const checklist::End &end, int exitCode);
};

} // namespace chatsync::cli
