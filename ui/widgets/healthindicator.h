// SPDX-License-Identifier: MIT
#pragma once

#include <QPushButton>

#include <optional>

namespace chatsync::ui {

/// How a service is: disc, triangle, cross or ring, with its name and latency beside it, always.
class HealthIndicator final : public QPushButton {
    Q_OBJECT
public:
    enum class Health { Ok, Slow, Down, NotSetUp };
    Q_ENUM(Health)
    static constexpr int slowFromMs = 400;

    explicit HealthIndicator(const QString &name, QWidget *parent = nullptr);

    Health health() const { return m_health; }
    /// Ok becomes Slow from 400 ms on.
    void setLatency(int milliseconds);
    void setDown();
    void setNotSetUp();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void set(Health health, std::optional<int> latency);
    QString detail() const;

    QString m_name;
    Health m_health = Health::NotSetUp;
    std::optional<int> m_latency;
};

} // namespace chatsync::ui
