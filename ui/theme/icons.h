// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QIcon>

#include <optional>

namespace chatsync::ui {

/// Every picture of the window. Breeze's, from the installed theme or else the copies the build made of it;
/// the last ones are the program's own. Status is never an icon: see statusglyph.h.
enum class Icon {
    LookUp,
    Conversation,
    Runs,
    Checklist,
    Audit,
    BackendLog,
    Settings,
    Menu,
    More,
    Copy,
    Refresh, ///< Also replay
    New,
    Compare,
    Swap,
    Export,
    Import,
    Run,
    Stop,
    Pause,
    Filter,
    Follow,
    Previous,
    Next,
    ClearField,
    Close,
    Staging,
    Locked,
    Unlocked,
    Write,
    ReadOnly,
    Limits,
    Undo,
    SameCause,
    Help,
    Open,
    // Drawn for this program
    Sandbox,     ///< The flask
    ProductMark, ///< Keeps its own two tones of accent
    Application, ///< The window's icon: full colour, not tinted
};

inline constexpr int iconCount = static_cast<int>(Icon::Application) + 1;

/// The icon, tinted when painted: text 2 (or @p color), disabled and checked in their colours, sharp at every
/// device pixel ratio. It follows the theme without being made anew.
QIcon icon(Icon id);
QIcon icon(Icon id, const QColor &color);
/// Tinted with what @p color gives at the time of painting.
QIcon icon(Icon id, QColor (*color)());

/// The name in the icon theme, for tests and for the build's list; empty for the program's own.
QString iconName(Icon id);

/// Points QIcon at Breeze: the installed theme first, the bundled copies behind it.
void installIconTheme();

} // namespace chatsync::ui
