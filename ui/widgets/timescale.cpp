// SPDX-License-Identifier: MIT
#include "ui/widgets/timescale.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace chatsync::ui {
namespace {

constexpr int fewestTicks = 4;
constexpr int mostTicks = 7;
constexpr double longestMs = 30.0 * 24 * 3600 * 1000;

double nextTick(double tick)
{
    // 0.5, 1, 2, 5, 10 … : from a 2 it is two and a half times as far, else twice.
    const double leading = tick / std::pow(10.0, std::floor(std::log10(tick) + 1e-9));
    return std::abs(leading - 2.0) < 1e-6 ? tick * 2.5 : tick * 2.0;
}

} // namespace

void TimeScale::include(double ms)
{
    if (!(ms > m_endMs)) // Also false for NaN
        return;
    const double wanted = std::min(ms, longestMs);
    while (std::ceil(wanted / m_tickMs) > mostTicks)
        m_tickMs = nextTick(m_tickMs);
    const double needed = std::max<double>(fewestTicks, std::ceil(wanted / m_tickMs)) * m_tickMs;
    // A coarser tick may not divide the old end; the axis must not shrink for it.
    m_endMs = std::max(needed, std::ceil(m_endMs / m_tickMs) * m_tickMs);
}

QList<double> TimeScale::ticks() const
{
    QList<double> all;
    const int count = static_cast<int>(std::lround(m_endMs / m_tickMs));
    for (int i = 0; i <= count; ++i)
        all.append(i * m_tickMs);
    return all;
}

QString TimeScale::label(double ms, Labels labels, const QDateTime &start, const QLocale &locale) const
{
    if (labels == Labels::Offset) {
        const int decimals = m_tickMs < 1000 && std::fmod(ms, 1000) > 0 ? 1 : 0;
        return QCoreApplication::translate("TimeScale", "%1 s")
            .arg(locale.toString(ms / 1000, 'f', decimals));
    }
    const QDateTime at = start.addMSecs(std::llround(ms));
    const QDateTime shown = labels == Labels::Utc ? at.toUTC() : at.toLocalTime();
    QString text = shown.toString(QStringLiteral("HH:mm:ss"));
    if (m_tickMs < 1000)
        text += locale.decimalPoint() + QString::number(shown.time().msec() / 100);
    return labels == Labels::Utc ? QCoreApplication::translate("TimeScale", "%1 UTC").arg(text) : text;
}

} // namespace chatsync::ui
