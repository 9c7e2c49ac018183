// SPDX-License-Identifier: MIT
#include "ui/shell/settings.h"

#include <QMetaEnum>
#include <QSettings>

#include <algorithm>

namespace chatsync::ui {

namespace {

const QString version = QStringLiteral("version");
const QString windowRect = QStringLiteral("window/geometry");
const QString windowMaximized = QStringLiteral("window/maximized");
const QString currentView = QStringLiteral("window/view");
const QString viewStates = QStringLiteral("views");
const QString scheme = QStringLiteral("look/scheme");
const QString environmentId = QStringLiteral("environment");
const QString textSize = QStringLiteral("look/textSize");

/// Raised when what a view remembers changes its meaning: older states are then forgotten.
constexpr int stateVersion = 1;

} // namespace

Settings Settings::load(const QSettings &store)
{
    Settings settings;
    const auto schemes = QMetaEnum::fromType<Theme::Scheme>();
    bool known = false;
    const int wanted =
        schemes.keyToValue(store.value(chatsync::ui::scheme).toByteArray().constData(), &known);
    if (known)
        settings.scheme = static_cast<Theme::Scheme>(wanted);
    const double size = store.value(chatsync::ui::textSize, 1.0).toDouble();
    settings.environment = store.value(environmentId).toString();
    settings.textSize = size >= 0.8 && size <= 2.0 ? size : 1.0;
    if (store.value(version).toInt() != stateVersion)
        return settings;
    settings.window = store.value(windowRect).toRect();
    settings.maximized = store.value(windowMaximized).toBool();
    settings.view = store.value(currentView).toString();
    const QVariantMap states = store.value(viewStates).toMap();
    for (auto state = states.cbegin(); state != states.cend(); ++state)
        settings.views.insert(state.key(), state.value().toByteArray());
    return settings;
}

void Settings::save(QSettings &store) const
{
    store.setValue(version, stateVersion);
    store.setValue(windowRect, window);
    store.setValue(windowMaximized, maximized);
    store.setValue(currentView, view);
    QVariantMap states;
    for (auto state = views.cbegin(); state != views.cend(); ++state)
        states.insert(state.key(), state.value());
    store.setValue(viewStates, states);
    store.setValue(chatsync::ui::scheme, QString::fromLatin1(QMetaEnum::fromType<Theme::Scheme>().valueToKey(
                                             static_cast<int>(scheme))));
    store.setValue(chatsync::ui::textSize, textSize);
    store.setValue(environmentId, environment);
}

} // namespace chatsync::ui
