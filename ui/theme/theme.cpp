// SPDX-License-Identifier: MIT
#include "ui/theme/theme.h"

#include "ui/theme/consolestyle.h"
#include "ui/theme/focusring.h"
#include "ui/theme/icons.h"
#include "ui/theme/systemscheme.h"

#include <QApplication>
#include <QToolTip>
#include <QVariant>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace chatsync::ui {
namespace {

Theme *currentTheme = nullptr;

void setGroup(QPalette &palette, QPalette::ColorGroup group, const Tokens &t, const QColor &text)
{
    palette.setColor(group, QPalette::Window, t.window);
    palette.setColor(group, QPalette::WindowText, text);
    palette.setColor(group, QPalette::Base, t.base);
    palette.setColor(group, QPalette::AlternateBase, t.alternate);
    palette.setColor(group, QPalette::Text, text);
    palette.setColor(group, QPalette::BrightText, t.onAccent);
    palette.setColor(group, QPalette::Button, t.button);
    palette.setColor(group, QPalette::ButtonText, text);
    palette.setColor(group, QPalette::PlaceholderText, t.text3);
    palette.setColor(group, QPalette::Highlight, t.accent);
    palette.setColor(group, QPalette::HighlightedText, t.onAccent);
    palette.setColor(group, QPalette::Link, t.link);
    palette.setColor(group, QPalette::LinkVisited, t.link);
    palette.setColor(group, QPalette::ToolTipBase, t.alternate);
    palette.setColor(group, QPalette::ToolTipText, t.text);
    palette.setColor(group, QPalette::Light, t.button);
    palette.setColor(group, QPalette::Midlight, t.lineSoft);
    palette.setColor(group, QPalette::Mid, t.line);
    palette.setColor(group, QPalette::Dark, t.control);
    palette.setColor(group, QPalette::Shadow, t.control);
}

} // namespace

Theme &theme()
{
    Q_ASSERT(currentTheme);
    return *currentTheme;
}

Theme::Theme()
    : Theme(std::make_unique<DesktopScheme>())
{}

Theme::Theme(std::unique_ptr<SystemScheme> system)
    : m_system(std::move(system))
    , m_focusRing(std::make_unique<FocusRing>())
    , m_tokens(&lightTokens())
{
    Q_ASSERT(!currentTheme);
    currentTheme = this;
    m_tokens = &wantedTokens();
    installIconTheme();
    QApplication::setStyle(new ConsoleStyle);
    connect(m_system.get(), &SystemScheme::changed, this, [this] {
        if (m_tokens != &wantedTokens())
            apply();
    });
    apply();
}

Theme::~Theme()
{
    currentTheme = nullptr;
}

const Tokens &Theme::wantedTokens() const
{
    const bool dark = m_scheme == Scheme::System ? m_system->isDark() : m_scheme == Scheme::Dark;
    return dark ? darkTokens() : lightTokens();
}

void Theme::setScheme(Scheme scheme)
{
    if (m_scheme == scheme)
        return;
    m_scheme = scheme;
    if (m_tokens != &wantedTokens())
        apply();
}

void Theme::setTextSize(double factor)
{
    const double wanted = std::clamp(factor, 0.8, 2.0);
    if (qFuzzyCompare(wanted, m_textSize))
        return;
    m_textSize = wanted;
    apply();
}

void Theme::apply()
{
    m_tokens = &wantedTokens();
    QApplication::setFont(font(FontRole::Body));
    QApplication::setFont(font(FontRole::TableHeader), "QHeaderView");
    QApplication::setFont(font(FontRole::BodyStrong), "QPushButton");
    QApplication::setFont(font(FontRole::Caption), "QStatusBar");
    QToolTip::setFont(font(FontRole::Caption));
    QApplication::setPalette(palette());
    QApplication::setPalette(itemViewPalette(), "QAbstractItemView");
    QToolTip::setPalette(palette());
    // Qt posts the news of it; whoever listens to changed() finds all widgets in the new colours already.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::ApplicationPaletteChange);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::ApplicationFontChange);
    Q_EMIT changed();
}

