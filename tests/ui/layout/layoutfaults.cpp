// SPDX-License-Identifier: MIT
#include "tests/ui/layout/textprobe.h"
#include "ui/widgets/elidedlabel.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QHeaderView>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTextBrowser>

namespace chatsync::test {

namespace {

// A glyph may lean out of its box by that, and heights are of whole pixels.
constexpr qreal across = 1.5;
constexpr qreal upright = 3;
constexpr int line = 2; ///< As much as borders take from a bar of fixed height

QString nameOf(const QWidget *widget)
{
    QString name = QString::fromLatin1(widget->metaObject()->className()).section(QLatin1String("::"), -1);
    if (!widget->accessibleName().isEmpty())
        name += QStringLiteral(" “%1”").arg(widget->accessibleName().left(40));
    else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        name += QStringLiteral(" “%1”").arg(button->text().left(40));
    for (const QWidget *above = widget->parentWidget(); above; above = above->parentWidget()) {
        const QString kind = QString::fromLatin1(above->metaObject()->className());
        if (kind.startsWith(QLatin1String("chatsync::")))
            return name + QStringLiteral(" in ") + kind.section(QLatin1String("::"), -1);
    }
    return name;
}

template<typename T>
T *areaOf(QWidget *viewport)
{
    auto *area = qobject_cast<T *>(viewport->parentWidget());
    return area && area->viewport() == viewport ? area : nullptr;
}

/// What cannot be read here can be read there.
bool hasWayToRead(QWidget *widget, const DrawnText &drawn)
{
    if (!widget->toolTip().isEmpty() || qobject_cast<ui::ElidedLabel *>(widget))
        return true;
    const QPoint at = drawn.rect.center().toPoint();
    if (auto *header = areaOf<QHeaderView>(widget)) {
        const int section = header->logicalIndexAt(at);
        return !header->model()->headerData(section, header->orientation(), Qt::ToolTipRole).isNull();
    }
    if (auto *view = areaOf<QAbstractItemView>(widget))
        return !view->indexAt(at).data(Qt::ToolTipRole).toString().isEmpty();
    return false;
}

/// Text that can be scrolled into view, or is being typed, is not cut.
bool scrolls(QWidget *widget, const DrawnText &drawn, Qt::Orientation way)
{
    if (const auto *tabs = qobject_cast<QTabBar *>(widget))
        return way == Qt::Horizontal && tabs->sizeHint().width() > tabs->width() && tabs->usesScrollButtons();
    if (const auto *edit = qobject_cast<QLineEdit *>(widget))
        return way == Qt::Horizontal && !edit->text().isEmpty() && edit->text().contains(drawn.text);
    if (auto *area = qobject_cast<QAbstractScrollArea *>(widget->parentWidget())) {
        // A table's header goes along with the table, a gutter with its text.
        if (auto *around = qobject_cast<QAbstractScrollArea *>(area->parentWidget());
            around && qobject_cast<QHeaderView *>(area))
            area = around;
        const QScrollBar *bar =
            way == Qt::Horizontal ? area->horizontalScrollBar() : area->verticalScrollBar();
        return bar->maximum() > bar->minimum();
    }
    return false;
}

/// Not what a sentence leaves out by itself, as "Searching …" does.
bool isElided(const QString &text)
{
    return text.contains(u'…') && !text.contains(QStringLiteral(" …")) &&
           !text.contains(QStringLiteral("…,"));
}

void checkTexts(QWidget *widget, QStringList &faults)
{
    for (const DrawnText &drawn : drawnTexts(widget)) {
        if (drawn.text.trimmed().isEmpty())
            continue;
        const QRectF &rect = drawn.rect;
        // A document paints its marked ranges by clipping.
        const QRectF clip = areaOf<QPlainTextEdit>(widget) ? QRectF(widget->rect()) : drawn.clip;
        const bool wide = rect.left() < clip.left() - across || rect.right() > clip.right() + across;
        const bool high = rect.top() < clip.top() - upright || rect.bottom() > clip.bottom() + upright;
        if ((wide && !scrolls(widget, drawn, Qt::Horizontal)) ||
            (high && !scrolls(widget, drawn, Qt::Vertical)))
            faults << QStringLiteral("cut: “%1” (%2 of %3 by %4) in %5")
                          .arg(drawn.text.left(60))
                          .arg(rect.width())
                          .arg(clip.width())
                          .arg(clip.height())
                          .arg(nameOf(widget));
        else if (isElided(drawn.text) && !hasWayToRead(widget, drawn))
            faults << QStringLiteral("elided, and nothing tells the whole: “%1” in %2")
                          .arg(drawn.text.left(60), nameOf(widget));
    }
}

void checkSize(const QWidget *widget, QStringList &faults)
{
    const auto *area = qobject_cast<const QScrollArea *>(widget);
    if (area && area->horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff && area->widget() &&
        area->widget()->width() > area->viewport()->width())
        faults << QStringLiteral("%1 is %2 wide and hides what is beyond %3")
                      .arg(nameOf(area))
                      .arg(area->widget()->width())
                      .arg(area->viewport()->width());
    if (!widget->layout())
        return;
    QSize least = widget->layout()->minimumSize();
    if (widget->layout()->hasHeightForWidth())
        least.setHeight(0); // For its least width, which says nothing. A text that is cut is found as such.
    if (widget->width() < least.width() - line || widget->height() < least.height() - line)
        faults << QStringLiteral("%1 is %2x%3, its contents need %4x%5")
                      .arg(nameOf(widget))
                      .arg(widget->width())
                      .arg(widget->height())
                      .arg(least.width())
                      .arg(least.height());
}

void collect(QLayout *layout, QList<QWidget *> &found)
{
    for (int i = 0; i < layout->count(); ++i) {
        QLayoutItem *item = layout->itemAt(i);
        if (item->widget() && item->widget()->isVisible())
            found << item->widget();
        else if (item->layout())
            collect(item->layout(), found);
    }
}

void checkNeighbours(const QWidget *parent, QStringList &faults)
{
    if (!parent->layout())
        return;
    QList<QWidget *> children;
    collect(parent->layout(), children);
    for (qsizetype i = 0; i < children.size(); ++i) {
        if (!parent->rect().contains(children[i]->geometry()))
            faults << QStringLiteral("%1 reaches beyond its parent").arg(nameOf(children[i]));
        for (qsizetype j = i + 1; j < children.size(); ++j) {
            if (children[i]->geometry().intersects(children[j]->geometry()))
                faults << QStringLiteral("%1 lies over %2").arg(nameOf(children[i]), nameOf(children[j]));
        }
    }
}

} // namespace

QStringList layoutFaults(QWidget *window)
{
    QStringList faults;
    for (const QPointer<QWidget> &widget : visibleWidgets(window)) {
        if (!widget || !widget->isVisible())
            continue;
        checkTexts(widget, faults);
        checkSize(widget, faults);
        checkNeighbours(widget, faults);
    }
    faults.removeDuplicates();
    return faults;
}

} // namespace chatsync::test
