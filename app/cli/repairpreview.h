// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/repair.h"

namespace chatsync::cli {

/// What a repair would write, field by field, what it leaves alone, what a full upsert would lose, and how it
/// is undone.
void printPreview(const RepairPlan &plan, const QString &environment);

/// The same for programs, under the key `preview`.
QJsonObject previewToJson(const RepairPlan &plan);

} // namespace chatsync::cli
