// SPDX-License-Identifier: MIT
#include "core/workbench/lookups.h"

#include "core/workbench/enginetasks.h"

namespace chatsync {

diagnosis::GatherContext gatherContext(const FlowContext &context, diagnosis::AppCache *app,
                                       std::function<void(const Exchange &)> recorded)
{
    diagnosis::GatherContext gathering;
    gathering.directory = context.directory;
    gathering.client = questioner(context, std::move(recorded));
    gathering.app = app;
    return gathering;
}

std::vector<diagnosis::Hint> witnesses(Journal *, const diagnosis::Recognition &)
{
    return {};
}

} // namespace chatsync
