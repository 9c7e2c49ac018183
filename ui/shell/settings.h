// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

#include <QByteArray>
#include <QHash>
#include <QRect>
#include <QString>

class QSettings;

namespace chatsync::ui {

/// What the window remembers. The keys stand in settings.cpp and nowhere else. Never a secret.
struct Settings {
    QRect window; ///< Null: centred, in the size of the design
    bool maximized = false;
    QString view;                     ///< Id of the view that was shown last
    QHash<QString, QByteArray> views; ///< What each view remembers: splitters, columns
    Theme::Scheme scheme = Theme::Scheme::System;
    double textSize = 1.0;
    QString environment; ///< Id of the one that was chosen last; empty: the sandbox

    bool operator==(const Settings &) const = default;

    /// What is not there or not readable is as by default.
    static Settings load(const QSettings &store);
    void save(QSettings &store) const;
};

} // namespace chatsync::ui
