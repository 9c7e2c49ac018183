// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace chatsync::ui {

/// A bar of a pane in the colour of the window, with a line along the edges given: its head, its foot, a
/// section of a form.
class PaneBar final : public QWidget {
    Q_OBJECT
public:
    explicit PaneBar(Qt::Edges lines, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::Edges m_lines;
};

} // namespace chatsync::ui
