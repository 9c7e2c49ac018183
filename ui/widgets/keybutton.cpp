// SPDX-License-Identifier: MIT
#include "ui/widgets/keybutton.h"

#include "ui/theme/consolestyle.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QStyleOptionButton>
#include <QStylePainter>

namespace chatsync::ui {
namespace {

constexpr int glyphSize = 16;
constexpr int keyPadding = 5;
constexpr int keyHeight = 18;

QColor inkOf(const KeyButton &button)
{
    const Tokens &t = theme().tokens();
    if (!button.isEnabled())
        return t.disabled;
    switch (buttonKind(&button)) {
    case ButtonKind::Primary:
        return t.onAccent;
    case ButtonKind::Destructive:
        return t.fail.text;
    default:
        return t.text;
    }
}

} // namespace

KeyButton::KeyButton(QWidget *parent)
    : QPushButton(parent)
{
    setIconSize({glyphSize, glyphSize});
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // Icon and keys go before the form grows.
}

void KeyButton::setKeys(const QString &keys)
{
    m_keys = keys;
    updateGeometry();
    update();
}

int KeyButton::textWidth() const
{
    return QFontMetrics(theme().font(FontRole::BodyStrong)).horizontalAdvance(text()) + 1;
}

QSize KeyButton::sizeHint() const
{
    int width = 2 * space::medium + textWidth();
    if (!icon().isNull())
        width += glyphSize + space::base;
    if (!m_keys.isEmpty())
        width += space::base + QFontMetrics(theme().font(FontRole::Badge)).horizontalAdvance(m_keys) +
                 2 * keyPadding;
    return {width, theme().height(isSmall(this) ? Height::SmallControl : Height::Control)};
}

QSize KeyButton::minimumSizeHint() const
{
    return {2 * space::medium + textWidth(), sizeHint().height()};
}

void KeyButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    painter.drawControl(QStyle::CE_PushButtonBevel, option);

    const QColor ink = inkOf(*this);
    const auto visual = [this](const QRect &at) { return QStyle::visualRect(layoutDirection(), rect(), at); };
    const QSize wanted = sizeHint();
    const bool roomForKeys = wanted.width() <= width();
    const int content =
        std::min(width(), roomForKeys ? wanted.width() : minimumSizeHint().width()) - 2 * space::medium;
    int x = (width() - content) / 2;
    if (!icon().isNull() && roomForKeys) {
        const QIcon::Mode mode = isEnabled() ? QIcon::Normal : QIcon::Disabled;
        icon().paint(&painter, visual(QRect(x, (height() - glyphSize) / 2, glyphSize, glyphSize)),
                     Qt::AlignCenter, mode);
        x += glyphSize + space::base;
    }
    drawText(painter, visual(QRect(x, 0, textWidth(), height())), text(), theme().font(FontRole::BodyStrong),
             ink);
    x += textWidth() + space::base;
    if (m_keys.isEmpty() || !roomForKeys)
        return;
    const QFont keyFont = theme().font(FontRole::Badge);
    const int keyWidth = QFontMetrics(keyFont).horizontalAdvance(m_keys) + 2 * keyPadding;
    const int tall = theme().scaled(keyHeight);
    const QRect cap = visual(QRect(x, (height() - tall) / 2, keyWidth, tall));
    QColor line = ink;
    line.setAlphaF(0.55F);
    drawFrame(painter, cap, radius::badge, {}, line);
    drawText(painter, cap, m_keys, keyFont, ink, Qt::AlignCenter);
}

} // namespace chatsync::ui
