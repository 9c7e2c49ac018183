// SPDX-License-Identifier: MIT
#include "core/sync/runrecorder.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cmath>
#include <utility>

namespace chatsync {

namespace {

double toMs(std::chrono::microseconds duration)
{
    return static_cast<double>(duration.count()) / 1000.0;
}

QString exchangeMessage(const Exchange &exchange)
{
    const QString request = exchange.endpoint;
    if (exchange.error)
        return QStringLiteral("%1: %2").arg(request, exchange.error->explanation);
    if (exchange.planned)
        return QCoreApplication::translate("RunRecorder", "%1: planned").arg(request);
    return QStringLiteral("%1: %2").arg(request).arg(exchange.status);
}

QString queryMessage(const QueryTrace &trace)
{
    if (trace.error)
        return trace.error->what;
    return QCoreApplication::translate("RunRecorder", "%n row(s)", nullptr, trace.rows);
}

} // namespace

RunRecorder::RunRecorder(QUuid run, Clock *clock, const Redactor *redactor, std::vector<EventSink *> sinks)
    : m_run(run)
    , m_clock(clock)
    , m_redactor(redactor)
    , m_sinks(std::move(sinks))
    , m_began(clock->elapsed())
{}

qint64 RunRecorder::milliseconds() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(m_clock->elapsed() - m_began).count();
}

void RunRecorder::runStarted(const QString &message, json::Object data)
{
    emitEvent(EventKind::RunStarted, message, redacted(data), std::nullopt, 1, std::nullopt);
}

void RunRecorder::stepStarted(Step step, int attempt, const QString &message, json::Object data)
{
    m_told.insert(step);
    m_open.push_back({step, attempt, m_clock->elapsed()});
    emitInStep(EventKind::StepStarted, message, redacted(data));
}

void RunRecorder::exchange(Exchange exchange)
{
    exchange.number = ++m_exchanges;
    if (!headerValue(exchange.responseHeaders, "x-rehearsed").isEmpty()) {
        // An answer made up by a rehearsal would pass for StreamChat's. What counts is what would be sent.
        exchange.planned = true;
        exchange.status = 0;
        exchange.responseHeaders.clear();
        exchange.responseBody.clear();
        if (exchange.error) {
            exchange.error->status = 0;
            exchange.error->message.clear();
            exchange.error->explanation =
                QCoreApplication::translate("RunRecorder", "Foreseen: %1").arg(exchange.error->explanation);
        }
    }
    exchange.startedMs -= toMs(m_began);
    exchange.startedMs = std::round(exchange.startedMs * 1000.0) / 1000.0;
    const QString message = exchangeMessage(exchange);
    // Redacted by the client, piece by piece: once more over the whole would be a third of the work of a run.
    emitInStep(EventKind::Exchange, message, EventData{std::move(exchange)});
}

void RunRecorder::queries(const std::vector<QueryTrace> &traces)
{
    for (const QueryTrace &trace : traces)
        emitInStep(EventKind::Query, queryMessage(trace), redacted(toJson(trace)));
}

void RunRecorder::wait(std::chrono::milliseconds duration, const QString &reason, const QString &message)
{
    emitInStep(
        EventKind::Wait, message,
        redacted({{QStringLiteral("ms"), qint64{duration.count()}}, {QStringLiteral("reason"), reason}}));
}

void RunRecorder::note(const QString &severity, const QString &code, const QString &message,
                       json::Object data)
{
    data.insert(QStringLiteral("severity"), severity);
    data.insert(QStringLiteral("code"), code);
    emitInStep(EventKind::Note, message, redacted(data));
}

void RunRecorder::stepFinished(Outcome outcome, const QString &message, json::Object data)
{
    Q_ASSERT(!m_open.empty());
    const OpenStep step = m_open.back();
    m_open.pop_back();
    data.insert(QStringLiteral("duration_ms"), toMs(m_clock->elapsed() - step.began));
    emitEvent(EventKind::StepFinished, message, redacted(data), step.step, step.attempt, outcome);
}

void RunRecorder::stepSkipped(Step step, const QString &message)
{
    m_told.insert(step);
    emitEvent(EventKind::StepFinished, message, {}, step, 1, Outcome::Skipped);
}

void RunRecorder::runFinished(Outcome outcome, const QString &message, json::Object data)
{
    while (!m_open.empty())
        stepFinished(outcome == Outcome::Cancelled ? Outcome::Cancelled : Outcome::Failed, message);
    data.insert(QStringLiteral("duration_ms"), toMs(m_clock->elapsed() - m_began));
    emitEvent(EventKind::RunFinished, message, redacted(data), std::nullopt, 1, outcome);
}

void RunRecorder::emitInStep(EventKind kind, const QString &message, EventData data)
{
    if (m_open.empty())
        emitEvent(kind, message, std::move(data), std::nullopt, 1, std::nullopt);
    else
        emitEvent(kind, message, std::move(data), m_open.back().step, m_open.back().attempt, std::nullopt);
}

EventData RunRecorder::redacted(const json::Object &data) const
{
    const QByteArray text = data.isEmpty() ? QByteArray{} : data.text();
    if (m_redactor->redacted(text) == text)
        return EventData::fromText(text);
    // Value by value, so that what comes out is JSON whatever was taken out.
    return m_redactor->redacted(QJsonDocument::fromJson(text).object());
}

void RunRecorder::emitEvent(EventKind kind, const QString &message, EventData data, std::optional<Step> step,
                            int attempt, std::optional<Outcome> outcome)
{
    m_collected.push_back({.run = m_run,
                           .seq = ++m_seq,
                           .at = m_clock->now(),
                           .tMs = milliseconds(),
                           .kind = kind,
                           .step = step,
                           .attempt = attempt,
                           .outcome = outcome,
                           .message = m_redactor->redacted(message),
                           .data = std::move(data)});
    if (kind == EventKind::RunFinished)
        flush();
}

void RunRecorder::flush()
{
    const std::vector<RunEvent> events = std::exchange(m_collected, {});
    if (events.empty())
        return;
    m_flushed = true;
    for (EventSink *sink : m_sinks) {
        const Result<void> kept = sink->appendAll(events);
        if (!kept && !m_journalError) {
            m_journalError = kept.error();
            m_failed.request_stop();
        }
    }
}

} // namespace chatsync
