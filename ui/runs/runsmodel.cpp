// SPDX-License-Identifier: MIT
#include "ui/runs/runslist.h"
#include "ui/runs/runtexts.h"
#include "ui/theme/statusglyph.h"

#include <QLocale>

#include <algorithm>

namespace chatsync::ui {
namespace {

Status statusOfRun(const RunSummary &run)
{
    switch (run.state) {
    case RunSummary::State::Running:
        return Status::Running;
    case RunSummary::State::Interrupted:
        return Status::Blocked;
    case RunSummary::State::Finished:
        break;
    }
    return statusOf(run.outcome.value_or(Outcome::Passed));
}

QString wordsOf(const QList<RunPerson> &people)
{
    QStringList words;
    for (const RunPerson &person : people)
        words << person.name << person.id;
    return words.join(u' ');
}

/// Everybody with their whole id; before they are resolved, what was typed.
QString tipOf(const RunSummary &run)
{
    constexpr int mostLines = 25;
    QStringList lines;
    for (const RunPerson &person : run.people)
        lines << (person.name.isEmpty() ? person.id : person.name + QStringLiteral(" · ") + person.id);
    if (lines.isEmpty())
        lines = QStringList{run.initiator} + run.participants;
    const int more = static_cast<int>(lines.size()) - mostLines;
    lines = lines.mid(0, mostLines);
    if (more > 0)
        lines << RunsModel::tr("and %1 more").arg(more);
    return lines.join(u'\n').toHtmlEscaped().replace(u'\n', QLatin1String("<br>"));
}

} // namespace

QString RunsModel::outcomeWord(const RunSummary &run)
{
    switch (run.state) {
    case RunSummary::State::Running:
        return tr("Running");
    case RunSummary::State::Interrupted:
        return tr("Interrupted");
    case RunSummary::State::Finished:
        break;
    }
    return run.dryRun && run.outcome == Outcome::Passed ? tr("Planned")
                                                        : word(run.outcome.value_or(Outcome::Passed));
}

void RunsModel::setRuns(std::vector<RunSummary> runs)
{
    beginResetModel();
    m_runs = std::move(runs);
    m_rows.clear();
    for (size_t i = 0; i < m_runs.size(); ++i)
        m_rows.insert(m_runs[i].id, static_cast<int>(i));
    endResetModel();
}

void RunsModel::upsertRun(const RunSummary &run)
{
    const int known = m_rows.value(run.id, -1);
    if (known >= 0) {
        m_runs[static_cast<size_t>(known)] = run;
        Q_EMIT dataChanged(index(known, 0), index(known, ColumnCount - 1));
        return;
    }
    const int row = static_cast<int>(m_runs.size());
    beginInsertRows({}, row, row);
    m_runs.push_back(run);
    m_rows.insert(run.id, row);
    endInsertRows();
}

const RunSummary *RunsModel::run(int row) const
{
    return row >= 0 && row < static_cast<int>(m_runs.size()) ? &m_runs[static_cast<size_t>(row)] : nullptr;
}

const RunSummary *RunsModel::run(const QUuid &id) const
{
    return run(m_rows.value(id, -1));
}

void RunsModel::setNow(const QDateTime &now)
{
    m_now = now;
    if (!m_runs.empty())
        Q_EMIT dataChanged(index(0, WhenColumn), index(rowCount() - 1, WhenColumn), {Qt::DisplayRole});
}

int RunsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int RunsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunsModel::textOf(const RunSummary &run, int column) const
{
    switch (column) {
    case OutcomeColumn:
        return outcomeWord(run);
    case ParticipantsColumn:
        return runtexts::subject(run);
    case PresetColumn:
        return runtexts::presetName(run.preset);
    case EnvironmentColumn:
        return run.environment;
    case AttemptsColumn:
        return run.attempts > 0 ? QLocale().toString(run.attempts) : QString{};
    case DurationColumn:
        return run.state == RunSummary::State::Running
                   ? QString{}
                   : runtexts::duration(static_cast<double>(run.durationMs));
    case WhenColumn:
        return runtexts::moment(run.startedAt, m_now.isValid() ? m_now : QDateTime::currentDateTimeUtc());
    default:
        return {};
    }
}

QVariant RunsModel::sortKey(const RunSummary &run, int column) const
{
    switch (column) {
    case AttemptsColumn:
        return run.attempts;
    case DurationColumn:
        return run.durationMs;
    case WhenColumn:
        return run.startedAt;
    default:
        return textOf(run, column).toString().toCaseFolded();
    }
}

QVariant RunsModel::data(const QModelIndex &index, int role) const
{
    const RunSummary *summary = index.isValid() ? run(index.row()) : nullptr;
    if (!summary)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return textOf(*summary, index.column());
    case Qt::ToolTipRole:
        if (index.column() == WhenColumn)
            return QLocale().toString(summary->startedAt.toLocalTime(), QLocale::LongFormat);
        if (index.column() == OutcomeColumn && !summary->errorText.isEmpty())
            return summary->errorText.toHtmlEscaped();
        return index.column() == ParticipantsColumn
                   ? QVariant(tipOf(*summary))
                   : QVariant(textOf(*summary, index.column()).toString().toHtmlEscaped());
    case Qt::AccessibleTextRole:
        if (index.column() == OutcomeColumn)
            return QStringList{outcomeWord(*summary), textOf(*summary, ParticipantsColumn).toString(),
                               textOf(*summary, WhenColumn).toString()}
                .join(QStringLiteral(", "));
        return textOf(*summary, index.column());
    case Qt::TextAlignmentRole:
        if (index.column() == DurationColumn)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case StatusRole:
        return static_cast<int>(statusOfRun(*summary));
    case SortRole:
        return sortKey(*summary, index.column());
    case SearchRole:
        return QStringList{outcomeWord(*summary),
                           summary->initiator,
                           summary->participants.join(u' '),
                           wordsOf(summary->people),
                           runtexts::presetName(summary->preset),
                           summary->preset,
                           summary->environment,
                           summary->errorText,
                           summary->id.toString(QUuid::WithoutBraces),
                           QString::number(summary->number)}
            .join(u'\n');
    case IdRole:
        return summary->id;
    case MonoRole:
        return index.column() == DurationColumn || index.column() == AttemptsColumn;
    default:
        return {};
    }
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == DurationColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const QStringList names{tr("Outcome"),  tr("Participants"), tr("Flow"), tr("Environment"),
                            tr("Attempts"), tr("Duration"),     tr("When")};
    return names.value(section);
}

} // namespace chatsync::ui
