// SPDX-License-Identifier: MIT
#include "core/sync/backendflow.h"

#include "core/stream/token.h"
#include "core/sync/backendledger.h"
#include "core/sync/backendrun.h"

#include <QCoreApplication>

namespace chatsync {

namespace {

using backend::BackendRun;
using backend::Verdict;
using flow::Person;
using flow::StepResult;
using flow::Stop;

QString tr(const char *text)
{
    return QCoreApplication::translate("Backend", text);
}

json::Object startData(const FlowContext &context, const ConversationRequest &request)
{
    json::Object data{
        {QStringLiteral("initiator"), request.initiator},
        {QStringLiteral("participants"), request.participants},
        {QStringLiteral("conversation_type"), request.type},
        {QStringLiteral("name"), request.name},
        {QStringLiteral("preset"), QStringLiteral("backend")},
        {QStringLiteral("target"), QStringLiteral("backend")},
        {QStringLiteral("environment"), flow::toJson(context.environment)},
        {QStringLiteral("version"), QCoreApplication::applicationVersion()},
    };
    if (!context.environment.faults.isEmpty())
        data.insert(QStringLiteral("faults"), context.environment.faults);
    if (context.dryRun)
        data.insert(QStringLiteral("dry_run"), true);
    return data;
}

Stop tokenStop(const QString &what, const QString &why, const QString &next)
{
    return {.failure = Failure::Usage,
            .what = what,
            .why = why + u' ' + tr("Nothing was sent to the backend."),
            .next = {next}};
}

/// The token to sign in with. One that was given and is somebody else's would make the conversation theirs.
tl::expected<QByteArray, Stop> tokenFor(BackendRun *run, ParticipantKind kind)
{
    const BackendAccess &access = run->access;
    const QString &initiator = run->flow.initiatorId;
    if (access.token.isEmpty() && access.secret.isEmpty()) {
        return tl::unexpected(tokenStop(tr("There is no token for the backend."),
                                        tr("The backend has to know who the initiator is."),
                                        tr("Keep one of the initiator's in Settings or with chat-sync env "
                                           "add, or set BACKEND_TOKEN or BACKEND_SECRET in the "
                                           "environment.")));
    }
    if (access.token.isEmpty())
        return backendToken(access.secret, initiator, kind);
    const QJsonObject claims = stream::claimsOf(access.token).value_or(QJsonObject{});
    const QString subject = claims[QLatin1String("sub")].toString();
    if (!subject.isEmpty() && subject.compare(initiator, Qt::CaseInsensitive) != 0) {
        return tl::unexpected(
            tokenStop(tr("The token for the backend is not the initiator's."),
                      tr("It is of %1, and the conversation would be theirs.").arg(subject.left(100)),
                      tr("Give a token of the initiator, or start the conversation from its owner.")));
    }
    const double expires = claims[QLatin1String("exp")].toDouble();
    const double now = static_cast<double>(run->flow.context.clock->now().toSecsSinceEpoch());
    if (expires > 0 && expires < now) {
        run->flow.recorder->note(
            QStringLiteral("warning"), QStringLiteral("backend_token_expired_here"),
            tr("By this machine's clock the token for the backend expired on %1.")
                .arg(QDateTime::fromSecsSinceEpoch(qint64(expires), Qt::UTC).toString(Qt::ISODate)));
    }
    return access.token;
}

QCoro::Task<StepResult> findPeople(BackendRun *run)
{
    RunRecorder *recorder = run->flow.recorder;
    recorder->stepStarted(Step::Record, 1, tr("Find the participants."));
    auto identifying = flow::identify(&run->flow);
    const StepResult identified = co_await identifying;
    if (!identified)
        co_return identified;
    auto reading = backend::readRowsBefore(run);
    co_await reading;
    if (run->flow.stopped())
        co_return tl::unexpected(flow::cancelled());
    recorder->stepFinished(Outcome::Passed, tr("The backend records the conversation."));
    co_return StepResult{};
}

/// Who the participants are by the database: what the backend is measured by.
QCoro::Task<StepResult> resolvePeople(BackendRun *run)
{
    flow::Run *flow = &run->flow;
    flow->recorder->stepStarted(Step::Resolve, 1, tr("Look up all participants in the database."));
    auto pending = flow->context.directory->resolve(flow->participantIds, flow->stop);
    flow->recorder->flush();
    const Traced<std::vector<Resolution>> answer = co_await pending;
    flow->recorder->queries(answer.queries);
    if (flow->stopped())
        co_return tl::unexpected(flow::cancelled());
    int found = 0;
    for (const QString &id : flow->participantIds) {
        Resolution resolution{.id = id};
        if (!answer.result)
            resolution.unreadable = answer.result.error();
        else
            resolution = answer.result->at(flow->people.size());
        found += resolution.found() ? 1 : 0;
        flow->people.push_back(flow::personOf(resolution));
    }
    const int all = static_cast<int>(flow->people.size());
    flow->recorder->stepFinished(
        Outcome::Passed,
        found == all ? QCoreApplication::translate("Backend", "%n participant(s) found.", nullptr, all)
                     : tr("%1 of %2 participants found in the database; the backend has to fall back for "
                          "the others.")
                           .arg(found)
                           .arg(all),
        {{QStringLiteral("participants"), flow::peopleToJson(flow->people)},
         {QStringLiteral("found"), found},
         {QStringLiteral("fallbacks"), all - found}});
    co_return StepResult{};
}

void skipTheBackends(BackendRun *run, std::initializer_list<Step> steps)
{
    for (const Step step : steps)
        run->flow.recorder->stepSkipped(step, tr("The backend does it: see its log."));
}

/// What is odd about an answer that is one.
void noteOddities(BackendRun *run, const BackendAnswer &answer)
{
    RunRecorder *recorder = run->flow.recorder;
    if (answer.failureAsSuccess) {
        recorder->note(QStringLiteral("warning"), QStringLiteral("backend_failure_as_success"),
                       tr("The backend tells its failure with HTTP %1: whoever looks at the status alone "
                          "takes it for a success.")
                           .arg(answer.status));
    }
    if (!answer.missingFields.isEmpty()) {
        recorder->note(
            QStringLiteral("warning"), QStringLiteral("backend_answer_incomplete"),
            tr("The backend's answer lacks: %1.").arg(answer.missingFields.join(QStringLiteral(", "))),
            {{QStringLiteral("missing"), answer.missingFields}});
    }
}

BackendRequest requestOf(const BackendRun &run)
{
    QStringList others = run.flow.participantIds;
    others.removeAll(run.flow.initiatorId);
    return {.type = run.flow.request.type, .participantIds = others, .name = run.flow.request.name};
}

QCoro::Task<StepResult> ask(BackendRun *run, Redactor *redactor)
{
    RunRecorder *recorder = run->flow.recorder;
    skipTheBackends(run, {Step::Upsert, Step::Wait});
    recorder->stepStarted(Step::Create, 1, tr("Ask the backend to create the conversation."));
    const auto self = std::find_if(run->flow.people.begin(), run->flow.people.end(),
                                   [run](const Person &p) { return p.id == run->flow.initiatorId; });
    const ParticipantKind kind = self->identity.kind;
    if (run->access.tokenOf) {
        auto finding = run->access.tokenOf(run->flow.initiatorId, run->flow.stop);
        const QByteArray theirs = co_await finding;
        if (run->flow.stopped())
            co_return tl::unexpected(flow::cancelled());
        if (!theirs.isEmpty())
            run->access.token = theirs;
    }
    const tl::expected<QByteArray, Stop> token = tokenFor(run, kind);
    if (!token)
        co_return tl::unexpected(token.error());
    redactor->addSecret(QStringLiteral("token"), *token);
    const BackendRequest request = requestOf(*run);
    if (run->flow.context.dryRun) {
        run->client->plan(request, *token);
        recorder->stepFinished(Outcome::Passed, tr("Planned: the backend was not asked."));
        skipTheBackends(run, {Step::Retry});
        co_return StepResult{};
    }
    auto entering = backend::enterLedger(run);
    const StepResult entered = co_await entering;
    if (!entered)
        co_return entered;
    auto asking = run->client->createConversation(request, *token, run->flow.stop);
    const BackendResult said = co_await asking;
    run->said = said;
    if (run->flow.stopped())
        co_return tl::unexpected(flow::cancelled());
    if (said)
        noteOddities(run, *said);
    const bool success = said && said->success;
    recorder->stepFinished(success ? Outcome::Passed : Outcome::Failed, backend::sentenceOf(said),
                           {{QStringLiteral("backend"), backend::toJson(said)}});
    skipTheBackends(run, {Step::Retry});
    co_return StepResult{};
}

bool isWorthLooking(const BackendRun &run)
{
    return run.said && (*run.said || run.said->error().outcomeUnknown);
}

QCoro::Task<StepResult> perform(BackendRun *run, Redactor *redactor)
{
    auto finding = findPeople(run);
    StepResult result = co_await finding;
    if (!result)
        co_return result;
    auto resolving = resolvePeople(run);
    result = co_await resolving;
    if (!result)
        co_return result;
    auto asking = ask(run, redactor);
    result = co_await asking;
    if (!result)
        co_return result;
    if (!isWorthLooking(*run)) {
        run->flow.recorder->stepSkipped(Step::Verify, tr("There is nothing to look for: nothing was done."));
        co_return result;
    }
    auto looking = backend::look(run);
    result = co_await looking;
    if (result)
        skipTheBackends(run, {Step::AddMissing});
    co_return result;
}

Verdict planned()
{
    Verdict verdict;
    verdict.stop.failure = Failure::None;
    verdict.stop.what = tr("Planned: nothing was written, and the backend was not asked.");
    return verdict;
}

Outcome outcomeOf(Failure failure)
{
    return failure == Failure::None        ? Outcome::Passed
           : failure == Failure::Cancelled ? Outcome::Cancelled
                                           : Outcome::Failed;
}

/// The backend's own words where it had any.
QJsonObject answerOf(const BackendRun &run, const Stop &stop)
{
    if (run.said && *run.said)
        return (*run.said)->given;
    if (run.flow.context.dryRun && stop.failure == Failure::None)
        return {{QStringLiteral("planned"), true}};
    return failureAnswer(stop.answer.isEmpty() ? stop.what : stop.answer);
}

RunResult finish(BackendRun *run, const Verdict &verdict)
{
    RunRecorder *recorder = run->flow.recorder;
    const Stop &stop = verdict.stop;
    const Outcome outcome = outcomeOf(stop.failure);
    while (recorder->openSteps() > 0)
        recorder->stepFinished(outcome, stop.what);
    flow::skipTheRest(recorder);
    recorder->stepStarted(Step::Answer, 1, tr("Answer."));
    recorder->stepFinished(outcome, run->said ? backend::sentenceOf(*run->said) : stop.what);
    const QJsonObject answer = answerOf(*run, stop);
    json::Object data{{QStringLiteral("answer"), answer},
                      {QStringLiteral("exit_code"), exitCodeOf(stop.failure)},
                      {QStringLiteral("attempts"), run->said ? 1 : 0},
                      {QStringLiteral("explanation"), flow::explanationOf(stop)}};
    data.insertText(QStringLiteral("failure"), toString(stop.failure));
    data.insertText(QStringLiteral("finding"), verdict.finding);
    if (run->said)
        data.insert(QStringLiteral("backend"), backend::toJson(*run->said));
    if (run->truth.looked)
        data.insert(QStringLiteral("verified"), backend::toJson(run->truth, run->flow.channelRef().cid()));
    recorder->runFinished(outcome, stop.what, data);
    const Failure failure = recorder->journalError() ? Failure::Journal : stop.failure;
    return {recorder->run(), outcome, failure, answer, recorder->journalError()};
}

QCoro::Task<Verdict> endOf(BackendRun *run, StepResult result)
{
    RunRecorder *recorder = run->flow.recorder;
    recorder->flush(); // Only now is it known whether all of it could be kept.
    if (!recorder->journalError() && result)
        co_return run->said ? backend::judge(*run->said, run->truth) : planned();
    Verdict verdict;
    verdict.stop = recorder->journalError() ? flow::unkept(*recorder->journalError()) : result.error();
    if (isWorthLooking(*run)) {
        auto looking = backend::lookOnce(run);
        co_await looking;
        verdict.stop.why = (verdict.stop.why + u' ' +
                            tr("The backend had been asked and may work on. What "
                               "is true by now: %1")
                                .arg(backend::sentencesOf(run->truth)))
                               .trimmed();
    }
    co_return verdict;
}

} // namespace

QCoro::Task<RunResult> runOnBackend(FlowContext context, BackendAccess access, ConversationRequest request,
                                    std::stop_token stop)
{
    // Of this run's own: the token is known once the initiator is.
    Redactor redactor{*context.redactor};
    redactor.addSecret(QStringLiteral("token"), access.token);
    redactor.addSecret(QStringLiteral("backend_secret"), access.secret);
    context.redactor = &redactor;
    context.environment.backendUrl = access.url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    RunRecorder recorder{context.run.isNull() ? context.newId() : context.run, context.clock, &redactor,
                         context.sinks};
    std::stop_source stopRun;
    const std::stop_callback onStop{stop, [&stopRun] { stopRun.request_stop(); }};
    const std::stop_callback onJournal{recorder.failed(), [&stopRun] { stopRun.request_stop(); }};

    BackendRun run;
    run.access = access;
    run.flow.settings = settingsOf(Preset::Hardened); // Reads patiently and changes nothing.
    run.flow.clientContext = flow::clientContext(context, run.flow.settings, &recorder);
    stream::Client client{run.flow.clientContext};
    run.flow.context = context;
    run.flow.request = request;
    run.flow.stop = stopRun.get_token();
    run.flow.recorder = &recorder;
    run.flow.client = &client;
    BackendClient backendClient{{.access = access,
                                 .clock = context.clock,
                                 .redactor = &redactor,
                                 .recorded = [&recorder](const Exchange &e) { recorder.exchange(e); },
                                 .sending = [&recorder] { recorder.flush(); }}};
    run.client = &backendClient;

    recorder.runStarted(flow::titleOf(request, tr("by the backend")), startData(context, request));
    auto performing = perform(&run, &redactor);
    const StepResult result = co_await performing;
    auto ending = endOf(&run, result);
    const Verdict verdict = co_await ending;
    backend::settleLedger(run);
    co_return finish(&run, verdict);
}

} // namespace chatsync
