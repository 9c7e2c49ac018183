// SPDX-License-Identifier: MIT
#include "ui/runs/runfilter.h"

#include "ui/runs/runmodel.h"

#include <QRegularExpression>

#include <algorithm>

namespace chatsync::ui {
namespace {

bool statusIs(const RunRow &row, const QString &name)
{
    if (name == QLatin1String("planned"))
        return row.planned;
    if (name == QLatin1String("skipped"))
        return row.skipped;
    switch (row.status) {
    case Status::Ok:
        return name == QLatin1String("ok") || name == QLatin1String("passed");
    case Status::Fail:
        return name == QLatin1String("fail") || name == QLatin1String("failed");
    case Status::Warn:
        return name == QLatin1String("warn") || name == QLatin1String("warning");
    case Status::Recovered:
        return name == QLatin1String("recovered") || name == QLatin1String("warn");
    case Status::Running:
    case Status::Waiting:
        return name == QLatin1String("running");
    case Status::Info:
        return name == QLatin1String("info");
    default:
        return name == QLatin1String("cancelled") && row.outcome == Outcome::Cancelled;
    }
}

bool kindIs(const RunRow &row, const QString &name)
{
    switch (row.kind) {
    case RunRow::Kind::Step:
        return name == QLatin1String("step");
    case RunRow::Kind::Exchange:
        return name == QLatin1String("request") || name == QLatin1String("exchange");
    case RunRow::Kind::Query:
        return name == QLatin1String("query") || name == QLatin1String("sql");
    case RunRow::Kind::Wait:
        return name == QLatin1String("wait");
    case RunRow::Kind::Note:
        return name == QLatin1String("note");
    }
    Q_UNREACHABLE();
}

int shownBelow(const QAbstractItemModel &model, const QModelIndex &parent)
{
    const int rows = model.rowCount(parent);
    int count = rows;
    for (int i = 0; i < rows; ++i) {
        const QModelIndex index = model.index(i, 0, parent);
        if (model.hasChildren(index))
            count += shownBelow(model, index);
    }
    return count;
}

} // namespace

RunFilter::RunFilter(RunModel *model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(model);
}

void RunFilter::setFilter(const QString &text)
{
    m_text = text;
    m_terms.clear();
    static const QRegularExpression spaces{QStringLiteral("\\s+")};
    for (const QString &part : text.split(spaces, Qt::SkipEmptyParts)) {
        const QString key = part.section(u':', 0, 0).toLower();
        const QString value = part.section(u':', 1);
        Term term{Term::Field::Text, part};
        if (key == QLatin1String("status") && !value.isEmpty())
            term = {Term::Field::Status, value.toLower()};
        else if (key == QLatin1String("kind") && !value.isEmpty())
            term = {Term::Field::Kind, value.toLower()};
        else if (key == QLatin1String("attempt") && !value.isEmpty())
            term = {Term::Field::Attempt, value};
        m_terms.push_back(term);
    }
    // Only then: recursion costs a walk for each row that comes, and without a filter there is nothing to
    // keep.
    setRecursiveFilteringEnabled(isFiltering());
    invalidateFilter();
}

bool RunFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_terms.empty())
        return true;
    return matches(*m_model->rowOf(m_model->index(row, 0, parent)));
}

bool RunFilter::matches(const RunRow &row) const
{
    return std::all_of(m_terms.cbegin(), m_terms.cend(),
                       [&](const Term &term) { return matches(row, term); });
}

bool RunFilter::matches(const RunRow &row, const Term &term) const
{
    switch (term.field) {
    case Term::Field::Status:
        return statusIs(row, term.value);
    case Term::Field::Kind:
        return kindIs(row, term.value);
    case Term::Field::Attempt:
        return QString::number(row.attempt) == term.value;
    case Term::Field::Text:
        break;
    }
    return row.name.contains(term.value, Qt::CaseInsensitive) ||
           row.result.contains(term.value, Qt::CaseInsensitive) ||
           row.search.contains(term.value, Qt::CaseInsensitive);
}

int RunFilter::hiddenRows() const
{
    return isFiltering() ? m_model->rowCountTotal() - shownBelow(*this, {}) : 0;
}

const RunRow *RunFilter::rowOf(const QModelIndex &index) const
{
    return m_model->rowOf(mapToSource(index));
}

QModelIndex RunFilter::indexOf(const RunRow *row, int column) const
{
    return mapFromSource(m_model->indexOf(row, column));
}

} // namespace chatsync::ui
