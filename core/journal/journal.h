// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/eventsink.h"
#include "core/domain/ledger.h"
#include "core/domain/runsummary.h"

#include <chrono>
#include <memory>
#include <vector>

namespace chatsync {

struct JournalOptions {
    QString path; ///< Empty: defaultJournalPath()
    bool readOnly = false;
    std::chrono::milliseconds busyTimeout{5000}; ///< How long another program may hold the file
    qint64 maxBytes = 0; ///< Beyond this size appending fails as on a full disk; 0: no limit but the disk's
};

struct RunFilter {
    QString text; ///< Words that must all occur, in any case: ids, environment, preset, outcome, error …
    int limit = 100;
    std::optional<RunSummary>
        before; ///< The last row of the page before; its start and number are what counts.
};

/// `chat-sync-console/journal.sqlite` in the user's data folder (XDG).
QString defaultJournalPath();

/// The runs on disk: a SQLite database in WAL mode. An event is safe from the death of this process when
/// append() returns (not from a power cut in the same second: synchronous=NORMAL).
///
/// It belongs to the thread that opened it: open, use and destroy it there. Several journals, in one process
/// or in many, may have one file open and write to it. Each writing one is a session with a lock file beside
/// the database; runs of a session whose process is dead are `interrupted`.
///
/// All errors are of kind Storage, those of a caller's mistake of kind Input.
class Journal final : public EventSink, public Ledger {
public:
    static Result<std::unique_ptr<Journal>> open(JournalOptions options);
    ~Journal() override;
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    /// Refused, with the journal unchanged: a gap or a repetition in `seq`, a first event other than
    /// run.started, an event behind run.finished.
    Result<void> append(const RunEvent &event) override;

    /// In one transaction. Where that fails, each by itself, so that what can be kept is kept.
    Result<void> appendAll(std::span<const RunEvent> events) override;

    /// Newest start first.
    Result<std::vector<RunSummary>> runs(RunFilter filter) const;

    /// In order. In the place of a damaged one stands a note of severity `error` and code `damaged_event`.
    Result<std::vector<RunEvent>> events(QUuid run) const;

    Result<qint64> eventCount(QUuid run) const;

    /// @p text is a whole id, the beginning of one that no other run shares, or `last` (the one recorded
    /// last).
    Result<QUuid> findRun(QString text) const;

    /// The ledger of what was created. Removing runs does not touch it.
    /// @{
    Result<void> enter(std::span<const LedgerEntry> entries) override;
    Result<void> mark(std::span<const LedgerMark> marks, QDateTime at) override;
    Result<std::vector<LedgerEntry>> entries(LedgerQuery query) const override;
    Result<void> keep(LedgerPlace place, Visibility measured) override;
    Result<std::vector<Visibility>> measurements(LedgerPlace place, int limit) const override;
    /// @}

    enum class Interrupted { Keep, Remove };
    /// Removes finished runs that started before @p before; gives their number. Running ones always stay.
    Result<int> removeRunsBefore(QDateTime before, Interrupted interrupted);

private:
    friend class ChecklistStore;
    struct Connection;
    explicit Journal(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> m;
};

} // namespace chatsync
