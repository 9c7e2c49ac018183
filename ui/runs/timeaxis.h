// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/timescale.h"

#include <QObject>

#include <optional>
#include <utility>
#include <vector>

namespace chatsync::ui {

/// The time axis that the ruler and the bars share: TimeScale over the whole run, and the part of it that is
/// looked at. Zooms are a stack. Milliseconds since the run began; pixels within the column.
class TimeAxis final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    static constexpr int leading = 10;  ///< Before the zero line
    static constexpr int trailing = 15; ///< Behind the end

    void reset(const QDateTime &start);
    /// Makes room; tells changed() when the ticks moved.
    void include(double ms);
    void setNow(std::optional<double> ms) { m_now = ms; }
    /// While a run goes on.
    std::optional<double> now() const { return m_now; }

    double xFor(double ms, double width) const;
    double msAt(double x, double width) const;
    QList<double> ticks() const;
    QString label(double ms) const;
    TimeScale::Labels labels() const { return m_labels; }
    void setLabels(TimeScale::Labels labels);

    /// Around @p ms, which stays where it is; above 1 shows less time.
    void zoom(double factor, double ms);
    void pan(double ms);
    void zoomBack();
    void zoomOut();
    bool isZoomed() const { return !m_zooms.empty(); }

Q_SIGNALS:
    void changed();

private:
    std::pair<double, double> range() const;
    double tick() const;

    TimeScale m_scale;
    TimeScale::Labels m_labels = TimeScale::Labels::Offset;
    QDateTime m_start;
    std::optional<double> m_now;
    std::vector<std::pair<double, double>> m_zooms;
};

} // namespace chatsync::ui
