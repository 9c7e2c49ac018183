// SPDX-License-Identifier: MIT
#include "app/cli/eventlog.h"

#include "app/cli/output.h"
#include "core/domain/exchange.h"
#include "core/domain/querytrace.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace chatsync::cli {

namespace {

const auto red = QStringLiteral("31");
const auto green = QStringLiteral("32");
const auto yellow = QStringLiteral("33");
const auto blue = QStringLiteral("34");
const auto dim = QStringLiteral("2");
const auto bold = QStringLiteral("1");
const QString plain;

QString milliseconds(double ms)
{
    return ms < 10 ? QStringLiteral("%1 ms").arg(ms, 0, 'f', 1) : QStringLiteral("%1 ms").arg(qRound64(ms));
}

struct Look {
    QString mark;
    QString colour;
};

Look lookOf(std::optional<Outcome> outcome)
{
    switch (outcome.value_or(Outcome::Failed)) {
    case Outcome::Passed:
        return {QStringLiteral("✔"), green};
    case Outcome::Recovered:
        return {QStringLiteral("↻"), yellow};
    case Outcome::Failed:
        return {QStringLiteral("✘"), red};
    case Outcome::Skipped:
        return {QStringLiteral("–"), dim};
    case Outcome::Cancelled:
        return {QStringLiteral("■"), yellow};
    }
    Q_UNREACHABLE();
}

} // namespace

EventLog::EventLog(bool live, QObject *parent)
    : QObject(parent)
    , m_live(live && isTerminal())
    , m_colour(wantsColour())
{
    m_ticking.setInterval(100);
    connect(&m_ticking, &QTimer::timeout, this, &EventLog::countDown);
}

Result<void> EventLog::append(const RunEvent &event)
{
    if (m_ticking.isActive()) {
        m_ticking.stop();
        if (m_countdownShown)
            writeOut("\r\033[K");
        m_countdownShown = false;
    }
    switch (event.kind) {
    case EventKind::RunStarted:
        showStart(event);
        break;
    case EventKind::StepStarted:
        if (event.step == Step::Retry)
            line(event, QStringLiteral("↻"), yellow, event.message);
        break;
    case EventKind::Exchange:
        showExchange(event);
        break;
    case EventKind::Query:
        showQuery(event);
        break;
    case EventKind::Wait:
        startCountdown(event);
        break;
    case EventKind::Note:
        showNote(event);
        break;
    case EventKind::StepFinished:
        showStepEnd(event);
        break;
    case EventKind::RunFinished:
        showEnd(event);
        break;
    }
    return {};
}

QString EventLog::coloured(const QString &colour, const QString &text) const
{
    return m_colour && !colour.isEmpty() ? QStringLiteral("\033[%1m%2\033[0m").arg(colour, text) : text;
}

void EventLog::line(const RunEvent &event, const QString &mark, const QString &colour, const QString &text)
{
    QString step = event.step ? toString(*event.step) : QString{};
    if (event.attempt > 1)
        step += QStringLiteral(" #%1").arg(event.attempt);
    writeLine(QStringLiteral("%1 s  %2 %3  %4")
                  .arg(double(event.tMs) / 1000.0, 8, 'f', 3)
                  .arg(coloured(colour, mark), step.leftJustified(12), coloured(colour, printable(text))));
}

void EventLog::showStart(const RunEvent &event)
{
    const QJsonObject &data = event.data;
    const QJsonObject environment = data[QLatin1String("environment")].toObject();
    writeLine(coloured(bold, printable(event.message)));
    writeLine(tr("Run %1 · %2 · %3")
                  .arg(event.run.toString(QUuid::WithoutBraces),
                       printable(environment[QLatin1String("name")].toString()),
                       printable(environment[QLatin1String("stream_url")].toString())));
    const QString backend = environment[QLatin1String("backend_url")].toString();
    if (!backend.isEmpty())
        writeLine(tr("By the backend at %1").arg(printable(backend)));
    if (data[QLatin1String("dry_run")].toBool())
        writeLine(coloured(yellow,
                           tr("Dry run: nothing that writes is sent. Requests marked “planned” would be.")));
    for (const QJsonValue &fault : data[QLatin1String("faults")].toArray())
        writeLine(coloured(yellow, tr("Fault: %1").arg(fault.toString())));
    const QJsonArray deviations = data[QLatin1String("deviations")].toArray();
    if (!deviations.isEmpty())
        writeLine(coloured(dim, tr("Differs from the documented flow:")));
    for (const QJsonValue &deviation : deviations)
        writeLine(coloured(dim, QStringLiteral("  · ") + deviation.toString()));
    writeLine({});
}

