// SPDX-License-Identifier: MIT
#include "tests/support/flowfixture.h"

#include "core/domain/identity.h"
#include "core/stream/token.h"

#include <QCoroTask>

namespace chatsync::test {

const QString FlowFixture::satEducation = QStringLiteral("4b1e7c90-52af-4f0e-9d3b-0c6a8e21f7d4");
const QString FlowFixture::amira = QStringLiteral("dda3aaa6-d123-4e57-aeef-f0661ec61352");
const QString FlowFixture::jonas = QStringLiteral("1c85e0fa-7d42-4b9e-8a36-f52b7791d0c3");

Result<void> CollectingSink::append(const RunEvent &event)
{
    if (failFrom > 0 && event.seq >= failFrom)
        return tl::unexpected(Error{
            Error::Kind::Storage, QStringLiteral("The disk is full."), QStringLiteral("Make room."), {}});
    events.push_back(event);
    if (onEvent)
        onEvent(event);
    return {};
}

FlowFixture::FlowFixture(sandbox::SimulatorOptions options)
    : simulator(options)
    , transport(&simulator, &clock)
{
    directory.add(company(satEducation, QStringLiteral("Sat Education")));
    directory.add(user(amira, QStringLiteral("Amira Haddad")));
    directory.add(user(jonas, QStringLiteral("Jonas Weber")));
    simulator.putUser(upsertObject(identityOf(company(satEducation, QStringLiteral("Sat Education")))));
    simulator.putUser(upsertObject(identityOf(user(jonas, QStringLiteral("Jonas Weber")))));

    context.directory = &directory;
    context.transport = &transport;
    context.governor = &governor;
    context.credentials = {.baseUrl = QUrl{QStringLiteral("http://sandbox.invalid")},
                           .apiKey = simulator.options().apiKey,
                           .token = stream::serverToken(simulator.options().secret)};
    context.clock = &clock;
    context.redactor = &redactor;
    context.newId = seededIds(1);
    context.sinks = {&sink};
    context.environment = {.name = QStringLiteral("Sandbox"), .kind = QStringLiteral("sandbox")};
}

FlowFixture::~FlowFixture() = default;

RunResult FlowFixture::run(const ConversationRequest &request, const FlowSettings &settings,
                           std::stop_token stop)
{
    return QCoro::waitFor(runConversation(context, request, settings, stop));
}

RunResult FlowFixture::run(const FlowSettings &settings, std::stop_token stop)
{
    return run(requestOf(satEducation, {amira}), settings, stop);
}

std::vector<RunEvent> FlowFixture::of(EventKind kind) const
{
    std::vector<RunEvent> chosen;
    std::copy_if(sink.events.begin(), sink.events.end(), std::back_inserter(chosen),
                 [kind](const RunEvent &event) { return event.kind == kind; });
    return chosen;
}

std::optional<RunEvent> FlowFixture::finished(Step step, int attempt) const
{
    for (const RunEvent &event : sink.events) {
        if (event.kind == EventKind::StepFinished && event.step == step && event.attempt == attempt)
            return event;
    }
    return std::nullopt;
}

QStringList FlowFixture::backendLog() const
{
    QStringList lines;
    for (const RunEvent &event : sink.events) {
        const QString line = event.data[QLatin1String("backend_log")].toString();
        if (!line.isEmpty())
            lines << line;
    }
    return lines;
}

ConversationRequest requestOf(const QString &from, const QStringList &with)
{
    return {.initiator = from, .participants = with};
}

} // namespace chatsync::test
