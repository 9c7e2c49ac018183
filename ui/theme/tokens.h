// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>

#include <array>

namespace chatsync::ui {

/// The four colours of a state: the glyph, text of that state, the fill behind it, and the line round the
/// fill.
struct StatusInk {
    QColor glyph;
    QColor text;
    QColor tint;
    QColor line;
};

struct EnvironmentInk {
    QColor strip;
    QColor text;
    QColor fill;
    QColor border;
};

struct AvatarInk {
    QColor fill;
    QColor text;
};

/// Every colour of the window. tokens.cpp is the one place in ui/ where a colour is written down (a test
/// greps); everything else asks theme().tokens() when it paints and keeps nothing.
///
/// `text3` is legible on window, base and alternate only. On rail, hover, selection and tints use `text2`.
struct Tokens {
    bool dark = false;

    QColor window; ///< Bars, headers, form panes
    QColor rail;
    QColor base; ///< Views, inputs, panes
    QColor alternate;
    QColor button;
    QColor line;     ///< Between panes
    QColor lineSoft; ///< Between rows
    QColor control;  ///< Borders of buttons, inputs, check boxes; scroll thumb
    QColor text;
    QColor text2; ///< Labels, captions, table headers
    QColor text3; ///< Placeholders, line numbers, axis
    QColor disabled;
    QColor accent;      ///< Fill of the primary button, focus ring
    QColor accentHover; ///< The primary button under the pointer
    QColor accentPressed;
    QColor onAccent;
    QColor accentGlyph; ///< Running and waiting
    QColor link;        ///< Links, selected tab and nav text
    QColor accentTint;
    QColor accentLine;
    QColor selection; ///< Selected row; text on it keeps its own colour
    QColor hover;

    StatusInk ok;
    StatusInk fail;
    StatusInk warn;
    StatusInk neutral;
    StatusInk info;
    QColor mark;     ///< Inside solid glyphs
    QColor infoMark; ///< Inside the info glyph, which keeps white

    QColor waterfallRequest;
    QColor waterfallGrid;
    QColor waterfallHatch;

    QColor jsonKey;
    QColor jsonString;
    QColor jsonNumber;
    QColor searchBack;
    QColor searchText;

    EnvironmentInk sandbox;
    EnvironmentInk staging;
    EnvironmentInk production;

    std::array<AvatarInk, 6> avatars;
};

const Tokens &lightTokens();
const Tokens &darkTokens();

/// The contrast of WCAG 2: from 1 (the same) to 21 (black on white).
double contrastRatio(const QColor &a, const QColor &b);

} // namespace chatsync::ui
