// SPDX-License-Identifier: MIT
#include "tests/benchmarks/bigrun.h"

#include "core/domain/exchange.h"
#include "tests/support/flowfixture.h"

#include <algorithm>

namespace chatsync::bench {

namespace {

bool isLeaf(const RunEvent &event)
{
    return event.kind == EventKind::Exchange || event.kind == EventKind::Query ||
           event.kind == EventKind::Note;
}

std::vector<RunEvent> realRun()
{
    sandbox::SimulatorOptions options;
    options.faults = {*sandbox::parseFault(QStringLiteral("visibility-delay=1500"))};
    test::FlowFixture fixture{options};
    fixture.run(settingsOf(Preset::Unsynced));
    return fixture.sink.events;
}

/// Read back from its text, as from a journal: a copy would share the memory of the original.
RunEvent remade(const RunEvent &event, int number)
{
    RunEvent copy = event;
    copy.message = QStringLiteral("%1 (%2)").arg(event.message).arg(number);
    if (event.kind == EventKind::Exchange) {
        Exchange exchange = exchangeFromJson(event.data);
        exchange.number = number;
        exchange.url += QStringLiteral("&n=%1").arg(number);
        exchange.startedMs = number;
        exchange.durationMs = 0.5;
        copy.data = toJson(exchange);
    }
    return copy;
}

} // namespace

std::vector<RunEvent> bigRun(int count)
{
    const std::vector<RunEvent> real = realRun();
    const auto leaves = static_cast<int>(std::count_if(real.begin(), real.end(), &isLeaf));
    const int missing = std::max(0, count - static_cast<int>(real.size()));
    std::vector<RunEvent> events;
    int seen = 0;
    for (const RunEvent &event : real) {
        events.push_back(event);
        if (!isLeaf(event))
            continue;
        const int share = missing * (seen + 1) / leaves - missing * seen / leaves;
        ++seen;
        for (int i = 0; i < share; ++i)
            events.push_back(remade(event, static_cast<int>(events.size())));
    }
    for (size_t i = 0; i < events.size(); ++i) {
        events[i].seq = static_cast<qint64>(i) + 1;
        events[i].tMs = static_cast<qint64>(i);
    }
    return events;
}

} // namespace chatsync::bench
