// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/clock.h"
#include "core/environment/environment.h"
#include "core/environment/mappingassistant.h"
#include "core/environment/secrets.h"
#include "core/stream/transport.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace chatsync {

/// One row of the self-test.
struct CheckRow {
    enum class State { Ok, Warn, Fail, Skipped };
    /// `database`, `streamchat`, `backend`: the heading it stands under.
    QString service;
    /// Stable, for programs: `database.reachable` …, see connectionChecks().
    QString id;
    QString title; ///< For persons
    State state = State::Skipped;
    QString seen;      ///< One sentence: what was found. Never with a secret.
    QString advice;    ///< What to do; empty where there is nothing
    QString detail;    ///< Raw words of the peer, redacted; may be empty
    double tookMs = 0; ///< 0: took no exchange of its own

    bool operator==(const CheckRow &) const = default;
};

/// `ok`, `warn`, `fail`, `skipped`
QString toString(CheckRow::State state);
QJsonObject toJson(const CheckRow &row);

/// Ids and titles of all rows in their order, for those who show them before they are done.
std::vector<CheckRow> connectionChecks();

struct ConnectionReport {
    std::vector<CheckRow> rows;             ///< In the order of connectionChecks(), each once, unless stopped
    std::optional<MappingProposal> mapping; ///< Where the catalog could be read
    bool stopped = false;

    int count(CheckRow::State state) const;
    bool hasFailures() const { return count(CheckRow::State::Fail) > 0; }
    /// One sentence for all of it: "Not ready: the backend."
    QString verdict() const;
};

/// What a self-test stands on. The pointers are borrowed and outlive it; all lives in one thread with an
/// event loop.
struct ConnectionTestContext {
    Environment environment;
    std::vector<Environment> known; ///< For productionSuspicion()
    EnvironmentSecrets secrets;     ///< As found or typed; what is absent is told in its row
    stream::Transport *transport =
        nullptr; ///< To StreamChat and to the backend. It is put behind a gate here.
    Clock *clock = nullptr;
    std::chrono::milliseconds timeout{10'000};  ///< For one exchange, and for one statement
    std::function<void(const CheckRow &)> told; ///< Each row as it is known. May be empty.
};

/// Tries everything an environment stands on, database, StreamChat and backend at the same time. Sends
/// nothing that writes; the proof that the database is read-only is a statement that is rolled back should it
/// go through. A row whose forerunner failed is skipped. Ends early, with what it has, when stopped.
QCoro::Task<ConnectionReport> testConnection(ConnectionTestContext context, std::stop_token stop);

} // namespace chatsync
