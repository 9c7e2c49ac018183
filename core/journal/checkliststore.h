// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checklist.h"
#include "core/journal/journal.h"

#include <QJsonObject>

#include <functional>
#include <optional>
#include <vector>

namespace chatsync {

/// A check, or a cell of a sweep, with what a later one has to know of it and no report tells.
struct KeptCheck {
    CheckResult result;
    QJsonObject facts;

    bool operator==(const KeptCheck &) const = default;
};

/// One company of a sweep, in its order.
struct KeptCompany {
    QString id;
    QString name;
    bool newlyApproved = false;

    bool operator==(const KeptCompany &) const = default;
};

/// The results of checklists, in a journal: each check and each cell is safe from the death of this process
/// when the call that puts it returns, as an event of a run is.
///
/// Used in the thread of the journal, which outlives it. Errors are of kind Storage; of kind Input where
/// there is no such result.
class ChecklistStore {
public:
    explicit ChecklistStore(Journal *journal);

    /// Begins a result: @p head without checks and companies, @p plan for whoever goes on with it.
    Result<void> begin(const ChecklistResult &head, const QJsonObject &plan);
    /// Goes on with one that is unfinished: from now on it is this session's.
    Result<void> takeOver(const QUuid &id);

    Result<void> putCompanies(const QUuid &id, const std::vector<KeptCompany> &companies);
    /// @p place is the order in which checks are told.
    Result<void> putCheck(const QUuid &id, int place, const KeptCheck &check);
    Result<void> putCell(const QUuid &id, int company, int place, const KeptCheck &cell);

    enum class End {
        Finished,
        Stopped, ///< Can be gone on with
    };
    /// What is said of the whole, once it has ended; the last results of the environment stay, older ones go.
    Result<void> end(const ChecklistResult &head, End end);
    /// Changes what is said of the whole.
    Result<void> putHead(const ChecklistResult &head);

    Result<std::vector<KeptCompany>> companies(const QUuid &id) const;
    Result<std::vector<KeptCheck>> checks(const QUuid &id) const;
    /// The cells of one company by their places.
    Result<std::vector<std::pair<int, KeptCheck>>> cells(const QUuid &id, int company) const;
    /// Calls @p visit with each cell's result, company by company, without holding all of them.
    Result<void>
    eachCell(const QUuid &id,
             const std::function<void(int company, int place, const CheckResult &)> &visit) const;
    Result<QJsonObject> plan(const QUuid &id) const;

    /// The whole. Cells that were not performed are missing from their company.
    Result<ChecklistResult> load(const QUuid &id) const;

    /// Ids of those that ended, of one environment, the last first.
    Result<QList<QUuid>> ended(const QString &environment, int most) const;
    /// The last one with companies that was stopped, or whose process has died: of this environment and
    /// checklist.
    Result<std::optional<QUuid>> unfinished(const QString &environment, const QString &checklist) const;

private:
    Result<qint64> numberOf(const QUuid &id) const;

    Journal *m_journal;
};

} // namespace chatsync
