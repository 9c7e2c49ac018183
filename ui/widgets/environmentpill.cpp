// SPDX-License-Identifier: MIT
#include "ui/widgets/environmentpill.h"

#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

namespace chatsync::ui {
namespace {

constexpr int padding = 11;
constexpr int chevron = 10;
constexpr int noteGap = 7; // On both sides of the divider

} // namespace

const EnvironmentInk &inkOf(EnvironmentKind kind, const Tokens &tokens)
{
    switch (kind) {
    case EnvironmentKind::Sandbox:
        return tokens.sandbox;
    case EnvironmentKind::Staging:
        return tokens.staging;
    case EnvironmentKind::Production:
        return tokens.production;
    }
    return tokens.production;
}

Icon iconOf(EnvironmentKind kind)
{
    switch (kind) {
    case EnvironmentKind::Sandbox:
        return Icon::Sandbox;
    case EnvironmentKind::Staging:
        return Icon::Staging;
    case EnvironmentKind::Production:
        return Icon::Locked;
    }
    return Icon::Locked;
}

EnvironmentPill::EnvironmentPill(QWidget *parent)
    : QPushButton(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setEnvironment(EnvironmentKind::Sandbox, tr("Sandbox"));
}

void EnvironmentPill::setEnvironment(EnvironmentKind kind, const QString &name, const QString &note)
{
    m_kind = kind;
    m_name = name;
    m_note = note;
    setAccessibleName(note.isEmpty() ? tr("Environment: %1").arg(name)
                                     : tr("Environment: %1, %2").arg(name, note));
    setToolTip(accessibleName());
    updateGeometry();
    update();
}

QSize EnvironmentPill::sizeHint() const
{
    const QFontMetrics strong(theme().font(FontRole::Label));
    const QFontMetrics body(theme().font(FontRole::Caption));
    int width =
        padding + 16 + space::base + strong.horizontalAdvance(m_name) + space::base + chevron + padding - 2;
    if (!m_note.isEmpty())
        width += 2 * noteGap + 1 + body.horizontalAdvance(m_note);
    return {width, theme().height(Height::LookUp)};
}

void EnvironmentPill::paintEvent(QPaintEvent *)
{
    const EnvironmentInk &ink = inkOf(m_kind, theme().tokens());
    QPainter painter(this);
    const auto visual = [this](const QRect &at) { return QStyle::visualRect(layoutDirection(), rect(), at); };
    // The border doubles as the sign of being under the pointer: the fill is the environment's and stays.
    drawFrame(painter, rect(), radius::frame, ink.fill, underMouse() || isDown() ? ink.text : ink.border);
    QRect at(padding, (height() - 16) / 2, 16, 16);
    ui::icon(iconOf(m_kind), ink.text).paint(&painter, visual(at));
    int x = at.right() + 1 + space::base;
    const QFont strong = theme().font(FontRole::Label);
    const int nameWidth = QFontMetrics(strong).horizontalAdvance(m_name);
    drawText(painter, visual(QRect(x, 0, nameWidth, height())), m_name, strong, ink.text);
    x += nameWidth;
    if (!m_note.isEmpty()) {
        x += noteGap;
        drawEdge(painter, visual(QRect(x, space::base, 1, height() - 2 * space::base)), Qt::LeftEdge,
                 ink.border);
        x += 1 + noteGap;
        const QFont body = theme().font(FontRole::Caption);
        const int noteWidth = QFontMetrics(body).horizontalAdvance(m_note);
        drawText(painter, visual(QRect(x, 0, noteWidth, height())), m_note, body, ink.text);
        x += noteWidth;
    }
    drawChevron(painter, visual(QRect(x + space::base, 0, chevron, height())), Arrow::Down, ink.text, 7);
}

EnvironmentStrip::EnvironmentStrip(int height, QWidget *parent)
    : QWidget(parent)
    , m_height(height)
{
    setFixedHeight(height);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void EnvironmentStrip::setKind(EnvironmentKind kind)
{
    m_kind = kind;
    update();
}

void EnvironmentStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), inkOf(m_kind, theme().tokens()).strip);
}

} // namespace chatsync::ui
