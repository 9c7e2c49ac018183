// SPDX-License-Identifier: MIT
#include "core/checklist/stage.h"

namespace chatsync::checklist {

namespace {

stream::ClientContext readerOf(const FlowContext &flow)
{
    stream::ClientContext context;
    context.credentials = flow.credentials;
    context.transport = flow.transport;
    context.clock = flow.clock;
    context.redactor = flow.redactor;
    context.governor = flow.governor;
    context.newId = flow.newId;
    context.timeout = flow.timeout;
    return context;
}

} // namespace

Stage::Stage(RunnerContext given, Order asked)
    : context(std::move(given))
    , order(std::move(asked))
    , store(context.journal)
    , paced(context.flow.transport, context.flow.governor, context.flow.clock)
    , backendPace(context.flow.governor, context.flow.clock)
    , client(readerOf(context.flow))
    , cast({.directory = context.flow.directory,
            .client = &client,
            .newUsers = context.newUsers,
            .clock = context.flow.clock})
{}

stream::ClientContext Stage::reader() const
{
    return readerOf(context.flow);
}

void Stage::tell(Progress progress) const
{
    if (!context.progress)
        return;
    progress.checklist = head.id;
    progress.standing = standing;
    context.progress->tell(progress);
}

void Stage::note(const QString &sentence) const
{
    Progress progress;
    progress.kind = Progress::Kind::Note;
    progress.sentence = sentence;
    tell(std::move(progress));
}

void Stage::halt(EndReason reason, const Error &error)
{
    if (!trouble)
        trouble.emplace(reason, error);
}

bool Stage::keep(const Result<void> &kept)
{
    if (!kept)
        halt(EndReason::Journal, kept.error());
    return kept.has_value();
}

CheckResult Stage::resultOf(const Check &check) const
{
    CheckResult result;
    result.id = check.id;
    result.title = check.title;
    result.passesWhen = check.passesWhen;
    result.recoveredIsPass = check.recoveredIsPass;
    return result;
}

CheckResult Stage::resultOf(Scenario scenario) const
{
    CheckResult result;
    result.id = toString(scenario);
    result.title = titleOf(scenario);
    result.passesWhen = passesWhenOf(scenario);
    return result;
}

void Stage::minds(const CheckResult &result)
{
    if (order.stopAtFirst && result.verdict == CheckVerdict::Failed)
        stopsHere = true;
}

} // namespace chatsync::checklist
