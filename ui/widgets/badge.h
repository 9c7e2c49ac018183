// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/statusglyph.h"

#include <QWidget>

#include <optional>

namespace chatsync::ui {

/// A word in a small frame: what kind of thing it stands beside ("User", "Company"), a state, or a count.
class Badge final : public QWidget {
    Q_OBJECT
public:
    enum class Look { Outline, Filled, Count };

    explicit Badge(const QString &text, Look look = Look::Outline, QWidget *parent = nullptr);
    /// In the colours of a state; with its glyph unless @p glyph is false.
    Badge(const QString &text, Status status, bool glyph = true, QWidget *parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString &text);
    void setStatus(Status status, bool glyph = true);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Look m_look = Look::Outline;
    std::optional<Status> m_status;
    bool m_glyph = false;
};

/// A key or a combination as it is printed on a keyboard: "Ctrl+K".
class KeyCap final : public QWidget {
    Q_OBJECT
public:
    explicit KeyCap(const QString &keys, QWidget *parent = nullptr);
    QString keys() const { return m_keys; }
    void setKeys(const QString &keys);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    static QSize sizeFor(const QString &keys);
    static void paint(QPainter &painter, const QRect &rect, const QString &keys);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_keys;
};

} // namespace chatsync::ui
