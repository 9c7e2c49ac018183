// SPDX-License-Identifier: MIT
#include "ui/runs/runmodel.h"

#include "ui/runs/runtexts.h"
#include "ui/theme/consolestyle.h"

#include <QJsonObject>
#include <QStringBuilder>

#include <algorithm>
#include <array>
#include <span>

namespace chatsync::ui {
namespace {

constexpr auto beforeRetry = QLatin1String("before_retry");

bool isLeaf(EventKind kind)
{
    return kind == EventKind::Exchange || kind == EventKind::Query || kind == EventKind::Note;
}

Status noteStatus(const QString &severity)
{
    if (severity == QLatin1String("error"))
        return Status::Fail;
    return severity == QLatin1String("warning") ? Status::Warn : Status::Info;
}

/// The beginning says enough in a row; the whole statement is in the details.
QString statementName(const QString &sql)
{
    return sql.left(200).simplified();
}

bool isProblem(Status status)
{
    return status == Status::Fail || status == Status::Warn;
}

} // namespace

RunModel::RunModel(QObject *parent)
    : QAbstractItemModel(parent)
{}

RunModel::~RunModel() = default;

void RunModel::append(std::span<const RunEvent> events)
{
    for (size_t i = 0; i < events.size(); ++i) {
        const RunEvent &event = events[i];
        if (!m_events.empty() && (event.run != m_events.front().run || event.seq <= m_events.back().seq))
            continue;
        const qsizetype position = static_cast<qsizetype>(m_events.size());
        const size_t leaves = leavesFrom(events, i);
        if (leaves > 0) {
            for (size_t k = i; k < i + leaves; ++k) {
                m_events.push_back(events[k]);
                m_rowOfEvent.push_back(nullptr);
                m_facts.add(events[k]);
            }
            addLeaves(position, leaves);
            i += leaves - 1;
            continue;
        }
        m_events.push_back(event);
        m_rowOfEvent.push_back(nullptr);
        m_facts.add(event);
        add(m_events.back(), position);
    }
    if (!m_events.empty())
        m_now = std::max(m_now, static_cast<double>(m_events.back().tMs));
}

void RunModel::setRun(std::vector<RunEvent> events, bool interrupted)
{
    beginResetModel();
    dropEverything();
    m_quiet = true;
    append(events);
    if (interrupted)
        setInterrupted();
    m_quiet = false;
    endResetModel();
}

void RunModel::clear()
{
    beginResetModel();
    dropEverything();
    endResetModel();
}

void RunModel::dropEverything()
{
    m_events.clear();
    m_rows.clear();
    m_rowOfEvent.clear();
    m_root = {};
    m_open.clear();
    m_openWait = nullptr;
    m_removed = 0;
    m_facts = {};
    m_now = 0;
}

void RunModel::setInterrupted()
{
    if (m_events.empty() || m_facts.finished)
        return;
    m_facts.interrupted = true;
    const double end = static_cast<double>(m_events.back().tMs);
    closeWait(end);
    for (RunRow *row : m_open) {
        row->status = Status::Blocked;
        row->cut = true;
        row->endMs = end;
        row->result = tr("Interrupted");
        changed(row);
    }
    m_open.clear();
    finishRun();
}

/// How many of the events that follow become rows side by side under the same parent.
size_t RunModel::leavesFrom(std::span<const RunEvent> events, size_t from) const
{
    size_t count = 0;
    qint64 seq = m_events.empty() ? -1 : m_events.back().seq;
    while (from + count < events.size()) {
        const RunEvent &event = events[from + count];
        const bool ours = m_events.empty() || event.run == m_events.front().run;
        if (!isLeaf(event.kind) || !ours || event.seq <= seq)
            break;
        seq = event.seq;
        ++count;
    }
    return m_events.empty() ? 0 : count;
}

RunRow *RunModel::makeRow(RunRow::Kind kind)
{
    RunRow &row = m_rows.emplace_back();
    row.kind = kind;
    return &row;
}

RunRow *RunModel::openParent()
{
    return m_open.empty() ? &m_root : m_open.back();
}

void RunModel::addLeaves(qsizetype from, size_t count)
{
    closeWait(static_cast<double>(m_events[static_cast<size_t>(from)].tMs));
    RunRow *parent = openParent();
    std::vector<RunRow *> rows;
    rows.reserve(count);
    bool warned = false;
    for (size_t i = 0; i < count; ++i) {
        rows.push_back(leafRow(from + static_cast<qsizetype>(i), parent));
        warned = warned || isProblem(rows.back()->status);
    }
    insertBeforePlanned(parent, rows);
    if (warned) {
        for (RunRow *row : m_open)
            row->warned = true;
    }
}

RunRow *RunModel::leafRow(qsizetype position, RunRow *parent)
{
    const RunEvent &event = m_events[static_cast<size_t>(position)];
    const QJsonObject &data = event.data;
    const double at = static_cast<double>(event.tMs);
    const double took = data[QLatin1String("duration_ms")].toDouble();
    const bool failed = data.contains(QLatin1String("error"));
    RunRow *row = makeRow(event.kind == EventKind::Exchange ? RunRow::Kind::Exchange
                          : event.kind == EventKind::Query  ? RunRow::Kind::Query
                                                            : RunRow::Kind::Note);
    row->parent = parent;
    row->step = event.step;
    row->attempt = event.attempt;
    row->first = row->last = position;
    row->endMs = at;
    row->startMs = std::max(parent == &m_root ? 0.0 : parent->startMs, at - took);
    row->status = failed ? Status::Fail : Status::Ok;
    row->search = event.message;
    switch (row->kind) {
    case RunRow::Kind::Exchange: {
        const QString url = data[QLatin1String("url")].toString();
        row->name = runtexts::requestLine(data[QLatin1String("method")].toString(), url);
        row->result = runtexts::exchangeResult(data);
        row->startMs = data[QLatin1String("started_ms")].toDouble(row->startMs);
        row->endMs = row->startMs + took;
        row->search = event.message % u' ' % data[QLatin1String("endpoint")].toString() % u' ' % url;
        break;
    }
    case RunRow::Kind::Query:
        row->name = statementName(data[QLatin1String("sql")].toString());
        row->result = failed ? tr("Failed") : tr("%n row(s)", nullptr, data[QLatin1String("rows")].toInt());
        break;
    default:
        row->name = event.message;
        row->status = noteStatus(data[QLatin1String("severity")].toString());
        row->result = row->status == Status::Fail   ? tr("Error")
                      : row->status == Status::Warn ? tr("Warning")
                                                    : tr("Note");
        break;
    }
    if (data[QLatin1String("planned")].toBool()) {
        row->planned = true;
        row->status = Status::NotStarted;
    }
    m_rowOfEvent[static_cast<size_t>(position)] = row;
    return row;
}

void RunModel::add(const RunEvent &event, qsizetype position)
{
    closeWait(static_cast<double>(event.tMs));
    switch (event.kind) {
    case EventKind::RunStarted:
        plan();
        break;
    case EventKind::StepStarted:
        startStep(event, position);
        break;
    case EventKind::StepFinished:
        finishStep(event, position);
        break;
    case EventKind::Wait: {
        const double ms = event.data[QLatin1String("ms")].toDouble();
        const bool whole = !m_open.empty() && m_open.back()->step == Step::Wait && m_open.back()->waitMs <= 0;
        RunRow *row = whole ? m_open.back() : makeRow(RunRow::Kind::Wait);
        row->waitMs = ms;
        row->status = Status::Waiting;
        row->last = position;
        if (whole) {
            changed(row);
        } else {
            row->parent = openParent();
            row->step = event.step;
            row->attempt = event.attempt;
            row->first = position;
            row->startMs = static_cast<double>(event.tMs);
            row->name = runtexts::waitName(event.data[QLatin1String("reason")].toString());
            row->search = event.message;
            insertBeforePlanned(row->parent, {row});
        }
        m_rowOfEvent[static_cast<size_t>(position)] = row;
        m_openWait = row;
        break;
    }
    case EventKind::RunFinished:
        finishRun();
        break;
    default:
        break;
    }
}

void RunModel::plan()
{
    const bool retries = m_facts.attemptsAllowed > 1;
    constexpr std::array conversation{Step::Record, Step::Resolve,    Step::Upsert,
                                      Step::Wait,   Step::Create,     Step::Retry,
                                      Step::Verify, Step::AddMissing, Step::Answer};
    constexpr std::array repair{Step::Resolve,    Step::Upsert, Step::Wait,
                                Step::AddMissing, Step::Verify, Step::Answer};
    const bool repairs = m_facts.preset == QLatin1String("repair");
    const std::span<const Step> order = repairs ? std::span<const Step>{repair} : conversation;
    const bool waits = m_facts.preset != QLatin1String("unsynced");
    std::vector<RunRow *> rows;
    for (const Step step : order) {
        if ((step == Step::Retry && !retries) || (step == Step::Wait && !waits))
            continue;
        RunRow *row = makeRow(RunRow::Kind::Step);
        row->parent = &m_root;
        row->step = step;
        row->planned = true;
        row->name = runtexts::stepName(step, 1);
        if (step == Step::Retry || step == Step::AddMissing)
            row->result = tr("Only if needed");
        rows.push_back(row);
    }
    insertBeforePlanned(&m_root, rows);
}

void RunModel::planRetry(RunRow *retry)
{
    std::vector<RunRow *> rows;
    for (const Step step : {Step::Upsert, Step::Wait, Step::Create}) {
        if (step == Step::Wait && m_facts.preset != QLatin1String("hardened"))
            continue;
        RunRow *row = makeRow(RunRow::Kind::Step);
        row->parent = retry;
        row->step = step;
        row->attempt = retry->attempt;
        row->planned = true;
        row->name = runtexts::stepName(step, retry->attempt);
        rows.push_back(row);
    }
    insertBeforePlanned(retry, rows);
}

RunRow *RunModel::plannedFor(RunRow *parent, Step step) const
{
    for (RunRow *row : parent->children) {
        if (row->planned && row->kind == RunRow::Kind::Step && row->step == step)
            return row;
    }
    return nullptr;
}

RunRow *RunModel::insertStep(RunRow *parent, Step step, int attempt)
{
    RunRow *row = makeRow(RunRow::Kind::Step);
    row->parent = parent;
    row->step = step;
    row->attempt = attempt;
    row->name = runtexts::stepName(step, attempt);
    insertBeforePlanned(parent, {row});
    return row;
}

void RunModel::startStep(const RunEvent &event, qsizetype position)
{
    const Step step = event.step.value_or(Step::Answer);
    RunRow *parent = openParent();
    RunRow *row = plannedFor(parent, step);
    if (!row) {
        // What was planned on the top level happens inside another step after all: adding members in verify.
        if (RunRow *elsewhere = parent == &m_root ? nullptr : plannedFor(&m_root, step))
            removeRow(elsewhere);
        row = insertStep(parent, step, event.attempt);
    }
    row->planned = false;
    row->attempt = event.attempt;
    row->name = runtexts::stepName(step, event.attempt);
    row->result.clear();
    row->search = event.message;
    row->status = Status::Running;
    row->startMs = static_cast<double>(event.tMs);
    row->first = row->last = position;
    m_rowOfEvent[static_cast<size_t>(position)] = row;
    m_open.push_back(row);
    changed(row);
    if (step == Step::Retry)
        planRetry(row);
}

void RunModel::finishStep(const RunEvent &event, qsizetype position)
{
    const Step step = event.step.value_or(Step::Answer);
    const auto open = std::find_if(m_open.rbegin(), m_open.rend(), [&](const RunRow *row) {
        return row->step == step && row->attempt == event.attempt;
    });
    RunRow *row = nullptr;
    if (open != m_open.rend() && event.outcome != Outcome::Skipped) {
        row = *open;
        m_open.erase(open.base() - 1, m_open.end());
    } else {
        RunRow *parent = openParent();
        row = plannedFor(parent, step);
        if (!row && parent != &m_root)
            row = plannedFor(&m_root, step);
        if (!row)
            row = insertStep(parent, step, event.attempt);
        row->startMs = static_cast<double>(event.tMs);
        row->first = position;
    }
    finishRow(row, event, position);
}

void RunModel::finishRow(RunRow *row, const RunEvent &event, qsizetype position)
{
    const QJsonObject &data = event.data;
    row->last = position;
    row->planned = false;
    row->outcome = event.outcome;
    row->skipped = event.outcome == Outcome::Skipped;
    row->status = statusOf(event.outcome.value_or(Outcome::Passed));
    row->endMs = row->startMs +
                 data[QLatin1String("duration_ms")].toDouble(static_cast<double>(event.tMs) - row->startMs);
    row->result = runtexts::stepResult(event, exchangeOf(row));
    if (row->status == Status::Ok && row->warned)
        row->status = Status::Warn;
    const bool partly = row->step == Step::Upsert && !data[QLatin1String("synced")].toArray().isEmpty();
    if (row->status == Status::Fail && partly)
        row->status = Status::Warn;
    // Nothing was done, so nothing is done.
    if (m_facts.dryRun && row->status == Status::Ok)
        row->status = Status::NotStarted;
    row->search += u' ' + event.message;
    m_rowOfEvent[static_cast<size_t>(position)] = row;
    if (isProblem(row->status) || row->warned) {
        for (RunRow *outer : m_open)
            outer->warned = true;
    }
    // What a step planned inside itself and did not do.
    for (RunRow *child : row->children) {
        if (!child->planned || child->kind != RunRow::Kind::Step)
            continue;
        child->planned = false;
        child->skipped = true;
        child->status = Status::Skipped;
        child->result = tr("Not reached");
        child->startMs = child->endMs = row->endMs;
        changed(child);
    }
    changed(row);
}

void RunModel::closeWait(double at)
{
    if (!m_openWait)
        return;
    RunRow *row = std::exchange(m_openWait, nullptr);
    if (row->kind != RunRow::Kind::Wait)
        return;
    row->endMs = std::clamp(at, row->startMs, row->startMs + row->waitMs);
    row->cut = row->endMs + 1 < row->startMs + row->waitMs;
    row->status = row->cut ? Status::Skipped : Status::Ok;
    row->result = row->cut ? tr("Cut short") : QString{};
    changed(row);
}

void RunModel::finishRun()
{
    for (RunRow *row : m_root.children) {
        if (!row->planned || row->kind != RunRow::Kind::Step)
            continue;
        row->planned = false;
        row->skipped = true;
        row->status = Status::Skipped;
        row->result = tr("Not reached");
        row->startMs = row->endMs = m_facts.durationMs;
        changed(row);
    }
    if (!m_facts.interrupted)
        return;
    for (RunRow &row : m_rows) {
        if (row.planned && row.kind == RunRow::Kind::Step) {
            row.planned = false;
            row.skipped = true;
            row.status = Status::Skipped;
            row.result = tr("Not reached");
            row.startMs = row.endMs = m_facts.durationMs;
            changed(&row);
        }
    }
}

void RunModel::insertBeforePlanned(RunRow *parent, const std::vector<RunRow *> &rows)
{
    if (rows.empty())
        return;
    std::vector<RunRow *> &siblings = parent->children;
    size_t at = siblings.size();
    while (at > 0 && siblings[at - 1]->planned && siblings[at - 1]->first < 0)
        --at;
    const int first = static_cast<int>(at);
    if (!m_quiet) {
        const QModelIndex above = parent == &m_root ? QModelIndex{} : indexOf(parent);
        beginInsertRows(above, first, first + static_cast<int>(rows.size()) - 1);
    }
    siblings.insert(siblings.begin() + first, rows.begin(), rows.end());
    int number = 0;
    if (parent == &m_root) {
        for (size_t i = at; i-- > 0 && number == 0;)
            number = siblings[i]->number;
    }
    for (size_t i = at; i < siblings.size(); ++i) {
        siblings[i]->row = static_cast<int>(i);
        if (parent == &m_root && siblings[i]->kind == RunRow::Kind::Step)
            siblings[i]->number = ++number;
    }
    if (!m_quiet) {
        endInsertRows();
        for (size_t i = at + rows.size(); i < siblings.size(); ++i)
            changed(siblings[i]);
    }
}

void RunModel::removeRow(RunRow *row)
{
    std::vector<RunRow *> &siblings = row->parent->children;
    if (!m_quiet) {
        const QModelIndex above = row->parent == &m_root ? QModelIndex{} : indexOf(row->parent);
        beginRemoveRows(above, row->row, row->row);
    }
    siblings.erase(siblings.begin() + row->row);
    for (size_t i = static_cast<size_t>(row->row); i < siblings.size(); ++i) {
        siblings[i]->row = static_cast<int>(i);
        if (siblings[i]->number > 0)
            --siblings[i]->number;
    }
    row->planned = false;
    ++m_removed;
    if (!m_quiet)
        endRemoveRows();
}

void RunModel::changed(const RunRow *row)
{
    if (!m_quiet)
        Q_EMIT dataChanged(indexOf(row, 0), indexOf(row, ColumnCount - 1));
}

QModelIndex RunModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || (parent.isValid() && parent.column() != 0))
        return {};
    const RunRow *above = parent.isValid() ? static_cast<const RunRow *>(parent.internalPointer()) : &m_root;
    if (row >= static_cast<int>(above->children.size()))
        return {};
    return createIndex(row, column, above->children[static_cast<size_t>(row)]);
}

QModelIndex RunModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    const RunRow *above = static_cast<const RunRow *>(child.internalPointer())->parent;
    return above == &m_root ? QModelIndex{} : createIndex(above->row, 0, above);
}

int RunModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    const RunRow *above = parent.isValid() ? static_cast<const RunRow *>(parent.internalPointer()) : &m_root;
    return static_cast<int>(above->children.size());
}

int RunModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

const RunRow *RunModel::rowOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const RunRow *>(index.internalPointer()) : nullptr;
}

QModelIndex RunModel::indexOf(const RunRow *row, int column) const
{
    return row && row != &m_root ? createIndex(row->row, column, row) : QModelIndex{};
}

const RunRow *RunModel::rowOfEvent(qsizetype position) const
{
    const bool known = position >= 0 && position < static_cast<qsizetype>(m_rowOfEvent.size());
    return known ? m_rowOfEvent[static_cast<size_t>(position)] : nullptr;
}

} // namespace chatsync::ui
