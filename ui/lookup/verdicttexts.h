// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/verdict.h"
#include "ui/lookup/lookupbackend.h"

class QPushButton;

namespace chatsync::ui {

class VerdictBanner;

/// How a verdict speaks through a banner.
namespace verdicttexts {

/// Heading, cause and consequence; where writing is locked, that and why.
void fill(VerdictBanner *banner, const diagnosis::Verdict &verdict, const WriteLeave &leave);

/// What a repair could do about it, in the order of the findings, each once.
std::vector<diagnosis::Remedy> repairsIn(const diagnosis::Verdict &verdict);
/// Of how many participants they are.
int participantsOf(const std::vector<diagnosis::Remedy> &repairs);

/// "Sync now" for a participant StreamChat lacks, else "Repair..."; locked with the reason where that is so.
QPushButton *addRepairAction(VerdictBanner *banner, const std::vector<diagnosis::Remedy> &repairs,
                             const WriteLeave &leave);
QPushButton *addCopyAction(VerdictBanner *banner);

} // namespace verdicttexts
} // namespace chatsync::ui
