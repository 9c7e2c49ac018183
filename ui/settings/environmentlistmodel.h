// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/connectiontest.h"
#include "ui/settings/environmentdraft.h"
#include "ui/theme/statusglyph.h"

#include <QAbstractListModel>
#include <QDateTime>

namespace chatsync::ui {

/// What the last self-test of an environment came to, in this session.
struct TestOutcome {
    bool running = false;
    int passed = 0;
    int warned = 0;
    int failed = 0;
    bool stopped = false;
    QDateTime at; ///< Invalid: never

    Status status() const;
    /// "1 failed, 1 warning", "All passed"; empty when there is none.
    QString text() const;
};

/// The environments of the page, in the order of the file; those not kept yet come last.
class EnvironmentListModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        KeyRole = Qt::UserRole + 1,
        KindRole,   ///< ui::EnvironmentKind, as a number
        LineRole,   ///< The second line
        InUseRole,  ///< Whether the window works there
        StatusRole, ///< Status, as a number; invalid: no test yet
    };
    struct Row {
        EnvironmentDraft draft;
        TestOutcome test;
    };

    using QAbstractListModel::QAbstractListModel;

    /// What is on disk now. Drafts that are dirty are kept, also where theirs has gone from the file.
    void setKept(const std::vector<Environment> &kept);
    void setInUse(const QString &id);

    int rowOf(const QString &key) const;
    const Row *row(const QString &key) const;
    const Row *row(int row) const;
    bool isEmpty() const { return m_rows.empty(); }
    /// Key of the new row.
    QString add(const Environment &environment);
    void remove(const QString &key);
    void setDraft(const EnvironmentDraft &draft);
    /// What was @p sent of the draft of @p key is kept now, as @p kept; what was typed meanwhile stays. Its
    /// key becomes the id.
    void setSaved(const QString &key, const Environment &sent, const Environment &kept);
    void setTest(const QString &key, const TestOutcome &test);
    QStringList names(const QString &exceptKey = {}) const;
    /// How many have changes that are not saved.
    int dirtyCount() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString lineOf(const Row &row) const;
    void tell(int row);

    std::vector<Row> m_rows;
    QString m_inUse;
    int m_made = 0;
};

} // namespace chatsync::ui
