// SPDX-License-Identifier: MIT
#include "ui/widgets/panebar.h"

#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace chatsync::ui {

PaneBar::PaneBar(Qt::Edges lines, QWidget *parent)
    : QWidget(parent)
    , m_lines(lines)
{}

void PaneBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().tokens().window);
    for (const Qt::Edge edge : {Qt::TopEdge, Qt::BottomEdge, Qt::LeftEdge, Qt::RightEdge}) {
        if (m_lines.testFlag(edge))
            drawEdge(painter, rect(), edge, theme().tokens().line);
    }
}

} // namespace chatsync::ui
