// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checklist.h"

#include <QWidget>

#include <vector>

namespace chatsync::ui {

class CompanyModel;

/// The whole sweep at a glance: one column a company, in the order in which they are visited, one line a
/// scenario, crosses under companies with failures, a line where the sweep stands. A click or Left and Right
/// with Return go to a company.
class SweepStrip final : public QWidget {
    Q_OBJECT
public:
    explicit SweepStrip(CompanyModel *model, QWidget *parent = nullptr);

    /// Where a company's column stands, for tests and for the pointer.
    QRectF columnOf(int company) const;
    int companyAt(const QPointF &position) const;
    QSize sizeHint() const override;

Q_SIGNALS:
    void companyChosen(int row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void tell();

    CompanyModel *m_model;
    int m_current = 0;
};

} // namespace chatsync::ui
