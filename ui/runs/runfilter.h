// SPDX-License-Identifier: MIT
#pragma once

#include <QSortFilterProxyModel>

#include <optional>
#include <vector>

namespace chatsync::ui {

class RunModel;
struct RunRow;

/// Narrows a run to the rows that match, with their ancestors. A filter is words, all of which must be found
/// (without regard to case), and conditions: `status:fail` (ok, fail, warn, running, planned, skipped),
/// `kind:request` (step, request, query, wait, note), `attempt:2`.
class RunFilter final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit RunFilter(RunModel *model, QObject *parent = nullptr);

    void setFilter(const QString &text);
    QString filter() const { return m_text; }
    bool isFiltering() const { return !m_terms.empty(); }
    /// How many of the run's rows are not shown.
    int hiddenRows() const;

    const RunRow *rowOf(const QModelIndex &index) const;
    QModelIndex indexOf(const RunRow *row, int column = 0) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    struct Term {
        enum class Field { Text, Status, Kind, Attempt } field = Field::Text;
        QString value;
    };
    bool matches(const RunRow &row) const;
    bool matches(const RunRow &row, const Term &term) const;

    RunModel *m_model;
    QString m_text;
    std::vector<Term> m_terms;
};

} // namespace chatsync::ui
