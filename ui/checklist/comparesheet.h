// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/runevent.h"
#include "ui/widgets/sheet.h"

#include <vector>

class QScrollArea;

namespace chatsync::ui {

/// How one step of a run went, as two runs are compared by.
struct ComparedStep {
    Step step = Step::Record;
    int attempt = 1;
    Outcome outcome = Outcome::Passed;
    QString message;
    QStringList requests; ///< `POST /users 201`, without ids: these always differ
    double durationMs = 0;

    bool isSame(const ComparedStep &other) const;
};

/// The steps that came to an end, in order.
std::vector<ComparedStep> comparedSteps(const std::vector<RunEvent> &events);

/// Two runs side by side, aligned by step and attempt; the first difference is named above.
class CompareSheet final : public Sheet {
    Q_OBJECT
public:
    /// The names stand over the columns: "Check 1", "Check 2". Empty until show().
    CompareSheet(const QString &a, const QString &b, QWidget *view);

    void show(const std::vector<ComparedStep> &a, const std::vector<ComparedStep> &b);
    void showProblem(const QString &sentence);
    /// "They first differ at ..."; for tests and screen readers.
    QString sentence() const { return m_sentence; }

private:
    QString m_a;
    QString m_b;
    QString m_sentence;
    QScrollArea *m_scroll;
};

} // namespace chatsync::ui
