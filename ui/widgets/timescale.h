// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QList>
#include <QLocale>

namespace chatsync::ui {

/// The axis that waterfall and ruler share. Pure: milliseconds since the run began on one side, pixels on the
/// other. Ticks stand at 0.5, 1, 2, 5, 10 s (and on in 1-2-5 steps) so that 4 to 7 intervals fit. The axis
/// only grows, and in whole ticks, so that bars do not creep while a run is watched.
class TimeScale {
public:
    enum class Labels { Offset, LocalTime, Utc };

    /// Makes room for a moment; earlier than the end changes nothing. Negative and absurd values are clamped.
    void include(double ms);

    double endMs() const { return m_endMs; }
    double tickMs() const { return m_tickMs; }
    /// 0, tick, 2 ticks … end
    QList<double> ticks() const;

    double xFor(double ms, double width) const { return ms / m_endMs * width; }
    double msAt(double x, double width) const { return width > 0 ? x / width * m_endMs : 0; }

    /// "1.5 s", or the clock's time of the tick; @p start is when the run began.
    QString label(double ms, Labels labels, const QDateTime &start, const QLocale &locale) const;

    bool operator==(const TimeScale &) const = default;

private:
    double m_tickMs = 500;
    double m_endMs = 2000;
};

} // namespace chatsync::ui
