// SPDX-License-Identifier: MIT
#include "ui/cleanup/leftovernotice.h"

#include "core/workbench/whenready.h"
#include "ui/cleanup/leftoverssheet.h"
#include "ui/cleanup/visibilitysheet.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/mainwindow.h"

#include <QAction>

#include <algorithm>

namespace chatsync::ui {

namespace {

/// What nothing proves to be the console's is not worth a notice: nobody can remove it.
int provenCount(const std::vector<LedgerEntry> &entries)
{
    return static_cast<int>(std::count_if(entries.begin(), entries.end(), [](const LedgerEntry &entry) {
        return entry.proof != LedgerEntry::Proof::None;
    }));
}

} // namespace

LeftoverNotice::LeftoverNotice(MainWindow *window, Console *console)
    : QObject(window)
    , m_window(window)
    , m_console(console)
{
    QAction *action = window->actions()->add(
        {.id = QStringLiteral("conversation.cleanup"),
         .text = tr("Clean up test objects..."),
         .tip = tr("Lists the channels, users and rows which test conversations left here, and removes them"),
         .group = ActionGroup::Conversation,
         .icon = Icon::ClearField,
         .writes = true});
    connect(action, &QAction::triggered, this, &LeftoverNotice::openSheet);
    QAction *wait = window->actions()->add(
        {.id = QStringLiteral("conversation.wait"),
         .text = tr("Is the wait long enough?"),
         .tip = tr("Shows how long after an upsert users could be members here, and what wait that asks for"),
         .group = ActionGroup::Conversation,
         .icon = Icon::Limits});
    connect(wait, &QAction::triggered, this, &LeftoverNotice::openVisibility);
    connect(console, &Console::environmentChanged, this, &LeftoverNotice::look);
    look();
}

LeftoversSheet *LeftoverNotice::sheet() const
{
    return m_sheet;
}

void LeftoverNotice::look()
{
    if (!m_console->environment() || !m_console->mayCleanUp())
        return;
    whenReady(m_console->leftovers(), this, [this](const Result<std::vector<LedgerEntry>> *left) {
        // What cannot be read will be told by whoever asks for it.
        const int count = left && *left ? provenCount(**left) : 0;
        if (count == 0)
            return;
        m_window->showNotice(tr("%n object(s) of earlier test conversations are left here.", nullptr, count),
                             tr("Clean up..."), tr("Later"), [this] { openSheet(); });
    });
}

void LeftoverNotice::openSheet()
{
    whenReady(m_console->leftovers(), this, [this](const Result<std::vector<LedgerEntry>> *left) {
        if (!left)
            return;
        if (*left)
            open(**left);
        else
            m_window->showMessage(Status::Fail, left->error().what, left->error().advice);
    });
}

void LeftoverNotice::openVisibility()
{
    whenReady(m_console->visibility(), this, [this](const Result<std::vector<Visibility>> *seen) {
        if (!seen)
            return;
        if (!*seen) {
            m_window->showMessage(Status::Fail, seen->error().what, seen->error().advice);
            return;
        }
        auto *sheet = new VisibilitySheet(**seen, m_window->workArea());
        connect(m_console, &Console::environmentChanged, sheet, &Sheet::cancel);
        connect(sheet, &Sheet::cancelled, sheet, &QObject::deleteLater);
        sheet->open();
    });
}

void LeftoverNotice::open(const std::vector<LedgerEntry> &entries)
{
    if (m_sheet && m_sheet->isVisible())
        return;
    m_sheet = new LeftoversSheet(m_console, entries, m_window->workArea());
    connect(m_sheet, &Sheet::cancelled, m_sheet, &QObject::deleteLater);
    m_sheet->open();
}

} // namespace chatsync::ui
