// SPDX-License-Identifier: MIT
#include "ui/widgets/environmentpill.h"

#include "core/environment/environment.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QUrl>

#include <algorithm>

namespace chatsync::ui {
namespace {

constexpr int padding = 11;
constexpr int chevron = 10;
constexpr int noteGap = 7; // On both sides of the divider

} // namespace

EnvironmentKind kindOf(const Environment &environment)
{
    switch (environment.kind) {
    case chatsync::EnvironmentKind::Sandbox:
        return EnvironmentKind::Sandbox;
    case chatsync::EnvironmentKind::Staging:
        return EnvironmentKind::Staging;
    case chatsync::EnvironmentKind::Production:
        return EnvironmentKind::Production;
    case chatsync::EnvironmentKind::Custom:
        break;
    }
    const QString host = QUrl(environment.streamUrl).host();
    const bool here = host == QLatin1String("localhost") || host == QLatin1String("127.0.0.1") ||
                      host == QLatin1String("::1");
    return here ? EnvironmentKind::Staging : EnvironmentKind::Production;
}

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

QString countdownText(std::chrono::seconds left)
{
    const auto seconds = std::max<qint64>(0, left.count());
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

void EnvironmentPill::setEnvironment(EnvironmentKind kind, const QString &name, const QString &note)
{
    m_kind = kind;
    m_name = name;
    m_note = note;
    tell();
}

void EnvironmentPill::setArmed(std::optional<std::chrono::seconds> left)
{
    if (left == m_armed)
        return;
    m_armed = left;
    tell();
}

void EnvironmentPill::tell()
{
    const QString shown = note();
    setAccessibleName(shown.isEmpty() ? tr("Environment: %1").arg(m_name)
                                      : tr("Environment: %1, %2").arg(m_name, shown));
    setToolTip(accessibleName());
    updateGeometry();
    update();
}

QString EnvironmentPill::note() const
{
    return m_armed ? tr("armed %1").arg(countdownText(*m_armed)) : m_note;
}

bool EnvironmentPill::isLastMinute() const
{
    return m_armed && *m_armed < std::chrono::minutes{1};
}

QSize EnvironmentPill::sizeHint() const
{
    const QFontMetrics strong(theme().font(FontRole::Label));
    const QFontMetrics body(theme().font(FontRole::Caption));
    int width =
        padding + 16 + space::base + strong.horizontalAdvance(m_name) + space::base + chevron + padding - 2;
    const QString said = m_armed ? tr("armed") : m_note;
    if (!said.isEmpty())
        width += 2 * noteGap + 1 + body.horizontalAdvance(said);
    if (m_armed)
        width += space::tiny +
                 QFontMetrics(theme().font(FontRole::Mono)).horizontalAdvance(countdownText(*m_armed));
    return {width, theme().height(Height::LookUp)};
}

void EnvironmentPill::paintEvent(QPaintEvent *)
{
    const Tokens &t = theme().tokens();
    EnvironmentInk ink = inkOf(m_kind, t);
    if (isLastMinute())
        ink = {ink.strip, t.dark ? ink.border : ink.strip, t.base, t.dark ? ink.border : ink.strip};
    QPainter painter(this);
    const auto visual = [this](const QRect &at) { return QStyle::visualRect(layoutDirection(), rect(), at); };
    // The border doubles as the sign of being under the pointer: the fill is the environment's and stays.
    drawFrame(painter, rect(), radius::frame, ink.fill, underMouse() || isDown() ? ink.text : ink.border,
              isLastMinute() ? 2 : 1);
    QRect at(padding, (height() - 16) / 2, 16, 16);
    ui::icon(m_armed ? Icon::Unlocked : iconOf(m_kind), ink.text).paint(&painter, visual(at));
    int x = at.right() + 1 + space::base;
    const auto say = [&](const QString &text, FontRole role) {
        const QFont font = theme().font(role);
        const int width = QFontMetrics(font).horizontalAdvance(text);
        drawText(painter, visual(QRect(x, 0, width, height())), text, font, ink.text);
        x += width;
    };
    say(m_name, FontRole::Label);
    const QString said = m_armed ? tr("armed") : m_note;
    if (!said.isEmpty()) {
        x += noteGap;
        QColor divider = ink.text;
        divider.setAlphaF(0.45F);
        drawEdge(painter, visual(QRect(x, space::base, 1, height() - 2 * space::base)), Qt::LeftEdge,
                 divider);
        x += 1 + noteGap;
        say(said, FontRole::Caption);
    }
    if (m_armed) {
        x += space::tiny;
        say(countdownText(*m_armed), FontRole::Mono);
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

void EnvironmentStrip::setShare(double share)
{
    m_share = std::clamp(share, 0.0, 1.0);
    update();
}

void EnvironmentStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor full = inkOf(m_kind, theme().tokens()).strip;
    QColor pale = full;
    pale.setAlphaF(0.35F);
    painter.fillRect(rect(), pale);
    const QRect left(0, 0, qRound(width() * m_share), height());
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), left), full);
}

} // namespace chatsync::ui
