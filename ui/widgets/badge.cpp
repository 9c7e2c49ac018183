// SPDX-License-Identifier: MIT
#include "ui/widgets/badge.h"

#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace chatsync::ui {
namespace {

constexpr int glyphSize = 12;

} // namespace

Badge::Badge(const QString &text, Look look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setText(text);
}

Badge::Badge(const QString &text, Status status, bool glyph, QWidget *parent)
    : Badge(text, Look::Outline, parent)
{
    setStatus(status, glyph);
}

void Badge::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Badge::setStatus(Status status, bool glyph)
{
    m_status = status;
    m_glyph = glyph;
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    const int text = QFontMetrics(theme().font(FontRole::Badge)).horizontalAdvance(m_text);
    const int height = theme().height(Height::Badge);
    const int width = text + 2 * space::small + 2 + (m_glyph ? glyphSize + space::tiny : 0);
    return {std::max(width, m_look == Look::Count ? height + space::tiny : height), height};
}

void Badge::paintEvent(QPaintEvent *)
{
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    QColor ink = t.text2;
    if (m_status) {
        const StatusInk &state = inkOf(*m_status, t);
        drawFrame(painter, rect(), radius::badge, state.tint, state.line);
        ink = state.text;
    } else if (m_look == Look::Count) {
        drawFrame(painter, rect(), height() / 2.0, t.neutral.tint, {});
    } else {
        const bool filled = m_look == Look::Filled;
        drawFrame(painter, rect(), radius::badge, filled ? t.neutral.tint : t.base,
                  filled ? t.control : t.control);
    }
    QRect text = rect();
    if (m_glyph) {
        QRect glyph(space::small, (height() - glyphSize) / 2, glyphSize, glyphSize);
        text.setLeft(glyph.right() + 1 + space::tiny);
        text.setRight(text.right() - space::small);
        paintStatus(painter, QStyle::visualRect(layoutDirection(), rect(), glyph), *m_status);
        text = QStyle::visualRect(layoutDirection(), rect(), text);
    }
    drawText(painter, text, m_text, theme().font(FontRole::Badge), ink,
             m_glyph ? Qt::AlignLeading | Qt::AlignVCenter : Qt::AlignCenter);
}

KeyCap::KeyCap(const QString &keys, QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setKeys(keys);
}

void KeyCap::setKeys(const QString &keys)
{
    m_keys = keys;
    setAccessibleName(tr("Key %1").arg(keys));
    updateGeometry();
    update();
}

QSize KeyCap::sizeHint() const
{
    return sizeFor(m_keys);
}

QSize KeyCap::sizeFor(const QString &keys)
{
    const int text = QFontMetrics(theme().font(FontRole::Badge)).horizontalAdvance(keys);
    return {text + 2 * space::small + 1, theme().height(Height::Badge)};
}

void KeyCap::paint(QPainter &painter, const QRect &rect, const QString &keys)
{
    const Tokens &t = theme().tokens();
    drawFrame(painter, rect, radius::badge, t.alternate, t.control);
    drawText(painter, rect, keys, theme().font(FontRole::Badge), t.text2, Qt::AlignCenter);
}

void KeyCap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(painter, rect(), m_keys);
}

} // namespace chatsync::ui
