// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QDBusVariant;

namespace chatsync::ui {

/// What the desktop wants: light or dark. A port, so that a test can play the desktop.
class SystemScheme : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual bool isDark() const = 0;

Q_SIGNALS:
    void changed();
};

/// The desktop's own answer, for Qt 6.4 which has no QStyleHints::colorScheme() (6.5 has; this class goes
/// then). Asks the settings portal on D-Bus; where there is none, compares the text of the platform's palette
/// with its background. Must be made before the application's palette is replaced.
class DesktopScheme final : public SystemScheme {
    Q_OBJECT
public:
    explicit DesktopScheme(QObject *parent = nullptr);
    bool isDark() const override { return m_dark; }

    bool eventFilter(QObject *watched, QEvent *event) override;

private Q_SLOTS:
    void onPortalSetting(const QString &space, const QString &key, const QDBusVariant &value);

private:
    void setDark(bool dark);

    bool m_dark = false;
    bool m_portal = false;
};

} // namespace chatsync::ui
