// SPDX-License-Identifier: MIT
#include "ui/checklist/sweepstrip.h"

#include "ui/checklist/companymodel.h"
#include "ui/theme/accessiblerole.h"
#include "ui/theme/focusring.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace chatsync::ui {

namespace {

constexpr int lineHeight = 6;
constexpr int below = 12; ///< For crosses and for where the sweep stands
constexpr int scenariosAtMost = 8;

QColor colourOf(CheckVerdict verdict, const Tokens &t)
{
    switch (verdict) {
    case CheckVerdict::Passed:
        return t.ok.tint;
    case CheckVerdict::NotApplicable:
        return t.base;
    case CheckVerdict::NotRun:
        return t.neutral.tint;
    default:
        return inkOf(statusOf(verdict), t).glyph;
    }
}

} // namespace

SweepStrip::SweepStrip(CompanyModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
{
    setAccessibleRole(this, QAccessible::Chart);
    setFocusPolicy(Qt::StrongFocus);
    setWantsFocusRing(this);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const auto changed = [this] {
        tell();
        update();
    };
    connect(model, &QAbstractItemModel::dataChanged, this, changed);
    connect(model, &QAbstractItemModel::modelReset, this, changed);
    tell();
}

QSize SweepStrip::sizeHint() const
{
    return {400, scenariosAtMost * lineHeight + below};
}

void SweepStrip::tell()
{
    int failed = 0;
    for (const CompanyResult &company : m_model->companies())
        failed += failedCells(company) > 0 ? 1 : 0;
    setAccessibleName(
        tr("Overview: %1 companies, %2 of them with failures").arg(m_model->rowCount()).arg(failed));
}

QRectF SweepStrip::columnOf(int company) const
{
    const int all = std::max(1, m_model->rowCount());
    const qreal wide = static_cast<qreal>(width()) / all;
    const qreal left = isRightToLeft() ? width() - wide * (company + 1) : wide * company;
    return {left, 0, wide, static_cast<qreal>(height() - below)};
}

int SweepStrip::companyAt(const QPointF &position) const
{
    const int all = m_model->rowCount();
    if (all == 0 || width() == 0)
        return -1;
    const qreal along = isRightToLeft() ? width() - position.x() : position.x();
    return std::clamp(static_cast<int>(along * all / width()), 0, all - 1);
}

void SweepStrip::paintEvent(QPaintEvent *)
{
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), height() - below), t.neutral.tint);
    const int scenarios = std::max(1, m_model->scenarioCount());
    const qreal high = static_cast<qreal>(height() - below) / scenarios;
    int reached = 0;
    qreal lastCross = -1000;
    painter.setPen(Qt::NoPen);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QRectF column = columnOf(row);
        const CompanyResult &company = *m_model->company(row);
        for (size_t line = 0; line < company.cells.size(); ++line) {
            const CheckVerdict verdict = company.cells[line].verdict;
            if (verdict == CheckVerdict::NotRun)
                continue;
            // At least as wide as one can see, where something is wrong.
            const bool loud = verdict != CheckVerdict::Passed && verdict != CheckVerdict::NotApplicable;
            QRectF at(column.left(), static_cast<qreal>(line) * high, column.width(), high - 1);
            if (loud && at.width() < 3)
                at.setWidth(3);
            painter.fillRect(at, colourOf(verdict, t));
        }
        if (isDone(company))
            reached = row + 1;
        if (failedCells(company) > 0 && qAbs(column.center().x() - lastCross) >= 6) {
            lastCross = column.center().x();
            drawCross(painter, QRectF(column.center().x() - 4, height() - below + 2, 8, 8), t.fail.glyph, 5);
        }
    }
    if (reached > 0 && reached < m_model->rowCount()) {
        const QRectF next = columnOf(reached);
        const qreal x = isRightToLeft() ? next.right() : next.left();
        painter.fillRect(QRectF(x - 0.5, 0, 1, height() - below), t.accent);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(t.accent);
        const QPointF triangle[] = {
            {x, height() - below + 2.0}, {x - 4, height() - 3.0}, {x + 4, height() - 3.0}};
        painter.drawPolygon(triangle, 3);
    }
    if (hasFocus() && m_model->rowCount() > 0) {
        QRectF column = columnOf(m_current).adjusted(-1, 0, 1, 0);
        drawFrame(painter, column, 1, {}, t.accent, 2);
    }
}

void SweepStrip::mousePressEvent(QMouseEvent *event)
{
    const int company = companyAt(event->position());
    if (event->button() != Qt::LeftButton || company < 0)
        return;
    m_current = company;
    update();
    Q_EMIT companyChosen(company);
}

void SweepStrip::keyPressEvent(QKeyEvent *event)
{
    const int forward = isRightToLeft() ? Qt::Key_Left : Qt::Key_Right;
    const int back = isRightToLeft() ? Qt::Key_Right : Qt::Key_Left;
    const int last = std::max(0, m_model->rowCount() - 1);
    int wanted = m_current;
    if (event->key() == forward)
        wanted = m_current + 1;
    else if (event->key() == back)
        wanted = m_current - 1;
    else if (event->key() == Qt::Key_Home)
        wanted = 0;
    else if (event->key() == Qt::Key_End)
        wanted = last;
    else {
        QWidget::keyPressEvent(event);
        return;
    }
    m_current = std::clamp(wanted, 0, last);
    update();
    if (m_model->rowCount() > 0)
        Q_EMIT companyChosen(m_current);
}

bool SweepStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        if (const CompanyResult *company = m_model->company(companyAt(help->pos())))
            QToolTip::showText(help->globalPos(), company->name + u'\n' + word(worstOf(*company)), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace chatsync::ui
