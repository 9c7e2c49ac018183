// SPDX-License-Identifier: MIT
#include "ui/theme/tokens.h"

#include <algorithm>
#include <cmath>

namespace chatsync::ui {
namespace {

QColor rgb(unsigned value)
{
    return QColor::fromRgb(0xff000000U | value);
}

StatusInk ink(unsigned glyph, unsigned text, unsigned tint, unsigned line)
{
    return {rgb(glyph), rgb(text), rgb(tint), rgb(line)};
}

EnvironmentInk environment(unsigned strip, unsigned text, unsigned fill, unsigned border)
{
    return {rgb(strip), rgb(text), rgb(fill), rgb(border)};
}

AvatarInk avatar(unsigned fill, unsigned text)
{
    return {rgb(fill), rgb(text)};
}

Tokens makeLight()
{
    Tokens t;
    t.window = rgb(0xF3F4F6);
    t.rail = rgb(0xE9ECF0);
    t.base = rgb(0xFFFFFF);
    t.alternate = rgb(0xF8F9FA);
    t.button = rgb(0xFFFFFF);
    t.line = rgb(0xD8DCE2);
    t.lineSoft = rgb(0xE8EBEF);
    t.control = rgb(0xB9C0CA);
    t.text = rgb(0x1A202A);
    t.text2 = rgb(0x525C6B);
    t.text3 = rgb(0x657080);
    t.disabled = rgb(0x9AA3AF);
    t.accent = rgb(0x2F5BD7);
    t.accentHover = rgb(0x2850C2);
    t.accentPressed = rgb(0x2245A8);
    t.onAccent = rgb(0xFFFFFF);
    t.accentGlyph = rgb(0x2F5BD7);
    t.link = rgb(0x2450C8);
    t.accentTint = rgb(0xE6EDFC);
    t.accentLine = rgb(0xB4C6F4);
    t.selection = rgb(0xDCE6FB);
    t.hover = rgb(0xF0F2F5);
    t.ok = ink(0x1F8A4C, 0x17693A, 0xE5F4EA, 0xA8D6B8);
    t.fail = ink(0xCF3A30, 0xB3261E, 0xFDECEA, 0xEFB5AF);
    t.warn = ink(0xB86E00, 0x855000, 0xFFF3DC, 0xEBCB8E);
    t.neutral = ink(0x757F8D, 0x525C6B, 0xEDEFF2, 0xD0D5DC);
    t.info = {t.accent, t.link, t.accentTint, t.accentLine};
    t.mark = rgb(0xFFFFFF);
    t.infoMark = rgb(0xFFFFFF);
    t.waterfallRequest = rgb(0x5B7FE6);
    t.waterfallGrid = rgb(0xE3E7EC);
    t.waterfallHatch = rgb(0xAEB7C4);
    t.jsonKey = rgb(0x6A3D9A);
    t.jsonString = rgb(0x17693A);
    t.jsonNumber = rgb(0x855000);
    t.searchBack = rgb(0xFFE08A);
    t.searchText = rgb(0x1A202A);
    t.sandbox = environment(0x0F766E, 0x0B5F58, 0xDCF3EF, 0x8CCDC4);
    t.staging = environment(0xC77700, 0x7A4300, 0xFDE9C8, 0xE3B566);
    t.production = environment(0xB42318, 0xFFFFFF, 0xB42318, 0x8E1A11);
    t.avatars = {avatar(0xF3DCE4, 0x7E2F4C), avatar(0xDDE3F3, 0x38487A), avatar(0xD6EAE6, 0x23594F),
                 avatar(0xF3E1D3, 0x7A4520), avatar(0xE4DDF4, 0x523A86), avatar(0xE5E8CF, 0x555B1E)};
    return t;
}

Tokens makeDark()
{
    Tokens t;
    t.dark = true;
    t.window = rgb(0x23272E);
    t.rail = rgb(0x1D2026);
    t.base = rgb(0x191C21);
    t.alternate = rgb(0x1D2026);
    t.button = rgb(0x2D323A);
    t.line = rgb(0x343A43);
    t.lineSoft = rgb(0x282D34);
    t.control = rgb(0x4A515D);
    t.text = rgb(0xE4E7EC);
    t.text2 = rgb(0xA2ABB8);
    t.text3 = rgb(0x8A93A0);
    t.disabled = rgb(0x5F6875);
    t.accent = rgb(0x3F6BE8);
    t.accentHover = rgb(0x3862DA);
    t.accentPressed = rgb(0x2F55C2);
    t.onAccent = rgb(0xFFFFFF);
    t.accentGlyph = rgb(0x7C9CF7);
    t.link = rgb(0x86A8FF);
    t.accentTint = rgb(0x232F50);
    t.accentLine = rgb(0x3B5597);
    t.selection = rgb(0x26345C);
    t.hover = rgb(0x22262D);
    t.ok = ink(0x3DA869, 0x74D29B, 0x18301F, 0x2C5C3D);
    t.fail = ink(0xE25A50, 0xFF938A, 0x351B1B, 0x73352F);
    t.warn = ink(0xD4952A, 0xF0C167, 0x322813, 0x6A5121);
    t.neutral = ink(0x8590A0, 0xA2ABB8, 0x2B3038, 0x3F4651);
    t.info = {t.accent, t.link, t.accentTint, t.accentLine};
    t.mark = rgb(0x14171B);
    t.infoMark = rgb(0xFFFFFF);
    t.waterfallRequest = rgb(0x5F85EE);
    t.waterfallGrid = rgb(0x2A2F36);
    t.waterfallHatch = rgb(0x59626F);
    t.jsonKey = rgb(0xC7A4F5);
    t.jsonString = rgb(0x8FD6AC);
    t.jsonNumber = rgb(0xF0C167);
    t.searchBack = rgb(0x7A5E12);
    t.searchText = rgb(0xFFF3D0);
    t.sandbox = environment(0x1E9A8E, 0x66D6C9, 0x12332F, 0x21665E);
    t.staging = environment(0xD4952A, 0xF2BF6B, 0x3A2B12, 0x76591F);
    t.production = environment(0xD0453A, 0xFFFFFF, 0xBF362C, 0xE25A50);
    t.avatars = {avatar(0x4A2735, 0xF2B6CA), avatar(0x2B3550, 0xB6C4F2), avatar(0x1F3F3A, 0xA5DCD1),
                 avatar(0x4A3322, 0xF0C6A3), avatar(0x3A2F55, 0xCDBDF2), avatar(0x383B1E, 0xD5DB9A)};
    return t;
}

double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

const Tokens &lightTokens()
{
    static const Tokens tokens = makeLight();
    return tokens;
}

const Tokens &darkTokens()
{
    static const Tokens tokens = makeDark();
    return tokens;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

} // namespace chatsync::ui
