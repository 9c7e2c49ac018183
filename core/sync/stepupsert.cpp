// SPDX-License-Identifier: MIT
#include "core/domain/quickjson.h"
#include "core/sync/backendlines.h"
#include "core/sync/flowledger.h"
#include "core/sync/flowrun.h"
#include "core/sync/hardenedupsert.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace chatsync::flow {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Flow", text);
}

/// The people whom this preset upserts: all, or before the fix the initiator alone.
std::vector<Person *> chosen(Run *run)
{
    std::vector<Person *> people;
    for (Person &person : run->people) {
        if (run->settings.preset != Preset::Unsynced || person.id == run->initiatorId)
            people.push_back(&person);
    }
    return people;
}

QStringList streamIdsOf(const std::vector<Person *> &people)
{
    QStringList ids;
    for (const Person *person : people)
        ids.append(person->identity.streamId);
    return ids;
}

QString startLine(int attempt, const QStringList &ids)
{
    return attempt == 1 ? backendlines::upserting(ids) : QString{};
}

QString doneLine(int attempt, const QStringList &ids)
{
    return attempt == 1 ? backendlines::upserted(ids) : backendlines::reUpserted();
}

QString failedLine(int attempt, const QString &error)
{
    return attempt == 1 ? backendlines::upsertFailed(error) : backendlines::reUpsertFailed(error);
}

json::Object withLine(json::Object data, const QString &line)
{
    return data.insertText(QStringLiteral("backend_log"), line);
}

/// One request for all, replacing their data, as the backend does it. A failure is logged and the flow goes
/// on.
QCoro::Task<StepResult> upsertToTheLetter(Run *run, int attempt)
{
    const std::vector<Person *> people = chosen(run);
    const QStringList ids = streamIdsOf(people);
    QList<json::Object> users;
    for (const Person *person : people)
        users.append(upsertJson(person->identity));

    // They are not read before: the backend does not, either. So nothing proves that the upsert made them.
    if (const StepResult entered = enterUsers(run, ids, LedgerEntry::Proof::None); !entered)
        co_return entered;
    auto pending = run->client->upsertUsers(users, run->stop);
    const stream::CallResult<std::vector<stream::User>> answer = co_await pending;
    // Some may have existed before, and were not asked for: reading them would prove nothing.
    run->updatesInDoubt = !answer && answer.error().outcomeUnknown ? ids : QStringList{};
    if (run->stopped())
        co_return tl::unexpected(cancelled());
    run->upsertError = answer ? std::nullopt : std::optional{answer.error()};
    if (!answer) {
        const QString error = clientMessage(answer.error());
        run->recorder->stepFinished(
            Outcome::Failed, tr("The upsert failed; the flow goes on. %1").arg(answer.error().explanation),
            withLine({{QStringLiteral("error"), toJson(stream::toError(answer.error()))}},
                     failedLine(attempt, error)));
        co_return StepResult{};
    }
    for (Person *person : people)
        person->synced = true;
    noteOlderUsers(*run, *answer);
    const int count = static_cast<int>(ids.size());
    run->recorder->stepFinished(Outcome::Passed,
                                QCoreApplication::translate("Flow", "%n user(s) upserted.", nullptr, count),
                                withLine({{QStringLiteral("synced"), ids}}, doneLine(attempt, ids)));
    co_return StepResult{};
}

QJsonArray refusals(const std::vector<Person> &people)
{
    QJsonArray json;
    for (const Person &person : people) {
        if (person.refusal) {
            json.append(
                QJsonObject{{QStringLiteral("stream_id"), person.identity.streamId},
                            {QStringLiteral("error"), toJson(stream::toExchangeError(*person.refusal))}});
        }
    }
    return json;
}

void finishHardened(Run *run, int attempt, const SyncReport &report)
{
    const QJsonArray refused = refusals(run->people);
    QStringList synced;
    for (const Person &person : run->people) {
        if (person.synced)
            synced.append(person.identity.streamId);
    }
    json::Object data{{QStringLiteral("synced"), synced},
                      {QStringLiteral("created"), report.created},
                      {QStringLiteral("updated"), report.updated},
                      {QStringLiteral("failed"), refused}};
    if (refused.isEmpty() && !report.error) {
        const QString message =
            run->context.dryRun ? tr("%1 to be created, %2 to be updated.") : tr("%1 created, %2 updated.");
        run->recorder->stepFinished(report.repeated ? Outcome::Recovered : Outcome::Passed,
                                    message.arg(report.created.size()).arg(report.updated.size()),
                                    withLine(data, doneLine(attempt, synced)));
        return;
    }
    const QString cause = report.error
                              ? report.error->explanation
                              : refused[0][QLatin1String("error")][QLatin1String("explanation")].toString();
    const QString log = report.error
                            ? clientMessage(*report.error)
                            : refused[0][QLatin1String("error")][QLatin1String("message")].toString();
    if (report.error)
        data.insert(QStringLiteral("error"), toJson(stream::toError(*report.error)));
    run->recorder->stepFinished(Outcome::Failed,
                                tr("%1 synced, %2 not. %3")
                                    .arg(synced.size())
                                    .arg(run->people.size() - size_t(synced.size()))
                                    .arg(cause),
                                withLine(data, failedLine(attempt, log)));
}

} // namespace

QCoro::Task<StepResult> upsert(Run *run, int attempt)
{
    const QStringList ids = streamIdsOf(chosen(run));
    run->recorder->stepStarted(Step::Upsert, attempt,
                               attempt == 1 ? tr("Make all participants known to StreamChat.")
                                            : tr("Make all participants known to StreamChat again."),
                               withLine({}, startLine(attempt, ids)));
    if (!run->hardened()) {
        auto pending = upsertToTheLetter(run, attempt);
        const StepResult result = co_await pending;
        co_return result;
    }

    auto syncing = syncPeople(run);
    const SyncReport report = co_await syncing;
    if (run->stopped())
        co_return tl::unexpected(cancelled());
    if (report.unkept)
        co_return tl::unexpected(*report.unkept);
    finishHardened(run, attempt, report);
    run->upsertError = report.error;
    if (!report.created.isEmpty() && !run->usersMade)
        run->usersMade = run->context.clock->elapsed();
    if (report.error && report.error->environment)
        co_return tl::unexpected(stopFor(*report.error, tr("The users could not be synced.")));
    co_return StepResult{};
}

QCoro::Task<StepResult> waitAfterUpsert(Run *run, int attempt)
{
    if (!run->settings.waits()) {
        run->recorder->stepSkipped(Step::Wait, tr("This flow does not wait."));
        co_return StepResult{};
    }
    run->recorder->stepStarted(Step::Wait, attempt, tr("Give StreamChat time to know the users."));
    auto pausing =
        pause(run, run->settings.wait, QStringLiteral("after_upsert"), tr("Waiting after the upsert."));
    const bool whole = co_await pausing;
    if (!whole)
        co_return tl::unexpected(cancelled());
    run->recorder->stepFinished(Outcome::Passed,
                                tr("Waited %1 s.").arg(double(run->settings.wait.count()) / 1000.0));
    co_return StepResult{};
}

} // namespace chatsync::flow
