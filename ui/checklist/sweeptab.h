// SPDX-License-Identifier: MIT
#pragma once

#include "ui/checklist/companymodel.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace chatsync::ui {

class ElidedLabel;
class EmptyState;
class EvidencePane;
class ProgressBar;
class SweepStrip;

/// Every company against every scenario: a map that shows where it hurts, and what speaks for one cell.
class SweepTab final : public QWidget {
    Q_OBJECT
public:
    explicit SweepTab(QWidget *parent = nullptr);

    void show(const std::shared_ptr<const LiveChecklist> &live, const RunNumbers &numbers);
    void setRunnable(bool runnable, const QString &reason);
    /// A sweep that was left half done can be gone on with.
    void setResumable(bool resumable);
    int sample() const; ///< How many companies; 0: all
    void setSample(int companies);
    CompanyFilter::Order order() const;
    void setOrder(CompanyFilter::Order order);

    QTableView *table() const { return m_table; }
    CompanyModel *model() const { return m_model; }
    CompanyFilter *filter() const { return m_filter; }
    EvidencePane *pane() const { return m_pane; }
    SweepStrip *strip() const { return m_strip; }
    QPushButton *runButton() const { return m_run; }
    QPushButton *pauseButton() const { return m_pause; }
    QPushButton *stopButton() const { return m_stop; }
    QPushButton *exportButton() const { return m_export; }
    QPushButton *resumeButton() const { return m_resume; }
    QPushButton *cellButton() const { return m_again; }
    QPushButton *chip(CheckVerdict verdict) const { return m_chips.value(static_cast<int>(verdict)); }
    QLineEdit *field() const { return m_field; }
    QLabel *headline() const { return m_title; }
    QLabel *failureLabel() const { return m_failure; }
    QWidget *head() const { return m_head; }

    const CheckResult *current() const;
    const CompanyResult *currentCompany() const;
    void setCurrent(const QString &company, int column);
    void goToFailure(int step);

Q_SIGNALS:
    void runRequested();
    void resumeRequested();
    void pauseRequested();
    void stopRequested();
    void cellRequested(const QString &company, int column);
    void openRunRequested(const QUuid &run);

private:
    QWidget *buildHead();
    QWidget *buildStrip();
    QWidget *buildFilters();
    QWidget *buildFoot();
    void buildPaneFoot();
    void refreshRows();
    void showNumbers();
    void showChips();
    void showFoot();
    void showCurrent();
    void chooseVerdicts();
    void clearFilter();
    std::vector<QModelIndex> failures() const;

    std::shared_ptr<const LiveChecklist> m_live = std::make_shared<const LiveChecklist>();
    RunNumbers m_numbers;
    CompanyModel *m_model;
    CompanyFilter *m_filter;
    QTableView *m_table;
    EvidencePane *m_pane;
    SweepStrip *m_strip;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QWidget *m_head = nullptr;
    QWidget *m_stripBar = nullptr;
    QWidget *m_filterBar = nullptr;
    QWidget *m_progressRow = nullptr;
    QLabel *m_title;
    ElidedLabel *m_about;
    QLabel *m_done;
    QLabel *m_percent;
    ProgressBar *m_bar;
    QLabel *m_since;
    QWidget *m_timePart = nullptr;
    QLabel *m_time;
    QWidget *m_budgetPart = nullptr;
    QLabel *m_budget;
    QLabel *m_budgetOf;
    QLabel *m_stripTitle;
    QHash<int, QPushButton *> m_chips;
    QLineEdit *m_field;
    QComboBox *m_order;
    QSpinBox *m_sample;
    QLabel *m_shown;
    QPushButton *m_clear;
    QPushButton *m_export;
    QPushButton *m_pause;
    QPushButton *m_stop;
    QPushButton *m_resume;
    QPushButton *m_run;
    QPushButton *m_again;
    QToolButton *m_previous;
    QToolButton *m_next;
    QLabel *m_failure;
    bool m_runnable = false;
    bool m_resumable = false;
    QString m_reason;
};

} // namespace chatsync::ui
