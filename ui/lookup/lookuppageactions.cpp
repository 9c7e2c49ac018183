// SPDX-License-Identifier: MIT
// What one can do in the look-up: its actions, menus, repairs, copies and the export.
#include "ui/lookup/lookuppage.h"

#include "core/workbench/repairs.h"
#include "core/workbench/whenready.h"
#include "ui/lookup/bulkpage.h"
#include "ui/lookup/lookuptexts.h"
#include "ui/lookup/paircard.h"
#include "ui/lookup/personcard.h"
#include "ui/lookup/repairsheet.h"
#include "ui/lookup/resultspane.h"
#include "ui/lookup/verdicttexts.h"
#include "ui/shell/topbar.h"
#include "ui/theme/icons.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QStackedWidget>

namespace chatsync::ui {

using diagnosis::Remedy;

QAction *LookUpPage::addPageAction(const QString &id, const QString &text, const QString &tip,
                                   const QList<QKeySequence> &keys)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QStringLiteral("lookup.") + id);
    action->setToolTip(tip);
    action->setStatusTip(tip);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WindowShortcut); // Only while this page is shown, from the field as well.
    addAction(action);
    return action;
}

void LookUpPage::buildActions()
{
    m_checkAgain = addPageAction(QStringLiteral("checkAgain"), tr("Check again"),
                                 tr("Reads everything about whom you see anew"), {Qt::Key_F5});
    m_copyId = addPageAction(QStringLiteral("copyId"), tr("Copy id"),
                             tr("Copies the whole id of whom you see"), {});
    m_explain = addPageAction(QStringLiteral("explain"), tr("Explain the verdict"),
                              tr("Goes to the findings and their evidence"), {});
    m_repair = addPageAction(QStringLiteral("repair"), tr("Repair whom you see"),
                             tr("Shows what a repair would send, field by field; nothing is sent yet"), {});
    m_copyRequest = addPageAction(QStringLiteral("copyRequest"), tr("Copy repair request"),
                                  tr("The requests of a repair as cURL, without the secret"), {});
    m_undoAction = addPageAction(QStringLiteral("undo"), tr("Undo the last repair"),
                                 tr("Shows what taking it back would send; nothing is sent yet"), {});
    m_converse = addPageAction(QStringLiteral("converse"), tr("New conversation with whom you see"),
                               tr("Fills the conversation's form; nothing is sent yet"), {});
    m_export = addPageAction(QStringLiteral("export"), tr("Export the table"),
                             tr("Writes a look-up of many as CSV"), {Qt::CTRL | Qt::Key_E});
    m_forget = addPageAction(QStringLiteral("forget"), tr("Forget recent look-ups"),
                             tr("Empties the list of whom was looked at"), {});
    m_checkAgain->setIcon(icon(Icon::Refresh));
    m_copyId->setIcon(icon(Icon::Copy));
    m_explain->setIcon(icon(Icon::Help));
    m_repair->setIcon(icon(Icon::Write));
    m_copyRequest->setIcon(icon(Icon::Copy));
    m_undoAction->setIcon(icon(Icon::Undo));
    m_converse->setIcon(icon(Icon::New));
    m_export->setIcon(icon(Icon::Export));
    m_forget->setIcon(icon(Icon::ClearField));
    connect(m_checkAgain, &QAction::triggered, this, &LookUpPage::checkAgain);
    connect(m_copyId, &QAction::triggered, this, &LookUpPage::copyId);
    connect(m_explain, &QAction::triggered, this, [this] {
        if (detail() == m_pair)
            m_pair->explain();
        else
            m_person->explain();
    });
    connect(m_repair, &QAction::triggered, this, [this] { repair(currentRepairs()); });
    connect(m_copyRequest, &QAction::triggered, this, [this] { copyRequests(currentRepairs()); });
    connect(m_undoAction, &QAction::triggered, this, [this] {
        if (m_undo)
            plan(*m_undo, true);
    });
    connect(m_converse, &QAction::triggered, this, &LookUpPage::converse);
    connect(m_export, &QAction::triggered, this, &LookUpPage::exportTable);
    connect(m_forget, &QAction::triggered, this, [this] {
        m_recent.clear();
        refreshResults();
        updateActions();
    });
}

