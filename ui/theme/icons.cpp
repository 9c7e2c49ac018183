// SPDX-License-Identifier: MIT
#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QFileInfo>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QStandardPaths>

#include <functional>

namespace chatsync::ui {
namespace {

QString ownFile(Icon id)
{
    switch (id) {
    case Icon::Sandbox:
        return QStringLiteral(":/icons/own/flask.svg");
    case Icon::ProductMark:
        return QStringLiteral(":/icons/own/product-mark.svg");
    case Icon::Application:
        return QStringLiteral(":/icons/own/application.svg");
    default:
        return {};
    }
}

/// The drawing that is meant for @p size, whatever the scale of the screen: at scale 2 the theme would give
/// the one for twice the size, and some of Breeze's large ones are pictures in colour, of which tinting
/// leaves a blot.
QString themeFile(Icon id, const QSize &size)
{
    constexpr int largestSmall = 18;
    const QString folder = size.height() > largestSmall ? QStringLiteral("22") : QStringLiteral("16");
    for (const QString &path : QIcon::themeSearchPaths()) {
        for (const char *context : {"actions", "places", "status"}) {
            const QString file =
                QStringLiteral("%1/%2/%3/%4/%5.svg")
                    .arg(path, QIcon::themeName(), QLatin1String(context), folder, iconName(id));
            if (QFileInfo::exists(file))
                return file;
        }
    }
    return {};
}

QIcon untinted(Icon id, const QSize &size = {22, 22})
{
    QString file = ownFile(id);
    if (file.isEmpty())
        file = themeFile(id, size);
    return file.isEmpty() ? QIcon::fromTheme(iconName(id)) : QIcon(file);
}

/// Draws the shape of another icon in one colour, chosen when it is painted.
class TintEngine final : public QIconEngine {
public:
    TintEngine(Icon id, std::function<QColor()> color)
        : m_id(id)
        , m_color(std::move(color))
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        painter->drawPixmap(rect, tinted(rect.size(), ratio, mode, state));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return tinted(size, 1.0, mode, state);
    }

    /// @p size is in device pixels here, unlike everywhere else.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        QPixmap pixmap = tinted((QSizeF(size) / scale).toSize(), scale, mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new TintEngine(*this); }
    QString key() const override { return QStringLiteral("chatsync-tint"); }
    bool isNull() override { return untinted(m_id).isNull(); }

    QList<QSize> availableSizes(QIcon::Mode, QIcon::State) override { return {{16, 16}, {22, 22}}; }

private:
    QColor colorOf(QIcon::Mode mode, QIcon::State state) const
    {
        const Tokens &t = theme().tokens();
        if (mode == QIcon::Disabled)
            return t.disabled;
        if (m_color)
            return m_color();
        return state == QIcon::On ? t.link : t.text2;
    }

    QPixmap tinted(const QSize &size, qreal ratio, QIcon::Mode mode, QIcon::State state) const
    {
        const QColor color = colorOf(mode, state);
        const QString key = QStringLiteral("chatsync-icon-%1-%2x%3-%4-%5")
                                .arg(static_cast<int>(m_id))
                                .arg(size.width())
                                .arg(size.height())
                                .arg(ratio)
                                .arg(color.rgba(), 0, 16);
        QPixmap result;
        if (QPixmapCache::find(key, &result))
            return result;
        result = QPixmap((QSizeF(size) * ratio).toSize());
        result.setDevicePixelRatio(ratio);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        const QRect whole(QPoint(), size);
        untinted(m_id, size).paint(&painter, whole);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(QRectF(whole), color);
        painter.end();
        QPixmapCache::insert(key, result);
        return result;
    }

    Icon m_id;
    std::function<QColor()> m_color;
};

QIcon tintedIcon(Icon id, std::function<QColor()> color)
{
    if (id == Icon::Application)
        return untinted(id);
    return QIcon(new TintEngine(id, std::move(color)));
}

} // namespace

QString iconName(Icon id)
{
    static const char *const names[] = {"edit-find",
                                        "dialog-messages",
                                        "view-history",
                                        "view-task",
                                        "view-statistics",
                                        "view-list-text",
                                        "configure",
                                        "application-menu",
                                        "overflow-menu",
                                        "edit-copy",
                                        "view-refresh",
                                        "list-add",
                                        "vcs-diff",
                                        "reverse",
                                        "document-export",
                                        "document-import",
                                        "media-playback-start",
                                        "media-playback-stop",
                                        "media-playback-pause",
                                        "view-filter",
                                        "go-bottom",
                                        "go-up",
                                        "go-down",
                                        "edit-clear-locationbar-rtl",
                                        "window-close",
                                        "layer-visible-on",
                                        "object-locked",
                                        "object-unlocked",
                                        "document-edit",
                                        "view-visible",
                                        "security-high",
                                        "edit-undo",
                                        "link",
                                        "help-about",
                                        "folder-open"};
    static_assert(std::size(names) == static_cast<std::size_t>(Icon::Sandbox));
    return id < Icon::Sandbox ? QString::fromLatin1(names[static_cast<int>(id)]) : QString();
}

QIcon icon(Icon id)
{
    if (id == Icon::ProductMark)
        return icon(id, [] { return theme().tokens().accent; });
    return tintedIcon(id, {});
}

QIcon icon(Icon id, const QColor &color)
{
    return tintedIcon(id, [color] { return color; });
}

QIcon icon(Icon id, QColor (*color)())
{
    return tintedIcon(id, color);
}

void installIconTheme()
{
    QStringList paths = QIcon::themeSearchPaths();
    const QStringList data = QStandardPaths::locateAll(
        QStandardPaths::GenericDataLocation, QStringLiteral("icons"), QStandardPaths::LocateDirectory);
    for (const QString &path : data + QStringList{QStringLiteral(":/icons")})
        if (!paths.contains(path))
            paths.append(path);
    // What is bundled stands behind what is installed, whatever order the platform gave.
    paths.removeAll(QStringLiteral(":/icons"));
    paths.append(QStringLiteral(":/icons"));
    QIcon::setThemeSearchPaths(paths);
    QIcon::setThemeName(QStringLiteral("breeze"));
}

} // namespace chatsync::ui
