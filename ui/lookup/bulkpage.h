// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/lookup.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace chatsync::ui {

class CellModel;

/// Many participants at once, as a table that can be sorted and exported.
class BulkPage final : public QWidget {
    Q_OBJECT
public:
    explicit BulkPage(QWidget *parent = nullptr);

    /// Borrowed for the call.
    void show(const diagnosis::LookupResult &result);
    QTableView *table() const { return m_table; }
    QString summary() const;

Q_SIGNALS:
    void personRequested(const QString &streamId);
    void exportRequested();
    void checkRequested();

private:
    QLabel *m_title;
    QLabel *m_summary;
    QPushButton *m_export;
    CellModel *m_model;
    QTableView *m_table;
};

} // namespace chatsync::ui
