// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/exchange.h"
#include "core/domain/runevent.h"
#include "core/stream/rategovernor.h"
#include "core/sync/flow.h"

#include <QDateTime>
#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace chatsync::ui {

class ElidedLabel;
class ProgressBar;
class StatusGlyph;

/// The line at the window's foot: what is being done, the last request, what is left of StreamChat's rate
/// limit.
class ShellStatusBar final : public QWidget {
    Q_OBJECT
public:
    explicit ShellStatusBar(QWidget *parent = nullptr);

    void showEvents(const std::vector<RunEvent> &events);
    void showEnd(const RunResult &result);
    void showRequest(const Exchange &exchange);
    void showBudget(const QString &endpoint, const stream::RateBudget &budget);
    /// For who commands the time; else the clock of this machine.
    void setNow(std::function<QDateTime()> now) { m_now = std::move(now); }

    QString jobText() const;

Q_SIGNALS:
    void jobClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showStep(const RunEvent &event);
    void tellReset();

    std::function<QDateTime()> m_now;
    StatusGlyph *m_glyph;
    QPushButton *m_job;
    ProgressBar *m_progress;
    QLabel *m_step;
    QWidget *m_request;
    ElidedLabel *m_line;
    QLabel *m_status;
    QWidget *m_budget;
    ElidedLabel *m_budgetName;
    ProgressBar *m_left;
    QLabel *m_numbers;
    QLabel *m_reset;
    QTimer m_ticking;
    QDateTime m_resetAt;
};

} // namespace chatsync::ui
