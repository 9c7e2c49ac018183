// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/lookup.h"
#include "core/sandbox/simulator.h"
#include "core/sandbox/simulatortransport.h"
#include "core/stream/rategovernor.h"
#include "core/sync/virtualclock.h"
#include "tests/support/memorydirectory.h"

namespace chatsync::test {

/// A thousand companies and a thousand users whom database and StreamChat know alike; `one` and `other` are a
/// company and a user from their midst, with a conversation that works. A test plants what is to go wrong.
class SmallWorld {
public:
    explicit SmallWorld(sandbox::SimulatorOptions options = {});

    diagnosis::LookupResult lookUp(const QString &text, const std::vector<diagnosis::Hint> &hints = {});
    /// The pair, judged together.
    diagnosis::LookupResult diagnose(const std::vector<diagnosis::Hint> &hints = {});

    static Participant makeCompany(int number);
    static Participant makeUser(int number);
    static QString streamId(const Participant &participant);
    void sync(const Participant &participant, const QJsonObject &more = {});
    void forget(const Participant &participant); ///< In StreamChat, as if it had never been there
    void fault(const QString &text);
    QString cid() const;
    void plantChannel(const QJsonObject &more, const QStringList &members);
    int mutatingRequests() const;

    VirtualClock clock;
    sandbox::Simulator simulator;
    sandbox::SimulatorTransport transport;
    MemoryDirectory directory;
    Redactor redactor;
    stream::RateGovernor governor{&clock};
    diagnosis::AppCache app;
    diagnosis::GatherContext context;
    Participant one;
    Participant other;
    Conversation conversation;
};

} // namespace chatsync::test
