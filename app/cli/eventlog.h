// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/eventsink.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace chatsync::cli {

/// A run as a person reads it in a terminal: one line an event, a countdown while it waits, the outcome and
/// what to do next at the end. In a pipe: the same lines, plain, without the countdown.
class EventLog final : public QObject, public EventSink {
    Q_OBJECT
public:
    /// @p live: events arrive as they happen, so that a wait is worth counting down.
    explicit EventLog(bool live, QObject *parent = nullptr);

    Result<void> append(const RunEvent &event) override;

private:
    void showStart(const RunEvent &event);
    void showExchange(const RunEvent &event);
    void showQuery(const RunEvent &event);
    void showStepEnd(const RunEvent &event);
    void showNote(const RunEvent &event);
    void showEnd(const RunEvent &event);
    void startCountdown(const RunEvent &event);
    void countDown();
    void line(const RunEvent &event, const QString &mark, const QString &colour, const QString &text);
    QString coloured(const QString &colour, const QString &text) const;

    bool m_live;
    bool m_colour;
    QTimer m_ticking;
    QElapsedTimer m_waited;
    qint64 m_waitMs = 0;
    QString m_waitText;
    bool m_countdownShown = false;
};

/// The events themselves, one JSON object a line.
class EventJson final : public EventSink {
public:
    Result<void> append(const RunEvent &event) override;
};

} // namespace chatsync::cli
