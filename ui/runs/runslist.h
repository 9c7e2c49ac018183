// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/runsummary.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace chatsync::ui {

class VerdictBanner;

/// All runs, one a row. Newest last added; the view sorts.
class RunsModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        OutcomeColumn,
        ParticipantsColumn,
        PresetColumn,
        EnvironmentColumn,
        AttemptsColumn,
        DurationColumn,
        WhenColumn,
        ColumnCount
    };
    enum Role { StatusRole = Qt::UserRole, SortRole, SearchRole, IdRole, MonoRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setRuns(std::vector<RunSummary> runs);
    /// Adds the run, or replaces what is known of it. Constant time.
    void upsertRun(const RunSummary &run);
    const RunSummary *run(int row) const;
    const RunSummary *run(const QUuid &id) const;
    /// Relative times move on.
    void setNow(const QDateTime &now);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static QString outcomeWord(const RunSummary &run);

private:
    QVariant textOf(const RunSummary &run, int column) const;
    QVariant sortKey(const RunSummary &run, int column) const;

    std::vector<RunSummary> m_runs;
    QHash<QUuid, int> m_rows;
    QDateTime m_now;
};

/// The list of the Runs view: search, sort, open. Enter or a double click opens a run; one that was
/// interrupted is offered in a banner.
class RunsList final : public QWidget {
    Q_OBJECT
public:
    explicit RunsList(QWidget *parent = nullptr);

    void setRuns(std::vector<RunSummary> runs);
    void upsertRun(const RunSummary &run);
    const RunsModel &model() const { return *m_model; }
    QTableView *table() const { return m_table; }
    QUuid currentRun() const;
    void setCurrentRun(const QUuid &id);
    void setSearchText(const QString &text);
    void focusSearch();

    /// Widths, order and sorting of the columns.
    QByteArray saveColumns() const;
    bool restoreColumns(const QByteArray &state);

Q_SIGNALS:
    void openRequested(const QUuid &run);
    void currentChanged(const QUuid &run);
    void newConversationRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void openCurrent();

    RunsModel *m_model;
    QSortFilterProxyModel *m_proxy;
    QStackedWidget *m_pages;
    QLineEdit *m_search;
    QLabel *m_count;
    VerdictBanner *m_banner;
    QTableView *m_table;
    QUuid m_offered;
};

} // namespace chatsync::ui
