// SPDX-License-Identifier: MIT
#include "ui/cleanup/leftoverssheet.h"

#include "core/workbench/whenready.h"
#include "ui/lookup/celltable.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/progress.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableView>

namespace chatsync::ui {

namespace {

constexpr int sheetWidth = 820;
constexpr int mostRows = 12;

using Kind = LedgerEntry::Kind;

QString kindText(Kind kind)
{
    switch (kind) {
    case Kind::ConversationRow:
        return LeftoversSheet::tr("Conversation row");
    case Kind::Channel:
        return LeftoversSheet::tr("Channel");
    case Kind::User:
        return LeftoversSheet::tr("User");
    }
    Q_UNREACHABLE();
}

Cell stateCell(const LedgerEntry &entry, bool tried)
{
    switch (entry.state) {
    case LedgerEntry::State::Planned:
    case LedgerEntry::State::Created:
        if (tried)
            return {.text = LeftoversSheet::tr("Still there"), .status = Status::Fail, .tip = entry.reason};
        return {.text = LeftoversSheet::tr("Left"), .ink = Ink::Secondary};
    case LedgerEntry::State::Removed:
        return {.text = LeftoversSheet::tr("Removed"), .status = Status::Ok, .tip = entry.reason};
    case LedgerEntry::State::Left:
    case LedgerEntry::State::Foreign:
        return {.text = LeftoversSheet::tr("Kept"), .status = Status::Warn, .tip = entry.reason};
    }
    Q_UNREACHABLE();
}

} // namespace

LeftoversSheet::LeftoversSheet(Console *console, std::vector<LedgerEntry> entries, QWidget *view)
    : Sheet(tr("Remove what test conversations left in %1?").arg(console->inUse().name), sheetWidth, view)
    , m_console(console)
    , m_entries(std::move(entries))
    , m_outcome(new VerdictBanner)
    , m_objects(new CellModel({tr("Object"), tr("Id"), tr("Made"), tr("State")}, this))
    , m_table(makeCellTable(m_objects, {150, 380, 140, 110}, tr("Objects of test conversations"), this))
    , m_progress(new ProgressBar)
    , m_note(new QLabel)
    , m_remove(nullptr)
{
    setStaysOpen(true);
    setEnvironment(kindOf(console->inUse()));
    auto *words = new QLabel(tr(
        "Each object is read first. One that somebody else made or has used since, or that is not proven to "
        "be the console's, is kept."));
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    setInk(words, Ink::Secondary);
    content()->addWidget(words);
    m_outcome->hide();
    content()->addWidget(m_outcome);
    content()->addWidget(m_table);
    m_progress->setRange(0, 0);
    m_progress->setAccessibleName(tr("Removing"));
    content()->addWidget(m_progress);
    m_note->setTextFormat(Qt::PlainText);
    setFontRole(m_note, FontRole::Caption);
    setInk(m_note, Ink::Secondary);
    footer()->addWidget(m_note, 1);
    m_remove = setAction(tr("Remove"), true);
    connect(this, &Sheet::accepted, this, &LeftoversSheet::act);
    connect(console, &Console::environmentChanged, this, &Sheet::cancel);
    connect(console, &Console::events, this, [this](const QUuid &, const std::vector<RunEvent> &events) {
        if (m_state == State::Running && !events.empty())
            m_note->setText(events.back().message);
    });
    showObjects();
    refresh();
}

void LeftoversSheet::showObjects()
{
    std::vector<CellRow> rows;
    for (const LedgerEntry &entry : m_entries) {
        const QString made = QLocale().toString(entry.at.toLocalTime(), QLocale::ShortFormat);
        const QString id = entry.id.isEmpty() ? tr("not known") : entry.id;
        rows.push_back({.cells = {{.text = kindText(entry.kind)},
                                  {.text = id, .mono = true},
                                  {.text = made, .ink = Ink::Secondary},
                                  stateCell(entry, m_state == State::Done)},
                        .key = entry.id,
                        .spoken = entry.reason});
    }
    m_objects->setRows(std::move(rows));
    const int shown = std::min(mostRows, std::max(1, m_objects->rowCount()));
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                            shown * m_table->verticalHeader()->defaultSectionSize() + 2);
}

void LeftoversSheet::act()
{
    if (m_state == State::Running) {
        m_console->stop();
        return;
    }
    if (m_state != State::Preview)
        return;
    m_state = State::Running;
    refresh();
    whenReady(m_console->cleanUp(), this, [this](const CleanUpOutcome *outcome) {
        if (outcome)
            takeEnd(*outcome);
    });
}

void LeftoversSheet::takeEnd(const CleanUpOutcome &outcome)
{
    m_state = State::Done;
    if (!outcome.entries.empty())
        m_entries = outcome.entries;
    const int removed = outcome.removed;
    const int kept = outcome.kept;
    const int open = outcome.open;
    const QString error = outcome.run.answer[QLatin1String("error")].toString();
    if (outcome.run.failure != Failure::None) {
        m_outcome->setMessage(
            Status::Fail, tr("Not everything could be removed."), error,
            open > 0 ? tr("%n object(s) are still there; the next time goes on with them.", nullptr, open)
                     : QString{});
    } else if (kept > 0) {
        m_outcome->setMessage(Status::Warn, tr("%n object(s) removed.", nullptr, removed),
                              tr("%n object(s) kept: the reason stands in the line's tip.", nullptr, kept));
    } else {
        m_outcome->setMessage(Status::Ok, tr("%n object(s) removed.", nullptr, removed),
                              tr("Read back: nothing is left."));
    }
    m_outcome->show();
    showObjects();
    refresh();
    place();
    cancelButton()->setFocus(Qt::OtherFocusReason);
    Q_EMIT ended(outcome);
}

void LeftoversSheet::refresh()
{
    const int count = static_cast<int>(m_entries.size());
    const Result<void> allowed = m_console->mayCleanUp();
    m_progress->setVisible(m_state == State::Running);
    m_remove->setVisible(m_state != State::Done && count > 0);
    m_remove->setEnabled(m_state == State::Running || allowed.has_value());
    m_remove->setText(m_state == State::Running ? tr("Stop") : tr("Remove %n object(s)", nullptr, count));
    m_remove->setToolTip(m_state == State::Running ? tr("Ends after what is under way; nothing is lost")
                         : allowed                 ? tr("Deletes what is proven to be the console's own")
                                                   : allowed.error().what);
    if (m_state != State::Running)
        m_note->setText(allowed ? QString{} : allowed.error().what);
    cancelButton()->setText(m_state == State::Preview && count > 0 ? tr("Later") : tr("Close"));
    if (count == 0 && m_state == State::Preview) {
        m_outcome->setMessage(Status::Ok, tr("Nothing is left of earlier test conversations."));
        m_outcome->show();
        m_table->hide();
    }
}

} // namespace chatsync::ui
