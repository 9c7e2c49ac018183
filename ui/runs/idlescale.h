// SPDX-License-Identifier: MIT
#pragma once

#include <utility>
#include <vector>

namespace chatsync::ui {

class RunModel;

/// From and to, in ms since the run began.
using TimeSpan = std::pair<double, double>;

/// When a run did nothing but wait: neither a request nor a statement was under way. In order.
std::vector<TimeSpan> idleSpans(const RunModel &model);

/// A part of the time axis over so many pixels in which idle spans longer than their share are squeezed to
/// breakWidth pixels. Pure.
class IdleScale {
public:
    static constexpr double breakWidth = 24;

    IdleScale(TimeSpan range, double width, const std::vector<TimeSpan> &idle);

    double xFor(double ms) const;
    double msAt(double x) const;
    /// Those that are squeezed, cut to the range.
    const std::vector<TimeSpan> &breaks() const { return m_breaks; }
    /// How much of the range is not squeezed, in ms.
    double activeMs() const { return m_activeMs; }

private:
    TimeSpan m_range;
    double m_perMs = 1;
    double m_activeMs = 0;
    std::vector<TimeSpan> m_breaks;
};

} // namespace chatsync::ui
