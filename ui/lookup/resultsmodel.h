// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/runsummary.h"
#include "ui/lookup/recentlookups.h"

#include <QAbstractListModel>

#include <optional>

namespace chatsync::ui {

/// One line of the results.
struct ResultItem {
    enum class Kind {
        Group,    ///< A heading
        Together, ///< Everybody of the look-up, judged together
        Table,    ///< Everybody of a bulk look-up
        Person,   ///< `person` of the result
        Other,    ///< The other identity of `person`
        NotFound, ///< Named, and nobody knows them
        Run,
        More, ///< The next page of a search
        Recent,
    };

    Kind kind = Kind::Group;
    QString title;
    QString line;      ///< Below the title
    bool mono = false; ///< The line is an id
    std::optional<Status> status{};
    QList<RecentLookUp::Person> people{}; ///< For the avatars; the first has the badge
    size_t person = 0;
    QString copy{}; ///< What Ctrl+C gives
    QUuid run{};
    QString lookup{}; ///< Of Recent: the text to look up

    bool operator==(const ResultItem &) const = default;
    bool sameAs(const ResultItem &other) const; ///< The same thing, maybe with other words
};

/// The results, under their headings. Headings cannot be chosen.
class ResultsModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { ItemRole = Qt::UserRole };

    using QAbstractListModel::QAbstractListModel;

    void setItems(QList<ResultItem> items);
    const QList<ResultItem> &items() const { return m_items; }
    /// Null for a heading.
    const ResultItem *at(const QModelIndex &index) const;
    /// The first that can be chosen; -1 when there is none.
    int firstRow() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QList<ResultItem> m_items;
};

/// The lines of a result, of the runs that fit it, and of what was looked at before. Pure.
QList<ResultItem> resultItems(const diagnosis::LookupResult *result, const std::vector<RunSummary> &runs,
                              const RecentLookUps &recent, const QDateTime &now);

/// So many people and more are a table.
constexpr size_t bulkFrom = 11;

} // namespace chatsync::ui
