// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QPushButton>

namespace chatsync::ui {

enum class EnvironmentKind { Sandbox, Staging, Production };

const EnvironmentInk &inkOf(EnvironmentKind kind, const Tokens &tokens);
Icon iconOf(EnvironmentKind kind);

/// Which environment the window works on, louder the more dangerous it is. Opens the menu given with
/// setMenu().
class EnvironmentPill final : public QPushButton {
    Q_OBJECT
public:
    explicit EnvironmentPill(QWidget *parent = nullptr);

    EnvironmentKind kind() const { return m_kind; }
    /// @p note stands behind a divider, e.g. "read-only".
    void setEnvironment(EnvironmentKind kind, const QString &name, const QString &note = {});

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    EnvironmentKind m_kind = EnvironmentKind::Sandbox;
    QString m_name;
    QString m_note;
};

/// The line across the window that repeats the environment's colour; 4 high on a sheet.
class EnvironmentStrip final : public QWidget {
    Q_OBJECT
public:
    explicit EnvironmentStrip(int height = 3, QWidget *parent = nullptr);
    void setKind(EnvironmentKind kind);
    QSize sizeHint() const override { return {100, m_height}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_height;
    EnvironmentKind m_kind = EnvironmentKind::Sandbox;
};

} // namespace chatsync::ui
