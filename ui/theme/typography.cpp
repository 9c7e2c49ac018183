// SPDX-License-Identifier: MIT
#include "ui/theme/typography.h"

#include <QFontDatabase>
#include <QFontMetrics>

#include <algorithm>
#include <cmath>

namespace chatsync::ui {
namespace {

struct Spec {
    int size;
    int line;
    QFont::Weight weight;
    bool mono;
};

Spec specOf(FontRole role)
{
    switch (role) {
    case FontRole::StartTitle:
        return {22, 28, QFont::DemiBold, false};
    case FontRole::Title:
        return {18, 24, QFont::DemiBold, false};
    case FontRole::Heading:
        return {14, 20, QFont::DemiBold, false};
    case FontRole::Label:
        return {13, 18, QFont::DemiBold, false};
    case FontRole::Body:
        return {13, 18, QFont::Normal, false};
    case FontRole::BodyStrong:
        return {13, 18, QFont::Medium, false};
    case FontRole::Caption:
        return {12, 16, QFont::Normal, false};
    case FontRole::CaptionStrong:
        return {12, 16, QFont::DemiBold, false};
    case FontRole::Rail:
        return {11, 14, QFont::Medium, false};
    case FontRole::TableHeader:
        return {12, 16, QFont::Medium, false};
    case FontRole::Badge:
        return {11, 16, QFont::Medium, false};
    case FontRole::Mono:
        return {12, 16, QFont::Normal, true};
    case FontRole::MonoSmall:
        return {11, 14, QFont::Normal, true};
    case FontRole::Code:
        return {12, 19, QFont::Normal, true};
    case FontRole::Log:
        return {12, 21, QFont::Normal, true};
    case FontRole::Timer:
        return {20, 24, QFont::DemiBold, true};
    case FontRole::Counter:
        return {17, 22, QFont::DemiBold, true};
    }
    return {13, 18, QFont::Normal, false};
}

/// The generic family behind the named ones is what an absent package leaves.
QStringList families(bool mono)
{
    if (mono)
        return {QStringLiteral("JetBrains Mono"), QStringLiteral("DejaVu Sans Mono"),
                QFontDatabase::systemFont(QFontDatabase::FixedFont).family()};
    return {QStringLiteral("Inter"), QFontDatabase::systemFont(QFontDatabase::GeneralFont).family()};
}

} // namespace

QFont fontFor(FontRole role, double factor)
{
    const Spec spec = specOf(role);
    QFont font;
    font.setFamilies(families(spec.mono));
    font.setPixelSize(std::max(8, static_cast<int>(std::lround(spec.size * factor))));
    font.setWeight(spec.weight);
    font.setStyleHint(spec.mono ? QFont::Monospace : QFont::SansSerif);
    // JetBrains Mono joins "!=" and "->" into one sign: in raw text every character has to be seen.
    font.setStyleStrategy(spec.mono ? QFont::PreferNoShaping : QFont::PreferDefault);
    return font;
}

int lineHeightFor(FontRole role, double factor)
{
    const int wanted = static_cast<int>(std::lround(specOf(role).line * factor));
    return std::max(wanted, QFontMetrics(fontFor(role, factor)).ascent() + 2);
}

} // namespace chatsync::ui
