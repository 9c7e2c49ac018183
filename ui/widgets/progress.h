// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/statusglyph.h"

#include <QProgressBar>
#include <QWidget>

#include <chrono>

namespace chatsync::ui {

/// A bar without text: the numbers stand beside it. Range 0 to 0 means the total is unknown.
class ProgressBar final : public QProgressBar {
    Q_OBJECT
public:
    enum class Thickness { StatusBar = 5, Page = 8 };

    explicit ProgressBar(Thickness thickness = Thickness::Page, QWidget *parent = nullptr);
    /// Info is the accent of work going on; a budget is Ok, Warn or Fail.
    void setTone(Status tone);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Thickness m_thickness;
    Status m_tone = Status::Info;
};

/// A ring that empties while something is waited for, with the seconds in it.
class CountdownRing final : public QWidget {
    Q_OBJECT
public:
    explicit CountdownRing(int size = 38, QWidget *parent = nullptr);

    /// The caller ticks: the time is the run's, not the wall's. @p total of 0 is a full ring.
    void setRemaining(std::chrono::milliseconds remaining, std::chrono::milliseconds total);
    QString text() const { return m_text; }
    QSize sizeHint() const override { return {m_size, m_size}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_size;
    double m_passed = 0;
    QString m_text;
};

} // namespace chatsync::ui
