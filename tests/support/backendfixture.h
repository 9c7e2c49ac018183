// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/backendstandin.h"
#include "core/sync/backendflow.h"
#include "tests/support/flowfixture.h"

namespace chatsync::test {

/// Plays the way to the backend: answers by a script, or hands on, and lets a test do things before and
/// after.
class BackendWay final : public stream::Transport {
public:
    explicit BackendWay(Clock *clock)
        : m_clock(clock)
    {}

    QCoro::Task<stream::TransportResult> send(stream::HttpRequest request, std::stop_token stop) override;

    stream::Transport *onwards = nullptr; ///< Asked where there is no script
    std::optional<stream::TransportResult> script;
    std::chrono::milliseconds takes{0}; ///< Of the script
    std::function<void()> afterwards;
    std::vector<stream::HttpRequest> requests;

private:
    Clock *m_clock;
};

/// The world of a FlowFixture with a stand-in for the backend in it.
class BackendFixture {
public:
    explicit BackendFixture(FlowSettings settings = settingsOf(Preset::Hardened),
                            const QStringList &faults = {}, sandbox::SimulatorOptions options = {});

    /// Sat Education with Amira Haddad, whom StreamChat does not know.
    RunResult run(std::stop_token stop = {});
    RunResult run(const ConversationRequest &request, std::stop_token stop = {});

    const QJsonObject &end() const { return flow.last().data.object(); }
    QString finding() const { return end()[QLatin1String("finding")].toString(); }
    QJsonObject verified() const { return end()[QLatin1String("verified")].toObject(); }
    QString what() const;
    QString why() const;
    QStringList noteCodes() const;
    /// All events as they would be told, for looking for what must not be there.
    QByteArray told() const;

    FlowFixture flow;
    QStringList log; ///< Of the backend
    sandbox::BackendStandIn standIn;
    sandbox::BackendStandInTransport transport;
    BackendWay way;
    BackendAccess access;
};

/// An HTTP answer.
stream::TransportResult answered(int status, const QByteArray &body,
                                 const QByteArray &type = "application/json");

} // namespace chatsync::test
