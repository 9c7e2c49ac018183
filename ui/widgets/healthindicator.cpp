// SPDX-License-Identifier: MIT
#include "ui/widgets/healthindicator.h"

#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QLocale>
#include <QPainter>

namespace chatsync::ui {
namespace {

constexpr int signSize = 9;

void paintSign(QPainter &painter, const QRectF &r, HealthIndicator::Health health)
{
    const Tokens &t = theme().tokens();
    painter.setRenderHint(QPainter::Antialiasing);
    switch (health) {
    case HealthIndicator::Health::Ok:
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.ok.glyph);
        painter.drawEllipse(r.center(), 3.6, 3.6);
        break;
    case HealthIndicator::Health::Slow:
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.warn.glyph);
        painter.drawPolygon(QPolygonF({{r.center().x(), r.top()}, r.bottomRight(), r.bottomLeft()}));
        break;
    case HealthIndicator::Health::Down:
        drawCross(painter, r, t.fail.glyph, 7, 2);
        break;
    case HealthIndicator::Health::NotSetUp:
        painter.setPen(QPen(t.neutral.glyph, 1.4));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(r.center(), 3.8, 3.8);
        break;
    }
}

} // namespace

HealthIndicator::HealthIndicator(const QString &name, QWidget *parent)
    : QPushButton(parent)
    , m_name(name)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    set(Health::NotSetUp, {});
}

void HealthIndicator::setLatency(int milliseconds)
{
    set(milliseconds >= slowFromMs ? Health::Slow : Health::Ok, milliseconds);
}

void HealthIndicator::setDown()
{
    set(Health::Down, {});
}

void HealthIndicator::setNotSetUp()
{
    set(Health::NotSetUp, {});
}

void HealthIndicator::set(Health health, std::optional<int> latency)
{
    m_health = health;
    m_latency = latency;
    const QString slow = health == Health::Slow ? tr("slow, %1").arg(detail()) : detail();
    setAccessibleName(QStringLiteral("%1: %2").arg(m_name, slow));
    setToolTip(accessibleName());
    updateGeometry();
    update();
}

QString HealthIndicator::detail() const
{
    if (m_latency)
        return tr("%1 ms").arg(QLocale().toString(*m_latency));
    return m_health == Health::Down ? tr("down") : tr("not set up");
}

QSize HealthIndicator::sizeHint() const
{
    const int name = QFontMetrics(theme().font(FontRole::TableHeader)).horizontalAdvance(m_name);
    const int text = QFontMetrics(theme().font(FontRole::MonoSmall)).horizontalAdvance(detail());
    return {space::tiny + signSize + space::small + name + space::small + text + space::tiny,
            theme().height(Height::SmallControl)};
}

void HealthIndicator::paintEvent(QPaintEvent *)
{
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    if (underMouse() || isDown())
        drawFrame(painter, rect(), radius::badge, t.neutral.tint, {});
    const auto visual = [this](const QRect &at) { return QStyle::visualRect(layoutDirection(), rect(), at); };
    const QRect sign(space::tiny, (height() - signSize) / 2, signSize, signSize);
    paintSign(painter, visual(sign), m_health);
    const QFont strong = theme().font(FontRole::TableHeader);
    int x = sign.right() + 1 + space::small;
    const int name = QFontMetrics(strong).horizontalAdvance(m_name);
    drawText(painter, visual(QRect(x, 0, name, height())), m_name, strong, t.text);
    x += name + space::small;
    drawText(painter, visual(QRect(x, 0, width() - x, height())), detail(), theme().font(FontRole::MonoSmall),
             t.text2);
}

} // namespace chatsync::ui
