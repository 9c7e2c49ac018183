// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checklist.h"

#include <QAbstractTableModel>
#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;
class QVBoxLayout;

namespace chatsync::ui {

class EmptyState;

/// Earlier results, a row each, the last one first.
class ReportsModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { When, Verdict, Target, Build, Tester, Companies, ColumnCount };
    enum Role { StatusRole = Qt::UserRole };
    using QAbstractTableModel::QAbstractTableModel;

    void setResults(std::vector<ChecklistResult> results);
    const std::vector<ChecklistResult> &results() const { return m_results; }
    const ChecklistResult *at(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<ChecklistResult> m_results;
};

/// What was performed before, what changed from one to the next, and the way to a file.
class ReportsTab final : public QWidget {
    Q_OBJECT
public:
    explicit ReportsTab(QWidget *parent = nullptr);

    void setResults(std::vector<ChecklistResult> results);
    const ReportsModel &model() const { return *m_model; }
    const ChecklistResult *current() const;
    /// The one before @p result, for what changed since; null: there is none.
    const ChecklistResult *before(const ChecklistResult &result) const;
    QTableView *table() const { return m_table; }
    QPushButton *openButton() const { return m_open; }
    QPushButton *exportButton() const { return m_export; }
    QPushButton *signButton() const { return m_sign; }

Q_SIGNALS:
    void openRequested(const QUuid &result);
    void exportRequested();
    void signOffRequested(const QUuid &result);
    void runRequested();

private:
    QWidget *buildPane();
    void showCurrent();
    void addSection(const QString &heading, const QStringList &lines);

    ReportsModel *m_model;
    QTableView *m_table;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QLabel *m_heading;
    QWidget *m_body;
    QVBoxLayout *m_column;
    QPushButton *m_open;
    QPushButton *m_export;
    QPushButton *m_sign;
};

} // namespace chatsync::ui
