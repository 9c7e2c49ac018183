// SPDX-License-Identifier: MIT
#include "ui/widgets/progress.h"

#include "ui/theme/accessiblerole.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace chatsync::ui {

ProgressBar::ProgressBar(Thickness thickness, QWidget *parent)
    : QProgressBar(parent)
    , m_thickness(thickness)
{
    setTextVisible(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Progress"));
}

void ProgressBar::setTone(Status tone)
{
    m_tone = tone;
    update();
}

QSize ProgressBar::sizeHint() const
{
    return {m_thickness == Thickness::Page ? 220 : 80, static_cast<int>(m_thickness)};
}

QSize ProgressBar::minimumSizeHint() const
{
    return {32, static_cast<int>(m_thickness)};
}

void ProgressBar::paintEvent(QPaintEvent *)
{
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    const QRectF bar(0, (height() - static_cast<int>(m_thickness)) / 2, width(),
                     static_cast<int>(m_thickness));
    constexpr double round = 3;
    const double rounding = std::min(round, bar.height() / 2);
    drawFrame(painter, bar, rounding, t.neutral.line, {});
    const QColor ink = m_tone == Status::Info ? t.accent : inkOf(m_tone, t).glyph;
    QRectF done = bar;
    if (minimum() == maximum()) {
        done = QRectF(bar.width() * 0.34, bar.top(), bar.width() * 0.28, bar.height());
    } else {
        const double share = std::clamp(double(value() - minimum()) / (maximum() - minimum()), 0.0, 1.0);
        if (share <= 0)
            return;
        done.setWidth(std::max(3.0, bar.width() * share));
        if (isRightToLeft())
            done.moveRight(bar.right());
    }
    drawFrame(painter, done, rounding, ink, {});
}

CountdownRing::CountdownRing(int size, QWidget *parent)
    : QWidget(parent)
    , m_size(size)
{
    setAccessibleRole(this, QAccessible::Graphic);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setRemaining({}, {});
}

void CountdownRing::setRemaining(std::chrono::milliseconds remaining, std::chrono::milliseconds total)
{
    using namespace std::chrono_literals;
    const auto left = std::max(remaining, 0ms);
    m_passed = total > 0ms ? std::clamp(1.0 - double(left.count()) / double(total.count()), 0.0, 1.0) : 1.0;
    const double seconds = double(left.count()) / 1000.0;
    m_text = QLocale().toString(seconds, 'f', seconds < 10 ? 1 : 0);
    setAccessibleName(tr("%1 s left").arg(m_text));
    update();
}

void CountdownRing::paintEvent(QPaintEvent *)
{
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    constexpr double pen = 2.5;
    const QRectF ring = QRectF((width() - m_size) / 2.0, (height() - m_size) / 2.0, m_size, m_size)
                            .adjusted(pen / 2 + 1, pen / 2 + 1, -pen / 2 - 1, -pen / 2 - 1);
    painter.setPen(QPen(t.accentLine, pen));
    painter.drawEllipse(ring);
    painter.setPen(QPen(t.accentGlyph, pen, Qt::SolidLine, Qt::FlatCap));
    painter.drawArc(ring, 90 * 16, -qRound(m_passed * 360 * 16));
    drawText(painter, ring, m_text, theme().font(FontRole::MonoSmall), t.link, Qt::AlignCenter,
             Qt::ElideNone);
}

} // namespace chatsync::ui
