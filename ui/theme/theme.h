// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

#include <QObject>
#include <QPalette>

#include <functional>
#include <memory>

class QLabel;
class QWidget;

namespace chatsync::ui {

class FocusRing;
class SystemScheme;

/// How the window looks: colours, fonts, sizes. One exists per QApplication, made right after it and
/// destroyed before it; it installs style, palette, fonts and icon theme, and replaces them live.
///
/// ## For who builds a view
///
/// - Colours: `theme().tokens().text2` at paint time, never kept. Labels: `setInk(label, Ink::Secondary)`.
/// - Fonts: `theme().font(FontRole::Caption)` at paint time; `setFontRole(label, FontRole::Heading)` on
/// widgets.
/// - Distances: `space::pane`, `radius::frame` (metrics.h). Row heights: `theme().height(Height::TableRow)`.
/// - Buttons: `setButtonKind(button, ButtonKind::Primary)`, `setSmall(widget)` (consolestyle.h).
/// - Fields: `setInvalid(field, true)`; read-only and disabled ones look locked by themselves.
/// - Surfaces: `setSurface(widget, Surface::Window)` fills a pane with the right ground.
/// - Icons: `icon(Icon::Copy)` (icons.h). Status: `paintStatus()`, `word()`, `statusOf()` (statusglyph.h).
/// - Lines and frames in your own paintEvent(): paint.h, sharp at every scale.
/// - A painted widget repaints by itself on a change: the palette and font events reach it. What it caches in
///   colour is dropped on changed().
///
/// GUI thread only.
class Theme final : public QObject {
    Q_OBJECT
public:
    enum class Scheme { System, Light, Dark };
    Q_ENUM(Scheme)

    /// Asks the desktop when the scheme is System.
    Theme();
    /// Asks @p system instead.
    explicit Theme(std::unique_ptr<SystemScheme> system);
    ~Theme() override;

    Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);
    bool isDark() const { return tokens().dark; }

    /// 1 is the size of the design; kept between 0.8 and 2.
    double textSize() const { return m_textSize; }
    void setTextSize(double factor);

    const Tokens &tokens() const { return *m_tokens; }
    QPalette palette() const;
    /// The palette of item views: the selection is a tint, so that status colours stay legible on it.
    QPalette itemViewPalette() const;

    QFont font(FontRole role) const { return fontFor(role, m_textSize); }
    int lineHeight(FontRole role) const { return lineHeightFor(role, m_textSize); }
    /// The design's height, or more when the text needs it.
    int height(Height kind) const;
    /// A length of the design that follows the text size.
    int scaled(int length) const;

Q_SIGNALS:
    /// After palette and fonts are in place.
    void changed();

private:
    void apply();
    const Tokens &wantedTokens() const;

    std::unique_ptr<SystemScheme> m_system;
    std::unique_ptr<FocusRing> m_focusRing;
    const Tokens *m_tokens;
    Scheme m_scheme = Scheme::System;
    double m_textSize = 1.0;
};

/// The theme of the application, like its style and palette. Only while a Theme lives.
Theme &theme();

/// The colour of a label's text.
enum class Ink { Primary, Secondary, Tertiary, Link, Ok, Fail, Warn, Neutral };
QColor inkColor(Ink ink);

/// What lies under a pane.
enum class Surface { Window, Base, Alternate, Rail };

/// These follow the theme for as long as the widget lives; a second call replaces the first.
void setFontRole(QWidget *widget, FontRole role);
void setInk(QWidget *widget, Ink ink);
void setSurface(QWidget *widget, Surface surface);

/// Runs @p update now and after each change of the theme, as long as @p widget lives.
void followTheme(QWidget *widget, const std::function<void()> &update);

} // namespace chatsync::ui
