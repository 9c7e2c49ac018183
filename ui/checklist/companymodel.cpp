// SPDX-License-Identifier: MIT
#include "ui/checklist/companymodel.h"

#include <algorithm>

namespace chatsync::ui {

namespace {

/// Failed cells first, then whatever else is not as it should be.
int gravityOf(const CompanyResult &company)
{
    const CheckCounts counts = countOf(company.cells);
    return counts.of(CheckVerdict::Failed) * 10'000 + counts.of(CheckVerdict::Blocked) * 100 +
           counts.of(CheckVerdict::Recovered);
}

} // namespace

void CompanyModel::show(std::shared_ptr<const LiveChecklist> live)
{
    const bool same = m_revision == live->revision;
    if (!same)
        beginResetModel();
    m_live = std::move(live);
    m_revision = m_live->revision;
    m_scenarios = m_live->result.scenarios;
    m_rows = static_cast<int>(m_live->result.companies.size());
    if (!same)
        endResetModel();
    else if (m_rows > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    }
}

const CompanyResult *CompanyModel::company(int row) const
{
    const std::vector<CompanyResult> &all = m_live->result.companies;
    return row >= 0 && row < m_rows && static_cast<size_t>(row) < all.size() ? &all[static_cast<size_t>(row)]
                                                                             : nullptr;
}

const CheckResult *CompanyModel::cell(const QModelIndex &index) const
{
    const CompanyResult *one = index.isValid() ? company(index.row()) : nullptr;
    const int at = index.column() - 1;
    return one && at >= 0 && at < static_cast<int>(one->cells.size()) ? &one->cells[static_cast<size_t>(at)]
                                                                      : nullptr;
}

bool CompanyModel::isVisited(int row) const
{
    const CompanyResult *one = company(row);
    return one && m_live->visited.contains(one->id);
}

int CompanyModel::failuresIn(int column) const
{
    int failed = 0;
    for (int row = 0; row < rowCount(); ++row) {
        const CheckResult *one = cell(index(row, column));
        failed += one && one->verdict == CheckVerdict::Failed ? 1 : 0;
    }
    return failed;
}

int CompanyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int CompanyModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : scenarioCount() + 2;
}

QString CompanyModel::spokenOf(const QModelIndex &index) const
{
    const CompanyResult &one = *company(index.row());
    if (index.column() == 0)
        return one.newlyApproved ? tr("%1, newly approved").arg(one.name) : one.name;
    if (const CheckResult *check = cell(index)) {
        const QString verdict = word(check->verdict);
        return check->summary.isEmpty()
                   ? tr("%1, %2: %3").arg(one.name, scenario(index.column()), verdict)
                   : tr("%1, %2: %3, %4").arg(one.name, scenario(index.column()), verdict, check->summary);
    }
    return tr("%1: %2 of %3 failed").arg(one.name).arg(failedCells(one)).arg(countedCells(one));
}

QVariant CompanyModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !company(index.row()))
        return {};
    const CompanyResult &one = *company(index.row());
    const CheckResult *check = cell(index);
    switch (role) {
    case VerdictRole:
        return check ? static_cast<int>(check->verdict) : static_cast<int>(worstOf(one));
    case RunningRole:
        return m_live->visited.contains(one.id);
    case IdRole:
        return one.id;
    case NameRole:
        return one.name;
    case NewRole:
        return one.newlyApproved;
    case FailedRole:
        return failedCells(one);
    case CountedRole:
        return countedCells(one);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return spokenOf(index);
    case Qt::DisplayRole:
        if (index.column() == 0)
            return one.name;
        return check ? word(check->verdict) : tr("%1 of %2").arg(failedCells(one)).arg(countedCells(one));
    default:
        return {};
    }
}

QVariant CompanyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const bool scenarioColumn = section > 0 && section <= scenarioCount();
    if (role == FailedRole)
        return scenarioColumn ? QVariant{failuresIn(section)} : QVariant{};
    if (role == Qt::AccessibleTextRole && scenarioColumn)
        return tr("%1: %n failed", nullptr, failuresIn(section)).arg(scenario(section));
    if (role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Company") : scenarioColumn ? scenario(section) : tr("Failed");
}

CompanyFilter::CompanyFilter(CompanyModel *model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setDynamicSortFilter(false);
    setSourceModel(model);
    sort(0);
}

void CompanyFilter::setVerdicts(const QSet<int> &verdicts)
{
    m_verdicts = verdicts;
    apply();
}

void CompanyFilter::setText(const QString &text)
{
    m_text = text.trimmed();
    apply();
}

void CompanyFilter::setCause(const QString &cause)
{
    m_cause = cause;
    apply();
}

void CompanyFilter::setOrder(Order order)
{
    m_order = order;
    apply();
}

void CompanyFilter::apply()
{
    invalidate();
    sort(0);
}

bool CompanyFilter::isFiltering() const
{
    return !m_verdicts.isEmpty() || !m_text.isEmpty() || !m_cause.isEmpty();
}

bool CompanyFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const CompanyResult *one = m_model->company(row);
    if (!one)
        return false;
    if (!m_verdicts.isEmpty() && !m_verdicts.contains(static_cast<int>(worstOf(*one))))
        return false;
    if (!m_text.isEmpty() && !one->name.contains(m_text, Qt::CaseInsensitive) &&
        !one->id.contains(m_text, Qt::CaseInsensitive))
        return false;
    return m_cause.isEmpty() ||
           std::any_of(one->cells.begin(), one->cells.end(),
                       [this](const CheckResult &cell) { return cell.cause == m_cause; });
}

bool CompanyFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const CompanyResult *a = m_model->company(left.row());
    const CompanyResult *b = m_model->company(right.row());
    if (!a || !b || m_order == Order::AsVisited)
        return left.row() < right.row();
    if (m_order == Order::ByName) {
        const int names = QString::localeAwareCompare(a->name, b->name);
        return names != 0 ? names < 0 : left.row() < right.row();
    }
    const int worse = gravityOf(*a);
    const int other = gravityOf(*b);
    return worse != other ? worse > other : left.row() < right.row();
}

} // namespace chatsync::ui
