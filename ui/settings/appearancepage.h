// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace chatsync::ui {

class SegmentedControl;

/// Colours, text size, layout. Shows what the theme has, and asks for changes: the window remembers them.
class AppearancePage final : public QWidget {
    Q_OBJECT
public:
    explicit AppearancePage(QWidget *parent = nullptr);

Q_SIGNALS:
    void schemeChosen(chatsync::ui::Theme::Scheme scheme);
    void largerRequested();
    void smallerRequested();
    void defaultsRequested();

private:
    void refresh();

    SegmentedControl *m_scheme;
    QLabel *m_size;
    QPushButton *m_smaller;
    QPushButton *m_larger;
    bool m_refreshing = false;
};

} // namespace chatsync::ui
