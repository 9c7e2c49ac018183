// SPDX-License-Identifier: MIT
#pragma once

#include "core/workbench/console.h"
#include "ui/widgets/sheet.h"

class QLabel;
class QPushButton;
class QTableView;

namespace chatsync::ui {

class CellModel;
class ProgressBar;
class VerdictBanner;

/// What test conversations left behind, one line each, before it is removed; then the same table shows what
/// became of each. Removing is a run: it can be stopped, and goes on where it ended another time.
class LeftoversSheet final : public Sheet {
    Q_OBJECT
public:
    /// @p console is borrowed and outlives the sheet; @p view is covered.
    LeftoversSheet(Console *console, std::vector<LedgerEntry> entries, QWidget *view);

    CellModel *objects() const { return m_objects; }
    QPushButton *removeButton() const { return m_remove; }
    VerdictBanner *outcome() const { return m_outcome; }
    bool isRunning() const { return m_state == State::Running; }
    bool isDone() const { return m_state == State::Done; }

Q_SIGNALS:
    void ended(const chatsync::CleanUpOutcome &outcome);

private:
    enum class State { Preview, Running, Done };

    void act();
    void takeEnd(const CleanUpOutcome &outcome);
    void showObjects();
    void refresh();

    Console *m_console;
    std::vector<LedgerEntry> m_entries;
    State m_state = State::Preview;
    VerdictBanner *m_outcome;
    CellModel *m_objects;
    QTableView *m_table;
    ProgressBar *m_progress;
    QLabel *m_note;
    QPushButton *m_remove;
};

} // namespace chatsync::ui
