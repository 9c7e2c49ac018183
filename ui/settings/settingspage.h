// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace chatsync::ui {

/// The pages of the settings under their tabs. Ctrl+Tab goes on.
class SettingsPage final : public QWidget {
    Q_OBJECT
public:
    explicit SettingsPage(QWidget *parent = nullptr);

    /// Takes the page over.
    void addPage(const QString &title, QWidget *page);
    int current() const;
    void setCurrent(int index);
    QTabBar *tabs() const { return m_tabs; }

private:
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
};

} // namespace chatsync::ui
