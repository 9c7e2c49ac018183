// SPDX-License-Identifier: MIT
#include "tests/core/diagnosis/smallworld.h"

#include "core/domain/identity.h"
#include "core/stream/token.h"

#include <QCoroTask>
#include <QUuid>

namespace chatsync::test {

namespace {

constexpr int size = 1000;

QString idOf(const QString &kind, int number)
{
    return QUuid::createUuidV5(QUuid{}, kind + QString::number(number)).toString(QUuid::WithoutBraces);
}

} // namespace

Participant SmallWorld::makeCompany(int number)
{
    Participant made =
        company(idOf(QStringLiteral("company"), number), QStringLiteral("Company %1").arg(number));
    made.approval = QStringLiteral("approved");
    made.approvedAt = VirtualClock::defaultStart().addDays(-100);
    made.email = QStringLiteral("company%1@example.com").arg(number);
    return made;
}

Participant SmallWorld::makeUser(int number)
{
    Participant made = user(idOf(QStringLiteral("user"), number), QStringLiteral("User Nr %1").arg(number));
    made.email = QStringLiteral("user%1@example.com").arg(number);
    return made;
}

QString SmallWorld::streamId(const Participant &participant)
{
    return identityOf(participant).streamId;
}

SmallWorld::SmallWorld(sandbox::SimulatorOptions options)
    : simulator(options)
    , transport(&simulator, &clock)
    , one(makeCompany(500))
    , other(makeUser(700))
{
    for (int i = 0; i < size; ++i) {
        for (const Participant &made : {makeCompany(i), makeUser(i)}) {
            directory.add(made);
            sync(made);
        }
    }
    conversation = {.id = idOf(QStringLiteral("conversation"), 1),
                    .type = QStringLiteral("direct"),
                    .participantIds = {other.id, one.id},
                    .name = QStringLiteral("Onboarding"),
                    .createdBy = one.id,
                    .createdAt = VirtualClock::defaultStart().addDays(-2)};
    directory.conversations.push_back(conversation);
    plantChannel({}, {streamId(one), streamId(other)});
    simulator.clearRequestLog();

    context.directory = &directory;
    context.app = &app;
    context.client.credentials = {.baseUrl = QUrl{QStringLiteral("http://sandbox.invalid")},
                                  .apiKey = simulator.options().apiKey,
                                  .token = stream::serverToken(simulator.options().secret)};
    context.client.transport = &transport;
    context.client.clock = &clock;
    context.client.redactor = &redactor;
    context.client.governor = &governor;
    context.client.newId = [] { return QUuid::createUuid(); };
}

void SmallWorld::sync(const Participant &participant, const QJsonObject &more)
{
    QJsonObject object = upsertObject(identityOf(participant));
    for (auto it = more.begin(); it != more.end(); ++it)
        object.insert(it.key(), it.value());
    simulator.putUser(object);
}

void SmallWorld::forget(const Participant &participant)
{
    simulator.deleteUser(streamId(participant), true);
}

void SmallWorld::fault(const QString &text)
{
    const Result<sandbox::Fault> fault = sandbox::parseFault(text);
    Q_ASSERT(fault);
    simulator.setFaults({*fault});
}

QString SmallWorld::cid() const
{
    return QStringLiteral("messaging:") + channelIdOf(conversation.id);
}

void SmallWorld::plantChannel(const QJsonObject &more, const QStringList &members)
{
    QJsonObject channel{{QStringLiteral("type"), QStringLiteral("messaging")},
                        {QStringLiteral("id"), channelIdOf(conversation.id)},
                        {QStringLiteral("name"), conversation.name},
                        {QStringLiteral("created_by_id"), streamId(one)}};
    for (auto it = more.begin(); it != more.end(); ++it)
        channel.insert(it.key(), it.value());
    if (simulator.hasChannel(cid()))
        simulator.deleteChannel(cid(), true);
    simulator.putChannel(channel, members);
}

diagnosis::LookupResult SmallWorld::lookUp(const QString &text, const std::vector<diagnosis::Hint> &hints)
{
    diagnosis::LookupRequest request;
    request.text = text;
    request.hints = hints;
    Result<diagnosis::LookupResult> result = QCoro::waitFor(diagnosis::lookUp(context, request, {}));
    return result.value_or(diagnosis::LookupResult{});
}

diagnosis::LookupResult SmallWorld::diagnose(const std::vector<diagnosis::Hint> &hints)
{
    diagnosis::LookupRequest request;
    request.text = one.id + u'\n' + other.id;
    request.hints = hints;
    request.together = true;
    Result<diagnosis::LookupResult> result = QCoro::waitFor(diagnosis::lookUp(context, request, {}));
    return result.value_or(diagnosis::LookupResult{});
}

int SmallWorld::mutatingRequests() const
{
    int count = 0;
    for (const sandbox::LoggedRequest &request : simulator.requestLog())
        count += request.mutating ? 1 : 0;
    return count;
}

} // namespace chatsync::test
