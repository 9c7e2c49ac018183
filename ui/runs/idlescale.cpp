// SPDX-License-Identifier: MIT
#include "ui/runs/idlescale.h"

#include "ui/runs/runmodel.h"

#include <algorithm>

namespace chatsync::ui {

std::vector<TimeSpan> idleSpans(const RunModel &model)
{
    std::vector<TimeSpan> busy;
    const auto count = static_cast<qsizetype>(model.events().size());
    for (qsizetype i = 0; i < count; ++i) {
        const EventKind kind = model.events()[static_cast<size_t>(i)].kind;
        const RunRow *row =
            kind == EventKind::Exchange || kind == EventKind::Query ? model.rowOfEvent(i) : nullptr;
        if (row)
            busy.push_back(model.spanOf(row));
    }
    std::sort(busy.begin(), busy.end());
    double end = model.isLive() ? model.now() : model.facts().durationMs;
    if (const RunRow *wait = model.runningWait())
        end = std::max(end, wait->startMs + wait->waitMs);
    std::vector<TimeSpan> idle;
    double from = 0;
    for (const TimeSpan &span : busy) {
        if (span.first > from)
            idle.emplace_back(from, span.first);
        from = std::max(from, span.second);
    }
    if (end > from)
        idle.emplace_back(from, end);
    return idle;
}

IdleScale::IdleScale(TimeSpan range, double width, const std::vector<TimeSpan> &idle)
    : m_range(range)
    , m_activeMs(std::max(1e-6, range.second - range.first))
{
    for (const TimeSpan &span : idle) {
        const TimeSpan cut{std::max(span.first, range.first), std::min(span.second, range.second)};
        if (cut.second > cut.first)
            m_breaks.push_back(cut);
    }
    const double whole = m_activeMs;
    // Whatever is squeezed leaves room to the rest, which grows: until nothing is narrower than a break.
    for (bool settled = false; !settled;) {
        m_activeMs = whole;
        for (const TimeSpan &span : m_breaks)
            m_activeMs -= span.second - span.first;
        m_activeMs = std::max(1e-6, m_activeMs);
        m_perMs = std::max(1.0, width - breakWidth * static_cast<double>(m_breaks.size())) / m_activeMs;
        const auto fits = [this](const TimeSpan &span) {
            return (span.second - span.first) * m_perMs <= breakWidth;
        };
        settled = std::erase_if(m_breaks, fits) == 0;
    }
}

double IdleScale::xFor(double ms) const
{
    double x = (ms - m_range.first) * m_perMs;
    for (const auto &[from, to] : m_breaks) {
        if (ms <= from)
            break;
        const double inside = std::min(ms, to) - from;
        x += inside / (to - from) * breakWidth - inside * m_perMs;
    }
    return x;
}

double IdleScale::msAt(double x) const
{
    double ms = m_range.first;
    for (const auto &[from, to] : m_breaks) {
        const double before = (from - ms) * m_perMs;
        if (x <= before)
            break;
        x -= before;
        if (x <= breakWidth)
            return from + x / breakWidth * (to - from);
        x -= breakWidth;
        ms = to;
    }
    return ms + x / m_perMs;
}

} // namespace chatsync::ui
