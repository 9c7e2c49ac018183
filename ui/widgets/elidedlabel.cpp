// SPDX-License-Identifier: MIT
#include "ui/widgets/elidedlabel.h"

#include "ui/theme/focusring.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace chatsync::ui {

ElidedLabel::ElidedLabel(const QString &text, Kind kind, QWidget *parent)
    : QLabel(text, parent)
    , m_kind(kind)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    if (kind == Kind::Id) {
        setFontRole(this, FontRole::Mono);
        setFocusPolicy(Qt::TabFocus);
        setWantsFocusRing(this);
        setAccessibleDescription(tr("Press Ctrl+C to copy"));
    }
}

bool ElidedLabel::isElided() const
{
    return fontMetrics().horizontalAdvance(text()) > contentsRect().width();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 1, std::max(fontMetrics().height(), 16)};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const int few = fontMetrics().averageCharWidth() * 8;
    return {std::min(few, sizeHint().width()), sizeHint().height()};
}

void ElidedLabel::copyAll() const
{
    QGuiApplication::clipboard()->setText(text());
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const Qt::TextElideMode mode = m_kind == Kind::Id ? Qt::ElideMiddle : Qt::ElideRight;
    QString shown = text().left(4'000);
    shown.replace(QLatin1Char('\n'), QLatin1Char(' '));
    painter.drawText(contentsRect(),
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment())) |
                         Qt::TextSingleLine,
                     fontMetrics().elidedText(shown, mode, contentsRect().width()));
}

void ElidedLabel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copyAll();
    else
        QLabel::keyPressEvent(event);
}

void ElidedLabel::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->addAction(icon(Icon::Copy), m_kind == Kind::Id ? tr("Copy id") : tr("Copy text"));
    connect(copy, &QAction::triggered, this, &ElidedLabel::copyAll);
    menu->popup(event->globalPos());
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        if (isElided())
            QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(),
                               QStringLiteral("<span>%1</span>").arg(text().left(4'000).toHtmlEscaped()),
                               this);
        return true;
    }
    return QLabel::event(event);
}

QString withSoftBreaks(const QString &text, int longestWord)
{
    constexpr QChar zeroWidthSpace(0x200B);
    QString broken;
    int inWord = 0;
    for (const QChar c : text) {
        inWord = c.isSpace() ? 0 : inWord + 1;
        broken.append(c);
        // Not between the halves of a character.
        if (inWord >= longestWord && !c.isHighSurrogate()) {
            broken.append(zeroWidthSpace);
            inWord -= 8;
        }
    }
    return broken;
}

} // namespace chatsync::ui
