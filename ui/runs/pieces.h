// SPDX-License-Identifier: MIT
#pragma once

#include "ui/runs/runmodel.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <functional>

class QLabel;

/// Small parts which the pages of the run view are made of. All texts are plain, whoever wrote them.
namespace chatsync::ui::pieces {

/// A bar in the colour of the window, closed by a line below.
class Strip final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// A frame of the design round what is in it, filled with a colour of the palette.
class Frame final : public QWidget {
public:
    Frame(QColor Tokens::*fill, QWidget *parent)
        : QWidget(parent)
        , m_fill(fill)
    {}

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor Tokens::*m_fill;
};

/// Wrapped, selectable by mouse and keyboard.
QLabel *text(const QString &text, FontRole role, Ink ink, QWidget *parent);
QLabel *heading(const QString &text, QWidget *parent);
QLabel *caption(const QString &text, QWidget *parent);
QWidget *verticalLine(QWidget *parent);
QWidget *numbered(int number, const QString &text, QWidget *parent);

/// Glyph, name and result of a row, and a link that leads to it.
QWidget *evidence(const RunModel &model, const RunRow *row, QWidget *parent,
                  const std::function<void(const RunRow *)> &open);

/// What the title of a column takes, as text size and language have it.
int headerWidth(const QAbstractItemModel &model, int column);

/// A name as a sentence can hold it; the whole stands with the members.
QString shortName(const QString &name);

/// Names in place of the Stream ids that the run knows.
QString withNames(const QString &sentence, const RunFacts &facts);

} // namespace chatsync::ui::pieces
