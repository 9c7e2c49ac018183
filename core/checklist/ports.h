// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/logconversation.h"
#include "core/directory/directory.h"
#include "core/domain/result.h"

#include <QCoroTask>
#include <QUuid>

#include <optional>
#include <stop_token>

namespace chatsync::checklist {

/// The backend's log. A port: a file that grows, the lines of the sandbox's stand-in.
class LogSource {
public:
    virtual ~LogSource() = default;

    /// What the log says of a conversation, judged. Waits a moment for lines that are still to come; nothing
    /// where it does not tell of it. An Error where it cannot be read.
    virtual QCoro::Task<Result<std::optional<backendlog::LogConversation>>>
    conversation(QString conversationId, std::stop_token stop) = 0;

    /// How a person finds it: a file's name, or words.
    virtual QString name() const = 0;
};

/// Makes users whom StreamChat has never seen. A port: the sandbox's database, a test.
class NewUsers {
public:
    virtual ~NewUsers() = default;

    /// A new row of the users table.
    virtual QCoro::Task<Result<Participant>> make(QString name, std::stop_token stop) = 0;

    /// Removes rows that make() made; others are left alone.
    virtual QCoro::Task<Result<void>> remove(QStringList ids, std::stop_token stop) = 0;
};

struct CleanUpOutcome {
    QString sentence; ///< What was removed, and what is left
    int removed = 0;
    int leftovers = 0; ///< What was ours and is still there, or may be
    std::optional<Error> error{};

    bool operator==(const CleanUpOutcome &) const = default;
};

/// Removes what runs created. A port: the ledger's clean-up, a test.
class CleanUp {
public:
    virtual ~CleanUp() = default;

    /// Removes what these runs created, as far as it is proven to be theirs, and reads back that it is gone.
    virtual QCoro::Task<CleanUpOutcome> remove(QList<QUuid> runs, std::stop_token stop) = 0;
};

} // namespace chatsync::checklist
