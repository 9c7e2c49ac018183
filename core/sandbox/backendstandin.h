// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/backendfault.h"
#include "core/sandbox/simulator.h"
#include "core/sync/flow.h"

#include <deque>

namespace chatsync::sandbox {

struct BackendOptions {
    FlowSettings settings = settingsOf(Preset::Documented); ///< How the backend creates conversations
    QByteArray secret = QByteArrayLiteral("sandbox-backend-secret-which-guards-nothing");
    QList<BackendFault> faults;
};

/// What the stand-in works on; as FlowContext, borrowed. All of it lives in one thread.
struct BackendSurroundings {
    Directory *directory = nullptr;
    stream::Transport *transport = nullptr;
    stream::RateGovernor *governor = nullptr; ///< Used by `hardened` alone
    stream::Credentials credentials;
    Clock *clock = nullptr;
    IdSource newId;
    /// Given each line of the backend's log as it is printed; one may hold line ends. May be empty.
    std::function<void(const QString &)> log;
    /// Given the events of each conversation's run once it has ended. May be empty.
    std::function<void(const RunResult &, const std::vector<RunEvent> &)> ended;
};

/// A stand-in for OneCrew's backend. It knows HTTP only as values: a transport and a loopback server stand on
/// it.
///
/// `POST /api/conversations` with `{conversation_type, participant_ids, name}` and a bearer token (HS256;
/// claims `sub`, the initiator's database id, and `category`, `user` or `company`; `exp` is obeyed) performs
/// the flow and answers as its step 8 lays down: 200 `{success, data}` or 500 `{success, error}`. What the
/// flow leaves open was chosen here: 401 without a good token, 400 for what is no request, ids that are no
/// UUIDs among it, 404 and 405 elsewhere, each with `{success: false, error}`.
class BackendStandIn {
public:
    BackendStandIn(BackendOptions options, BackendSurroundings surroundings);

    /// The path at which conversations are created.
    static QString path();

    const BackendOptions &options() const { return m_options; }

    /// A stop ends the flow as it ends a run.
    QCoro::Task<SimulatorReply> handle(SimulatorRequest request, std::stop_token stop);

private:
    struct Order;
    using Refusal = SimulatorReply;

    tl::expected<Order, Refusal> orderIn(const SimulatorRequest &request) const;
    tl::expected<QString, Refusal> initiatorOf(const SimulatorRequest &request) const;
    bool strikes(BackendFaultKind kind);
    std::optional<SimulatorReply> faultInstead();
    QCoro::Task<RunResult> perform(Order order, std::stop_token stop);
    QCoro::Task<void> leaveSomebodyOut(QString conversationId, QString initiator, std::stop_token stop);

    BackendOptions m_options;
    BackendSurroundings m_surroundings;
    Redactor m_redactor;
    QList<int> m_strikes; ///< Of each fault
};

/// The stand-in within the process, as a transport to it. Its time passes in the run's own clock; a time-out
/// shows once the stand-in is done, and a stop stops the stand-in, too.
class BackendStandInTransport final : public stream::Transport {
public:
    /// Both are borrowed.
    BackendStandInTransport(BackendStandIn *standIn, Clock *clock);

    QCoro::Task<stream::TransportResult> send(stream::HttpRequest request, std::stop_token stop) override;

private:
    BackendStandIn *m_standIn;
    Clock *m_clock;
};

} // namespace chatsync::sandbox
