// SPDX-License-Identifier: MIT
#pragma once

#include "ui/checklist/checklisttexts.h"
#include "ui/checklist/livechecklist.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QSortFilterProxyModel>

#include <memory>

class QTableView;

namespace chatsync::ui {

/// Companies by scenarios: the first column is the company, the last one how many cells failed.
class CompanyModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { VerdictRole = Qt::UserRole, RunningRole, IdRole, NameRole, NewRole, FailedRole, CountedRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// Looks into @p live from then on; to be told with each change of it. Rows change in place, unless its
    /// revision is another one.
    void show(std::shared_ptr<const LiveChecklist> live);
    const CompanyResult *company(int row) const;
    /// Null for the first column and the last.
    const CheckResult *cell(const QModelIndex &index) const;
    int scenarioCount() const { return static_cast<int>(m_scenarios.size()); }
    QString scenario(int column) const { return m_scenarios.value(column - 1); }
    int failuresIn(int column) const;
    const std::vector<CompanyResult> &companies() const { return m_live->result.companies; }
    bool isVisited(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString spokenOf(const QModelIndex &index) const;

    std::shared_ptr<const LiveChecklist> m_live = std::make_shared<const LiveChecklist>();
    QStringList m_scenarios;
    int m_rows = 0; ///< As the views know it
    int m_revision = 0;
};

/// Which companies are shown, and in which order. Nothing moves by itself: apply() does it, so that rows do
/// not run away under the pointer.
class CompanyFilter final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    enum class Order { WorstFirst, AsVisited, ByName };

    explicit CompanyFilter(CompanyModel *model, QObject *parent = nullptr);

    void setVerdicts(const QSet<int> &verdicts); ///< Of the worst verdict of a company; none: all
    void setText(const QString &text);
    void setCause(const QString &cause);
    void setOrder(Order order);
    void apply();
    bool isFiltering() const;
    const QString &cause() const { return m_cause; }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    CompanyModel *m_model;
    QSet<int> m_verdicts;
    QString m_text;
    QString m_cause;
    Order m_order = Order::WorstFirst;
};

QTableView *makeHeatMap(CompanyFilter *filter, CompanyModel *model, QWidget *parent);

} // namespace chatsync::ui
