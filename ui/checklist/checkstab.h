// SPDX-License-Identifier: MIT
#pragma once

#include "ui/checklist/checksmodel.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QTableView;

namespace chatsync::ui {

class ElidedLabel;
class EvidencePane;
class SegmentBar;

/// The seven checks: how they stand, and what speaks for each verdict.
class ChecksTab final : public QWidget {
    Q_OBJECT
public:
    explicit ChecksTab(QWidget *parent = nullptr);

    void show(const std::shared_ptr<const LiveChecklist> &live, const RunNumbers &numbers);
    /// Why none may be run; empty: they may.
    void setRunnable(bool runnable, const QString &reason);
    bool goesOn() const; ///< After a failed check
    bool cleansUp() const;
    void setOptions(bool goOn, bool cleanUp);

    QTableView *table() const { return m_table; }
    const ChecksModel &model() const { return *m_model; }
    EvidencePane *pane() const { return m_pane; }
    QPushButton *runButton() const { return m_run; }
    QPushButton *stopButton() const { return m_stop; }
    QPushButton *exportButton() const { return m_export; }
    QPushButton *setUpButton() const { return m_setUp; }
    QPushButton *compareButton() const { return m_compare; }
    QLabel *headline() const { return m_title; }
    /// Where the page puts its order panel.
    QWidget *head() const { return m_head; }

    const CheckResult *current() const;
    void setCurrent(const QString &check);
    /// The next failure from the current row on; @p step is 1 or -1.
    void goToFailure(int step);

Q_SIGNALS:
    void runRequested();
    void runOneRequested(const QString &check);
    void stopRequested();
    void openRunRequested(const QUuid &run);
    /// Of two checks, by their ids.
    void compareRequested(const QString &a, const QString &b);
    void optionsChanged();

private:
    QWidget *buildHead();
    QWidget *buildFoot();
    void press(const QModelIndex &index);
    void activate(const QModelIndex &index);
    void showCurrent();
    void showCounts();
    const CheckResult *compared() const;

    std::shared_ptr<const LiveChecklist> m_live = std::make_shared<const LiveChecklist>();
    RunNumbers m_numbers;
    ChecksModel *m_model;
    QTableView *m_table;
    EvidencePane *m_pane;
    QWidget *m_head = nullptr;
    QLabel *m_title;
    ElidedLabel *m_about;
    SegmentBar *m_bar;
    QWidget *m_counts;
    QLabel *m_left;
    QLabel *m_hint;
    QPushButton *m_export;
    QPushButton *m_stop;
    QPushButton *m_run;
    QPushButton *m_setUp;
    QPushButton *m_compare;
    QCheckBox *m_goOn;
    QCheckBox *m_cleanUp;
};

} // namespace chatsync::ui
