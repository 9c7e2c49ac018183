// SPDX-License-Identifier: MIT
#pragma once

#include "ui/runs/idlescale.h"
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
    QList<double> ticks(double width) const;
    QString label(double ms, double width) const;
    TimeScale::Labels labels() const { return m_labels; }
    void setLabels(TimeScale::Labels labels);

    /// Around @p ms, which stays where it is; above 1 shows less time.
    void zoom(double factor, double ms);
    void pan(double ms);
    void zoomBack();
    void zoomOut();
    bool isZoomed() const { return !m_zooms.empty(); }
    /// What is looked at, and all there is to look at.
    TimeSpan range() const;
    double endMs() const { return m_scale.endMs(); }
    /// Looks at this part, as one more zoom; the whole run when it is that or more.
    void show(TimeSpan range);
    /// Moves what is looked at to begin at @p ms.
    void panTo(double ms);

    /// Whether idle spans take no more room than a mark that time was left out.
    bool isIdleCompressed() const { return m_compressed; }
    void setIdleCompressed(bool compressed);
    /// @p until: nothing is shown behind it, where idle time is compressed and the whole run is looked at.
    void setIdle(std::vector<TimeSpan> idle, double until);
    /// The spans that are squeezed at this width.
    std::vector<TimeSpan> breaks(double width) const;

Q_SIGNALS:
    void changed();

private:
    double tick(double width) const;
    const IdleScale &squeezed(double width) const;
    TimeSpan shownRange() const;
    void touch();

    TimeScale m_scale;
    TimeScale::Labels m_labels = TimeScale::Labels::Offset;
    QDateTime m_start;
    std::optional<double> m_now;
    std::vector<TimeSpan> m_zooms;
    std::vector<TimeSpan> m_idle;
    double m_until = 0;
    bool m_compressed = false;
    mutable std::optional<IdleScale> m_squeezed; ///< For m_squeezedWidth
    mutable double m_squeezedWidth = 0;
};

} // namespace chatsync::ui
