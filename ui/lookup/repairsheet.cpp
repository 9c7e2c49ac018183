// SPDX-License-Identifier: MIT
#include "ui/lookup/repairsheet.h"

#include "core/workbench/repairs.h"
#include "core/workbench/whenready.h"
#include "ui/lookup/facttables.h"
#include "ui/lookup/lookuptexts.h"
#include "ui/runs/pieces.h"
#include "ui/runs/requesttext.h"
#include "ui/runs/runtexts.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace chatsync::ui {

namespace {

constexpr int aroundTable = 330; ///< Everything of the sheet but the table
constexpr int leastRows = 4;
constexpr int peopleWidth = 210;
constexpr int mostUndoLines = 3;
constexpr int mostRequestLines = 3;

QStringList strings(const QJsonValue &value)
{
    QStringList all;
    for (const QJsonValue &item : value.toArray())
        all << item.toString();
    return all;
}

QString titleOf(const RepairPlan &plan, const QString &environment, bool undo, int people)
{
    const QString who = people == 1 && !plan.items.empty()
                            ? lookuptexts::shortName(plan.items.front().identity.name)
                            : RepairSheet::tr("%n participant(s)", nullptr, people);
    return undo ? RepairSheet::tr("Undo the repair of %1 in %2?").arg(who, environment)
                : RepairSheet::tr("Repair %1 in %2?").arg(who, environment);
}

} // namespace

QString repairCommands(const std::vector<Exchange> &writes)
{
    QStringList commands;
    for (const Exchange &exchange : writes)
        commands << requesttext::curl(exchange);
    return commands.join(QStringLiteral("\n\n"));
}

RepairSheet::RepairSheet(LookUpBackend *backend, const RepairPlan &plan, const RunEnvironment &environment,
                         EnvironmentKind kind, bool undo, QWidget *view)
    : Sheet({}, preferredWidth, view)
    , m_backend(backend)
    , m_plan(plan)
    , m_isUndo(undo)
    , m_fields(new CellModel(facttables::repairTitles(), this))
{
    setStaysOpen(true);
    setEnvironment(kind);
    setTitle(titleOf(plan, environment.name, undo, static_cast<int>(people().size())));
    build(environment);
    connect(this, &Sheet::accepted, this, &RepairSheet::start);
    connect(backend, &LookUpBackend::events, this, [this](const QUuid &run, const std::vector<RunEvent> &events) {
        if (run == m_run)
            m_events.insert(m_events.end(), events.begin(), events.end());
    });
    connect(backend, &LookUpBackend::ended, this, &RepairSheet::takeEnd);
    connect(backend, &LookUpBackend::leaveChanged, this, &RepairSheet::refresh);
    if (m_plan.isNeeded()) {
        whenReady(backend->rehearse(m_plan), this, [this](const std::vector<RunEvent> *events) {
            if (events)
                takeRehearsal(*events);
        });
    }
    showPerson(people().value(0));
    refresh();
}

QStringList RepairSheet::people() const
{
    QStringList ids;
    for (const PlannedRepair &item : m_plan.items) {
        if (!ids.contains(item.action.streamId))
            ids << item.action.streamId;
    }
    return ids;
}

void RepairSheet::build(const RunEnvironment &environment)
{
    QVBoxLayout *column = content();
    auto *head = new QHBoxLayout;
    head->setSpacing(space::medium);
    const QStringList all = people();
    if (all.size() == 1) {
        const Identity &identity = m_plan.items.front().identity;
        auto *avatar = new Avatar(32);
        const auto id = parseStreamUserId(all.first());
        avatar->setParticipant(id ? id->id : all.first(), identity.name, identity.kind);
        head->addWidget(avatar);
        head->addWidget(new ElidedLabel(all.first(), ElidedLabel::Kind::Id), 1);
    } else {
        head->addStretch(1);
    }
    head->addWidget(new Badge(environment.name.left(40), Badge::Look::Filled));
    auto *host = new ElidedLabel(QUrl(environment.streamUrl).host().isEmpty() ? environment.streamUrl
                                                                             : QUrl(environment.streamUrl).host());
    setInk(host, Ink::Secondary);
    head->addWidget(host);
    column->addLayout(head);

    m_outcome = new VerdictBanner;
    m_outcome->hide();
    column->addWidget(m_outcome);

    auto *tables = new QHBoxLayout;
    tables->setSpacing(space::medium);
    if (all.size() > 1) {
        m_peopleModel = new CellModel({tr("Participants")}, this);
        m_peopleTable = makeCellTable(m_peopleModel, {peopleWidth}, tr("Participants"), this);
        m_peopleTable->setFixedWidth(theme().scaled(peopleWidth));
        tables->addWidget(m_peopleTable);
        std::vector<CellRow> rows;
        for (const QString &id : all) {
            const auto item = std::find_if(m_plan.items.begin(), m_plan.items.end(),
                                           [&id](const PlannedRepair &one) { return one.action.streamId == id; });
            rows.push_back({.cells = {{.text = item->identity.name, .strong = true, .kind = item->identity.kind}},
                            .key = id});
        }
        m_peopleModel->setRows(std::move(rows));
        m_peopleTable->selectRow(0);
        connect(m_peopleTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
                [this](const QModelIndex &index) { showPerson(index.data(CellModel::KeyRole).toString()); });
    }
    m_table = makeCellTable(m_fields, {140, 186, 190, 190, 110}, tr("Field by field"), this);
    tables->addWidget(m_table, 1);
    column->addLayout(tables);
    column->addWidget(buildRequests());
    buildFooter();
}

