// SPDX-License-Identifier: MIT
#include "ui/runs/timeaxis.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace chatsync::ui {
namespace {

constexpr double shortestRangeMs = 5;

} // namespace

void TimeAxis::touch()
{
    m_squeezed.reset();
    Q_EMIT changed();
}

void TimeAxis::reset(const QDateTime &start)
{
    m_scale = {};
    m_start = start;
    m_now.reset();
    m_zooms.clear();
    m_idle.clear();
    touch();
}

void TimeAxis::include(double ms)
{
    const TimeScale before = m_scale;
    m_scale.include(ms);
    if (m_scale != before)
        touch();
}

void TimeAxis::setLabels(TimeScale::Labels labels)
{
    m_labels = labels;
    Q_EMIT changed();
}

void TimeAxis::setIdleCompressed(bool compressed)
{
    if (m_compressed == compressed)
        return;
    m_compressed = compressed;
    touch();
}

void TimeAxis::setIdle(std::vector<TimeSpan> idle, double until)
{
    if (m_idle == idle && m_until == until)
        return;
    m_until = until;
    m_idle = std::move(idle);
    touch();
}

TimeSpan TimeAxis::range() const
{
    return m_zooms.empty() ? TimeSpan{0.0, m_scale.endMs()} : m_zooms.back();
}

/// The axis grows in whole ticks; where time is precious, what is behind the end of the run is left out.
TimeSpan TimeAxis::shownRange() const
{
    TimeSpan shown = range();
    if (m_compressed && m_zooms.empty() && m_until > 0)
        shown.second = std::min(shown.second, m_until);
    return shown;
}

/// Asked for each cell of each row: the answer is kept for as long as the width is the same.
const IdleScale &TimeAxis::squeezed(double width) const
{
    if (!m_squeezed || m_squeezedWidth != width) {
        m_squeezed.emplace(shownRange(), std::max(1.0, width - leading - trailing), m_idle);
        m_squeezedWidth = width;
    }
    return *m_squeezed;
}

std::vector<TimeSpan> TimeAxis::breaks(double width) const
{
    return m_compressed ? squeezed(width).breaks() : std::vector<TimeSpan>{};
}

double TimeAxis::xFor(double ms, double width) const
{
    if (m_compressed)
        return leading + squeezed(width).xFor(ms);
    const auto [from, to] = range();
    return leading + (ms - from) / (to - from) * std::max(1.0, width - leading - trailing);
}

double TimeAxis::msAt(double x, double width) const
{
    if (m_compressed)
        return squeezed(width).msAt(x - leading);
    const auto [from, to] = range();
    return from + (x - leading) / std::max(1.0, width - leading - trailing) * (to - from);
}

double TimeAxis::tick(double width) const
{
    const bool squeezes = m_compressed && !squeezed(width).breaks().empty();
    if (m_zooms.empty() && !squeezes)
        return m_scale.tickMs();
    const auto [from, to] = range();
    const double rough = (squeezes ? squeezed(width).activeMs() : to - from) / 5;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double leadingDigit : {1.0, 2.0, 5.0}) {
        if (leadingDigit * power >= rough)
            return leadingDigit * power;
    }
    return 10 * power;
}

QList<double> TimeAxis::ticks(double width) const
{
    const double step = tick(width);
    const std::vector<TimeSpan> left = breaks(width);
    if (m_zooms.empty() && left.empty())
        return m_scale.ticks();
    QList<double> all;
    double from = range().first;
    const auto add = [&](double to) {
        for (double at = std::ceil(from / step) * step; at <= to + 1e-6; at += step)
            all.append(at);
    };
    for (const TimeSpan &span : left) {
        add(span.first);
        from = span.second;
    }
    add(shownRange().second);
    return all;
}

QString TimeAxis::label(double ms, double width) const
{
    const double step = tick(width);
    if (m_labels != TimeScale::Labels::Offset || step >= 500)
        return m_scale.label(ms, m_labels, m_start, QLocale());
    const int decimals = step >= 100 ? 1 : step >= 10 ? 2 : 3;
    return QCoreApplication::translate("TimeScale", "%1 s").arg(QLocale().toString(ms / 1000, 'f', decimals));
}

void TimeAxis::zoom(double factor, double ms)
{
    const auto [from, to] = range();
    const double wanted = (to - from) / factor;
    if (wanted >= m_scale.endMs()) {
        zoomOut();
        return;
    }
    const double length = std::max(shortestRangeMs, wanted);
    const double share = (ms - from) / (to - from);
    const double start = std::clamp(ms - share * length, 0.0, m_scale.endMs() - length);
    show({start, start + length});
}

void TimeAxis::show(TimeSpan wanted)
{
    const double length = std::max(shortestRangeMs, wanted.second - wanted.first);
    if (length >= m_scale.endMs()) {
        zoomOut();
        return;
    }
    const double start = std::clamp(wanted.first, 0.0, m_scale.endMs() - length);
    m_zooms.emplace_back(start, start + length);
    constexpr size_t deepest = 64;
    if (m_zooms.size() > deepest)
        m_zooms.erase(m_zooms.begin());
    touch();
}

void TimeAxis::panTo(double ms)
{
    pan(ms - range().first);
}

void TimeAxis::pan(double ms)
{
    if (m_zooms.empty())
        return;
    auto &[from, to] = m_zooms.back();
    const double length = to - from;
    from = std::clamp(from + ms, 0.0, std::max(0.0, m_scale.endMs() - length));
    to = from + length;
    touch();
}

void TimeAxis::zoomBack()
{
    if (m_zooms.empty())
        return;
    m_zooms.pop_back();
    touch();
}

void TimeAxis::zoomOut()
{
    m_zooms.clear();
    touch();
}

} // namespace chatsync::ui
