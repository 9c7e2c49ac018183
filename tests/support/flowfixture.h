// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/simulator.h"
#include "core/sandbox/simulatortransport.h"
#include "core/stream/rategovernor.h"
#include "core/sync/flow.h"
#include "core/sync/virtualclock.h"
#include "tests/support/memorydirectory.h"

#include <functional>

namespace chatsync::test {

/// Keeps what it is told; a test may look at each event as it comes, or let keeping fail.
class CollectingSink final : public EventSink {
public:
    Result<void> append(const RunEvent &event) override;

    std::vector<RunEvent> events;
    std::function<void(const RunEvent &)> onEvent;
    qint64 failFrom = 0; ///< From this seq on, an error; 0: never
};

/// A whole small world under the virtual clock: a company, users, a simulated StreamChat that knows some of
/// them.
class FlowFixture {
public:
    explicit FlowFixture(sandbox::SimulatorOptions options = {});
    ~FlowFixture();

    RunResult run(const ConversationRequest &request, const FlowSettings &settings,
                  std::stop_token stop = {});

    /// Sat Education with Amira Haddad, whom StreamChat does not know.
    RunResult run(const FlowSettings &settings, std::stop_token stop = {});

    std::vector<RunEvent> of(EventKind kind) const;
    std::optional<RunEvent> finished(Step step, int attempt = 1) const;
    const RunEvent &last() const { return sink.events.back(); }
    QStringList backendLog() const;
    int exchanges() const { return static_cast<int>(of(EventKind::Exchange).size()); }

    VirtualClock clock;
    sandbox::Simulator simulator;
    sandbox::SimulatorTransport transport;
    stream::RateGovernor governor{&clock};
    MemoryDirectory directory;
    Redactor redactor;
    CollectingSink sink;
    FlowContext context;

    static const QString satEducation;
    static const QString amira;
    static const QString jonas;
};

/// QtTest would take our toString() for its own; names compare as well and read better.
template<typename Enum>
QString name(Enum value)
{
    return toString(value);
}

template<typename Enum>
QString name(const std::optional<Enum> &value)
{
    return value ? toString(*value) : QString{};
}

ConversationRequest requestOf(const QString &from, const QStringList &with);

} // namespace chatsync::test