QWidget *RepairSheet::buildRequests()
{
    auto *below = new QWidget;
    auto *row = new QHBoxLayout(below);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::large);
    auto *left = new QVBoxLayout;
    left->setSpacing(space::tiny);
    left->addWidget(pieces::heading(tr("%n request(s) that write", nullptr, m_plan.requests), below));
    m_requests = new QGridLayout;
    m_requests->setHorizontalSpacing(space::base);
    m_requests->setVerticalSpacing(space::tiny);
    m_requests->setColumnStretch(2, 1);
    left->addLayout(m_requests);
    left->addStretch();
    row->addLayout(left, 3);
    row->addWidget(pieces::verticalLine(below));
    auto *right = new QVBoxLayout;
    right->setSpacing(space::tiny);
    right->addWidget(pieces::heading(tr("If something goes wrong"), below));
    QStringList undo;
    for (const PlannedRepair &item : m_plan.items) {
        for (const QString &sentence : {item.note, item.undo}) {
            if (!sentence.isEmpty() && !undo.contains(sentence) && undo.size() < mostUndoLines)
                undo << sentence;
        }
    }
    undo << tr("The state before goes into the journal first.");
    for (const QString &sentence : std::as_const(undo))
        right->addWidget(pieces::text(sentence, FontRole::Body, Ink::Secondary, below));
    right->addStretch();
    row->addLayout(right, 2);
    return below;
}

void RepairSheet::buildFooter()
{
    m_copy = new QPushButton(icon(Icon::Copy), tr("Copy repair request"));
    m_copy->setToolTip(tr("The requests as cURL; the secret stays a variable"));
    m_openRun = new QPushButton(icon(Icon::Runs), tr("Open run"));
    m_openRun->setToolTip(tr("Every request of the repair with its answer"));
    m_openRun->hide();
    m_limit = new QLabel(limitText());
    m_limit->setTextFormat(Qt::PlainText);
    setFontRole(m_limit, FontRole::Caption);
    setInk(m_limit, Ink::Secondary);
    footer()->addWidget(m_copy);
    footer()->addWidget(m_openRun);
    footer()->addStretch();
    footer()->addWidget(m_limit);
    footer()->setSpacing(space::medium);
    const int count = static_cast<int>(people().size());
    m_repair = setAction(m_isUndo ? tr("Undo") : tr("Repair %n participant(s)", nullptr, count));
    connect(m_copy, &QPushButton::clicked, this, &RepairSheet::copyRequest);
    connect(m_openRun, &QPushButton::clicked, this, [this] { Q_EMIT runRequested(m_run); });
}

QString RepairSheet::limitText() const
{
    QString text = tr("%1 of at most %2 users").arg(m_plan.users).arg(mostRepairedUsers);
    if (m_plan.channels > 0)
        text += tr(", %1 of at most %2 channels").arg(m_plan.channels).arg(mostRepairedChannels);
    return text;
}

void RepairSheet::showPerson(const QString &streamId)
{
    if (streamId.isEmpty())
        return;
    m_person = streamId;
    m_fields->setRows(facttables::repairRows(m_plan, streamId, m_worked));
    spanSections(m_table, *m_fields);
    fitTable();
}

/// Its rows as far as the view has room, and no more.
void RepairSheet::fitTable()
{
    const int row = m_table->verticalHeader()->defaultSectionSize();
    const int header = m_table->horizontalHeader()->sizeHint().height();
    const int wanted = header + m_fields->rowCount() * row;
    const int room = std::max(header + leastRows * row, parentWidget()->height() - theme().scaled(aroundTable));
    for (QTableView *table : {m_table, m_peopleTable}) {
        if (table)
            table->setFixedHeight(std::min(wanted, room));
    }
    if (isVisible())
        place();
}

