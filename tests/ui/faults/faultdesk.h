// SPDX-License-Identifier: MIT
#pragma once

#include "app/gui/window.h"
#include "core/domain/identity.h"
#include "tests/ui/faults/faultscenes.h"
#include "ui/conversation/conversationpage.h"
#include "ui/conversation/participantstates.h"
#include "ui/runs/runheaderpanel.h"
#include "ui/runs/runview.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace chatsync::test {

/// The program's window at its conversation view.
struct FaultDesk {
    explicit FaultDesk(Target target = {}, bool virtualTime = true, const QString &journal = {})
        : console({.target = std::move(target),
                   .journal = journal.isEmpty() ? folder.filePath(QStringLiteral("journal.sqlite")) : journal,
                   .virtualTime = virtualTime})
        , window(ui::makeWindow(&console, {}))
        , ended(&console, &Console::ended)
    {
        window->resize(1360, 860);
        window->showView(QStringLiteral("conversation"));
        window->show();
        page = window->findChild<ui::ConversationPage *>();
    }

    /// Until the run has been told and shown; false when none began or it does not end.
    bool perform(const ui::ConversationDraft &draft)
    {
        page->setDraft(draft);
        // What the form asks meanwhile would use up faults that count.
        const auto *states = page->findChild<ui::ParticipantStates *>();
        const auto known = [states](const QString &text) {
            return !participantIdIn(text) || states->of(text) != nullptr;
        };
        if (!QTest::qWaitFor(
                [&] {
                    return std::ranges::all_of(draft.request.participants, known) &&
                           known(draft.request.initiator);
                },
                20'000))
            return false;
        page->create();
        const bool over = page->isRunning() && QTest::qWaitFor([this] { return !page->isRunning(); }, 30'000);
        page->runView()->flush();
        QCoreApplication::sendPostedEvents(); // New labels show themselves behind their layout.
        return over;
    }

    const ui::RunFacts &facts() const { return page->runView()->model().facts(); }
    QUuid run() const { return facts().id; }

    QTemporaryDir folder;
    Console console;
    std::unique_ptr<ui::MainWindow> window;
    QSignalSpy ended;
    ui::ConversationPage *page = nullptr;
};

/// Every visible text in @p widget, labels that elide with the whole of theirs.
inline QStringList shownTexts(const QWidget *widget)
{
    QStringList texts;
    for (const QLabel *label : widget->findChildren<QLabel *>()) {
        if (label->isVisibleTo(widget) && !label->text().isEmpty())
            texts << QString(label->text()).remove(QChar(0x200B)); // Where a long word may break
    }
    return texts;
}

} // namespace chatsync::test
