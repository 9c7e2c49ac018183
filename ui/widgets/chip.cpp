// SPDX-License-Identifier: MIT
#include "ui/theme/accessiblerole.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chipedit.h"

#include <QApplication>
#include <QDrag>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace chatsync::ui {
namespace {

constexpr int glyphSize = 14;
constexpr int crossSize = 20;
constexpr int longestName = 260; // A name of 500 characters stays one chip among others.

} // namespace

Chip::Chip(const ChipData &data, QWidget *parent)
    : QWidget(parent)
{
    setAccessibleRole(this, QAccessible::ListItem);
    setFocusPolicy(Qt::ClickFocus); // Reached from the editor by arrow keys; Tab leaves the field as a whole.
    setAttribute(Qt::WA_Hover);
    setData(data);
}

void Chip::setData(const ChipData &data)
{
    m_data = data;
    const QString state = data.statusText.isEmpty() ? word(data.status) : data.statusText;
    setAccessibleName(QStringLiteral("%1, %2").arg(data.name, state));
    setAccessibleDescription(m_removable ? tr("Press Delete to remove") : QString());
    setToolTip(QStringLiteral("%1\n%2\n%3")
                   .arg(data.name.left(200).toHtmlEscaped(), data.id.left(200).toHtmlEscaped(),
                        state.toHtmlEscaped())
                   .replace(QLatin1Char('\n'), QStringLiteral("<br>")));
    updateGeometry();
    update();
}

void Chip::setRemovable(bool removable)
{
    m_removable = removable;
    setAccessibleDescription(removable ? tr("Press Delete to remove") : QString());
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    const int text = QFontMetrics(theme().font(FontRole::Body)).horizontalAdvance(m_data.name.left(300));
    return {space::small + glyphSize + space::small + std::min(text, theme().scaled(longestName)) + 1 +
                (m_removable ? crossSize + space::tiny : space::base),
            theme().height(Height::Chip)};
}

QRect Chip::crossRect() const
{
    if (!m_removable)
        return {};
    const QRect at(width() - crossSize - 2, (height() - crossSize) / 2, crossSize, crossSize);
    return QStyle::visualRect(layoutDirection(), rect(), at);
}

void Chip::paintEvent(QPaintEvent *)
{
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    const bool selected = hasFocus();
    drawFrame(painter, rect(), radius::chip,
              selected      ? t.selection
              : m_removable ? t.button
                            : t.window,
              selected      ? t.accent
              : m_removable ? t.control
                            : t.line,
              selected ? 2 : 1);
    const QRect glyph(space::small, (height() - glyphSize) / 2, glyphSize, glyphSize);
    paintStatus(painter, QStyle::visualRect(layoutDirection(), rect(), glyph), m_data.status);
    const int end = m_removable ? crossSize + space::hair : space::small;
    const QRect text(glyph.right() + 1 + space::small, 0, width() - glyph.right() - 1 - space::small - end,
                     height());
    drawText(painter, QStyle::visualRect(layoutDirection(), rect(), text), m_data.name.left(300),
             theme().font(FontRole::Body), m_removable ? t.text : t.text2);
    if (m_removable) {
        const bool hot = crossRect().contains(mapFromGlobal(QCursor::pos())) && underMouse();
        if (hot)
            drawFrame(painter, crossRect().adjusted(2, 2, -2, -2), 3, t.neutral.tint, {});
        drawCross(painter, crossRect(), t.text2, 7, 1.3);
    }
}

bool Chip::event(QEvent *event)
{
    if (event->type() == QEvent::HoverMove)
        update();
    return QWidget::event(event);
}

void Chip::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position().toPoint();
}

void Chip::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QPoint at = event->position().toPoint();
    if (crossRect().contains(at) && crossRect().contains(m_pressed))
        Q_EMIT removeRequested();
    else if (rect().contains(at))
        Q_EMIT activated();
}

void Chip::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint way = event->position().toPoint() - m_pressed;
    if (!event->buttons().testFlag(Qt::LeftButton) ||
        way.manhattanLength() < QApplication::startDragDistance())
        return;
    auto *drag = new QDrag(this);
    auto *mime = new QMimeData;
    mime->setText(m_data.id);
    drag->setMimeData(mime);
    drag->setPixmap(grab());
    drag->exec(Qt::CopyAction);
}

void Chip::keyPressEvent(QKeyEvent *event)
{
    const int forward = isRightToLeft() ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (m_removable)
            Q_EMIT removeRequested();
        return;
    case Qt::Key_Left:
        Q_EMIT moveRequested(-forward);
        return;
    case Qt::Key_Right:
        Q_EMIT moveRequested(forward);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        Q_EMIT activated();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace chatsync::ui
