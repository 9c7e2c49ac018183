// SPDX-License-Identifier: MIT
#pragma once

#include "core/workbench/console.h"
#include "ui/conversation/conversationdraft.h"

#include <QSize>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace chatsync::ui {
class ChecklistPage;
class ConversationPage;
class EnvironmentsPage;
class LookUpPage;
class MainWindow;
class RunsPage;
} // namespace chatsync::ui

namespace chatsync::test {

/// The window of the program on a sandbox of its own under commanded time, for pictures and for tests of what
/// is on them. Each state begins with a new one. Nothing here waits for a while: what is waited for is a
/// condition, so a state looks the same on any machine.
class Stage {
public:
    /// With @p timeEnds commanded time stands still there: for a run under way.
    explicit Stage(QSize size, std::optional<std::chrono::milliseconds> timeEnds = {});
    ~Stage();

    ui::MainWindow *window() const { return m_window.get(); }
    Console *console() { return &m_console; }
    ui::ConversationPage *page() const;
    ui::RunsPage *runsPage() const;
    ui::LookUpPage *lookUpPage() const;
    ui::EnvironmentsPage *environments() const;
    ui::ChecklistPage *checklist() const;
    const std::vector<RunEvent> &events() const { return m_events; }

    void trigger(const QString &action);
    /// Beside the sandbox there are `staging` and `production`, both on this machine, where nobody answers.
    void use(const QString &environment);

    /// The example of the start page, its people known and each request as slow as the other.
    ui::ConversationDraft example() const;
    /// The sample error of the start page, likewise.
    ui::ConversationDraft sample() const;
    /// Looks up, and waits for what comes of it.
    void lookUp(const QString &text);
    /// Into the form, and waits for the answers about its people.
    void fill(const ui::ConversationDraft &draft);
    /// To the end, or to where the form refuses to begin.
    void tryToRun(const ui::ConversationDraft &draft);
    /// To the end.
    void run(const ui::ConversationDraft &draft);
    /// Up to the wait before the second attempt, where time has to end; 1.2 s into it.
    void runToRetryWait();

    /// Through the backend that works as @p preset says: the seven checks, to their end.
    void check(Preset preset);
    /// A sweep of so many companies, to its end.
    void sweep(Preset preset, int companies);

    /// Until nothing is asked and nothing answered any more. With @p engineToo not while a run is held.
    void settle(bool engineToo = true);
    /// Ends the program when @p done does not come about.
    void wait(const std::function<bool()> &done);

private:
    bool isMoving() const;
    void openChecklist(Preset preset);

    std::vector<RunEvent> m_events;
    bool m_ended = false;
    Console m_console;
    std::unique_ptr<ui::MainWindow> m_window;
};

/// A view in one of its states.
struct State {
    const char *name;
    std::function<void(Stage &)> reach;
    std::optional<std::chrono::milliseconds> timeEnds = {};
};

/// Of every view, in the order in which one would meet them.
QList<State> states();

/// Goes to @p state and makes still what turns.
std::unique_ptr<Stage> reached(const State &state, QSize size);

} // namespace chatsync::test
