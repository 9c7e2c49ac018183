// SPDX-License-Identifier: MIT
#include "ui/checklist/segmentbar.h"

#include "ui/theme/accessiblerole.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace chatsync::ui {

namespace {

constexpr int thickness = 8;
constexpr qreal crossSpan = 5;

} // namespace

SegmentBar::SegmentBar(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleRole(this, QAccessible::ProgressBar);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SegmentBar::setSegments(const std::vector<Status> &segments)
{
    if (segments == m_segments)
        return;
    m_segments = segments;
    const auto done = std::count_if(segments.begin(), segments.end(), [](Status status) {
        return status != Status::NotStarted && status != Status::Running;
    });
    setAccessibleName(tr("%1 of %2 checks done").arg(done).arg(segments.size()));
    update();
}

QSize SegmentBar::sizeHint() const
{
    return {120, thickness};
}

void SegmentBar::paintEvent(QPaintEvent *)
{
    if (m_segments.empty())
        return;
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal gap = space::tiny;
    const auto count = static_cast<qreal>(m_segments.size());
    const qreal wide = (width() - gap * (count - 1)) / count;
    for (size_t i = 0; i < m_segments.size(); ++i) {
        const qreal step = static_cast<qreal>(i) * (wide + gap);
        const QRectF at(isRightToLeft() ? width() - step - wide : step, 0, wide, height());
        const Status status = m_segments[i];
        QColor fill = t.line;
        if (status == Status::Running)
            fill = t.accentLine;
        else if (status != Status::NotStarted && status != Status::Skipped)
            fill = inkOf(status, t).glyph;
        drawFrame(painter, at, radius::bar, fill, {});
        if (status == Status::Running) {
            QRectF half = at;
            half.setWidth(at.width() * 0.45);
            if (isRightToLeft())
                half.moveRight(at.right());
            drawFrame(painter, half, radius::bar, t.accent, {});
        }
        if (status == Status::Fail)
            drawCross(painter, at, t.mark, crossSpan);
    }
}

} // namespace chatsync::ui
