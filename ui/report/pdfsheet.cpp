// SPDX-License-Identifier: MIT
#include "ui/report/pdfsheet.h"

#include "ui/theme/tokens.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QPainter>
#include <QRegularExpression>
#include <QTextDocument>
#include <QTextOption>

#include <algorithm>

namespace chatsync::ui::pdf {

namespace {

constexpr int resolution = 1200;
constexpr qreal marginMillimetres = 12;

QFont fontOf(const Style &style)
{
    QFont font;
    font.setFamilies(style.mono ? QStringList{QStringLiteral("JetBrains Mono"),
                                              QStringLiteral("DejaVu Sans Mono"), QStringLiteral("monospace")}
                                : QStringList{QStringLiteral("Inter"), QStringLiteral("DejaVu Sans"),
                                              QStringLiteral("sans-serif")});
    // In pixels of the paper: points would be those of a screen that is not there.
    font.setPixelSize(qRound(style.size * unitsPerPoint));
    font.setWeight(QFont::Weight(style.weight));
    font.setHintingPreference(QFont::PreferNoHinting);
    if (style.mono)
        font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

/// Inter draws a colon between digits with a glyph of its own, which no reader of PDFs finds or copies.
/// Without shaping it is a colon again; scripts that need shaping keep it.
bool losesItsColons(const QString &text)
{
    static const QRegularExpression time{QStringLiteral("[0-9]:[0-9]")};
    const bool isLatin =
        std::all_of(text.begin(), text.end(), [](QChar character) { return character.unicode() < 0x250; });
    return isLatin && time.match(text).hasMatch();
}

/// Fills pages from the top, and begins the next one where something does not fit.
class Filler {
public:
    struct Placed {
        Piece piece;
        qreal top;
    };

    bool fits(qreal height) const { return m_top + height <= pageHeight; }
    bool isAtTop() const { return m_top == 0; }
    void nextPage()
    {
        m_pages.emplace_back();
        m_top = 0;
    }
    void place(const Piece &piece)
    {
        m_pages.back().push_back({piece, m_top});
        m_top += piece.height;
    }
    std::vector<std::vector<Placed>> take() { return std::move(m_pages); }

private:
    std::vector<std::vector<Placed>> m_pages{1};
    qreal m_top = 0;
};

qreal heightOf(const Group &group, std::size_t from, std::size_t count)
{
    qreal height = 0;
    for (std::size_t i = from; i < group.pieces.size() && i < from + count; ++i)
        height += group.pieces[i].height;
    return height;
}

void fill(Filler &filler, const Group &group)
{
    const qreal whole = heightOf(group, 0, group.pieces.size());
    const auto kept = static_cast<std::size_t>(group.keptWithNext) + 1;
    const qreal needed = whole <= pageHeight && group.repeated.height == 0 ? whole : heightOf(group, 0, kept);
    if (!filler.fits(needed) && !filler.isAtTop())
        filler.nextPage();
    for (const Piece &piece : group.pieces) {
        if (!filler.fits(piece.height) && !filler.isAtTop()) {
            filler.nextPage();
            if (group.repeated.height > 0)
                filler.place(group.repeated);
        }
        filler.place(piece);
    }
}

} // namespace

Text::Text(const QString &text, const Style &style, qreal width)
    : m_document(std::make_shared<QTextDocument>())
{
    QTextOption option{style.alignment};
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_document->setDocumentMargin(0);
    m_document->setDefaultTextOption(option);
    QFont font = fontOf(style);
    if (losesItsColons(text))
        font.setStyleStrategy(QFont::PreferNoShaping);
    m_document->setDefaultFont(font);
    m_document->setUndoRedoEnabled(false);
    m_document->setPlainText(text);
    QTextCursor cursor{m_document.get()};
    cursor.select(QTextCursor::Document);
    QTextCharFormat format;
    format.setForeground(style.color);
    cursor.mergeCharFormat(format);
    QTextBlockFormat lines;
    lines.setLineHeight(style.mono ? 118 : 112, QTextBlockFormat::ProportionalHeight);
    cursor.mergeBlockFormat(lines);
    m_document->setTextWidth(width * unitsPerPoint);
    m_height = text.isEmpty() ? 0 : m_document->size().height() / unitsPerPoint;
}

void Text::paint(QPainter &painter, const QPointF &topLeft) const
{
    painter.save();
    painter.translate(topLeft * unitsPerPoint);
    m_document->drawContents(&painter);
    painter.restore();
}

void Sheet::add(Group group)
{
    m_groups.push_back(std::move(group));
}

void Sheet::addSpace(qreal height)
{
    m_groups.push_back({.pieces = {{height, [](QPainter &, const QRectF &) {}}}, .keptWithNext = 0});
}

std::vector<Sheet::Page> Sheet::pages() const
{
    Filler filler;
    for (const Group &group : m_groups)
        fill(filler, group);
    std::vector<Page> pages;
    for (const auto &filled : filler.take()) {
        Page page;
        for (const Filler::Placed &placed : filled)
            page.push_back({placed.piece, placed.top});
        pages.push_back(std::move(page));
    }
    return pages;
}

int Sheet::pageCount() const
{
    return static_cast<int>(pages().size());
}

bool Sheet::write(QIODevice *device, const QString &title, const QString &creator, const QString &foot) const
{
    QPdfWriter writer{device};
    writer.setResolution(resolution);
    writer.setPageSize(QPageSize{QPageSize::A4});
    writer.setPageMargins({marginMillimetres, marginMillimetres, marginMillimetres, marginMillimetres},
                          QPageLayout::Millimeter);
    writer.setTitle(title);
    writer.setCreator(creator);
    QPainter painter;
    if (!painter.begin(&writer))
        return false;
    const std::vector<Page> all = pages();
    const Style quiet{.size = 7.5, .color = lightTokens().text2};
    Style right = quiet;
    right.alignment = Qt::AlignRight;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0 && !writer.newPage())
            return false;
        for (const Placed &placed : all[i])
            placed.piece.paint(painter, QRectF{0, placed.top, pageWidth, placed.piece.height});
        const qreal top = pageHeight + footerHeight - 12;
        Text{foot, quiet, pageWidth - 90}.paint(painter, {0, top});
        const QString number =
            QCoreApplication::translate("Report", "Page %1 of %2").arg(i + 1).arg(all.size());
        Text{number, right, 80}.paint(painter, {pageWidth - 80, top});
    }
    return painter.end();
}

} // namespace chatsync::ui::pdf
