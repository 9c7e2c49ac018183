// SPDX-License-Identifier: MIT
#pragma once

#include <QHeaderView>
#include <QStyledItemDelegate>

namespace chatsync::ui {

class TimeAxis;

/// Paints the cells of a run: glyph, number and name; texts in their ink; bars over the time axis.
class RunDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    RunDelegate(const TimeAxis *axis, QObject *parent);

    /// Where the glyph of running rows stands in its turn, 0 to 1.
    void setTurn(qreal turn) { m_turn = turn; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintStep(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintBar(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const TimeAxis *m_axis;
    qreal m_turn = 0.25;
};

/// The header of a run: the last section is the ruler of the time axis, with the mark of the present moment.
class RunHeader final : public QHeaderView {
    Q_OBJECT
public:
    RunHeader(const TimeAxis *axis, QWidget *parent);
    QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;

private:
    const TimeAxis *m_axis;
};

} // namespace chatsync::ui
