// SPDX-License-Identifier: MIT
#include "core/workbench/lookups.h"

#include "core/diagnosis/history.h"
#include "core/workbench/enginetasks.h"

#include <QSet>

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

std::vector<diagnosis::Hint> witnesses(Journal *journal, const diagnosis::Recognition &recognition,
                                       const RunEnvironment &environment, const QDateTime &opened)
{
    constexpr std::size_t mostSubjects = 10;
    constexpr int runsForEach = 5;
    const bool forgets = environment.kind == QLatin1String("sandbox");
    std::vector<diagnosis::Hint> hints;
    QSet<QUuid> heard;
    const std::vector<diagnosis::Subject> people = diagnosis::peopleIn(recognition);
    for (std::size_t i = 0; i < std::min(people.size(), mostSubjects); ++i) {
        const Result<std::vector<RunSummary>> runs =
            journal->runs({.text = people[i].value, .limit = runsForEach});
        if (!runs)
            return hints;
        for (const RunSummary &run : *runs) {
            const bool here = run.environment == environment.name && !run.dryRun;
            const bool forgotten = forgets && run.startedAt < opened;
            if (!here || forgotten || heard.contains(run.id))
                continue;
            heard.insert(run.id);
            if (const Result<std::vector<RunEvent>> events = journal->events(run.id)) {
                const std::vector<diagnosis::Hint> told = diagnosis::hintsIn(*events);
                hints.insert(hints.end(), told.begin(), told.end());
            }
        }
    }
    return hints;
}

} // namespace chatsync