void EventLog::showExchange(const RunEvent &event)
{
    const Exchange exchange = exchangeFromJson(event.data);
    QString text = QStringLiteral("%1 %2").arg(exchange.method, QUrl{exchange.url}.path());
    if (exchange.planned)
        text += u' ' + tr("(planned)") + u' ' + QString::fromUtf8(exchange.requestBody);
    else if (exchange.status != 0)
        text += QStringLiteral("  %1  %2")
                    .arg(QString::number(exchange.status), milliseconds(exchange.durationMs));
    else if (!exchange.sent)
        text += u' ' + tr("(not sent)");
    if (exchange.error)
        text += QStringLiteral("  %1").arg(exchange.error->explanation);
    line(event, QStringLiteral("→"), exchange.error ? red : blue, text);
    if (exchange.error && !exchange.error->message.isEmpty() && exchange.sent)
        line(event, QStringLiteral(" "), dim, exchange.error->message.left(600));
}

void EventLog::showQuery(const RunEvent &event)
{
    const QueryTrace trace = queryTraceFromJson(event.data);
    // The columns of a look-up say nothing to a reader; table and condition do.
    static const QRegularExpression columns{QStringLiteral("\\ASELECT .*? FROM (?!\\()")};
    QString text = trace.sql;
    if (trace.planned)
        text = tr("(planned)") + u' ' + trace.sql + u' ' +
               QString::fromUtf8(QJsonDocument{trace.values}.toJson(QJsonDocument::Compact));
    else
        text.replace(columns, QStringLiteral("SELECT … FROM "));
    constexpr qsizetype longest = 160;
    if (text.size() > longest && !trace.planned)
        text = text.left(longest) + QStringLiteral("…");
    if (trace.error)
        text += QStringLiteral("  ") + trace.error->what;
    else if (!trace.planned)
        text +=
            tr("  %n row(s)", nullptr, trace.rows) + QStringLiteral("  ") + milliseconds(trace.durationMs);
    line(event, QStringLiteral("⛁"), trace.error ? red : dim, text);
}

void EventLog::showNote(const RunEvent &event)
{
    const QString severity = event.data[QLatin1String("severity")].toString();
    const QString colour = severity == QLatin1String("error")     ? red
                           : severity == QLatin1String("warning") ? yellow
                                                                  : plain;
    line(event, QStringLiteral("!"), colour, event.message);
}

void EventLog::showStepEnd(const RunEvent &event)
{
    const Look look = lookOf(event.outcome);
    line(event, look.mark, look.colour, event.message);
    for (const QJsonValue &failed : event.data[QLatin1String("failed")].toArray()) {
        line(event, QStringLiteral("!"), red,
             failed[QLatin1String("stream_id")].toString() + QStringLiteral(": ") +
                 failed[QLatin1String("error")][QLatin1String("explanation")].toString());
    }
}

void EventLog::startCountdown(const RunEvent &event)
{
    m_waitMs = event.data[QLatin1String("ms")].toInteger();
    m_waitText = printable(event.message);
    if (!m_live || m_waitMs < 200) {
        line(event, QStringLiteral("…"), dim,
             QStringLiteral("%1 %2 s").arg(event.message).arg(double(m_waitMs) / 1000.0));
        return;
    }
    m_waited.start();
    m_ticking.start();
    countDown();
}

void EventLog::countDown()
{
    const qint64 left = qMax<qint64>(0, m_waitMs - m_waited.elapsed());
    m_countdownShown = true;
    writeOut(QStringLiteral("\r\033[K            … %1 %2 s")
                 .arg(m_waitText)
                 .arg(double(left) / 1000.0, 0, 'f', 1)
                 .toUtf8());
}

void EventLog::showEnd(const RunEvent &event)
{
    const Look look = lookOf(event.outcome);
    const QJsonObject explanation = event.data[QLatin1String("explanation")].toObject();
    const QJsonObject answer = event.data[QLatin1String("answer")].toObject();
    writeLine({});
    writeLine(coloured(look.colour, look.mark + u' ' + printable(event.message)));
    const QString why = explanation[QLatin1String("why")].toString();
    if (!why.isEmpty())
        writeLine(tr("  Why:     %1").arg(printable(why)));
    int number = 0;
    for (const QJsonValue &next : explanation[QLatin1String("next")].toArray())
        writeLine(tr("  Do next: %1. %2").arg(++number).arg(printable(next.toString())));
    writeLine(tr("  Answer:  %1")
                  .arg(printable(QString::fromUtf8(QJsonDocument{answer}.toJson(QJsonDocument::Compact)))));
    const QString took =
        QString::number(event.data[QLatin1String("duration_ms")].toDouble() / 1000.0, 'f', 2);
    const int attempts = event.data[QLatin1String("attempts")].toInt();
    if (attempts > 0)
        writeLine(tr("  Took:    %1 s, %2").arg(took, tr("%n attempt(s)", nullptr, attempts)));
    else
        writeLine(tr("  Took:    %1 s").arg(took)); // A repair creates no channel.
}

Result<void> EventJson::append(const RunEvent &event)
{
    writeOut(toJsonLine(event) + '\n');
    return {};
}

} // namespace chatsync::cli
