// SPDX-License-Identifier: MIT
#pragma once

#include "ui/shell/commandpalette.h"

#include <functional>

namespace chatsync {
class Console;
}

namespace chatsync::ui {

class MainWindow;

/// Registers the view that looks anybody up. The field at the top leads there: with Enter, and with a paste
/// of anything that is more than part of a name.
void addLookUpView(MainWindow *window);

/// Shows that view with what @p text names.
void lookUpIn(MainWindow *window, const QString &text);

/// Offers to look up what was typed: before everything else when it is an id, an error or the like.
class LookUpSource final : public PaletteSource {
    Q_OBJECT
public:
    explicit LookUpSource(std::function<void(const QString &)> open);

    void find(const QString &typed) override;
    std::optional<PaletteLead> lead(const QString &typed) const override;
    void choose(const PaletteHit &hit) override;

private:
    std::function<void(const QString &)> m_open;
};

} // namespace chatsync::ui
