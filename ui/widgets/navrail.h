// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icons.h"

#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace chatsync::ui {

class RailItem;

/// The views of the window, icon above label. Arrow keys move, Space and Enter choose.
class NavRail final : public QWidget {
    Q_OBJECT
public:
    enum class Place { Top, Bottom };

    explicit NavRail(QWidget *parent = nullptr);

    /// @p id names the view for good; @p toolTip carries the shortcut.
    void addItem(const QString &id, Icon icon, const QString &text, const QString &toolTip = {},
                 Place place = Place::Top);
    QString current() const { return m_current; }
    /// Unknown ids are ignored, an empty one leaves none chosen. Emits currentChanged() when one is chosen
    /// anew.
    void setCurrent(const QString &id);

    /// A red count of open failures; 0 takes it away.
    void setBadge(const QString &id, int count);
    /// A dot while a job of that view runs; a count is shown instead of it.
    void setBusy(const QString &id, bool busy);

Q_SIGNALS:
    void currentChanged(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    RailItem *item(const QString &id) const;

    QVBoxLayout *m_top;
    QVBoxLayout *m_bottom;
    QButtonGroup *m_group;
    QString m_current;
};

} // namespace chatsync::ui
