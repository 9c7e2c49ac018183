// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icons.h"
#include "ui/widgets/navrail.h"

#include <QByteArray>
#include <QString>

#include <functional>

class QWidget;

namespace chatsync {
class Console;
}

namespace chatsync::ui {

class ActionRegistry;
class MainWindow;

/// What a view may use of the window it is in. All of it outlives the view.
struct ViewContext {
    Console *console = nullptr;
    ActionRegistry *actions = nullptr;
    MainWindow *window = nullptr;
};

/// A place of the window. Registered, not built in: the shell knows no view by name.
struct ViewSpec {
    QString id; ///< For good: it names what is remembered
    QString title;
    QString tip; ///< One sentence: what it is for
    Icon icon = Icon::Open;
    NavRail::Place place = NavRail::Place::Top;
    bool numbered = true;  ///< Takes the next of Ctrl+1, Ctrl+2 …
    QKeySequence shortcut; ///< Instead
    /// Called when the view is first shown.
    std::function<QWidget *(const ViewContext &context, QWidget *parent)> make;
};

/// A view that has something to remember implements this beside QWidget.
class RemembersState {
public:
    virtual ~RemembersState() = default;
    virtual QByteArray saveState() const = 0;
    /// False when @p state is not understood; then everything is as before. An empty state is the default.
    virtual bool restoreState(const QByteArray &state) = 0;
};

/// A view that can hold what was typed and is not saved implements this beside QWidget.
class HoldsUnsaved {
public:
    virtual ~HoldsUnsaved() = default;
    /// A sentence about what would be lost; empty when nothing would.
    virtual QString unsaved() const = 0;
};

/// F6 goes from pane to pane; a view marks its own.
void markPane(QWidget *pane);

} // namespace chatsync::ui
