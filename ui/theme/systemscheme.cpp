// SPDX-License-Identifier: MIT
#include "ui/theme/systemscheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QEvent>
#include <QGuiApplication>
#include <QPalette>

#include <optional>

namespace chatsync::ui {
namespace {

const QString portalService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString portalInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString colorScheme = QStringLiteral("color-scheme");
constexpr int portalPatienceMs = 40; // The window waits for this answer.

/// 0 is "no preference", 1 dark, 2 light (documentation of org.freedesktop.portal.Settings).
std::optional<bool> darkIn(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    const uint preference = value.toUInt();
    if (preference == 0)
        return std::nullopt;
    return preference == 1;
}

std::optional<bool> askPortal()
{
    QDBusMessage question =
        QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, QStringLiteral("Read"));
    question << appearance << colorScheme;
    const QDBusMessage answer = QDBusConnection::sessionBus().call(question, QDBus::Block, portalPatienceMs);
    if (answer.type() != QDBusMessage::ReplyMessage || answer.arguments().isEmpty())
        return std::nullopt;
    return darkIn(answer.arguments().constFirst());
}

bool isDarkPalette(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

} // namespace

DesktopScheme::DesktopScheme(QObject *parent)
    : SystemScheme(parent)
    , m_dark(isDarkPalette(QGuiApplication::palette()))
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (bus.isConnected()) {
        bus.connect(portalService, portalPath, portalInterface, QStringLiteral("SettingChanged"), this,
                    SLOT(onPortalSetting(QString, QString, QDBusVariant)));
        if (const std::optional<bool> dark = askPortal()) {
            m_dark = *dark;
            m_portal = true;
        }
    }
    qApp->installEventFilter(this);
}

void DesktopScheme::onPortalSetting(const QString &space, const QString &key, const QDBusVariant &value)
{
    if (space != appearance || key != colorScheme)
        return;
    m_portal = true;
    setDark(darkIn(value.variant()).value_or(false));
}

bool DesktopScheme::eventFilter(QObject *watched, QEvent *event)
{
    // Our own palette hides the platform's, so it is laid bare for a moment to be read. The one who listens
    // to changed() puts ours back; without a change nobody has seen anything but one more palette event.
    if (event->type() == QEvent::ThemeChange && !m_portal && watched->isWindowType()) {
        const QPalette ours = QGuiApplication::palette();
        QGuiApplication::setPalette(QPalette());
        const bool dark = isDarkPalette(QGuiApplication::palette());
        QGuiApplication::setPalette(ours);
        setDark(dark);
    }
    return SystemScheme::eventFilter(watched, event);
}

void DesktopScheme::setDark(bool dark)
{
    if (dark == m_dark)
        return;
    m_dark = dark;
    Q_EMIT changed();
}

} // namespace chatsync::ui
