// SPDX-License-Identifier: MIT
// What a RunModel tells about its rows; how they come about is in runmodel.cpp.
#include "ui/runs/runmodel.h"

#include "ui/runs/runtexts.h"
#include "ui/theme/consolestyle.h"

#include <QJsonObject>

#include <algorithm>

namespace chatsync::ui {
namespace {

/// Guesses for steps that have not been seen yet, in ms: only where a dashed bar stands.
double typicalMs(Step step)
{
    switch (step) {
    case Step::Upsert:
        return 300;
    case Step::Create:
        return 180;
    case Step::Verify:
    case Step::AddMissing:
        return 120;
    case Step::Record:
    case Step::Resolve:
    case Step::Answer:
        return 40;
    default:
        return 0;
    }
}

void collectProblems(const RunRow &row, std::vector<const RunRow *> &problems)
{
    const bool bad = row.status == Status::Fail || row.status == Status::Warn;
    const bool step = row.kind == RunRow::Kind::Step;
    bool below = false;
    for (const RunRow *child : row.children) {
        const bool badChild = child->status == Status::Fail || child->status == Status::Warn;
        below = below || (child->kind == RunRow::Kind::Step && (badChild || child->warned));
    }
    // One stop for each trouble: a step speaks for its requests, and not for the steps inside it. The answer
    // only repeats what failed before.
    if (bad && (!step || !below) && row.step != Step::Answer) {
        problems.push_back(&row);
        return;
    }
    for (const RunRow *child : row.children)
        collectProblems(*child, problems);
}

} // namespace

std::vector<const RunRow *> RunModel::problems() const
{
    std::vector<const RunRow *> found;
    for (const RunRow *row : m_root.children)
        collectProblems(*row, found);
    return found;
}

const RunRow *RunModel::runningRow() const
{
    if (m_openWait)
        return m_openWait;
    return m_open.empty() ? nullptr : m_open.back();
}

const RunEvent *RunModel::exchangeOf(const RunRow *row) const
{
    if (!row)
        return nullptr;
    if (row->kind == RunRow::Kind::Exchange)
        return row->first < 0 ? nullptr : &m_events[static_cast<size_t>(row->first)];
    const RunRow *best = nullptr;
    for (const RunRow *child : row->children) {
        if (child->kind == RunRow::Kind::Exchange &&
            (!best || child->status == Status::Fail || best->status != Status::Fail))
            best = child;
    }
    return best ? exchangeOf(best) : nullptr;
}

bool RunModel::hasQuery(const RunRow *row) const
{
    const RunRow &top = row ? *row : m_root;
    return top.kind == RunRow::Kind::Query ||
           std::any_of(top.children.cbegin(), top.children.cend(),
                       [this](const RunRow *child) { return hasQuery(child); });
}

std::vector<const RunEvent *> RunModel::eventsBelow(const RunRow *row) const
{
    std::vector<const RunEvent *> found;
    if (!row || row->first < 0)
        return found;
    // Rows are made in the order of events: everything below a row lies between its first and last one.
    for (qsizetype i = row->first; i <= row->last; ++i) {
        const RunRow *owner = m_rowOfEvent[static_cast<size_t>(i)];
        while (owner && owner != row)
            owner = owner->parent;
        if (owner == row)
            found.push_back(&m_events[static_cast<size_t>(i)]);
    }
    if (row->endMs < 0) { // Still open: its last event is not told yet.
        for (qsizetype i = row->last + 1; i < static_cast<qsizetype>(m_events.size()); ++i) {
            const RunRow *owner = m_rowOfEvent[static_cast<size_t>(i)];
            while (owner && owner != row)
                owner = owner->parent;
            if (owner == row)
                found.push_back(&m_events[static_cast<size_t>(i)]);
        }
    }
    return found;
}

int RunModel::stepNumber(const RunRow *row)
{
    int number = 0;
    for (; row; row = row->parent)
        number = row->number > 0 ? row->number : number;
    return number;
}

int RunModel::stepTotal() const
{
    for (auto row = m_root.children.rbegin(); row != m_root.children.rend(); ++row) {
        if ((*row)->number > 0)
            return (*row)->number;
    }
    return 0;
}

int RunModel::stepReached() const
{
    if (const RunRow *row = runningRow(); row && stepNumber(row) > 0)
        return stepNumber(row);
    int reached = 0;
    for (const RunRow *row : m_root.children) {
        if (row->number > 0 && !row->planned && !row->skipped)
            reached = row->number;
    }
    return reached;
}

double RunModel::expectedMs(const RunRow *row) const
{
    const Step step = row->step.value_or(Step::Answer);
    if (step == Step::Wait)
        return m_facts.waitMs;
    if (step == Step::Retry)
        return 0;
    for (auto seen = m_rows.rbegin(); seen != m_rows.rend() && m_rows.size() < 500; ++seen) {
        if (seen->kind == RunRow::Kind::Step && seen->step == step && seen->endMs > seen->startMs)
            return seen->endMs - seen->startMs;
    }
    return typicalMs(step);
}

std::pair<double, double> RunModel::spanOf(const RunRow *row) const
{
    if (!row->planned)
        return {row->startMs, row->endMs < 0 ? std::max(row->startMs, m_now) : row->endMs};
    if (row->kind != RunRow::Kind::Step)
        return {row->startMs, row->startMs};
    double at = m_now;
    if (m_openWait)
        at = std::max(at, m_openWait->startMs + m_openWait->waitMs);
    for (const RunRow *top : m_root.children) {
        for (const RunRow *child : top->children) {
            if (!child->planned || child->kind != RunRow::Kind::Step)
                continue;
            const double end = at + expectedMs(child);
            if (child == row)
                return {at, end};
            at = end;
        }
        if (!top->planned)
            continue;
        const double end = at + expectedMs(top);
        if (top == row)
            return {at, end};
        at = end;
    }
    return {at, at};
}

double RunModel::horizonMs() const
{
    double horizon = m_facts.durationMs;
    if (!isLive())
        return horizon;
    horizon = std::max(horizon, m_now);
    if (m_openWait)
        horizon = std::max(horizon, m_openWait->startMs + m_openWait->waitMs);
    if (!m_root.children.empty())
        horizon = std::max(horizon, spanOf(m_root.children.back()).second);
    return horizon;
}

QString RunModel::statusWord(const RunRow *row)
{
    if (row->outcome == Outcome::Cancelled)
        return word(Outcome::Cancelled);
    if (row->kind == RunRow::Kind::Step && row->status == Status::Blocked)
        return tr("Interrupted");
    if (row->kind == RunRow::Kind::Step && row->status == Status::Warn)
        return tr("Warning");
    if (row->kind == RunRow::Kind::Wait && row->cut)
        return tr("Cut short");
    if (row->kind == RunRow::Kind::Note || (row->skipped && !row->result.isEmpty()))
        return row->result;
    if (row->planned || row->status == Status::NotStarted)
        return tr("Planned");
    return word(row->status);
}

QString RunModel::resultText(const RunRow *row) const
{
    if (row == m_openWait || (row->status == Status::Waiting && row->endMs < 0)) {
        const double left = row->startMs + row->waitMs - m_now;
        return tr("%1 left").arg(runtexts::countdown(left));
    }
    if (row->endMs < 0 && !row->planned && row->result.isEmpty())
        return tr("Running");
    return row->result;
}

QVariant RunModel::textOf(const RunRow *row, int column) const
{
    switch (column) {
    case StepColumn:
        return row->name;
    case AttemptColumn: {
        const bool attempted = row->step == Step::Upsert || row->step == Step::Create;
        const bool shown = row->kind == RunRow::Kind::Step && attempted && !row->skipped;
        return shown ? QLocale().toString(row->attempt) : QString{};
    }
    case ResultColumn:
        return resultText(row);
    case DurationColumn: {
        const bool none = row->planned || row->skipped || row->kind == RunRow::Kind::Note;
        const auto [from, to] = spanOf(row);
        return none ? QString{} : runtexts::duration(to - from);
    }
    default:
        return {};
    }
}

QString RunModel::accessibleText(const RunRow *row) const
{
    QStringList parts{row->name, statusWord(row).toLower()};
    const RunEvent *exchange = row->kind == RunRow::Kind::Note ? nullptr : exchangeOf(row);
    const int http =
        exchange ? exchange->data[QLatin1String("response")][QLatin1String("status")].toInt() : 0;
    if (http > 0)
        parts << tr("HTTP %1").arg(http);
    if (exchange && exchange->data[QLatin1String("error")].toObject().contains(QLatin1String("code")))
        parts << tr("code %1").arg(exchange->data[QLatin1String("error")][QLatin1String("code")].toInt());
    const QString result = resultText(row);
    if (http == 0 && !result.isEmpty() && result.compare(parts[1], Qt::CaseInsensitive) != 0)
        parts << result;
    if (!row->planned && !row->skipped) {
        const auto [from, to] = spanOf(row);
        parts << tr("started at %1 seconds").arg(QLocale().toString(from / 1000, 'f', 2));
        if (row->endMs >= 0 && row->kind != RunRow::Kind::Note)
            parts << tr("took %1").arg(runtexts::spokenDuration(to - from));
    }
    const bool attempted = row->step == Step::Upsert || row->step == Step::Create || row->step == Step::Retry;
    if (attempted && row->kind == RunRow::Kind::Step && !row->skipped)
        parts << tr("attempt %1 of %2").arg(row->attempt).arg(m_facts.attemptsAllowed);
    return parts.join(QStringLiteral(", "));
}

QVariant RunModel::data(const QModelIndex &index, int role) const
{
    const RunRow *row = rowOf(index);
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column());
    case Qt::ToolTipRole:
        if (index.column() == StepColumn)
            return row->name.toHtmlEscaped();
        return index.column() == ResultColumn ? QVariant(resultText(row).toHtmlEscaped()) : QVariant{};
    case Qt::AccessibleTextRole:
        return index.column() == StepColumn || index.column() == TimelineColumn ? accessibleText(row)
                                                                                : textOf(row, index.column());
    case Qt::TextAlignmentRole:
        if (index.column() == DurationColumn)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case StatusRole:
        return static_cast<int>(row->status);
    case StatusWordRole:
        return statusWord(row);
    case SortRole:
        if (index.column() == DurationColumn)
            return spanOf(row).second - spanOf(row).first;
        if (index.column() == AttemptColumn)
            return row->attempt;
        return index.column() == ResultColumn ? QVariant(resultText(row)) : QVariant(spanOf(row).first);
    case TintRole:
        return static_cast<int>(Tint::None);
    case MonoRole: {
        const bool code = row->kind == RunRow::Kind::Exchange || row->kind == RunRow::Kind::Query;
        return index.column() == DurationColumn || index.column() == AttemptColumn ||
               (index.column() == StepColumn && code);
    }
    case EventRole: {
        std::vector<RunEvent> behind;
        for (const qsizetype at : {row->first, row->last}) {
            if (at >= 0 && (behind.empty() || at != row->first))
                behind.push_back(m_events[static_cast<size_t>(at)]);
        }
        return QVariant::fromValue(behind);
    }
    case KindRole:
        return static_cast<int>(row->kind);
    case NumberRole:
        return row->number;
    case PlannedRole:
        return row->planned;
    case StartRole:
        return spanOf(row).first;
    case EndRole:
        return spanOf(row).second;
    case WaitRole:
        return row->waitMs;
    case ProblemRole:
        return row->status == Status::Fail || row->status == Status::Warn;
    case SearchRole:
        return QString{row->name + u'\n' + row->result + u'\n' + row->search};
    case GroupRole:
        return std::any_of(row->children.cbegin(), row->children.cend(),
                           [](const RunRow *child) { return child->kind == RunRow::Kind::Step; });
    case OwnCheckRole:
        return row->kind == RunRow::Kind::Query ||
               (row->kind == RunRow::Kind::Exchange && row->parent == &m_root);
    default:
        return {};
    }
}

QVariant RunModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == DurationColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (section) {
    case StepColumn:
        return tr("Step");
    case AttemptColumn:
        return tr("Attempt");
    case ResultColumn:
        return tr("Result");
    case DurationColumn:
        return tr("Duration");
    case TimelineColumn:
        return tr("Timeline");
    default:
        return {};
    }
}

} // namespace chatsync::ui
