// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checklist.h"

namespace chatsync::test {

/// Picture 15 of the design: seven checks on Staging, one failed, one recovered.
ChecklistResult sampleChecklist();
/// The report before it: rc.2, in which another check failed.
ChecklistResult lastChecklist();

/// sampleChecklist() with a sweep over @p companies companies and eight scenarios; some of them fail, for
/// four reasons.
ChecklistResult sweptChecklist(int companies);
/// Every check and every cell failed.
ChecklistResult failedChecklist(int companies);

/// Names, ids, answers and notes by somebody who wants to break the report, or the tool that reads it.
ChecklistResult hostileChecklist();
/// What every hostile text of hostileChecklist() holds, each as it is.
QStringList hostileTexts();

} // namespace chatsync::test
