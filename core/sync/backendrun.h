// SPDX-License-Identifier: MIT
#pragma once

// What the steps of one run on the backend share. Internal to core/sync.

#include "core/sync/backendclient.h"
#include "core/sync/backendverdict.h"

#include <QSet>

namespace chatsync::backend {

struct BackendRun {
    flow::Run flow;
    BackendAccess access;
    BackendClient *client = nullptr;
    /// The initiator's conversations before the backend was asked: what is not among them is new. None where
    /// they could not be read. (Times would depend on whose clock is right.)
    std::optional<QSet<QString>> rowsBefore;
    std::optional<LedgerEntry> rowEntry; ///< In the ledger, without an id
    std::optional<BackendResult> said;
    Truth truth;
};

/// Reads rowsBefore.
QCoro::Task<void> readRowsBefore(BackendRun *run);

/// The step `verify`: reads what is true of the backend's word and tells it. Changes nothing.
QCoro::Task<flow::StepResult> look(BackendRun *run);

/// After a stop: what the backend has done by now. Bounded, and deaf to any stop.
QCoro::Task<void> lookOnce(BackendRun *run);

} // namespace chatsync::backend
