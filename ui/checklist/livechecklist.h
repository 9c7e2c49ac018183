// SPDX-License-Identifier: MIT
#pragma once

#include "core/checklist/progress.h"
#include "core/checklist/runner.h"

#include <QSet>

namespace chatsync::ui {

/// A result while it comes about, and after: news is put into it piece by piece, in order.
struct LiveChecklist {
    ChecklistResult result;
    bool running = false;
    bool stopping = false;
    QString check;         ///< Id of the check under way; empty: none
    QSet<QString> visited; ///< Companies under way, by database id
    checklist::Standing standing;
    QString sentence;              ///< What it is at, or how it ended, beside the verdicts
    int revision = nextRevision(); ///< Another one when checks or companies are others than before

    /// Nothing was performed yet: the checks of @p definition, all open.
    static LiveChecklist planned(const checklist::Definition &definition);

    /// Puts another result in the place of this one.
    void replace(ChecklistResult other);

    void begin();
    void take(const checklist::Progress &news);
    void end(const checklist::End &end);

    const CheckResult *find(const QString &check) const;
    CompanyResult *company(const QString &id);
    /// Of Scenario in ChecklistResult::scenarios; -1: it has no column.
    int column(checklist::Scenario scenario) const;

private:
    static int nextRevision();
};

} // namespace chatsync::ui
