// SPDX-License-Identifier: MIT
// bench_sweep [COMPANIES]
// A sweep against the simulator with StreamChat's default limits enforced, under the virtual clock: how much
// of what the limits allow is used, whether one is ever met, and what memory it takes.
#include "tests/benchmarks/measure.h"
#include "tests/core/checklist/checklistworld.h"

#include <QCoreApplication>

#include <cstdio>
#include <map>

using namespace chatsync;

namespace {

/// Counts what StreamChat is sent, and when.
class Counting final : public stream::Transport {
public:
    struct Endpoint {
        int requests = 0;
        std::chrono::microseconds first{};
        std::chrono::microseconds last{};
    };

    Counting(stream::Transport *onwards, Clock *clock)
        : m_onwards(onwards)
        , m_clock(clock)
    {}

    QCoro::Task<stream::TransportResult> send(stream::HttpRequest request, std::stop_token stop) override
    {
        Endpoint &endpoint = endpoints[request.endpoint];
        if (endpoint.requests++ == 0)
            endpoint.first = m_clock->elapsed();
        endpoint.last = m_clock->elapsed();
        auto sending = m_onwards->send(std::move(request), std::move(stop));
        stream::TransportResult result = co_await sending;
        if (result && result->status == 429)
            ++refusals;
        co_return result;
    }

    std::map<stream::Endpoint, Endpoint> endpoints;
    int refusals = 0;

private:
    stream::Transport *m_onwards;
    Clock *m_clock;
};

sandbox::SimulatorOptions optionsOfTheSimulator()
{
    sandbox::SimulatorOptions options;
    options.maxChannels = 500;
    options.logCapacity = 0;
    return options;
}

/// How long so many requests take at least, with @p limit of them a minute and a thirtieth of it a second.
double shortestMinutes(int requests, int limit)
{
    const int before = requests - 1;
    const double seconds = before / limit * 60.0 + before % limit / (limit / 30.0);
    return seconds / 60.0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app{argc, argv};
    const int companies = argc > 1 ? QByteArray{argv[1]}.toInt() : 1'000;
    test::ChecklistWorld world{optionsOfTheSimulator()};
    world.populate(companies - 3, 300); // three of the demo's are approved
    Counting counting{&world.transport, &world.clock};
    world.context.flow.transport = &counting;
    world.progress.keeps = false;
    double after100 = 0;
    int visited = 0;
    world.progress.onNews = [&](const checklist::Progress &news) {
        if (news.kind == checklist::Progress::Kind::CompanyEnded && ++visited == 100)
            after100 = bench::residentMebibytes();
    };
    double atTheEnd = 0;
    const auto ended = [&](const checklist::Progress &news) {
        if (visited == companies && news.kind == checklist::Progress::Kind::CompanyEnded)
            atTheEnd = bench::residentMebibytes();
    };
    const auto counted = world.progress.onNews;
    world.progress.onNews = [&](const checklist::Progress &news) {
        counted(news);
        ended(news);
    };

    checklist::Order order;
    order.checks = false;
    order.sweep = checklist::Sweep{};
    order.keep = true; // what is measured is the sweep
    const checklist::End end = world.run(order);
    int failed = 0;
    for (const CompanyResult &company : end.result.companies)
        failed += test::ChecklistWorld::lettersOf(company.cells) == QStringLiteral("PPPPPPPP") ? 0 : 1;
    if (end.reason != checklist::EndReason::Done || failed > 0) {
        std::fprintf(stderr, "%d of %d companies did not pass.\n", failed, companies);
        return 1;
    }

    constexpr int scarcest = 300;
    const Counting::Endpoint members = counting.endpoints[stream::Endpoint::QueryMembers];
    const double minutes =
        std::chrono::duration<double, std::ratio<60>>(members.last - members.first).count();
    bench::print({.what = "Sweep: scarcest requests",
                  .ours = members.requests / minutes,
                  .baseline = members.requests / shortestMinutes(members.requests, scarcest),
                  .unit = "/min",
                  .against = "what the limits allow (QueryMembers)",
                  .target = ">= 0.95x"});
    bench::print({.what = "Sweep: refused with 429",
                  .ours = double(counting.refusals),
                  .baseline = 0,
                  .unit = "",
                  .against = "",
                  .target = "0"});
    bench::print({.what = "Sweep: memory at the end",
                  .ours = atTheEnd,
                  .baseline = after100,
                  .unit = "MiB",
                  .against = "after 100 companies",
                  .target = "flat"});
    return 0;
}
