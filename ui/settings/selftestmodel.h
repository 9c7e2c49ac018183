// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/connectiontest.h"
#include "ui/theme/statusglyph.h"

#include <QAbstractListModel>

#include <optional>

namespace chatsync::ui {

/// The rows of a self-test under the headings of their services, as they come in. Rows not told yet are there
/// from the start.
class SelfTestModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        HeadRole = Qt::UserRole + 1, ///< Whether the row is a heading
        StatusRole,                  ///< Status, as a number
        SeenRole,
        AdviceRole, ///< Of warned and failed rows; empty: nothing to do
        TookRole,   ///< "14 ms", empty: no exchange of its own. Of a heading: "3 of 3"
    };

    explicit SelfTestModel(QObject *parent = nullptr);

    /// All rows wait.
    void begin();
    void tell(const CheckRow &row);
    /// Rows that were not told stay so.
    void end();
    /// As it was at the end of a test.
    void setRows(const std::vector<CheckRow> &rows);
    bool isRunning() const { return m_running; }

    const std::vector<CheckRow> &told() const { return m_told; }
    int count(CheckRow::State state) const;
    /// All of it, a line each, for a message to somebody else. Nothing in it is secret.
    QString toText() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row {
        QString service;
        bool head = false;
        CheckRow check;
        bool told = false;
    };
    QVariant headData(const Row &row, int role) const;
    Status statusOf(const Row &row) const;
    const Row *find(const QString &id) const;

    std::vector<Row> m_rows;
    std::vector<CheckRow> m_told;
    bool m_running = false;
};

QString titleOfService(const QString &service);
/// Ok passed, Warn, Fail, Skipped: their glyphs.
Status statusOf(CheckRow::State state);

} // namespace chatsync::ui
