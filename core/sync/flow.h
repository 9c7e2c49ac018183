// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/directory.h"
#include "core/domain/conversation.h"
#include "core/domain/eventsink.h"
#include "core/domain/ledger.h"
#include "core/stream/client.h"
#include "core/sync/idsource.h"
#include "core/sync/preset.h"

#include <QCoroTask>

#include <stop_token>
#include <vector>

namespace chatsync {

/// Where a run takes place, as a person knows it. Told in the run's first event.
struct RunEnvironment {
    QString name; ///< `Sandbox`, `Staging` …
    QString kind; ///< `sandbox`, `staging`, `production`, or `custom`
    QString streamUrl;
    QString database;   ///< Never with a password
    QString backendUrl; ///< Where the backend does the work; empty: it is done here
    QStringList faults; ///< Of the sandbox

    bool operator==(const RunEnvironment &) const = default;
};

/// What a run stands on. The pointers are borrowed and outlive it; all of it lives in one thread.
struct FlowContext {
    Directory *directory = nullptr;
    stream::Transport *transport = nullptr;
    stream::RateGovernor *governor = nullptr; ///< Used by `hardened` alone
    stream::Credentials credentials;
    Clock *clock = nullptr;
    const Redactor *redactor = nullptr;
    IdSource newId;
    QUuid run; ///< The run's id where it must be known before it begins; null: from newId
    std::vector<EventSink *> sinks; ///< The journal first
    /// What is about to be created is written down here first. None: it is not. A dry run and a repair write
    /// nothing in it: what a repair creates is there to stay.
    Ledger *ledger = nullptr;
    QString sandboxInstance; ///< Of an embedded StreamChat, which ends with the program; else empty
    RunEnvironment environment;
    bool dryRun = false; ///< Told in the run; that nothing is written is up to transport and directory
    std::chrono::milliseconds timeout{10'000}; ///< For one exchange
};

/// Why a run did not end in a working conversation.
enum class Failure {
    None,
    Usage,        ///< What was asked for makes no sense; nothing was sent
    Environment,  ///< Database or StreamChat not reached, or key, secret, certificate refused
    Conversation, ///< It was tried and does not work; the run explains why
    Journal,      ///< The run could not be kept, so it was ended
    Cancelled,
};

QString toString(Failure failure);

/// 0 works, 1 conversation, 2 usage, 3 environment, 4 journal, 130 cancelled.
int exitCodeOf(Failure failure);

struct RunResult {
    QUuid run;
    Outcome outcome = Outcome::Failed;
    Failure failure = Failure::None;
    QJsonObject answer; ///< As the backend would answer
    std::optional<Error> journalError;
};

/// Performs a conversation: the eight steps of the flow under the given settings, told event by event.
///
/// Never throws and always ends with `run.finished`. A stop ends it within the time of one short read: what
/// was in flight is looked up, so that the run tells what exists and what does not.
QCoro::Task<RunResult> runConversation(FlowContext context, ConversationRequest request,
                                       FlowSettings settings, std::stop_token stop);

} // namespace chatsync