void LookUpPage::updateActions()
{
    const bool person = m_result && m_shown.has_value();
    const bool pair = m_result && detail() == m_pair;
    const bool repairs = (person || pair) && !currentRepairs().empty();
    m_checkAgain->setEnabled(m_result && !m_searching);
    m_copyId->setEnabled(person || pair);
    m_explain->setEnabled(person || pair);
    m_repair->setEnabled(repairs && m_backend->writeLeave().granted);
    m_copyRequest->setEnabled(repairs);
    m_undoAction->setEnabled(m_undo.has_value());
    m_converse->setEnabled(person || pair);
    m_export->setEnabled(m_result && !m_result->facts.people.empty());
    m_forget->setEnabled(!m_recent.all().isEmpty());
}

std::vector<Remedy> LookUpPage::currentRepairs() const
{
    if (!m_result)
        return {};
    if (m_shown)
        return *m_shown < m_result->verdicts.size() ? verdicttexts::repairsIn(m_result->verdicts[*m_shown])
                                                    : std::vector<Remedy>{};
    return m_result->together ? verdicttexts::repairsIn(*m_result->together) : std::vector<Remedy>{};
}

void LookUpPage::copyId()
{
    const ResultItem *item = m_results->current();
    QString id = item ? item->copy : QString{};
    if (id.isEmpty() && m_result) {
        QStringList all;
        for (const diagnosis::PersonFacts &one : m_result->facts.people)
            all << one.expected.streamId;
        id = all.join(u'\n');
    }
    if (!id.isEmpty())
        QGuiApplication::clipboard()->setText(id);
}

void LookUpPage::converse()
{
    if (!m_result)
        return;
    QList<Participant> people;
    for (size_t i = 0; i < m_result->facts.people.size(); ++i) {
        if (m_shown && *m_shown != i)
            continue;
        const diagnosis::PersonFacts &person = m_result->facts.people[i];
        Participant who = person.row() ? *person.row() : Participant{};
        if (!person.row()) {
            who.id = person.id;
            who.kind = person.expected.kind;
            who.name = person.displayName();
        }
        people << who;
    }
    Q_EMIT conversationRequested(people);
}

void LookUpPage::showMenu(const QPoint &globalPos)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : {m_copyId, m_converse, m_explain, m_repair, m_copyRequest, m_undoAction, m_checkAgain}) {
        if (action->isEnabled())
            menu->addAction(action);
    }
    if (m_result) {
        menu->addAction(icon(Icon::Copy), tr("Copy as JSON"), this, [this] {
            QGuiApplication::clipboard()->setText(
                QString::fromUtf8(QJsonDocument(diagnosis::toJson(*m_result)).toJson(QJsonDocument::Indented)));
        });
    }
    menu->addSeparator();
    menu->addAction(m_export);
    menu->addAction(m_forget);
    menu->popup(globalPos);
}

// ---- Repair

void LookUpPage::repair(const std::vector<Remedy> &remedies)
{
    const RepairRequest request = repairRequestFor(remedies);
    if (!request.actions.empty())
        plan(request, false);
}

void LookUpPage::plan(const RepairRequest &request, bool undo)
{
    if (m_sheet && m_sheet->isVisible())
        return;
    const int round = m_round;
    whenReady(m_backend->planRepair(request), this, [this, round, undo](const Result<RepairPlan> *planned) {
        if (!planned || round != m_round || (m_sheet && m_sheet->isVisible()))
            return; // Somebody else is looked at by now.
        if (*planned)
            openSheet(**planned, undo);
        else if (planned->error().kind != Error::Kind::Cancelled)
            showError(planned->error());
    });
}

