// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/result.h"
#include "core/domain/runevent.h"

#include <QPointer>
#include <QWidget>

#include <vector>

class QAction;
class QPushButton;
class QStackedWidget;

namespace chatsync::ui {

class EmptyState;
class MessageBar;
class RunView;
class VerdictBanner;

/// Where the run of the form is watched: what to do while there is none, a plan under a banner that says so,
/// the run.
class RunPane final : public QWidget {
    Q_OBJECT
public:
    explicit RunPane(QWidget *parent = nullptr);

    RunView *view() const { return m_view; }
    /// Offered while nothing is shown.
    void setExampleOffered(bool offered);
    void setReplay(QAction *replay);
    /// Why a plan cannot be performed; empty: it can.
    void setLocked(const QString &reason);

    /// @p works: the rehearsal came to its end, so the run may be offered.
    void showPlan(std::vector<RunEvent> events, bool works);
    /// The form is not any more what the plan was made from.
    void setPlanStale();
    bool showsPlan() const;
    void beginRun();
    /// Something of a run or a plan is shown.
    bool hasRun() const;
    void append(const std::vector<RunEvent> &events);
    /// News that stays until it is closed.
    void showProblem(const Error &error);
    void dismissProblem();

Q_SIGNALS:
    void exampleRequested();
    void createNowRequested();
    void planAgainRequested();

private:
    MessageBar *m_message;
    QWidget *m_planBar;
    VerdictBanner *m_planned;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QPushButton *m_example;
    RunView *m_view;
    QString m_lockedBy;
    QPointer<QPushButton> m_createNow;
    bool m_stale = false;
};

} // namespace chatsync::ui
