// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPointer>

class QFocusFrame;
class QWidget;

namespace chatsync::ui {

/// Puts a ring outside the button, check box or link that has the keyboard's focus. Fields show theirs
/// in their own border; views in the current row.
class FocusRing final : public QObject {
    Q_OBJECT
public:
    FocusRing();
    ~FocusRing() override;

private:
    void follow(QWidget *focused);

    QPointer<QFocusFrame> m_frame;
};

/// A painted widget that takes focus asks for the ring with this.
void setWantsFocusRing(QWidget *widget);

} // namespace chatsync::ui
