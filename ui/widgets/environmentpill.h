// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QPushButton>

#include <chrono>
#include <optional>

namespace chatsync {
struct Environment;
}

namespace chatsync::ui {

/// How loud an environment is: its colours and its lock.
enum class EnvironmentKind { Sandbox, Staging, Production };

/// A kind of its own is taken for the worst, unless it is on this machine.
EnvironmentKind kindOf(const Environment &environment);

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
    /// The time that is left to write, instead of the note: an open padlock, and in the last minute the pill
    /// turned inside out. Nothing: not armed.
    void setArmed(std::optional<std::chrono::seconds> left);
    std::optional<std::chrono::seconds> armed() const { return m_armed; }
    /// The note as shown: "read-only", "armed 9:41".
    QString note() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    EnvironmentKind m_kind = EnvironmentKind::Sandbox;
    QString m_name;
    QString m_note;
    std::optional<std::chrono::seconds> m_armed;

    void tell();
    bool isLastMinute() const;
};

/// `9:41`
QString countdownText(std::chrono::seconds left);

/// The line across the window that repeats the environment's colour; 4 high on a sheet.
class EnvironmentStrip final : public QWidget {
    Q_OBJECT
public:
    explicit EnvironmentStrip(int height = 3, QWidget *parent = nullptr);
    void setKind(EnvironmentKind kind);
    /// How much of it is drawn in full, from the leading edge; the rest is pale. From 0 to 1.
    void setShare(double share);
    QSize sizeHint() const override { return {100, m_height}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_height;
    EnvironmentKind m_kind = EnvironmentKind::Sandbox;
    double m_share = 1;
};

} // namespace chatsync::ui
