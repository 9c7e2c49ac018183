// SPDX-License-Identifier: MIT
#pragma once

#include <QPdfWriter>
#include <QRectF>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

class QPainter;
class QTextDocument;

namespace chatsync::ui::pdf {

/// Something that is never broken over two pages. Lengths are in points.
struct Piece {
    qreal height = 0;
    std::function<void(QPainter &, const QRectF &)> paint;
};

/// Pieces that stay together where they fit on one page; where not, they are broken between pieces.
struct Group {
    std::vector<Piece> pieces;
    /// How many of the first pieces may not be left alone at the foot of a page.
    int keptWithNext = 1;
    /// At the top of each page the group goes on at; none without a height.
    Piece repeated;
};

/// What a text looks like.
struct Style {
    qreal size = 9;
    int weight = 400;
    QColor color;
    bool mono = false;
    Qt::Alignment alignment = Qt::AlignLeft;
};

/// A text laid out for paper.
class Text {
public:
    Text(const QString &text, const Style &style, qreal width);

    qreal height() const { return m_height; }
    void paint(QPainter &painter, const QPointF &topLeft) const;

private:
    std::shared_ptr<QTextDocument> m_document;
    qreal m_height = 0;
};

/// An A4 page: where it begins, and how much of it is for content.
inline constexpr qreal pageWidth = 527; ///< Between the margins
inline constexpr qreal pageHeight = 748;
inline constexpr qreal footerHeight = 26;
/// Device units a point, for painting.
inline constexpr qreal unitsPerPoint = 1200.0 / 72;

/// Collects groups and writes them as pages.
class Sheet {
public:
    void add(Group group);
    void addSpace(qreal height);
    /// @p foot stands at the left of each foot, beside "Page 1 of 4". False when the PDF could not be
    /// written.
    bool write(QIODevice *device, const QString &title, const QString &creator, const QString &foot) const;
    int pageCount() const;

private:
    struct Placed {
        Piece piece;
        qreal top;
    };
    using Page = std::vector<Placed>;
    std::vector<Page> pages() const;

    std::vector<Group> m_groups;
};

} // namespace chatsync::ui::pdf
