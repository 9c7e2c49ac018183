// SPDX-License-Identifier: MIT
#include "core/sync/flowrun.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace chatsync::flow {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Flow", text);
}

} // namespace

QStringList Run::streamIds() const
{
    QStringList ids;
    for (const Person &person : people)
        ids.append(person.identity.streamId);
    return ids;
}

QString Run::initiatorStreamId() const
{
    for (const Person &person : people) {
        if (person.id == initiatorId)
            return person.identity.streamId;
    }
    return {};
}

Person *Run::personBy(const QString &streamId)
{
    for (Person &person : people) {
        if (person.identity.streamId == streamId)
            return &person;
    }
    return nullptr;
}

Stop cancelled()
{
    return {.failure = Failure::Cancelled,
            .answer = tr("Stopped on request."),
            .what = tr("Stopped on request.")};
}

QString titleOf(const ConversationRequest &request, const QString &how)
{
    return tr("Conversation of %1 with %2, %3.")
        .arg(request.initiator,
             request.participants.mid(0, 3).join(QStringLiteral(", ")) +
                 (request.participants.size() > 3 ? QStringLiteral(" …") : QString{}),
             how);
}

json::Object toJson(const RunEnvironment &place)
{
    json::Object environment{{QStringLiteral("name"), place.name},
                             {QStringLiteral("kind"), place.kind},
                             {QStringLiteral("stream_url"), place.streamUrl},
                             {QStringLiteral("database"), place.database}};
    environment.insertText(QStringLiteral("backend_url"), place.backendUrl);
    return environment;
}

void skipTheRest(RunRecorder *recorder)
{
    for (const Step step : {Step::Record, Step::Resolve, Step::Upsert, Step::Wait, Step::Create, Step::Retry,
                            Step::Verify, Step::AddMissing}) {
        if (!recorder->wasTold(step))
            recorder->stepSkipped(step, tr("Not reached."));
    }
}

Stop unkept(const Error &error)
{
    return {.failure = Failure::Journal,
            .answer = error.what,
            .what = tr("The run was ended because it could not be kept."),
            .why = error.what,
            .next = error.advice.isEmpty() ? QStringList{} : QStringList{error.advice}};
}

json::Object explanationOf(const Stop &stop)
{
    json::Object explanation{{QStringLiteral("what"), stop.what}};
    if (!stop.why.isEmpty())
        explanation.insert(QStringLiteral("why"), stop.why);
    explanation.insert(QStringLiteral("next"), stop.next);
    return explanation;
}

stream::ClientContext clientContext(const FlowContext &context, const FlowSettings &settings,
                                    RunRecorder *recorder)
{
    stream::ClientContext client;
    client.credentials = context.credentials;
    client.transport = context.transport;
    client.clock = context.clock;
    client.redactor = context.redactor;
    client.governor = settings.preset == Preset::Hardened ? context.governor : nullptr;
    client.newId = context.newId;
    client.timeout = context.timeout;
    client.recorded = [recorder](const Exchange &exchange) { recorder->exchange(exchange); };
    client.sending = [recorder] {
        if (!recorder->hasFlushed())
            recorder->flush(); // Nothing is written without a journal that took the run's beginning.
    };
    client.underWay = [recorder] { recorder->flush(); };
    client.pausing = [recorder](std::chrono::milliseconds duration, stream::Endpoint endpoint) {
        recorder->wait(
            duration, QStringLiteral("rate_limit"),
            tr("Waiting, so as to stay under the rate limit of %1.").arg(stream::toString(endpoint)));
        recorder->flush();
    };
    return client;
}

Stop stopFor(const stream::CallError &error, const QString &what)
{
    return {.failure = error.environment ? Failure::Environment : Failure::Conversation,
            .answer = clientMessage(error),
            .logged = clientMessage(error),
            .what = what,
            .why = error.explanation,
            .next = error.advice.isEmpty() ? QStringList{} : QStringList{error.advice}};
}

