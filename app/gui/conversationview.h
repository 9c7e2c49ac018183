// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

namespace chatsync {
struct Participant;
}

namespace chatsync::ui {

class MainWindow;

/// Registers the view that creates conversations, and the window's actions that lead to it.
void addConversationView(MainWindow *window);

/// Shows that view with somebody filled in beside what stands there: a company starts the conversation, a
/// user takes part. While a run goes on the form stays as it is.
void openConversationWith(MainWindow *window, const Participant &who);

/// Shows that view with exactly these filled in: the first company starts the conversation, else the first of
/// them; everybody else takes part.
void openConversationOf(MainWindow *window, const QList<Participant> &people);

} // namespace chatsync::ui
