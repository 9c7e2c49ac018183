// SPDX-License-Identifier: MIT
#include "ui/runs/overviewstrip.h"

#include "ui/runs/runmodel.h"
#include "ui/runs/runtexts.h"
#include "ui/runs/timeaxis.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace chatsync::ui {
namespace {

constexpr int overviewHeight = 24;
constexpr double side = 6; ///< Free at both ends
constexpr double leastFrame = 6;
constexpr double leastDrawn = 4; ///< Shorter than that is a click

const QColor &inkOfRow(const RunRow &row, const Tokens &t)
{
    if (row.status == Status::Fail)
        return t.fail.glyph;
    if (row.status == Status::Warn || row.status == Status::Recovered)
        return t.warn.glyph;
    return row.waitMs > 0 ? t.waterfallHatch : t.waterfallRequest;
}

} // namespace

OverviewStrip::OverviewStrip(const RunModel *model, TimeAxis *axis, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_axis(axis)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Overview of the run"));
    setToolTip(tr("The whole run: drag to look at a part of it. Arrows move, + and - zoom, 0 shows all."));
    connect(axis, &TimeAxis::changed, this, &OverviewStrip::refresh);
    describe();
}

QSize OverviewStrip::sizeHint() const
{
    return {200, overviewHeight};
}

void OverviewStrip::refresh()
{
    m_run = {};
    describe();
    update();
}

void OverviewStrip::describe()
{
    const auto [from, to] = m_axis->range();
    setAccessibleDescription(
        m_axis->isZoomed() ? tr("Shows %1 to %2 of %3")
                                 .arg(runtexts::spokenDuration(from), runtexts::spokenDuration(to),
                                      runtexts::spokenDuration(m_axis->endMs()))
                           : tr("Shows the whole run, %1").arg(runtexts::spokenDuration(m_axis->endMs())));
}

double OverviewStrip::xFor(double ms) const
{
    return side + ms / m_axis->endMs() * std::max(1.0, width() - 2 * side);
}

double OverviewStrip::msAt(double x) const
{
    return std::clamp((x - side) / std::max(1.0, width() - 2 * side), 0.0, 1.0) * m_axis->endMs();
}

QRectF OverviewStrip::frame() const
{
    auto [from, to] = m_axis->range();
    if (m_begin) {
        from = std::min(*m_begin, m_drawnTo);
        to = std::max(*m_begin, m_drawnTo);
    }
    const double left = xFor(from);
    return QRectF(left, 1, std::max(leastFrame, xFor(to) - left), height() - 3);
}

/// What happened, one lane a step. Bars that fall on the same pixel are painted once.
void OverviewStrip::paintRun(QPainter &painter) const
{
    const Tokens &t = theme().tokens();
    const int lanes = std::max(1, m_model->stepTotal());
    const double lane = std::min(4.0, (height() - 6.0) / lanes);
    std::vector<QRgb> done(static_cast<size_t>(lanes), 0);
    std::vector<int> upTo(static_cast<size_t>(lanes), -1);
    std::vector<double> failures;
    const auto count = static_cast<qsizetype>(m_model->events().size());
    for (qsizetype i = 0; i < count; ++i) {
        const RunRow *row = m_model->rowOfEvent(i);
        if (!row || row->kind == RunRow::Kind::Step || row->kind == RunRow::Kind::Note || row->first != i)
            continue;
        const auto [from, to] = m_model->spanOf(row);
        const QColor &ink = inkOfRow(*row, t);
        const auto at = static_cast<size_t>(std::clamp(RunModel::stepNumber(row) - 1, 0, lanes - 1));
        const double left = xFor(from);
        const double right = std::max(left + 1.5, xFor(to));
        if (row->status == Status::Fail)
            failures.push_back(left);
        if (upTo[at] >= static_cast<int>(right) && done[at] == ink.rgb())
            continue;
        upTo[at] = static_cast<int>(right);
        done[at] = ink.rgb();
        painter.fillRect(
            QRectF(left, 3 + static_cast<double>(at) * lane, right - left, std::max(1.5, lane - 0.5)), ink);
    }
    for (const double x : failures)
        painter.fillRect(QRectF(x, 2, 2, height() - 5), t.fail.glyph);
}

void OverviewStrip::paintEvent(QPaintEvent *)
{
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    if (m_run.isNull()) {
        m_run = QPixmap(size() * devicePixelRatioF());
        m_run.setDevicePixelRatio(devicePixelRatioF());
        m_run.fill(t.base);
        QPainter run(&m_run);
        paintRun(run);
    }
    painter.drawPixmap(0, 0, m_run);
    const QRectF seen = frame();
    if (m_axis->isZoomed() || m_begin) {
        QColor cover = t.window;
        cover.setAlphaF(0.64F);
        painter.fillRect(QRectF(0, 0, seen.left(), height()), cover);
        painter.fillRect(QRectF(seen.right(), 0, width() - seen.right(), height()), cover);
    }
    drawFrame(painter, seen, radius::bar, {}, hasFocus() ? t.accent : t.control, hasFocus() ? 2 : 1);
    drawEdge(painter, rect(), Qt::BottomEdge, t.line);
}

void OverviewStrip::resizeEvent(QResizeEvent *)
{
    m_run = {};
}

void OverviewStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        refresh();
}

void OverviewStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const double at = msAt(event->position().x());
    if (m_axis->isZoomed() && frame().contains(event->position()))
        m_grip = at - m_axis->range().first;
    else
        m_begin = m_drawnTo = at;
}

void OverviewStrip::mouseMoveEvent(QMouseEvent *event)
{
    const double at = msAt(event->position().x());
    if (m_grip)
        m_axis->panTo(at - *m_grip);
    if (m_begin)
        m_drawnTo = at;
    update();
}

/// A click beside the frame brings it there.
void OverviewStrip::mouseReleaseEvent(QMouseEvent *)
{
    if (m_begin) {
        const double from = std::min(*m_begin, m_drawnTo);
        const double to = std::max(*m_begin, m_drawnTo);
        m_begin.reset();
        const auto [left, right] = m_axis->range();
        if (xFor(to) - xFor(from) >= leastDrawn)
            m_axis->show({from, to});
        else if (m_axis->isZoomed())
            m_axis->panTo(from - (right - left) / 2);
    }
    m_grip.reset();
    update();
}

void OverviewStrip::keyPressEvent(QKeyEvent *event)
{
    const auto [from, to] = m_axis->range();
    const double step = (to - from) / 10 * (isRightToLeft() ? -1 : 1);
    switch (event->key()) {
    case Qt::Key_Left:
        m_axis->pan(-step);
        break;
    case Qt::Key_Right:
        m_axis->pan(step);
        break;
    case Qt::Key_Home:
        m_axis->panTo(0);
        break;
    case Qt::Key_End:
        m_axis->panTo(m_axis->endMs());
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_axis->zoom(1.5, (from + to) / 2);
        break;
    case Qt::Key_Minus:
        m_axis->zoom(1 / 1.5, (from + to) / 2);
        break;
    case Qt::Key_0:
        m_axis->zoomOut();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace chatsync::ui