void LookUpPage::openSheet(const RepairPlan &plan, bool undo)
{
    const Result<RunEnvironment> here = m_backend->environment();
    if (!here) {
        showError(here.error());
        return;
    }
    if (m_sheet)
        m_sheet->deleteLater();
    m_sheet = new RepairSheet(m_backend, plan, *here, kindOf(*here), undo, this);
    connect(m_sheet, &RepairSheet::ended, this, &LookUpPage::takeRepair);
    connect(m_sheet, &RepairSheet::runRequested, this, &LookUpPage::runRequested);
    connect(m_sheet, &RepairSheet::copied, this, [this] {
        m_messages->parentWidget()->show();
        m_messages->clearActions();
        m_messages->showMessage(Status::Info, tr("The repair request is in the clipboard."));
    });
    // Its run may go on behind it: it is told when that ends.
    connect(m_sheet, &Sheet::cancelled, m_sheet, [sheet = m_sheet.data()] {
        if (!sheet->isRunning())
            sheet->deleteLater();
    });
    m_sheet->open();
}

/// What was repaired is read anew, so that the verdict is of now; the message says what came of it and leads
/// back.
void LookUpPage::takeRepair(bool worked)
{
    const RepairSheet *sheet = m_sheet;
    if (!sheet)
        return;
    m_undo = sheet->undoRequest();
    const QUuid run = sheet->run();
    m_messages->parentWidget()->show();
    m_messages->clearActions();
    m_messages->showMessage(worked ? Status::Ok : Status::Fail, sheet->outcome()->heading());
    connect(m_messages->addAction(tr("Open run")), &QPushButton::clicked, this,
            [this, run] { Q_EMIT runRequested(run); });
    if (m_undo) {
        QPushButton *undo = m_messages->addAction(tr("Undo..."));
        undo->setToolTip(tr("Shows what taking it back would send"));
        connect(undo, &QPushButton::clicked, m_undoAction, &QAction::trigger);
    }
    if (!sheet->isVisible())
        m_sheet->deleteLater();
    checkAgain();
    updateActions();
}

void LookUpPage::copyRequests(const std::vector<Remedy> &remedies)
{
    const RepairRequest request = repairRequestFor(remedies);
    if (request.actions.empty())
        return;
    whenReady(m_backend->planRepair(request), this, [this](const Result<RepairPlan> *planned) {
        if (!planned)
            return;
        if (!*planned) {
            showError(planned->error());
            return;
        }
        whenReady(m_backend->rehearse(**planned), this, [this](const std::vector<RunEvent> *events) {
            const std::vector<Exchange> writes = events ? writesIn(*events) : std::vector<Exchange>{};
            m_messages->parentWidget()->show();
            m_messages->clearActions();
            if (writes.empty()) {
                m_messages->showMessage(Status::Info, tr("There is nothing to send."),
                                        tr("StreamChat has already what the repair would bring about."));
                return;
            }
            QGuiApplication::clipboard()->setText(repairCommands(writes));
            m_messages->showMessage(Status::Info, tr("The repair request is in the clipboard."),
                                    tr("Send it to an operator. The secret is not in it: they set STREAM_TOKEN."));
        });
    });
}

// ---- Export

void LookUpPage::exportTable()
{
    if (!m_result)
        return;
    auto *dialog = new QFileDialog(this, tr("Export as CSV"), {}, tr("Tables (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(QStringLiteral("look-up.csv"));
    connect(dialog, &QFileDialog::fileSelected, this, &LookUpPage::exportTo);
    dialog->setModal(false);
    dialog->show();
}

bool LookUpPage::exportTo(const QString &path)
{
    if (!m_result)
        return false;
    const QByteArray csv = diagnosis::toCsv(*m_result);
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.write(csv) == csv.size() && file.commit();
    m_messages->parentWidget()->show();
    m_messages->clearActions();
    if (written)
        m_messages->showMessage(Status::Ok, tr("The table is written."), path);
    else
        m_messages->showMessage(Status::Fail, tr("The table could not be written to %1.").arg(path),
                                tr("%1. Choose another place.").arg(file.errorString()));
    return written;
}

} // namespace chatsync::ui
