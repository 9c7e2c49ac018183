// SPDX-License-Identifier: MIT
#include "ui/runs/timeaxis.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace chatsync::ui {
namespace {

constexpr double shortestRangeMs = 5;

} // namespace

void TimeAxis::reset(const QDateTime &start)
{
    m_scale = {};
    m_start = start;
    m_now.reset();
    m_zooms.clear();
    Q_EMIT changed();
}

void TimeAxis::include(double ms)
{
    const TimeScale before = m_scale;
    m_scale.include(ms);
    if (m_scale != before)
        Q_EMIT changed();
}

void TimeAxis::setLabels(TimeScale::Labels labels)
{
    m_labels = labels;
    Q_EMIT changed();
}

std::pair<double, double> TimeAxis::range() const
{
    return m_zooms.empty() ? std::pair{0.0, m_scale.endMs()} : m_zooms.back();
}

double TimeAxis::xFor(double ms, double width) const
{
    const auto [from, to] = range();
    return leading + (ms - from) / (to - from) * std::max(1.0, width - leading - trailing);
}

double TimeAxis::msAt(double x, double width) const
{
    const auto [from, to] = range();
    return from + (x - leading) / std::max(1.0, width - leading - trailing) * (to - from);
}

double TimeAxis::tick() const
{
    if (m_zooms.empty())
        return m_scale.tickMs();
    const auto [from, to] = range();
    const double rough = (to - from) / 5;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double leadingDigit : {1.0, 2.0, 5.0}) {
        if (leadingDigit * power >= rough)
            return leadingDigit * power;
    }
    return 10 * power;
}

QList<double> TimeAxis::ticks() const
{
    if (m_zooms.empty())
        return m_scale.ticks();
    const auto [from, to] = range();
    QList<double> all;
    for (double at = std::ceil(from / tick()) * tick(); at <= to + 1e-6; at += tick())
        all.append(at);
    return all;
}

QString TimeAxis::label(double ms) const
{
    const double step = tick();
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
    m_zooms.emplace_back(start, start + length);
    constexpr size_t deepest = 64;
    if (m_zooms.size() > deepest)
        m_zooms.erase(m_zooms.begin());
    Q_EMIT changed();
}

void TimeAxis::pan(double ms)
{
    if (m_zooms.empty())
        return;
    auto &[from, to] = m_zooms.back();
    const double length = to - from;
    from = std::clamp(from + ms, 0.0, std::max(0.0, m_scale.endMs() - length));
    to = from + length;
    Q_EMIT changed();
}

void TimeAxis::zoomBack()
{
    if (m_zooms.empty())
        return;
    m_zooms.pop_back();
    Q_EMIT changed();
}

void TimeAxis::zoomOut()
{
    m_zooms.clear();
    Q_EMIT changed();
}

} // namespace chatsync::ui