void RepairSheet::takeRehearsal(const std::vector<RunEvent> &events)
{
    m_writes = writesIn(events);
    const auto add = [this](int number, const QString &request, const QString &text) {
        const int row = m_requests->rowCount();
        auto *name = new QLabel(request);
        name->setTextFormat(Qt::PlainText);
        setFontRole(name, FontRole::Mono);
        m_requests->addWidget(new Badge(QLocale().toString(number), Badge::Look::Count), row, 0);
        m_requests->addWidget(name, row, 1);
        auto *says = new ElidedLabel(text);
        setInk(says, Ink::Secondary);
        m_requests->addWidget(says, row, 2);
    };
    int number = 0;
    for (const Exchange &exchange : m_writes) {
        if (++number <= mostRequestLines)
            add(number, runtexts::requestLine(exchange.method, exchange.url),
                exchange.method == QLatin1String("PATCH") ? tr("writes the fields above alone, partial update")
                : exchange.endpoint == QLatin1String("UpdateUsers") ? tr("creates whom StreamChat lacks, nobody else")
                                                                    : tr("writes"));
    }
    add(number + 1, QStringLiteral("GET /users"), tr("reads back and proves the rest untouched"));
    refresh();
    if (isVisible())
        place();
}

void RepairSheet::copyRequest()
{
    if (m_writes.empty())
        return;
    QGuiApplication::clipboard()->setText(repairCommands(m_writes));
    Q_EMIT copied();
}

void RepairSheet::start()
{
    const WriteLeave leave = m_backend->writeLeave();
    if (m_state != State::Preview || !leave.granted)
        return;
    m_run = m_backend->repair(m_plan);
    if (m_run.isNull()) {
        m_outcome->setMessage(Status::Fail, tr("Nothing was sent: another run is under way."),
                              tr("Wait until it has ended, or stop it, then try again."));
        m_outcome->show();
        place();
        return;
    }
    m_state = State::Running;
    m_outcome->hide();
    refresh();
}

void RepairSheet::takeEnd(const QUuid &run, const RunResult &result)
{
    if (run.isNull() || run != m_run || m_state != State::Running)
        return;
    m_state = State::Done;
    m_worked = result.outcome == Outcome::Passed || result.outcome == Outcome::Recovered;
    const QJsonObject told = m_events.empty() ? QJsonObject{}
                                              : m_events.back().data[QLatin1String("explanation")].toObject();
    QString what = told[QLatin1String("what")].toString();
    if (what.isEmpty() && !m_events.empty())
        what = m_events.back().message;
    if (what.isEmpty())
        what = result.answer[QLatin1String("error")].toString();
    QStringList next = strings(told[QLatin1String("next")]);
    const QString why = told[QLatin1String("why")].toString();
    if (*m_worked)
        m_outcome->setMessage(Status::Ok, what.isEmpty() ? tr("Repaired") : what, why);
    else
        m_outcome->setMessage(Status::Fail, what.isEmpty() ? tr("The repair did not work") : what, why,
                              next.join(u' '));
    if (const Result<RepairRequest> undo = undoOf(m_events))
        m_undo = *undo;
    m_outcome->show();
    m_openRun->show();
    showPerson(m_person);
    refresh();
    place();
    cancelButton()->setFocus(Qt::OtherFocusReason);
    Q_EMIT ended(*m_worked);
}

void RepairSheet::refresh()
{
    const WriteLeave leave = m_backend->writeLeave();
    const bool preview = m_state == State::Preview;
    const bool needed = m_plan.isNeeded();
    m_repair->setEnabled(preview && leave.granted && needed);
    m_repair->setVisible(m_state != State::Done && needed);
    m_repair->setIcon(leave.granted ? QIcon{} : icon(Icon::Locked));
    m_repair->setToolTip(leave.granted ? tr("Sends what stands above") : leave.reason);
    if (m_state == State::Running)
        m_repair->setText(tr("Repairing..."));
    m_copy->setVisible(m_state != State::Done && needed);
    m_copy->setEnabled(!m_writes.empty());
    m_limit->setText(leave.granted || m_state == State::Done ? limitText() : leave.reason);
    cancelButton()->setText(m_state == State::Preview && needed ? tr("Cancel") : tr("Close"));
    cancelButton()->setToolTip(m_state == State::Preview  ? tr("Change nothing (Esc)")
                               : m_state == State::Running ? tr("The repair goes on; its run shows it (Esc)")
                                                           : tr("Back to the look-up (Esc)"));
    if (!needed && m_outcome->isHidden()) {
        m_outcome->setMessage(Status::Ok, tr("There is nothing left to do."),
                              m_plan.items.empty() ? QString{} : m_plan.items.front().note);
        m_outcome->show();
    }
}

} // namespace chatsync::ui
