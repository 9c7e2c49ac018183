// SPDX-License-Identifier: MIT
#include "core/sync/probe.h"

#include "core/domain/quickjson.h"
#include "core/sync/flowrun.h"

#include <QCoreApplication>

#include <array>

namespace chatsync {

namespace {

using flow::Stop;
using std::chrono::milliseconds;

/// Between one try and the next: close together at first, 8 s in all.
constexpr std::array pauses{20, 30, 50, 100, 150, 250, 400, 500, 500, 1000, 1000, 2000, 2000};

QString tr(const char *text)
{
    return QCoreApplication::translate("Probe", text);
}

struct Probe {
    flow::Run flow;
    ProbeOutcome outcome;
    std::optional<Stop> stop;
};

Stop kept(const Error &error)
{
    return flow::unkept(error);
}

std::optional<Stop> enter(Probe *run, const QString &userId, const stream::ChannelRef &channel)
{
    const FlowContext &context = run->flow.context;
    LedgerEntry user;
    user.place = placeOf(context);
    user.run = run->flow.recorder->run();
    user.kind = LedgerEntry::Kind::User;
    user.id = userId;
    user.at = context.clock->now();
    user.proof = LedgerEntry::Proof::AbsentBefore;
    LedgerEntry room = user;
    room.kind = LedgerEntry::Kind::Channel;
    room.id = channel.cid();
    room.proof = LedgerEntry::Proof::FreshId;
    room.tagged = true;
    room.creator = userId;
    room.people = QStringList{userId};
    const std::vector<LedgerEntry> entries{user, room};
    const Result<void> written = context.ledger->enter(entries);
    return written ? std::nullopt : std::optional{kept(written.error())};
}

json::Object creationOf(const Probe &run, const QString &userId)
{
    const json::Object data{{QStringLiteral("members"), QStringList{userId}},
                            {QStringLiteral("created_by_id"), userId},
                            {ledgerTag(), run.flow.recorder->run().toString(QUuid::WithoutBraces)}};
    return {{QStringLiteral("data"), data},
            {QStringLiteral("state"), false},
            {QStringLiteral("watch"), false},
            {QStringLiteral("presence"), false}};
}

/// Until it works, or has been tried long enough.
QCoro::Task<void> tryMembership(Probe *run, QString userId, stream::ChannelRef channel)
{
    flow::Run *flow = &run->flow;
    Clock *clock = flow->context.clock;
    const std::chrono::microseconds upserted = clock->elapsed();
    Visibility seen{.at = clock->now(), .run = flow->recorder->run(), .probed = true};
    for (size_t tries = 0;; ++tries) {
        const milliseconds since = std::chrono::duration_cast<milliseconds>(clock->elapsed() - upserted);
        auto creating = flow->client->getOrCreateChannel(channel, creationOf(*run, userId), flow->stop);
        const stream::CallResult<stream::ChannelState> answer = co_await creating;
        if (flow->stopped())
            co_return;
        if (answer) {
            seen.by = since;
            break;
        }
        if (answer.error().meaning != stream::Meaning::MissingUsers) {
            run->stop = flow::stopFor(answer.error(), tr("The probe's channel could not be created."));
            co_return;
        }
        seen.after = since;
        if (tries == pauses.size())
            break;
        auto pausing = flow::pause(flow, milliseconds{pauses[tries]}, QStringLiteral("before_retry"),
                                   tr("Not visible yet; trying again."));
        const bool whole = co_await pausing;
        if (!whole)
            co_return;
    }
    run->outcome.measured.push_back(seen);
    const Result<void> written = flow->context.ledger->keep(placeOf(flow->context), seen);
    if (!written)
        run->stop = kept(written.error());
    const QString sentence = seen.by
                                 ? tr("A member %1 ms after the upsert.").arg(seen.by->count())
                                 : tr("Not a member as long as was tried (%1 ms).").arg(seen.after->count());
    flow->recorder->note(
        QStringLiteral("info"), QStringLiteral("visibility"), sentence,
        {{QStringLiteral("by_ms"), qint64{seen.by.value_or(milliseconds{-1}).count()}},
         {QStringLiteral("after_ms"), qint64{seen.after.value_or(milliseconds{0}).count()}}});
}

QCoro::Task<void> probeOnce(Probe *run)
{
    flow::Run *flow = &run->flow;
    const QString id = flow->context.newId().toString(QUuid::WithoutBraces);
    // Apps may want each name once.
    const Identity identity{.streamId = streamIdOf(ParticipantKind::User, id),
                            .kind = ParticipantKind::User,
                            .name = tr("Probe %1").arg(id.left(8)),
                            .image = std::nullopt};
    const stream::ChannelRef channel{.id = channelIdOf(flow->context.newId().toString(QUuid::WithoutBraces))};
    auto asking = flow::existingUsers(flow, {identity.streamId});
    const stream::CallResult<QHash<QString, stream::User>> existing = co_await asking;
    if (flow->stopped())
        co_return;
    if (!existing) {
        run->stop = flow::stopFor(existing.error(), tr("StreamChat could not be read."));
        co_return;
    }
    if (existing->contains(identity.streamId))
        co_return; // Cannot be; and whoever it is, it is not ours.
    if (std::optional<Stop> stop = enter(run, identity.streamId, channel)) {
        run->stop = *stop;
        co_return;
    }
    auto upserting = flow->client->upsertUsers({upsertJson(identity)}, flow->stop);
    const stream::CallResult<std::vector<stream::User>> upserted = co_await upserting;
    if (flow->stopped())
        co_return;
    if (!upserted) {
        run->stop = flow::stopFor(upserted.error(), tr("The probe's user could not be created."));
        co_return;
    }
    auto trying = tryMembership(run, identity.streamId, channel);
    co_await trying;
}

void finish(Probe *run)
{
    RunRecorder *recorder = run->flow.recorder;
    recorder->flush();
    std::optional<Stop> stop = run->stop;
    if (recorder->journalError())
        stop = kept(*recorder->journalError());
    else if (!stop && run->flow.stopped())
        stop = flow::cancelled();
    const int count = static_cast<int>(run->outcome.measured.size());
    const QString done = QCoreApplication::translate("Probe", "%n measurement(s) made.", nullptr, count);
    const Failure failure = stop ? stop->failure : Failure::None;
    const Outcome how = !stop                           ? Outcome::Passed
                        : failure == Failure::Cancelled ? Outcome::Cancelled
                                                        : Outcome::Failed;
    const QString what = stop ? stop->what : done;
    while (recorder->openSteps() > 0)
        recorder->stepFinished(how, what);
    const QJsonObject answer = stop ? failureAnswer(what) : QJsonObject{{QStringLiteral("success"), true}};
    json::Object data{
        {QStringLiteral("answer"), answer},
        {QStringLiteral("exit_code"), exitCodeOf(failure)},
        {QStringLiteral("measured"), count},
        {QStringLiteral("explanation"), flow::explanationOf(stop ? *stop : Stop{.what = what})}};
    data.insertText(QStringLiteral("failure"), toString(failure));
    recorder->runFinished(how, what, data);
    run->outcome.run = {recorder->run(), how, failure, answer, recorder->journalError()};
}

QCoro::Task<ProbeOutcome> measure(FlowContext context, int times, std::stop_token stop)
{
    const QUuid id = context.run.isNull() ? context.newId() : context.run;
    RunRecorder recorder{id, context.clock, context.redactor, context.sinks};
    std::stop_source stopRun;
    const std::stop_callback onStop{stop, [&stopRun] { stopRun.request_stop(); }};
    const std::stop_callback onJournal{recorder.failed(), [&stopRun] { stopRun.request_stop(); }};
    Probe run;
    run.flow.settings = settingsOf(Preset::Hardened); // Reads patiently and obeys the limits.
    run.flow.clientContext = flow::clientContext(context, run.flow.settings, &recorder);
    stream::Client client{run.flow.clientContext};
    run.flow.context = context;
    run.flow.stop = stopRun.get_token();
    run.flow.recorder = &recorder;
    run.flow.client = &client;
    recorder.runStarted(tr("Measure how long after an upsert a user can be a member."),
                        {{QStringLiteral("preset"), QStringLiteral("probe")},
                         {QStringLiteral("times"), times},
                         {QStringLiteral("environment"), flow::toJson(context.environment)},
                         {QStringLiteral("version"), QCoreApplication::applicationVersion()}});
    recorder.stepStarted(Step::Create, 1, tr("Upsert a user nobody has, and try until it can be a member."));
    recorder.flush();
    for (int i = 0; i < times && !run.stop && !run.flow.stopped(); ++i) {
        auto probing = probeOnce(&run);
        co_await probing;
    }
    finish(&run);
    co_return run.outcome;
}

} // namespace

QCoro::Task<ProbeOutcome> probe(FlowContext context, int times, std::stop_token stop)
{
    auto measuring = measure(context, times, stop);
    ProbeOutcome outcome = co_await measuring;
    context.run = {};
    auto cleaning = cleanUp(context, {outcome.run.run}, std::stop_token{});
    outcome.cleaned = co_await cleaning;
    co_return outcome;
}

} // namespace chatsync
