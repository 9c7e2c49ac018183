// SPDX-License-Identifier: MIT
// bench_engine [CONVERSATIONS]
// The engine with the simulator in its own process, under the virtual clock: nothing is measured but its own
// work.
#include "core/domain/identity.h"
#include "core/sandbox/simulator.h"
#include "core/sandbox/simulatortransport.h"
#include "core/stream/rategovernor.h"
#include "core/stream/token.h"
#include "core/sync/flow.h"
#include "core/sync/virtualclock.h"
#include "tests/benchmarks/measure.h"
#include "tests/support/memorydirectory.h"

#include <QCoreApplication>
#include <QCoroTask>

#include <cstdio>

using namespace chatsync;

namespace {

int batch = 1'000; ///< Fewer where fewer conversations were asked for, as under a profiler

struct CountingSink final : EventSink {
    Result<void> append(const RunEvent &) override
    {
        ++count;
        return {};
    }
    qint64 count = 0;
};

struct Recording final : stream::Transport {
    struct Sent {
        stream::HttpRequest request;
        QDateTime at;
    };

    QCoro::Task<stream::TransportResult> send(stream::HttpRequest request, std::stop_token stop) override
    {
        sent.push_back({request, clock->now()});
        return transport->send(std::move(request), std::move(stop));
    }

    Transport *transport = nullptr;
    Clock *clock = nullptr;
    std::vector<Sent> sent;
};

/// New users become visible 1.5 s after they were written: the first creation after the wait of 1 s always
/// fails.
sandbox::SimulatorOptions optionsOfTheSimulator()
{
    sandbox::SimulatorOptions options;
    options.faults = {*sandbox::parseFault(QStringLiteral("visibility-delay=1500"))};
    options.enforceLimits = false;
    for (const QString &endpoint : sandbox::simulatedEndpoints())
        options.limits.insert(endpoint, 1'000'000);
    options.maxChannels = 100;
    options.logCapacity = 0;
    return options;
}

struct World {
    World()
        : simulator(optionsOfTheSimulator())
        , transport(&simulator, &clock)
        , governor(&clock)
    {
        const Participant sender = test::company(initiator, QStringLiteral("Sat Education"));
        directory.add(sender);
        simulator.putUser(upsertObject(identityOf(sender)));
        for (int i = 0; i < 64; ++i) {
            participants
                << QUuid::createUuidV5(QUuid{}, QByteArray::number(i)).toString(QUuid::WithoutBraces);
            directory.add(test::user(participants.last(), QStringLiteral("Amira Haddad")));
        }
        redactor.addSecret(QStringLiteral("api_secret"), simulator.options().secret);
        context.directory = &directory;
        context.transport = &transport;
        context.governor = &governor;
        context.credentials = {.baseUrl = QUrl{QStringLiteral("http://sandbox.localhost")},
                               .apiKey = simulator.options().apiKey,
                               .token = stream::serverToken(simulator.options().secret)};
        redactor.addSecret(QStringLiteral("token"), context.credentials.token);
        context.clock = &clock;
        context.redactor = &redactor;
        // Each run copies its context: the ids must go on where the last run ended.
        context.newId = [ids = std::make_shared<IdSource>(seededIds(1))] { return (*ids)(); };
        context.sinks = {&sink};
    }

    /// A user whom StreamChat does not know, for the simulator must not grow with the number of
    /// conversations.
    QString strangerFor(int conversation)
    {
        const QString id = participants[conversation % participants.size()];
        simulator.deleteUser(QStringLiteral("onecrew_user_") + id, true);
        directory.inserted.clear();
        directory.conversations.clear();
        return id;
    }

    const QString initiator = QStringLiteral("4b1e7c90-52af-4f0e-9d3b-0c6a8e21f7d4");
    QStringList participants;
    VirtualClock clock;
    sandbox::Simulator simulator;
    sandbox::SimulatorTransport transport;
    stream::RateGovernor governor;
    test::MemoryDirectory directory;
    Redactor redactor;
    CountingSink sink;
    FlowContext context;
};

QCoro::Task<bool> converse(World *world, int from, int count)
{
    for (int i = from; i < from + count; ++i) {
        ConversationRequest request;
        request.initiator = world->initiator;
        request.participants = {world->strangerFor(i)};
        auto running = runConversation(world->context, request, settingsOf(Preset::Hardened), {});
        const RunResult result = co_await running;
        if (result.outcome != Outcome::Recovered) {
            std::fprintf(stderr, "conversation %d: %s\n", i, qPrintable(toString(result.outcome)));
            co_return false;
        }
    }
    co_return true;
}

/// The simulator's share: it answers the requests of one conversation, again and again.
double simulatorAlone(World &world)
{
    Recording recording;
    recording.transport = &world.transport;
    recording.clock = &world.clock;
    world.context.transport = &recording;
    QCoro::waitFor(converse(&world, 0, 1));
    world.context.transport = &world.transport;
    const QString stranger = QStringLiteral("onecrew_user_") + world.participants[0];
    QString channel;
    for (const auto &sent : recording.sent) {
        const QString path = sent.request.url.path();
        if (sent.request.endpoint == stream::Endpoint::GetOrCreateChannel)
            channel = QStringLiteral("messaging:") + path.section(u'/', -2, -2);
    }
    const double took = bench::millisecondsOf([&] {
        for (int i = 0; i < batch; ++i) {
            world.simulator.deleteUser(stranger, true);
            world.simulator.deleteChannel(channel, true);
            for (const auto &[request, at] : recording.sent)
                world.simulator.handle(
                    sandbox::simulatorRequest(request.method, request.url, request.headers, request.body),
                    at);
        }
    });
    return batch / took * 1000;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app{argc, argv};
    const int total = qMax(20, argc > 1 ? QByteArray{argv[1]}.toInt() : 100'000);
    batch = qMin(batch, total / 2);
    const int early = total / 10;
    World world;

    std::vector<double> rates;
    double earlyMemory = 0;
    for (int done = 0; done < total; done += batch) {
        if (earlyMemory == 0 && done >= early)
            earlyMemory = bench::residentMebibytes();
        bool well = false;
        const double took =
            bench::millisecondsOf([&] { well = QCoro::waitFor(converse(&world, done, batch)); });
        if (!well)
            return 1;
        rates.push_back(batch / took * 1000);
    }
    const double lateMemory = bench::residentMebibytes();

    bench::print({"engine: retrying conversations", bench::median(rates), simulatorAlone(world), "/s",
                  "the simulator alone on the same requests", ">= 2000/s"});
    bench::print({"engine: memory after " + QByteArray::number(total), lateMemory, earlyMemory, "MiB",
                  "after " + QByteArray::number(early), "flat"});
    return 0;
}
