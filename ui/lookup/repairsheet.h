// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/repair.h"
#include "ui/lookup/lookupbackend.h"
#include "ui/widgets/sheet.h"

class QGridLayout;
class QLabel;
class QPushButton;
class QTableView;

namespace chatsync::ui {

class CellModel;
class MessageBar;
class VerdictBanner;

/// A repair before it is sent: field by field what the database has, what StreamChat has, what would be sent
/// and what stays; which requests; whether it can be undone. Then the same table shows what came of it.
class RepairSheet final : public Sheet {
    Q_OBJECT
public:
    static constexpr int preferredWidth = 900;

    /// @p backend is borrowed, @p view is covered. @p undo: the plan takes an earlier repair back.
    RepairSheet(LookUpBackend *backend, const RepairPlan &plan, const RunEnvironment &environment,
                EnvironmentKind kind, bool undo, QWidget *view);

    CellModel *fields() const { return m_fields; }
    QPushButton *repairButton() const { return m_repair; }
    QPushButton *copyButton() const { return m_copy; }
    bool isRunning() const { return m_state == State::Running; }
    /// Null before it ran.
    QUuid run() const { return m_run; }
    bool hasWorked() const { return m_worked.value_or(false); }
    /// What takes it back, once it has run; nothing when that cannot be.
    const std::optional<RepairRequest> &undoRequest() const { return m_undo; }
    VerdictBanner *outcome() const { return m_outcome; }

Q_SIGNALS:
    void ended(bool worked);
    void runRequested(const QUuid &run);
    /// The request as cURL is in the clipboard.
    void copied();

private:
    enum class State { Preview, Running, Done };

    void build(const RunEnvironment &environment);
    QWidget *buildRequests();
    void buildFooter();
    void showPerson(const QString &streamId);
    void fitTable();
    void start();
    void takeEnd(const QUuid &run, const RunResult &result);
    void takeRehearsal(const std::vector<RunEvent> &events);
    void copyRequest();
    void refresh();
    QStringList people() const;
    QString limitText() const;

    LookUpBackend *m_backend;
    RepairPlan m_plan;
    bool m_isUndo;
    State m_state = State::Preview;
    QUuid m_run;
    std::optional<bool> m_worked;
    std::optional<RepairRequest> m_undo;
    std::vector<RunEvent> m_events;
    std::vector<Exchange> m_writes;
    QString m_person;
    QTableView *m_peopleTable = nullptr;
    CellModel *m_peopleModel = nullptr;
    QTableView *m_table = nullptr;
    CellModel *m_fields = nullptr;
    QGridLayout *m_requests = nullptr;
    VerdictBanner *m_outcome = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_openRun = nullptr;
    QLabel *m_limit = nullptr;
    QPushButton *m_repair = nullptr;
};

/// The writes as commands for a shell, each with a line that says what it does; the token is a variable.
QString repairCommands(const std::vector<Exchange> &writes);

} // namespace chatsync::ui
