// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/participant.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/statusglyph.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

class QTableView;

namespace chatsync::ui {

/// What one cell of a table of facts says.
struct Cell {
    QString text;
    std::optional<Status> status{}; ///< Its glyph stands before the text
    Ink ink = Ink::Primary;
    bool mono = false; ///< An id or a value: gives way in the middle
    bool strong = false;
    std::optional<ParticipantKind> kind{}; ///< A badge behind the text
    QString tip{};                         ///< Empty: the text

    bool operator==(const Cell &) const = default;
};

struct CellRow {
    std::vector<Cell> cells;
    Tint tint = Tint::None;
    bool section = false; ///< A heading over the rows that follow: first cell at the start, last at the end
    QString key{};        ///< What the row is about: an id, a cid, a run
    QString spoken{};     ///< For the screen reader, beside the cells: a consequence

    bool operator==(const CellRow &) const = default;
};

/// A table of facts. What is shown is made by pure functions (facttables.h); setRows() with as many rows as
/// before changes them in place, so that selection and scrolling stay.
class CellModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { KeyRole = Qt::UserRole, CellRole, SectionRole };

    CellModel(QStringList titles, QObject *parent = nullptr);

    void setRows(std::vector<CellRow> rows);
    const std::vector<CellRow> &rows() const { return m_rows; }
    const Cell *cell(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QStringList m_titles;
    std::vector<CellRow> m_rows;
};

/// A view on it in the looks of the window; rows are chosen, Ctrl+C copies the key of the row. The last
/// column stretches. Widths are those of the design at text size 1.
QTableView *makeCellTable(CellModel *model, const QList<int> &widths, const QString &name, QWidget *parent);

/// As high as its rows, never scrolling: for a table inside a page that scrolls.
void fitToRows(QTableView *table);

/// Rows that are sections go over all columns.
void spanSections(QTableView *table, const CellModel &model);

} // namespace chatsync::ui
