// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/logsequence.h"

#include <QAbstractListModel>
#include <QListView>

#include <vector>

namespace chatsync::ui {

class SequenceModel final : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<backendlog::SequenceRow> rows);
    const std::vector<backendlog::SequenceRow> &rows() const { return m_rows; }
    /// The row that a line of the log belongs to; -1: none.
    int rowOf(qint64 line) const;
    /// "3, Upsert started, deviates, line 1282, …": what a screen reader says.
    QString spoken(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    std::vector<backendlog::SequenceRow> m_rows;
};

/// The expected order, one row a line, with what became of it and where it stands in the log.
class SequenceList final : public QListView {
    Q_OBJECT
public:
    explicit SequenceList(QWidget *parent = nullptr);

    SequenceModel *sequence() const { return m_model; }
    void setRows(std::vector<backendlog::SequenceRow> rows);
    /// Does not tell chosen().
    void selectRow(int row);

Q_SIGNALS:
    /// A person chose a row.
    void chosen(int row);

private:
    SequenceModel *m_model;
    bool m_quiet = false;
};

} // namespace chatsync::ui
