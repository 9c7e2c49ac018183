// SPDX-License-Identifier: MIT
#pragma once

#include "ui/runs/runfacts.h"
#include "ui/runs/runrow.h"

#include <QAbstractItemModel>

#include <deque>
#include <span>
#include <vector>

namespace chatsync::ui {

/// The events of one run as a tree: steps, the attempts under their retry, and below each step its requests,
/// statements, waits and notes. Steps that are still to come are there as planned rows.
///
/// Appending costs constant time for each event and tells the views by row signals only. Rows are never
/// reordered; a planned row becomes the real one in its place.
class RunModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { StepColumn, AttemptColumn, ResultColumn, DurationColumn, TimelineColumn, ColumnCount };
    enum Role {
        StatusRole = Qt::UserRole, ///< int of Status
        StatusWordRole,            ///< "Failed", "Cancelled" … beside the glyph
        SortRole,                  ///< Numbers as numbers
        MonoRole,                  ///< bool: ids, numbers and code
        EventRole,                 ///< std::vector<RunEvent>: what is behind the row
        KindRole,                  ///< int of RunRow::Kind
        NumberRole,                ///< Number of a step on the top level, else 0
        PlannedRole,
        StartRole,   ///< double, ms since the run began
        EndRole,     ///< double, ms; the present moment while it runs
        WaitRole,    ///< double, ms that were asked for; 0 when it is no wait
        ProblemRole, ///< F8 stops here
        SearchRole,
        GroupRole,    ///< A step whose bar only spans those of the steps inside it
        OwnCheckRole, ///< The console's own question, not part of the flow
    };

    explicit RunModel(QObject *parent = nullptr);
    ~RunModel() override;

    /// Adds events in order. Those of another run than the first one, and those seen before, are left out.
    void append(std::span<const RunEvent> events);
    /// Replaces everything at once: for opening a run, not for watching one.
    void setRun(std::vector<RunEvent> events, bool interrupted);
    void clear();
    /// Nothing more will come although the run has not told its end.
    void setInterrupted();

    const std::deque<RunEvent> &events() const { return m_events; }
    const RunFacts &facts() const { return m_facts; }
    bool isLive() const { return !m_events.empty() && !m_facts.finished && !m_facts.interrupted; }

    /// The present moment in ms since the run began, for what is still running. Views repaint by themselves.
    void setNow(double ms) { m_now = ms; }
    double now() const { return m_now; }
    /// The moment up to which the axis has to reach, planned steps included.
    double horizonMs() const;

    const RunRow *rowOf(const QModelIndex &index) const;
    QModelIndex indexOf(const RunRow *row, int column = 0) const;
    /// The row of an event, by its position in events().
    const RunRow *rowOfEvent(qsizetype position) const;
    int rowCountTotal() const { return static_cast<int>(m_rows.size()) - m_removed; }

    /// The innermost step or wait that is going on, null when nothing is.
    const RunRow *runningRow() const;
    /// The wait that is going on.
    const RunRow *runningWait() const { return m_openWait; }
    /// Where F8 stops, in the order of the rows.
    std::vector<const RunRow *> problems() const;
    /// The exchange that says most about a row: its own, the failed one below it, else the last one below it.
    const RunEvent *exchangeOf(const RunRow *row) const;
    /// Whether there is a statement behind a row or below it; null is the whole run.
    bool hasQuery(const RunRow *row) const;
    /// The events of a row and of all below it, in order.
    std::vector<const RunEvent *> eventsBelow(const RunRow *row) const;
    /// The number of the step on the top level a row belongs to; 0 when there is none.
    static int stepNumber(const RunRow *row);
    int stepTotal() const;
    int stepReached() const;
    static QString statusWord(const RunRow *row);
    QString accessibleText(const RunRow *row) const;
    /// Beginning and end on the time axis; planned rows are placed one behind the other from now on.
    std::pair<double, double> spanOf(const RunRow *row) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    RunRow *makeRow(RunRow::Kind kind);
    RunRow *openParent();
    void add(const RunEvent &event, qsizetype position);
    size_t leavesFrom(std::span<const RunEvent> events, size_t from) const;
    void addLeaves(qsizetype from, size_t count);
    RunRow *leafRow(qsizetype position, RunRow *parent);
    void plan();
    void planRetry(RunRow *retry);
    void startStep(const RunEvent &event, qsizetype position);
    void finishStep(const RunEvent &event, qsizetype position);
    void finishRow(RunRow *row, const RunEvent &event, qsizetype position);
    void closeWait(double at);
    void finishRun();
    RunRow *plannedFor(RunRow *parent, Step step) const;
    RunRow *insertStep(RunRow *parent, Step step, int attempt);
    void insertBeforePlanned(RunRow *parent, const std::vector<RunRow *> &rows);
    void removeRow(RunRow *row);
    void changed(const RunRow *row);
    void dropEverything();
    double expectedMs(const RunRow *row) const;
    QString resultText(const RunRow *row) const;
    QVariant textOf(const RunRow *row, int column) const;

    std::deque<RunEvent> m_events;
    std::deque<RunRow> m_rows; ///< Every row ever made: addresses stay
    std::vector<RunRow *> m_rowOfEvent;
    RunRow m_root;
    std::vector<RunRow *> m_open;
    RunRow *m_openWait = nullptr;
    int m_removed = 0;
    RunFacts m_facts;
    double m_now = 0;
    bool m_quiet = false; ///< While a whole run is set: no row signals
};

} // namespace chatsync::ui

Q_DECLARE_METATYPE(std::vector<chatsync::RunEvent>)