QString notCreated(const Run &run)
{
    switch (run.channel) {
    case ChannelState::NotCreated:
        return tr("The channel was not created.");
    case ChannelState::Created:
        return tr("The channel was created, but not all members could be added.");
    case ChannelState::Unknown:
        return tr("Whether the channel was created is not known.");
    }
    Q_UNREACHABLE();
}

QString clientMessage(const stream::CallError &error)
{
    if (error.code)
        return QStringLiteral("StreamChat error code %1: %2").arg(*error.code).arg(error.message);
    if (error.status >= 400)
        return QStringLiteral("StreamChat error HTTP code: %1").arg(error.status);
    return error.message;
}

QCoro::Task<bool> pause(Run *run, std::chrono::milliseconds duration, QString reason, QString message)
{
    run->recorder->wait(duration, reason, message);
    if (duration.count() == 0)
        co_return !run->stopped();
    run->recorder->flush();
    auto sleeping = run->context.clock->sleep(duration, run->stop);
    const bool whole = co_await sleeping;
    co_return whole;
}

QList<QStringList> inChunks(const QStringList &ids, qsizetype size)
{
    QList<QStringList> chunks;
    for (qsizetype from = 0; from < ids.size(); from += size)
        chunks.append(ids.mid(from, size));
    return chunks;
}

QCoro::Task<stream::CallResult<QHash<QString, stream::User>>> existingUsers(Run *run, QStringList streamIds)
{
    QHash<QString, stream::User> existing;
    for (const QStringList &chunk : inChunks(streamIds, batchLimit)) {
        const json::Object in{{QStringLiteral("$in"), chunk}};
        const stream::Query query{.filter = {{QStringLiteral("id"), in}}, .limit = batchLimit, .offset = 0};
        std::function<QCoro::Task<stream::CallResult<std::vector<stream::User>>>()> send = [run, query] {
            return run->client->queryUsers(query, true, run->stop);
        };
        auto reading = readPatiently<std::vector<stream::User>>(run, send);
        const stream::CallResult<std::vector<stream::User>> page = co_await reading;
        if (!page)
            co_return tl::unexpected(page.error());
        for (const stream::User &user : *page)
            existing.insert(user.id, user);
    }
    co_return existing;
}

/// With a client of its own, which no stop reaches and which gives up soon: whoever pressed stop is waiting.
QCoro::Task<void> settle(Run *run)
{
    stream::ClientContext context = run->clientContext;
    context.timeout = std::min(context.timeout, std::chrono::milliseconds{3000});
    context.governor = nullptr;
    stream::Client client{context};
    constexpr int mostTries = 2;
    for (int tries = 0; tries < mostTries && run->channel == ChannelState::Unknown; ++tries) {
        const json::Object in{{QStringLiteral("$in"), QStringList{run->channelRef().cid()}}};
        const stream::Query query{.filter = {{QStringLiteral("cid"), in}}, .limit = 1};
        auto reading = client.queryChannels(query, std::stop_token{});
        const stream::CallResult<std::vector<stream::ChannelState>> answer = co_await reading;
        if (answer)
            run->channel = answer->empty() ? ChannelState::NotCreated : ChannelState::Created;
        else if (answer.error().environment)
            break;
    }
    const QStringList asked = std::exchange(run->createsInDoubt, {});
    for (const QStringList &chunk : inChunks(asked, batchLimit)) {
        const json::Object in{{QStringLiteral("$in"), chunk}};
        const stream::Query query{.filter = {{QStringLiteral("id"), in}}, .limit = batchLimit};
        auto reading = client.queryUsers(query, true, std::stop_token{});
        const stream::CallResult<std::vector<stream::User>> answer = co_await reading;
        if (!answer) {
            run->createsInDoubt += chunk;
            continue;
        }
        for (const stream::User &user : *answer) {
            if (Person *person = run->personBy(user.id))
                person->synced = true;
        }
    }
}

} // namespace chatsync::flow
