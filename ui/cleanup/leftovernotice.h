// SPDX-License-Identifier: MIT
#pragma once

#include "core/workbench/console.h"

#include <QObject>
#include <QPointer>

namespace chatsync::ui {

class LeftoversSheet;
class MainWindow;

/// Says at the start, and in each environment that is gone to, that test conversations left something behind,
/// and opens the sheet that removes it. Lives as long as the window.
class LeftoverNotice final : public QObject {
    Q_OBJECT
public:
    /// Adds the action `conversation.cleanup`. @p console is borrowed.
    LeftoverNotice(MainWindow *window, Console *console);

    /// Null before it was opened.
    LeftoversSheet *sheet() const;

public Q_SLOTS:
    /// Asks the ledger, and says so where something is left that may be removed.
    void look();
    void openSheet();
    /// What was measured of the wait after an upsert.
    void openVisibility();

private:
    void open(const std::vector<LedgerEntry> &entries);

    MainWindow *m_window;
    Console *m_console;
    QPointer<LeftoversSheet> m_sheet;
};

} // namespace chatsync::ui
