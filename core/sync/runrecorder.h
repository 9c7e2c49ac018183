// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/clock.h"
#include "core/domain/eventsink.h"
#include "core/domain/exchange.h"
#include "core/domain/jsonbuilder.h"
#include "core/domain/querytrace.h"
#include "core/domain/redactor.h"

#include <QSet>

#include <optional>
#include <stop_token>
#include <vector>

namespace chatsync {

/// Turns what happens in a run into its events: numbers them, stamps them, redacts them, and hands them to
/// the sinks in order (the journal first, so that nothing is told which is not kept).
///
/// Events are collected and handed on by flush(), which is called whenever the run waits for something, once
/// that something is under way: a few in one go cost the journal little more than one, while the run works on
/// nobody could do anything with them, and while it waits keeping them costs no time. An event is kept before
/// it is told to anybody else. Nothing is written anywhere before the journal took the run's beginning.
///
/// When a sink fails, the run is asked to stop and journalError() tells why; later events still go to the
/// other sinks. Lives in the thread of the run.
class RunRecorder {
public:
    RunRecorder(QUuid run, Clock *clock, const Redactor *redactor, std::vector<EventSink *> sinks);

    QUuid run() const { return m_run; }
    std::chrono::microseconds began() const { return m_began; }
    qint64 milliseconds() const;

    /// Hands on what has been collected. The run's end does so by itself.
    void flush();
    bool hasFlushed() const { return m_flushed; }

    void runStarted(const QString &message, json::Object data);
    void stepStarted(Step step, int attempt, const QString &message, json::Object data = {});
    /// @p exchange as the client tells it: its headers and bodies are redacted already.
    void exchange(Exchange exchange);
    void queries(const std::vector<QueryTrace> &traces);
    void wait(std::chrono::milliseconds duration, const QString &reason, const QString &message);
    void note(const QString &severity, const QString &code, const QString &message, json::Object data = {});

    /// Ends the innermost open step. `duration_ms` is added to @p data.
    void stepFinished(Outcome outcome, const QString &message, json::Object data = {});
    void stepSkipped(Step step, const QString &message);

    /// Ends whatever is open, then the run.
    void runFinished(Outcome outcome, const QString &message, json::Object data);

    /// Whether the step was begun, or told as skipped.
    bool wasTold(Step step) const { return m_told.contains(step); }
    int openSteps() const { return static_cast<int>(m_open.size()); }

    /// Triggered when a sink failed.
    std::stop_token failed() const { return m_failed.get_token(); }
    const std::optional<Error> &journalError() const { return m_journalError; }

private:
    struct OpenStep {
        Step step;
        int attempt;
        std::chrono::microseconds began;
    };

    EventData redacted(const json::Object &data) const;
    /// @p data has passed the redactor.
    void emitEvent(EventKind kind, const QString &message, EventData data, std::optional<Step> step,
                   int attempt, std::optional<Outcome> outcome);
    void emitInStep(EventKind kind, const QString &message, EventData data);

    QUuid m_run;
    Clock *m_clock;
    const Redactor *m_redactor;
    std::vector<EventSink *> m_sinks;
    std::vector<RunEvent> m_collected;
    std::chrono::microseconds m_began;
    bool m_flushed = false;
    qint64 m_seq = 0;
    int m_exchanges = 0;
    std::vector<OpenStep> m_open;
    QSet<Step> m_told;
    std::stop_source m_failed;
    std::optional<Error> m_journalError;
};

} // namespace chatsync
