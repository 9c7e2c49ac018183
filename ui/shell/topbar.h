// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/flow.h"
#include "core/workbench/console.h"
#include "ui/widgets/environmentpill.h"

#include <QWidget>

class QMenu;
class QToolButton;

namespace chatsync::ui {

class HealthIndicator;
class KeyButton;
class LookUpField;

/// How loud an environment is. Without a name it is taken for the worst, unless it is on this machine.
EnvironmentKind kindOf(const RunEnvironment &environment);

/// The head of the window: environment strip, mark, look-up field, health, environment, menu.
class TopBar final : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(QWidget *parent = nullptr);

    /// @p note stands in the pill: "read-only".
    void setEnvironment(const RunEnvironment &environment, const QString &note = {});
    /// The time that is left to write, and its share of the whole. Nothing: not armed.
    void setArmed(std::optional<std::chrono::seconds> left, double share = 1);
    void setHealth(const ServiceHealth &database, const ServiceHealth &streamChat);
    void setMenu(QMenu *menu);

    LookUpField *lookUp() const { return m_lookUp; }
    EnvironmentPill *pill() const { return m_pill; }
    QToolButton *menuButton() const { return m_menu; }
    KeyButton *lockButton() const { return m_lock; }

Q_SIGNALS:
    void healthClicked();
    void lockClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    EnvironmentStrip *m_strip;
    LookUpField *m_lookUp;
    HealthIndicator *m_database;
    HealthIndicator *m_streamChat;
    HealthIndicator *m_backend;
    EnvironmentPill *m_pill;
    KeyButton *m_lock;
    bool m_armed = false;
    QToolButton *m_menu;
};

} // namespace chatsync::ui
