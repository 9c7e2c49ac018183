// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/eventdata.h"
#include "core/domain/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QUuid>

#include <optional>

namespace chatsync {

enum class EventKind { RunStarted, StepStarted, Exchange, Query, Wait, Note, StepFinished, RunFinished };
enum class Step { Record, Resolve, Upsert, Wait, Create, Retry, Verify, AddMissing, Answer, CleanUp };
enum class Outcome { Passed, Recovered, Failed, Skipped, Cancelled };

/// One thing that happened in a run. A run is the list of its events and nothing else: whoever shows, stores,
/// compares or explains a run reads these.
///
/// `data`, by kind (a key is left out where there is nothing to say; every kind may carry `backend_log`, the
/// line or lines the backend prints at this point):
///
/// | kind | data |
/// | --- | --- |
/// | run.started | `initiator`, `participants` (as typed), `conversation_type`, `name`, `preset`, `settings`
/// {`wait_ms`, `retry_wait_ms` […], `attempts`, `send_creator`}, `deviations` […], `environment` {`name`,
/// `kind`, `stream_url`, `database`}, `faults` […], `dry_run`, `version` | | step.started | nothing more | |
/// exchange | see toJson(Exchange) | | query | see toJson(QueryTrace) | | wait | `ms`, `reason`
/// (`after_upsert`, `before_retry`, `rate_limit`, `back_off`, `reread`); told when the wait begins | | note |
/// `severity` (`info`, `warning`, `error`), `code` | | step.finished | `duration_ms`, `error` (see
/// toJson(Error)), and by step: record: `conversation` {`id`, `inserted`, …}; resolve: `participants` […];
/// upsert: `synced` […], `created` […], `updated` […], `failed` [{`stream_id`, `error`}]; create: `channel`
/// {`cid`, `member_count`}; verify and add_missing: `expected`, `present`, `absent`, `unexpected`, `roles`
/// [{`stream_id`, `expected`, `actual`}] | | run.finished | `answer`, `failure` (`usage`, `environment`,
/// `conversation`, `journal`, `cancelled`), `exit_code`, `duration_ms`, `attempts`, `state` {…},
/// `explanation` {`what`, `why`, `next` […]} |
///
/// What a run on OneCrew's backend has beside that is told at runOnBackend() (core/sync/backendflow.h).
struct RunEvent {
    QUuid run;
    qint64 seq = 0; ///< 1, 2, 3 … without gaps
    QDateTime at;   ///< UTC
    qint64 tMs = 0; ///< Monotonic milliseconds since the run began
    EventKind kind = EventKind::Note;
    std::optional<Step> step;       ///< None on run.*
    int attempt = 1;                ///< 1 for the first, 2 inside the first retry …
    std::optional<Outcome> outcome; ///< Only on *.finished
    QString message;                ///< One sentence for a person
    EventData data;

    bool operator==(const RunEvent &) const = default;
};

/// The names used on the command line, in the journal and in files: `run.started`, `add_missing`, `recovered`
/// …
QString toString(EventKind kind);
QString toString(Step step);
QString toString(Outcome outcome);
std::optional<EventKind> eventKindFrom(const QString &name);
std::optional<Step> stepFrom(const QString &name);
std::optional<Outcome> outcomeFrom(const QString &name);

/// One object with the keys run, seq, at, t_ms, kind, step, attempt, outcome, message, data; absent ones left
/// out.
QJsonObject toJson(const RunEvent &event);

/// toJson() on one line, in the order of the keys above, without a line end.
QByteArray toJsonLine(const RunEvent &event);

/// Unknown keys are ignored; a missing or malformed known one is an Error of kind Parse.
Result<RunEvent> runEventFromJson(const QJsonObject &json);

QJsonObject toJson(const Error &error);
Error errorFromJson(const QJsonObject &json);

} // namespace chatsync
