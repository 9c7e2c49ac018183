// SPDX-License-Identifier: MIT
#pragma once

namespace chatsync::ui {

/// The scale of distances, in logical pixels. No other numbers between things.
namespace space {
inline constexpr int hair = 2;
inline constexpr int tiny = 4;
inline constexpr int small = 6;
inline constexpr int base = 8;
inline constexpr int medium = 12;
inline constexpr int pane = 16;
inline constexpr int page = 20;
inline constexpr int large = 24;
inline constexpr int labelToField = 5;
} // namespace space

namespace radius {
inline constexpr int frame = 6; ///< Frames, buttons, inputs, pill
inline constexpr int chip = 5;
inline constexpr int badge = 4; ///< Badges and key caps
inline constexpr int bar = 2;   ///< Waterfall
} // namespace radius

/// Heights of things that hold a line of text. The number is the design's at text size 1, without the row's
/// own 1 px line; Theme::height() grows it with the font.
enum class Height {
    TableRow = 30,
    DenseRow = 26,
    ListRow = 52,
    HistoryRow = 48,
    TableHeader = 28,
    ChecklistRow = 56,
    TimelineRow = 38,
    Control = 30,
    SmallControl = 26,
    LookUp = 32,
    LargeCombo = 34,
    Chip = 24,
    Badge = 18,
    TopBar = 52,
    PaneBar = 44,
    TabBar = 36,
    FilterBar = 42,
    StatusBar = 26,
};

inline constexpr int railWidth = 88;
inline constexpr int stripHeight = 3;
inline constexpr int minimumWindowWidth = 1120;
inline constexpr int minimumWindowHeight = 700;

} // namespace chatsync::ui
