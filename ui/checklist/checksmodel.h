// SPDX-License-Identifier: MIT
#pragma once

#include "ui/checklist/checklisttexts.h"
#include "ui/checklist/livechecklist.h"

#include <QAbstractTableModel>

class QTableView;

namespace chatsync::ui {

/// The checks of a result, a row each.
class ChecksModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Glyph, Check, State, Evidence, Duration, Action, ColumnCount };
    enum Role { StatusRole = Qt::UserRole, SummaryRole, RunRole, IdRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// As many rows as before are changed in place, so that selection and scrolling stay.
    void show(const LiveChecklist &live);
    void setNumbers(const RunNumbers &numbers);
    /// Whether a single check may be run again now.
    void setRunnable(bool runnable);
    Status statusAt(int row) const;
    const CheckResult *at(int row) const;
    int rowOf(const QString &check) const;
    std::vector<Status> statuses() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString summaryOf(int row) const;
    QString spokenOf(int row) const;
    QString actionOf(int row) const;

    std::vector<CheckResult> m_checks;
    QString m_running;
    bool m_live = false;
    bool m_stopping = false;
    bool m_runnable = false;
    RunNumbers m_numbers;
};

/// A view on it in the looks of the window. The action of a row is shown where the pointer is, and in the row
/// under way; clicked() of that column means it was pressed.
QTableView *makeChecksTable(ChecksModel *model, QWidget *parent);

} // namespace chatsync::ui
