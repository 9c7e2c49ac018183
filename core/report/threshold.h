// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checklist.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace chatsync::report {

/// What has to be true of a checklist for an exit code of 0.
enum class Threshold {
    AllPassed,         ///< Every check and cell counts as passed or is not applicable, and one did pass
    NoFailures,        ///< None failed, or recovered where that is no pass; blocked and not run are let pass
    NoUnknownFailures, ///< As NoFailures, but failures known by a ticket are let pass, too
    None,              ///< Nothing: the report is all that is wanted
};

/// `all-passed`, `no-failures`, `no-unknown-failures`, `none`.
std::optional<Threshold> thresholdFrom(const QString &name);
QString toString(Threshold threshold);
QStringList thresholdNames();

/// Checks and cells of the sweep alike. Where nothing at all was performed, only None is met: no check, no
/// pass. A run that was cut off or stopped never meets AllPassed.
bool meets(const ChecklistResult &result, Threshold threshold);

} // namespace chatsync::report
