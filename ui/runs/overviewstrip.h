// SPDX-License-Identifier: MIT
#pragma once

#include "ui/runs/idlescale.h"

#include <QPixmap>
#include <QWidget>

#include <optional>

namespace chatsync::ui {

class RunModel;
class TimeAxis;

/// The whole run in one strip, whatever part of it the time axis shows: one lane a step, failures through all
/// of them, and a frame round what is looked at. Drag the frame to move it, or drag beside it to look at
/// another part; arrows move it, + and - zoom, 0 shows the whole run.
class OverviewStrip final : public QWidget {
    Q_OBJECT
public:
    /// Both are borrowed.
    OverviewStrip(const RunModel *model, TimeAxis *axis, QWidget *parent = nullptr);

    /// After the model has changed.
    void refresh();
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    double xFor(double ms) const;
    double msAt(double x) const;
    QRectF frame() const;
    void paintRun(QPainter &painter) const;
    void describe();

    const RunModel *m_model;
    TimeAxis *m_axis;
    QPixmap m_run;                 ///< Null: to be painted anew
    std::optional<double> m_grip;  ///< Where in the frame it is held, ms from its beginning
    std::optional<double> m_begin; ///< Of the part that is being drawn, ms
    double m_drawnTo = 0;
};

} // namespace chatsync::ui
