// SPDX-License-Identifier: MIT
#pragma once

#include <QFont>

namespace chatsync::ui {

/// A font by what it is for. Inter for text; JetBrains Mono for ids, code and numbers that tick or line up
/// (Inter's digits differ in width). Sizes follow the text size setting.
enum class FontRole {
    StartTitle,    ///< 22/28 semibold, first page only
    Title,         ///< 18/24 semibold
    Heading,       ///< 14/20 semibold
    Label,         ///< 13/18 semibold
    Body,          ///< 13/18
    BodyStrong,    ///< 13/18 medium, emphasis
    Caption,       ///< 12/16
    CaptionStrong, ///< 12/16 semibold, section labels
    Rail,          ///< 11/14 medium
    TableHeader,   ///< 12/16 medium
    Badge,         ///< 11/16 medium
    Mono,          ///< 12, ids and numbers in rows
    MonoSmall,     ///< 11, axis and latency
    Code,          ///< 12 on a line of 19, without ligatures
    Log,           ///< 12 on a line of 21, without ligatures
    Timer,         ///< 20/24 semibold mono
    Counter,       ///< 17/22 semibold mono
};

/// @p factor is the text size setting: 1 is the size of the design.
QFont fontFor(FontRole role, double factor);

/// The height of a line in logical pixels: the design's, grown with the factor, never less than the font
/// needs.
int lineHeightFor(FontRole role, double factor);

} // namespace chatsync::ui
