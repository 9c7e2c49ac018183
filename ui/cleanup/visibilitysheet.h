// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/visibility.h"
#include "ui/widgets/sheet.h"

namespace chatsync::ui {

/// The distribution as bars, a row each: how long, how many. Its accessible text says the same.
class VisibilityBars final : public QWidget {
    Q_OBJECT
public:
    explicit VisibilityBars(std::vector<VisibilityBar> bars, QWidget *parent = nullptr);

    const std::vector<VisibilityBar> &bars() const { return m_bars; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int rowHeight() const;

    std::vector<VisibilityBar> m_bars;
};

/// How long after an upsert users could be members here, and what wait and attempts that asks for. Shows;
/// asks nobody.
class VisibilitySheet final : public Sheet {
    Q_OBJECT
public:
    VisibilitySheet(const std::vector<Visibility> &measured, QWidget *view);

    const VisibilityAdvice &advice() const { return m_advice; }

private:
    VisibilityAdvice m_advice;
};

} // namespace chatsync::ui