QPalette Theme::palette() const
{
    const Tokens &t = tokens();
    QPalette palette;
    setGroup(palette, QPalette::Active, t, t.text);
    setGroup(palette, QPalette::Inactive, t, t.text);
    setGroup(palette, QPalette::Disabled, t, t.disabled);
    palette.setColor(QPalette::Disabled, QPalette::PlaceholderText, t.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Link, t.disabled);
    palette.setColor(QPalette::Disabled, QPalette::LinkVisited, t.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Button, t.window);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, t.line);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, t.text2);
    return palette;
}

QPalette Theme::itemViewPalette() const
{
    QPalette palette = this->palette();
    palette.setColor(QPalette::Highlight, tokens().selection);
    for (const auto group : {QPalette::Active, QPalette::Inactive})
        palette.setColor(group, QPalette::HighlightedText, tokens().text);
    return palette;
}

int Theme::scaled(int length) const
{
    return static_cast<int>(std::lround(length * m_textSize));
}

int Theme::height(Height kind) const
{
    const int design = static_cast<int>(kind);
    // Two lines need 18 + 16; the room round the text stays what it is, only the text grows.
    const int lines = design >= static_cast<int>(Height::TimelineRow) && kind != Height::PaneBar &&
                              kind != Height::FilterBar && kind != Height::TopBar
                          ? 2
                          : 1;
    const int grown = design + lines * (lineHeight(FontRole::Body) - lineHeightFor(FontRole::Body, 1.0));
    return std::max(grown, std::min(design, scaled(design)));
}

QColor inkColor(Ink ink)
{
    const Tokens &t = theme().tokens();
    switch (ink) {
    case Ink::Primary:
        return t.text;
    case Ink::Secondary:
        return t.text2;
    case Ink::Tertiary:
        return t.text3;
    case Ink::Link:
        return t.link;
    case Ink::Ok:
        return t.ok.text;
    case Ink::Fail:
        return t.fail.text;
    case Ink::Warn:
        return t.warn.text;
    case Ink::Neutral:
        return t.neutral.text;
    }
    return t.text;
}

namespace {

QColor surfaceColor(Surface surface)
{
    const Tokens &t = theme().tokens();
    switch (surface) {
    case Surface::Window:
        return t.window;
    case Surface::Base:
        return t.base;
    case Surface::Alternate:
        return t.alternate;
    case Surface::Rail:
        return t.rail;
    }
    return t.window;
}

constexpr const char *inkProperty = "ink";
constexpr const char *surfaceProperty = "surface";

/// From nothing each time: a palette read back from the widget would carry what it inherited as its own.
void applyColors(QWidget *widget)
{
    QPalette palette;
    const QVariant ink = widget->property(inkProperty);
    if (ink.isValid()) {
        const QColor color = inkColor(static_cast<Ink>(ink.toInt()));
        for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
            palette.setColor(QPalette::Active, role, color);
            palette.setColor(QPalette::Inactive, role, color);
            palette.setColor(QPalette::Disabled, role, theme().tokens().disabled);
        }
    }
    const QVariant surface = widget->property(surfaceProperty);
    if (surface.isValid())
        palette.setColor(QPalette::Window, surfaceColor(static_cast<Surface>(surface.toInt())));
    widget->setPalette(palette);
}

/// One follower per widget and purpose: it lives as the widget's child and is replaced by name.
void replaceFollower(QWidget *widget, const QString &purpose, const std::function<void()> &update)
{
    delete widget->findChild<QObject *>(purpose, Qt::FindDirectChildrenOnly);
    auto *follower = new QObject(widget);
    follower->setObjectName(purpose);
    QObject::connect(&theme(), &Theme::changed, follower, update);
    update();
}

} // namespace

void setFontRole(QWidget *widget, FontRole role)
{
    replaceFollower(widget, QStringLiteral("followFont"),
                    [widget, role] { widget->setFont(theme().font(role)); });
}

void setInk(QWidget *widget, Ink ink)
{
    widget->setProperty(inkProperty, static_cast<int>(ink));
    replaceFollower(widget, QStringLiteral("followColors"), [widget] { applyColors(widget); });
}

void setSurface(QWidget *widget, Surface surface)
{
    widget->setAutoFillBackground(true);
    widget->setProperty(surfaceProperty, static_cast<int>(surface));
    replaceFollower(widget, QStringLiteral("followColors"), [widget] { applyColors(widget); });
}

void followTheme(QWidget *widget, const std::function<void()> &update)
{
    QObject::connect(&theme(), &Theme::changed, widget, update);
    update();
}

} // namespace chatsync::ui
