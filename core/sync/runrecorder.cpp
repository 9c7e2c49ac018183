// SPDX-License-Identifier: MIT
#include "core/sync/runrecorder.h"

#include <QCoreApplication>

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

void RunRecorder::runStarted(const QString &message, QJsonObject data)
{
    emitEvent(EventKind::RunStarted, message, std::move(data), std::nullopt, 1, std::nullopt);
}

void RunRecorder::stepStarted(Step step, int attempt, const QString &message, QJsonObject data)
{
    m_told.insert(step);
    m_open.push_back({step, attempt, m_clock->elapsed()});
    emitInStep(EventKind::StepStarted, message, std::move(data));
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
    // What went over the wire was redacted by the client; once more would be a third of the work of a run.
    QJsonObject data = toJson(exchange);
    QJsonObject wire;
    for (const QString &part : {QStringLiteral("request"), QStringLiteral("response")}) {
        if (const QJsonValue value = data.take(part); value.isObject())
            wire.insert(part, value);
    }
    emitInStep(EventKind::Exchange, message, std::move(data), wire);
}

void RunRecorder::queries(const std::vector<QueryTrace> &traces)
{
    for (const QueryTrace &trace : traces)
        emitInStep(EventKind::Query, queryMessage(trace), toJson(trace));
}

void RunRecorder::wait(std::chrono::milliseconds duration, const QString &reason, const QString &message)
{
    emitInStep(EventKind::Wait, message,
               {{QStringLiteral("ms"), qint64{duration.count()}}, {QStringLiteral("reason"), reason}});
}

void RunRecorder::note(const QString &severity, const QString &code, const QString &message, QJsonObject data)
{
    data.insert(QStringLiteral("severity"), severity);
    data.insert(QStringLiteral("code"), code);
    emitInStep(EventKind::Note, message, std::move(data));
}

void RunRecorder::stepFinished(Outcome outcome, const QString &message, QJsonObject data)
{
    Q_ASSERT(!m_open.empty());
    const OpenStep step = m_open.back();
    m_open.pop_back();
    data.insert(QStringLiteral("duration_ms"), toMs(m_clock->elapsed() - step.began));
    emitEvent(EventKind::StepFinished, message, std::move(data), step.step, step.attempt, outcome);
}

void RunRecorder::stepSkipped(Step step, const QString &message)
{
    m_told.insert(step);
    emitEvent(EventKind::StepFinished, message, {}, step, 1, Outcome::Skipped);
}

void RunRecorder::runFinished(Outcome outcome, const QString &message, QJsonObject data)
{
    while (!m_open.empty())
        stepFinished(outcome == Outcome::Cancelled ? Outcome::Cancelled : Outcome::Failed, message);
    data.insert(QStringLiteral("duration_ms"), toMs(m_clock->elapsed() - m_began));
    emitEvent(EventKind::RunFinished, message, std::move(data), std::nullopt, 1, outcome);
}

void RunRecorder::emitInStep(EventKind kind, const QString &message, QJsonObject data,
                             const QJsonObject &redacted)
{
    if (m_open.empty())
        emitEvent(kind, message, std::move(data), std::nullopt, 1, std::nullopt, redacted);
    else
        emitEvent(kind, message, std::move(data), m_open.back().step, m_open.back().attempt, std::nullopt,
                  redacted);
}

void RunRecorder::emitEvent(EventKind kind, const QString &message, QJsonObject data,
                            std::optional<Step> step, int attempt, std::optional<Outcome> outcome,
                            const QJsonObject &redacted)
{
    if (data[QLatin1String("backend_log")].toString().isEmpty())
        data.remove(QLatin1String("backend_log"));
    data = m_redactor->redacted(data);
    for (auto part = redacted.begin(); part != redacted.end(); ++part)
        data.insert(part.key(), part.value());
    const RunEvent event{.run = m_run,
                         .seq = ++m_seq,
                         .at = m_clock->now(),
                         .tMs = milliseconds(),
                         .kind = kind,
                         .step = step,
                         .attempt = attempt,
                         .outcome = outcome,
                         .message = m_redactor->redacted(message),
                         .data = std::move(data)};
    for (EventSink *sink : m_sinks) {
        const Result<void> kept = sink->append(event);
        if (!kept && !m_journalError) {
            m_journalError = kept.error();
            m_failed.request_stop();
        }
    }
}

} // namespace chatsync
